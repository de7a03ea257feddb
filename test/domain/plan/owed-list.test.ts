import fc from 'fast-check';
import { stateCouncilCalendar } from '../../../src/domain/calendar';
import { bindNamesToThemselves } from '../../../src/domain/plan/bindings';
import { compile, compileOwed } from '../../../src/domain/plan/compile';
import { owedList, type OwedKey } from '../../../src/domain/plan/owed-list';
import { smallPlan } from './fixtures';

const plan = smallPlan();
const bindings = bindNamesToThemselves(plan);
const options = { calendar: stateCouncilCalendar() };
const owed = compileOwed(plan, bindings, options) ?? [];
const whole = () => {
  const result = compile(plan, bindings, options);
  if (result.outcome !== 'compiled') throw new Error('not compiled');
  const order = ({ dueOn, rule, period, unit }: (typeof result.plan.obligations)[number]): string => [dueOn, rule, period.key, unit].join(' ');
  return result.plan.obligations.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
};

describe('all that a plan asks for, in pages', () => {
  test('is what compiling the plan gives, by due date', () => {
    const list = owedList(owed);
    expect(list.total).toBe(whole().length);
    expect(list.page({ limit: 1_000, direction: 'FORWARD', from: null })).toMatchObject({ more: false });
    expect(list.page({ limit: 1_000, direction: 'FORWARD', from: null }).rows.map(({ row }) => row)).toEqual(whole());
  });
  test('whatever the page size and the direction, pages put together are the list', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.constantFrom('FORWARD' as const, 'BACKWARD' as const), (limit, direction) => {
        const list = owedList(owed);
        const seen: string[] = [];
        let from: OwedKey | null = null;
        for (let more = true; more;) {
          const page = list.page({ limit, direction, from });
          const keys = page.rows.map(({ row }) => row.key);
          if (direction === 'FORWARD') seen.push(...keys);
          else seen.unshift(...keys);
          from = page.rows.at(direction === 'FORWARD' ? -1 : 0)?.sortKey ?? null;
          more = page.more;
        }
        expect(seen).toEqual(whole().map(({ key }) => key));
      }),
    );
  });
  test('a cursor whose obligation is gone stands for its place', () => {
    const rows = (from: OwedKey) =>
      owedList(owed)
        .page({ limit: 1, direction: 'FORWARD', from })
        .rows.map(({ row }) => row.dueOn);
    expect(rows(['2025-09-01', 'r9', 'x', 'x'])).toEqual(['2025-09-24']);
    expect(rows(['2030-01-01', 'r1', 'x', 'x'])).toEqual([]);
    expect(rows(['2025-08-29', 'r1', 'ONCE', '\u{10ffff}'])).toEqual(['2025-09-24']);
  });
  test('of one unit, of one rule', () => {
    const police = owedList(owed, { unit: '市公安局' }).page({ limit: 100, direction: 'FORWARD', from: null }).rows;
    expect(police.map(({ row }) => [row.rule, row.dueOn])).toEqual([
      ['r1', '2025-08-29'],
      ['r2', '2025-09-24'],
      ['r2', '2025-10-24'],
      ['r2', '2025-11-24'],
      ['r3', '2025-12-20'],
      ['r2', '2025-12-24'],
    ]);
    expect(owedList(owed, { unit: '市公安局', rule: 'r2' }).total).toBe(4);
    expect(owedList(owed, { unit: '没有' }).total).toBe(0);
  });
});
