import fc from 'fast-check';
import { readNotice } from '../../src/domain/notice';
import { isLaunchable } from '../../src/domain/plan/lint';
import { civilDay, fillNotice, later, readMonthlyNotice, readTemplate } from '../../src/tour/notice';

const filled = (now: Date): string => fillNotice(readTemplate(), { now, number: 27, consumers: '市商务局', internet: '市互联网舆情中心' });

describe('the notice of the tour', () => {
  it('is read whole, with nothing in the way of a launch, on whatever day it is issued', () => {
    const days = fc.date({ min: new Date('2025-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (now) => {
        const plan = readNotice(filled(now));
        expect(plan.issuedOn).toBe(civilDay(now));
        expect(plan.phases.map(({ start, end }) => [start, end])).toEqual([
          [civilDay(now), civilDay(now, 9)],
          [civilDay(now, 10), civilDay(now, 99)],
          [civilDay(now, 100), civilDay(now, 129)],
        ]);
        expect(plan.tasks).toHaveLength(21);
        expect(plan.body?.members.map(({ role }) => role)).toEqual(['LEADER', 'DEPUTY', 'DEPUTY', ...Array.from({ length: 14 }, () => 'MEMBER')]);
        expect(plan.forms[0]?.indicators).toHaveLength(16);
        expect(plan.reporting.map(({ what, cadence, dueDay, dueDate }) => [what, cadence, dueDay ?? dueDate])).toEqual([
          ['LIAISON_ROSTER', 'ONCE', civilDay(now, 7)],
          ['IMPLEMENTATION_PLAN', 'ONCE', civilDay(now, 9)],
          ['STATISTICS', 'MONTHLY', 24],
          ['FINAL_SUMMARY', 'ONCE', civilDay(now, 119)],
        ]);
        expect(isLaunchable(plan.diagnostics)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('has one task without a lead, and tasks of a single unit', () => {
    const without = readNotice(filled(new Date())).tasks.filter(({ assignments }) => assignments.every(({ role }) => role !== 'LEAD'));
    expect(without.map(({ number, assignments }) => [number, assignments.length])).toEqual([
      ['二(四)3', 2],
      ['二(四)4', 1],
      ['二(五)2(2)', 1],
    ]);
  });

  it('counts its days in Shanghai', () => {
    expect(civilDay(new Date('2026-12-31T15:59:59Z'))).toBe('2026-12-31');
    expect(civilDay(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01');
    expect(later('2024-02-28', 1)).toBe('2024-02-29');
  });

  it('is not printed with something left open', () => {
    const facts = { now: new Date(), number: 1, consumers: '甲', internet: '乙' };
    expect(filled(new Date())).not.toContain('{{');
    expect(() => fillNotice('{{p9.start}}', facts)).toThrow('{{p9.start}}');
  });
});

test('the notice of the three months asks for one form, every month', () => {
  const plan = readNotice(readMonthlyNotice());
  expect(plan.title).toBe('云溪市农村食品打假春季行动方案');
  expect(plan.phases.map(({ start, end }) => [start, end])).toEqual([
    ['2026-03-02', '2026-05-28'],
    ['2026-05-29', '2026-05-31'],
  ]);
  expect(plan.tasks.map(({ assignments }) => assignments.map(({ unit }) => unit))).toEqual([
    ['市市场监管局', '市公安局', '市商务局'],
    ['市农业农村局', '市公安局'],
    ['市市场监管局', '市教体局'],
  ]);
  expect(plan.reporting.map(({ what, cadence, dueDay }) => [what, cadence, dueDay])).toEqual([['STATISTICS', 'MONTHLY', 24]]);
  expect(plan.forms.flatMap(({ indicators }) => indicators.map(({ name, parts }) => [name, ...parts]))).toEqual([
    ['出动检查人员'],
    ['立案/结案数', '立案', '结案'],
    ['涉案金额'],
    ['累计建档经营户'],
  ]);
});
