import { reportingSchema } from '../../../src/domain/plan/model';
import type { ReportingRule } from '../../../src/domain/plan/model';
import { matchRuleKeys, ruleBehind, ruleKeysOf } from '../../../src/domain/plan/rule-keys';

const rule = (more: Record<string, unknown>): ReportingRule => reportingSchema.parse({ what: 'STATISTICS', cadence: 'MONTHLY', dueDay: 24, ...more });
const roster = rule({ what: 'LIAISON_ROSTER', cadence: 'ONCE', dueDay: null, dueDate: '2022-09-10' });
const monthly = rule({ title: '统计表' });
const weekly = rule({ what: 'NARRATIVE', cadence: 'WEEKLY', dueDay: 5 });
const before = [roster, monthly, weekly];
const keys = ['r1', 'r2', 'r3'];

describe('keys of reporting rules', () => {
  test('are given by place until the plan is amended', () => {
    expect(ruleKeysOf({ reporting: before })).toEqual(keys);
    expect(ruleKeysOf({ reporting: before }, ['r1', 'r4', 'r2'])).toEqual(['r1', 'r4', 'r2']);
  });
  test('stay with their rule when another is put in before it', () => {
    expect(matchRuleKeys(before, keys, [roster, rule({ what: 'NARRATIVE', cadence: 'QUARTERLY' }), monthly, weekly])).toEqual([
      'r1',
      'r4',
      'r2',
      'r3',
    ]);
  });
  test('stay when the order changes, and when a day, a cadence or a title does', () => {
    expect(matchRuleKeys(before, keys, [weekly, roster, monthly])).toEqual(['r3', 'r1', 'r2']);
    const moved = [
      { ...roster, dueDate: '2022-09-20' },
      { ...monthly, dueDay: 28, title: '打假统计表' },
      { ...weekly, cadence: 'TEN_DAILY' as const },
    ];
    expect(matchRuleKeys(before, keys, moved)).toEqual(['r1', 'r2', 'r3']);
    expect(matchRuleKeys(before, keys, [roster, { ...monthly, cadence: 'WEEKLY' as const }])).toEqual(['r1', 'r2']);
  });
  test('of rules that are alike in everything go by their order', () => {
    expect(matchRuleKeys([monthly, monthly], ['r1', 'r2'], [monthly, monthly])).toEqual(['r1', 'r2']);
    const [a, b] = [rule({ dueDay: 10 }), rule({ dueDay: 20 })];
    expect(matchRuleKeys([a, b], ['r1', 'r2'], [b, a])).toEqual(['r2', 'r1']);
  });
  test('another kind of report is another rule, and a key that reports bear is never given again', () => {
    expect(matchRuleKeys([monthly], ['r1'], [{ ...monthly, what: 'NARRATIVE' }])).toEqual(['r2']);
    expect(matchRuleKeys([roster], ['r1'], [roster, monthly], ['r1', 'r5.STATISTICS'])).toEqual(['r1', 'r6']);
  });
  test('lead from a report back to its rule', () => {
    expect(ruleBehind({ reporting: before }, null, 'r2')).toBe(monthly);
    expect(ruleBehind({ reporting: before }, ['r1', 'r7', 'r3'], 'r7.NARRATIVE')).toBe(monthly);
    expect(ruleBehind({ reporting: before }, undefined, 'r9')).toBeUndefined();
  });
});
