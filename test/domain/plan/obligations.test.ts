import fc from 'fast-check';
import { bindNamesToThemselves } from '../../../src/domain/plan/bindings';
import type { Bindings } from '../../../src/domain/plan/bindings';
import { compile } from '../../../src/domain/plan/compile';
import type { Obligation } from '../../../src/domain/plan/compiled';
import { CADENCES } from '../../../src/domain/plan/model';
import type { PlanInput } from '../../../src/domain/plan/model';
import { smallPlan } from './fixtures';

type Rule = NonNullable<PlanInput['reporting']>[number];
const owed = (rule: Rule, changes: Partial<PlanInput> = {}, more: Bindings = {}): Obligation[] => {
  const plan = smallPlan({ reporting: [rule], ...changes });
  const result = compile(plan, { ...bindNamesToThemselves(plan), ...more });
  if (result.outcome !== 'compiled') throw new Error('not compiled');
  return result.plan.obligations;
};
/** Of one unit, as `period due phase`. */
const ofPolice = (obligations: Obligation[]) =>
  obligations.filter(({ unit }) => unit === '市公安局').map(({ period, dueOn, phase }) => [period.key, dueOn, phase].join(' '));

describe('what is owed once', () => {
  test('by every unit with a task or a member, by the printed date, in the phase of that date', () => {
    const obligations = owed({ what: 'LIAISON_ROSTER', cadence: 'ONCE', dueDate: '2025-08-29' });
    expect(obligations.map(({ unit }) => unit)).toEqual(['市市场监管局', '市公安局', '市农业农村局', '市教体局', '市文化和旅游局', '市卫健局']);
    expect(obligations[0]).toMatchObject({
      what: 'LIAISON_ROSTER',
      title: '联络员名单',
      phase: 'p1',
      dueOn: '2025-08-29',
      period: { key: 'ONCE', start: null, end: null },
      recurring: false,
    });
  });
  test('a roster without a date is due when the mobilisation ends, a summary when the campaign does', () => {
    expect(owed({ what: 'LIAISON_ROSTER', cadence: 'ONCE' })[0]).toMatchObject({ dueOn: '2025-08-31', phase: 'p1', movesWithPhase: true });
    expect(owed({ what: 'FINAL_SUMMARY', cadence: 'ONCE' })[0]).toMatchObject({ dueOn: '2025-12-31', phase: 'p3' });
  });
  test('one rule may owe two things', () => {
    const obligations = owed({
      what: 'LIAISON_ROSTER',
      also: ['IMPLEMENTATION_PLAN'],
      title: '联络员信息表及实施方案',
      cadence: 'ONCE',
      dueDate: '2025-08-28',
    });
    expect(obligations.filter(({ unit }) => unit === '市公安局').map(({ title, rule }) => [title, rule])).toEqual([
      ['联络员名单', 'r1'],
      ['实施方案', 'r1.IMPLEMENTATION_PLAN'],
    ]);
  });
  test('a date before the first phase belongs to the first, one after the last to the last', () => {
    expect(owed({ what: 'NARRATIVE', cadence: 'ONCE', dueDate: '2025-08-01' })[0]?.phase).toBe('p1');
    expect(owed({ what: 'NARRATIVE', cadence: 'ONCE', dueDate: '2026-02-01' })[0]?.phase).toBe('p3');
  });
  test('a roster belongs to the mobilisation even when it is due later', () => {
    expect(owed({ what: 'LIAISON_ROSTER', cadence: 'ONCE', dueDate: '2025-09-18' })[0]).toMatchObject({ phase: 'p1', dueOn: '2025-09-18' });
  });
  test('where the rule names who owes and the name is bound, only those owe', () => {
    const rule = { what: 'NARRATIVE' as const, cadence: 'ONCE' as const, owedBy: '各镇街', dueDate: '2025-09-10' };
    expect(owed(rule, {}, { 各镇街: ['一镇', '二镇'] }).map(({ unit }) => unit)).toEqual(['一镇', '二镇']);
    expect(owed(rule, {}, { 各镇街: [] })).toHaveLength(6);
  });
});

describe('what is owed again and again', () => {
  test('"每月24日前报送当月": the month of the notice is left out when its 24th is past', () => {
    expect(ofPolice(owed({ what: 'STATISTICS', cadence: 'MONTHLY', dueDay: 24 }))).toEqual([
      '2025-09 2025-09-24 p2',
      '2025-10 2025-10-24 p2',
      '2025-11 2025-11-24 p2',
      '2025-12 2025-12-24 p3',
    ]);
  });
  test('"每月2号前报送上个月": the last is due after the campaign', () => {
    expect(ofPolice(owed({ what: 'STATISTICS', cadence: 'MONTHLY', dueDay: 2, period: 'PREVIOUS' }))).toEqual([
      '2025-08 2025-09-02 p2',
      '2025-09 2025-10-02 p2',
      '2025-10 2025-11-02 p2',
      '2025-11 2025-12-02 p3',
      '2025-12 2026-01-02 p3',
    ]);
  });
  test('"每月31日前" is the last day of a shorter month', () => {
    expect(owed({ what: 'STATISTICS', cadence: 'MONTHLY', dueDay: 31 }).find(({ period }) => period.key === '2025-09')?.dueOn).toBe('2025-09-30');
  });
  test('"每季度末月25日前"', () => {
    expect(ofPolice(owed({ what: 'NARRATIVE', cadence: 'QUARTERLY', dueDay: 25 }))).toEqual(['2025-Q3 2025-09-25 p2', '2025-Q4 2025-12-25 p3']);
  });
  test('half-years', () => {
    expect(ofPolice(owed({ what: 'NARRATIVE', cadence: 'SEMIANNUAL', dueDay: 10, period: 'PREVIOUS' }))).toEqual(['2025-H2 2026-01-10 p3']);
  });
  test('"每周五": weeks of ISO 8601, across the end of a year', () => {
    const phases = [{ name: '整治', kind: 'RECTIFICATION' as const, start: '2025-12-22', end: '2026-01-06' }];
    expect(ofPolice(owed({ what: 'NARRATIVE', cadence: 'WEEKLY', dueDay: 5 }, { phases }))).toEqual([
      '2025-W52 2025-12-26 p1',
      '2026-W01 2026-01-02 p1',
      '2026-W02 2026-01-09 p1',
    ]);
  });
  test('every ten days, and every day for the day before', () => {
    const phases = [{ name: '整治', kind: 'RECTIFICATION' as const, start: '2025-09-01', end: '2025-09-20' }];
    expect(ofPolice(owed({ what: 'NARRATIVE', cadence: 'EVERY_N_DAYS', dueDay: 10 }, { phases }))).toEqual([
      '2025-09-01/2025-09-10 2025-09-10 p1',
      '2025-09-11/2025-09-20 2025-09-20 p1',
    ]);
    const daily = ofPolice(owed({ what: 'NARRATIVE', cadence: 'DAILY', period: 'PREVIOUS' }, { phases }));
    expect([daily.length, daily[0], daily[19]]).toEqual([20, '2025-09-01 2025-09-02 p1', '2025-09-20 2025-09-21 p1']);
  });
  test('whatever the rule: keys differ, due dates rise, none is due before the notice, every phase exists', () => {
    const rule = fc.record({
      what: fc.constantFrom('STATISTICS' as const, 'NARRATIVE' as const),
      cadence: fc.constantFrom(...CADENCES),
      dueDay: fc.option(fc.integer({ min: 1, max: 31 })),
      period: fc.constantFrom('CURRENT' as const, 'PREVIOUS' as const),
    });
    fc.assert(
      fc.property(rule, (printed) => {
        const obligations = owed(printed);
        expect(new Set(obligations.map(({ key }) => key)).size).toBe(obligations.length);
        const police = obligations.filter(({ unit }) => unit === '市公安局');
        expect(police.map(({ dueOn }) => dueOn)).toEqual(police.map(({ dueOn }) => dueOn).sort());
        for (const { dueOn, phase } of police) {
          expect(dueOn >= '2025-08-25').toBe(true);
          expect(['p1', 'p2', 'p3']).toContain(phase);
        }
      }),
    );
  });
});
