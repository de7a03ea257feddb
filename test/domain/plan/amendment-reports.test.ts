import { stateCouncilCalendar } from '../../../src/domain/calendar';
import { amendReports } from '../../../src/domain/plan/amendment-reports';
import type { RunningReport, ReportsAt } from '../../../src/domain/plan/amendment-reports';
import { usualChasing } from '../../../src/domain/plan/chasing-model';
import { bindNamesToThemselves } from '../../../src/domain/plan/bindings';
import { compile } from '../../../src/domain/plan/compile';
import type { Obligation } from '../../../src/domain/plan/compiled';
import type { PlanInput } from '../../../src/domain/plan/model';
import { smallPlan } from './fixtures';

type Rules = NonNullable<PlanInput['reporting']>;
const calendar = stateCouncilCalendar();
const owed = (reporting: Rules, ruleKeys?: string[]): Obligation[] => {
  const plan = smallPlan({ reporting });
  const result = compile(plan, bindNamesToThemselves(plan), { calendar, ruleKeys });
  if (result.outcome !== 'compiled') throw new Error('not compiled');
  return result.plan.obligations.filter(({ unit }) => unit === '市公安局' || unit === '市卫健局');
};
const running = (obligation: Obligation, more: Partial<RunningReport> = {}): RunningReport => ({
  subject: `${obligation.rule} ${obligation.period.key} ${obligation.unit}`,
  ...{ unit: obligation.unit, rule: obligation.rule, period: obligation.period.key, dueOn: obligation.dueOn },
  ...{ pending: true, untouched: true, waived: false, ...more },
});
const monthly = { what: 'STATISTICS', title: '统计表', cadence: 'MONTHLY', dueDay: 24 } as const;
const at = (before: Obligation[], next: Obligation[], reports: RunningReport[], more: Partial<ReportsAt> = {}): ReportsAt => ({
  ...{ reports, before, next, begunPhases: new Set(['p1', 'p2']), takingPart: new Set(['市公安局', '市卫健局']) },
  ...{ on: '2025-10-10', soonest: '2025-10-17', calendar, chasing: { before: usualChasing(), next: usualChasing() }, ...more },
});
/** What has come to exist by 10 October: September is over, October and November are owed. */
const begun = (obligations: Obligation[]): RunningReport[] =>
  obligations.filter(({ phase }) => phase === 'p2').map((one) => (one.dueOn < '2025-10-10' ? running(one, { pending: false }) : running(one)));

describe('a rule whose day moves', () => {
  test('moves what is not due yet, for all units of a period at once, and leaves what was due', () => {
    const before = owed([monthly]);
    const { change, drop, open } = amendReports(at(before, owed([{ ...monthly, dueDay: 28, closesAfter: 3 }]), begun(before)));
    expect(change.map(({ period, before: was, dueOn, closesOn, reports }) => [period, was, dueOn, closesOn, reports.length])).toEqual([
      ['2025-10', '2025-10-24', '2025-10-28', '2025-10-31', 2],
      ['2025-11', '2025-11-24', '2025-11-28', '2025-12-03', 2],
    ]);
    expect([drop, open]).toEqual([[], []]);
  });
  test('to a day that has passed: by the time to acknowledge, and never later than it was', () => {
    const before = owed([monthly]);
    const dates = (soonest: string) =>
      amendReports(at(before, owed([{ ...monthly, dueDay: 5 }]), begun(before), { soonest })).change.map(({ dueOn }) => dueOn);
    expect(dates('2025-10-17')).toEqual(['2025-10-17', '2025-11-05']);
    expect(dates('2025-10-31')).toEqual(['2025-10-24', '2025-11-05']);
  });
  test('keeps a date that was given while the campaign ran where the plan says nothing new of it', () => {
    const before = owed([monthly]);
    const reports = begun(before).map((one) => (one.period === '2025-11' ? { ...one, dueOn: '2025-11-26' } : one));
    const { change } = amendReports(at(before, owed([{ ...monthly, closesAfter: 1 }]), reports));
    expect(change.map(({ dueOn, closesOn }) => [dueOn, closesOn])).toEqual([
      ['2025-10-24', '2025-10-27'],
      ['2025-11-26', '2025-11-27'],
    ]);
  });
  test('a rule for days off that changes nothing yet is kept for when its phase moves', () => {
    const final = { what: 'FINAL_SUMMARY', cadence: 'ONCE' } as const;
    const before = owed([final]);
    const next = owed([{ ...final, onDayOff: 'NEXT_WORKING_DAY' }]);
    const [one] = before;
    if (!one) throw new Error('nothing owed');
    const { change } = amendReports(at(before, next, [running(one)]));
    expect(change).toMatchObject([{ dueOn: next[0]?.dueOn, onDayOff: 'NEXT_WORKING_DAY', movesWithPhase: true }]);
  });
  test('into another phase takes it along, and out of one that has not begun opens it', () => {
    const december = { ...monthly, period: 'PREVIOUS', dueDay: 2 } as const;
    const before = owed([december]);
    const next = owed([{ ...monthly, dueDay: 29 }]);
    const november = next.filter(({ period }) => period.key === '2025-11');
    expect(november[0]).toMatchObject({ phase: 'p2', dueOn: '2025-11-29' });
    const { open } = amendReports(at(before, next, begun(before)));
    expect(open).toEqual([
      { rule: 'r1', title: '统计表（2025-11）', period: '2025-11', dueOn: '2025-11-29', closesOn: null, units: ['市公安局', '市卫健局'] },
    ]);
  });
});

describe('how units are chased', () => {
  const chasing = { before: usualChasing(), next: { ...usualChasing(), remindBefore: [5] } };
  test('changes for what is not due yet, and leaves what was due, has come or is no longer owed', () => {
    const before = owed([monthly]);
    const reports = begun(before).map((one) => (one.period === '2025-11' && one.unit === '市卫健局' ? { ...one, pending: false } : one));
    const { change, chase } = amendReports(at(before, before, reports, { chasing }));
    expect(change).toEqual([]);
    expect(chase).toEqual({ chasing: chasing.next, reports: reports.filter(({ pending }) => pending) });
    expect(chase?.reports.map(({ period, unit }) => [period, unit])).toEqual([
      ['2025-10', '市公安局'],
      ['2025-10', '市卫健局'],
      ['2025-11', '市公安局'],
    ]);
    expect(amendReports(at(before, [], begun(before), { chasing })).chase?.reports).toEqual([]);
  });
  test('stays where the plan writes down what the house does anyway', () => {
    const before = owed([monthly]);
    expect(amendReports(at(before, before, begun(before), { chasing: { before: usualChasing(), next: { ...usualChasing() } } })).chase).toBeNull();
  });
});

describe('a rule that goes, changes its cadence, or is new', () => {
  test('periods that are gone are no longer owed; what is being drafted, was due or has come stays', () => {
    const before = owed([monthly]);
    const reports = begun(before).map((one) => (one.unit === '市卫健局' ? { ...one, untouched: false } : one));
    const { change, drop } = amendReports(at(before, [], reports));
    expect(change).toEqual([]);
    expect(drop.map(({ period, before: was, reports: gone }) => [period, was, gone.map(({ unit }) => unit)])).toEqual([
      ['2025-10', '2025-10-24', ['市公安局']],
      ['2025-11', '2025-11-24', ['市公安局']],
    ]);
  });
  test('a new cadence: other periods, opened from today on where the phase has begun', () => {
    const before = owed([monthly]);
    const { drop, open } = amendReports(at(before, owed([{ ...monthly, cadence: 'TEN_DAILY', dueDay: null }]), begun(before)));
    expect(drop).toHaveLength(2);
    expect(open.map(({ period }) => period)).toEqual(['2025-10-D1', '2025-10-D2', '2025-10-D3', '2025-11-D1', '2025-11-D2', '2025-11-D3']);
  });
  test('a rule put in before it does not touch it: its key is kept', () => {
    const before = owed([monthly]);
    const next = owed([{ what: 'NARRATIVE', cadence: 'MONTHLY', dueDay: 30 }, monthly], ['r2', 'r1']);
    const { change, drop, open } = amendReports(at(before, next, begun(before)));
    expect([change, drop]).toEqual([[], []]);
    expect(open.map(({ rule, period, units }) => [rule, period, units.length])).toEqual([
      ['r2', '2025-10', 2],
      ['r2', '2025-11', 2],
    ]);
  });
  test('what is asked for once and is new is opened, however early its date', () => {
    const once = { what: 'IMPLEMENTATION_PLAN', cadence: 'ONCE', dueDate: '2025-09-30' } as const;
    expect(amendReports(at([], owed([once]), [])).open).toMatchObject([{ dueOn: '2025-09-30' }]);
    const before = owed([once]);
    expect(amendReports(at(before, before, [])).open).toEqual([]);
  });
  test('what the office has waived stays waived; what an amendment dropped comes back with its rule', () => {
    const before = owed([monthly]);
    const waived = begun(before).map((one) => ({ ...one, pending: false, waived: true }));
    expect(amendReports(at(before, before, waived)).open).toEqual([]);
    expect(amendReports(at([], before, waived)).open.map(({ period }) => period)).toEqual(['2025-10', '2025-11']);
    const again = [...waived, ...begun(before)];
    expect(amendReports(at([], before, again)).open).toEqual([]);
  });
  test('nothing is opened for a unit that takes no part, or in a phase that has not begun', () => {
    const next = owed([monthly]);
    const { open } = amendReports(at([], next, [], { takingPart: new Set(['市公安局']), begunPhases: new Set(['p1']) }));
    expect(open).toEqual([]);
    expect(amendReports(at([], next, [], { takingPart: new Set(['市公安局']) })).open.map(({ units }) => units)).toEqual([
      ['市公安局'],
      ['市公安局'],
    ]);
  });
  test('a plan that says the same changes nothing', () => {
    const before = owed([monthly, { what: 'FINAL_SUMMARY', cadence: 'ONCE' }]);
    expect(amendReports(at(before, before, begun(before)))).toEqual({ change: [], drop: [], open: [], chase: null });
  });
});
