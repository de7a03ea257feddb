import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeSimulation } from '../../../src/cli/simulate-text';
import { simulate, type Simulation } from '../../../src/application/simulate';
import { BEHAVIOURS, type Behaviour } from '../../../src/application/simulation/behaviour';
import { stateCouncilCalendar } from '../../../src/domain/calendar';
import { readNotice } from '../../../src/domain/notice';
import type { Plan, PlanInput } from '../../../src/domain/plan/model';
import { smallPlan } from '../../domain/plan/fixtures';

const calendar = stateCouncilCalendar();
const run = async (plan: Plan, behaviour: Behaviour, more: { until?: string; launchOn?: string } = {}): Promise<Simulation> => {
  const result = await simulate({ plan, calendar, behaviour, until: more.until ?? null, launchOn: more.launchOn ?? null });
  if (result.outcome !== 'simulated') throw new Error(JSON.stringify(result));
  return result.simulation;
};
const tally = (simulation: Simulation, day: string): Record<string, number> =>
  simulation.statesOn(day).reduce<Record<string, number>>((counts, { kind, state, timeliness }) => {
    const name = [kind, state, timeliness ?? ''].join(' ').trim();
    return { ...counts, [name]: (counts[name] ?? 0) + 1 };
  }, {});

describe('when nobody acts', () => {
  test('every deadline passes on its own day, in order', async () => {
    const { events } = await run(smallPlan(), 'NOBODY_ACTS');
    const clock = events.filter(({ by }) => by === 'CLOCK').map(({ on, type }) => `${on} ${type}`);
    expect([...new Set(clock)]).toEqual([
      '2025-08-26 REMIND',
      '2025-08-28 REMIND',
      '2025-08-29 DUE',
      '2025-08-31 PHASE_DUE',
      '2025-09-01 REMIND',
      '2025-09-01 ACKNOWLEDGE_DUE',
      '2025-09-03 ESCALATE',
      '2025-11-26 DUE_SOON',
      '2025-11-30 DUE',
    ]);
    const days = clock.map((line) => line.slice(0, 10));
    expect(days).toEqual([...days].sort());
  });
  test('the campaign stays in its first phase, overdue, with every task unanswered', async () => {
    const simulation = await run(smallPlan(), 'NOBODY_ACTS');
    expect(tally(simulation, simulation.until)).toEqual({
      'CAMPAIGN RUNNING OVERDUE': 1,
      'COORDINATING_BODY ACTIVE': 1,
      'REPORT OWED OVERDUE': 6,
      'TASK NOTIFIED OVERDUE': 3,
    });
  });
  test('the state of any day can be asked: before its date nothing is overdue', async () => {
    const simulation = await run(smallPlan(), 'NOBODY_ACTS');
    expect(tally(simulation, '2025-11-25')).toMatchObject({ 'TASK NOTIFIED ON_TRACK': 3 });
    expect(tally(simulation, '2025-11-27')).toMatchObject({ 'TASK NOTIFIED DUE_SOON': 3 });
    expect(tally(simulation, '2025-12-01')).toMatchObject({ 'TASK NOTIFIED OVERDUE': 3 });
    expect(simulation.statesOn('2020-01-01')).toEqual([]);
  });
  test('a phase that advances by itself does so once its criteria are met, here none', async () => {
    const phases = smallPlan().phases.map((phase) => ({ ...phase, exit: [], advancesByItself: true }));
    const { events } = await run(smallPlan({ phases }), 'NOBODY_ACTS');
    const september = events.filter(({ title }) => title.includes('2025-09'));
    expect(september.map(({ type }) => type)).toContain('OWE');
  });
});

describe('rules that know the calendar', () => {
  // 2025: 1 to 8 October are off, 28 September and 11 October are worked.
  const reporting: PlanInput['reporting'] = [
    { what: 'STATISTICS', title: '统计表', cadence: 'MONTHLY', dueDay: 2, period: 'PREVIOUS', onDayOff: 'NEXT_WORKING_DAY', closesAfter: 2 },
  ];
  const phases: PlanInput['phases'] = [{ name: '集中整治阶段', kind: 'RECTIFICATION', start: '2025-08-21', end: '2025-12-31' }];
  test('a day off moves the due date, and the period closes by itself', async () => {
    const simulation = await run(smallPlan({ reporting, phases }), 'NOBODY_ACTS');
    const police = simulation.events.filter(({ kind, unit, title }) => kind === 'REPORT' && unit === '市公安局' && title.includes('2025-09'));
    expect(police.map(({ on, type }) => [on, type])).toEqual([
      ['2025-08-25', 'OWE'],
      // Sunday the 28th is worked in exchange for the holiday that follows.
      ['2025-09-28', 'REMIND'],
      ['2025-09-30', 'REMIND'],
      ['2025-10-09', 'DUE'],
      ['2025-10-10', 'REMIND'],
      ['2025-10-11', 'CLOSE_PERIOD'],
      ['2025-10-13', 'ESCALATE'],
    ]);
    const missing = simulation.statesOn('2025-10-12').filter(({ title }) => title.includes('2025-09'));
    expect(new Set(missing.map(({ timeliness }) => timeliness))).toEqual(new Set(['MISSING']));
    expect(simulation.statesOn('2025-10-10').find(({ title }) => title.includes('2025-09'))?.timeliness).toBe('OVERDUE');
  });
  test('whoever is on time is on time by that date', async () => {
    const simulation = await run(smallPlan({ reporting }), 'EVERYBODY_ON_TIME');
    expect(simulation.statesOn(simulation.until).filter(({ kind, timeliness }) => kind === 'REPORT' && timeliness !== 'TIMELY')).toEqual([]);
  });
  test('the text names the closing day and the dates that are estimates', async () => {
    const text = describeSimulation(await run(smallPlan({ reporting }), 'NOBODY_ACTS'));
    expect(text).toMatch(/2025-10-09.*6 个单位.*2025-10-11截止/);
  });
});

describe('when everybody is on time', () => {
  test('the campaign goes through its phases and is concluded on the last day, with nothing late', async () => {
    const simulation = await run(smallPlan(), 'EVERYBODY_ON_TIME');
    expect(
      simulation.events
        .filter(({ kind, type }) => kind === 'CAMPAIGN' && ['LAUNCH', 'ADVANCE', 'CONCLUDE'].includes(type))
        .map(({ on, type }) => [on, type]),
    ).toEqual([
      ['2025-08-25', 'LAUNCH'],
      ['2025-08-31', 'ADVANCE'],
      ['2025-11-30', 'ADVANCE'],
      ['2025-12-31', 'CONCLUDE'],
    ]);
    const end = simulation.statesOn(simulation.until);
    expect(end.filter(({ kind }) => kind === 'TASK').every(({ state }) => state === 'ACCEPTED')).toBe(true);
    expect(end.filter(({ kind }) => kind === 'REPORT').every(({ timeliness }) => timeliness === 'TIMELY')).toBe(true);
    expect(end.filter(({ kind }) => kind === 'REPORT')).toHaveLength(simulation.plan.obligations.length);
  });
  test('a task without a lead, with several responsible units, or with nobody at all is carried through', async () => {
    const tasks: PlanInput['tasks'] = [
      { number: '1', title: '共同负责', assignments: ['甲局', '乙局'].map((unit) => ({ unit, role: 'RESPONSIBLE' as const })) },
      { number: '2', title: '只有配合', assignments: [{ unit: '丙局', role: 'COOPERATING' }] },
      { number: '3', title: '共同牵头', assignments: ['甲局', '丙局'].map((unit) => ({ unit, role: 'LEAD' as const })) },
    ];
    const simulation = await run(smallPlan({ tasks, reporting: [] }), 'EVERYBODY_ON_TIME');
    const settled = simulation.statesOn(simulation.until).filter(({ kind }) => kind === 'TASK');
    expect(settled.map(({ state }) => state)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
  });
});

describe('the example notice', () => {
  const plan = readNotice(readFileSync(join(__dirname, '../../../examples/notices/counterfeit-campaign.txt'), 'utf8'));
  test.each(BEHAVIOURS.map((behaviour): [Behaviour] => [behaviour]))('is played to the end: %s', async (behaviour) => {
    const simulation = await run(plan, behaviour);
    const campaign = simulation.statesOn(simulation.until).find(({ kind }) => kind === 'CAMPAIGN');
    expect(campaign?.state).toBe(behaviour === 'NOBODY_ACTS' ? 'RUNNING' : 'CONCLUDED');
  });
  test('played twice gives the same', async () => {
    const once = await run(plan, 'EVERYBODY_ON_TIME');
    const again = await run(plan, 'EVERYBODY_ON_TIME');
    const told = ({ events }: Simulation) => events.map(({ on, type, title, unit }) => [on, type, title, unit].join(' ')).sort();
    expect(told(again)).toEqual(told(once));
  });
});

describe('bounds', () => {
  test('"until" ends it, and "launch" begins it', async () => {
    const { launchedOn, until, events } = await run(smallPlan(), 'NOBODY_ACTS', { launchOn: '2025-09-10', until: '2025-10-01' });
    expect([launchedOn, until]).toEqual(['2025-09-10', '2025-10-01']);
    expect(events.every(({ on }) => on >= '2025-08-29' && on <= '2025-10-02')).toBe(true);
  });
  test('launched late, what is owed once is due when the time to acknowledge is over', async () => {
    const { events } = await run(smallPlan(), 'NOBODY_ACTS', { launchOn: '2025-09-10', until: '2025-10-01' });
    expect(new Set(events.filter(({ kind, type }) => kind === 'REPORT' && type === 'DUE').map(({ on }) => on))).toEqual(new Set(['2025-09-17']));
  });
  test('a plan that has no meaning is refused with its problems, one with errors with the law’s reasons', async () => {
    const refused = await simulate({ plan: smallPlan({ tasks: [] }), calendar, behaviour: 'NOBODY_ACTS', until: null, launchOn: null });
    expect(refused).toMatchObject({ outcome: 'refused', problems: [{ code: 'NO_TASKS' }] });
  });
});
