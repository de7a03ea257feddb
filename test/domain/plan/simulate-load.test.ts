import { bindNamesToThemselves } from '../../../src/domain/plan/bindings';
import { compile } from '../../../src/domain/plan/compile';
import { loadOf } from '../../../src/domain/plan/simulate-load';
import { smallPlan } from './fixtures';

const plan = (() => {
  const result = compile(smallPlan(), bindNamesToThemselves(smallPlan()));
  if (result.outcome !== 'compiled') throw new Error('not compiled');
  return result.plan;
})();

test('tasks are counted in the week they fall due, leading apart from cooperating', () => {
  const dueWeek = loadOf(plan).filter(({ week }) => week === '2025-W48');
  expect(dueWeek.map(({ unit, leading, cooperating, reports }) => [unit, leading, cooperating, reports])).toEqual(
    [
      ['市市场监管局', 2, 0, 1],
      ['市公安局', 0, 1, 1],
      ['市农业农村局', 0, 1, 1],
      ['市教体局', 0, 1, 1],
      ['市文化和旅游局', 1, 0, 1],
      ['市卫健局', 0, 0, 1],
    ].sort(
      (a, b) => Number(b[1]) + Number(b[2]) + Number(b[3]) - (Number(a[1]) + Number(a[2]) + Number(a[3])) || (String(a[0]) < String(b[0]) ? -1 : 1),
    ),
  );
});
test('nothing is lost: the sums are those of the plan', () => {
  const load = loadOf(plan);
  const sum = (of: (one: (typeof load)[number]) => number) => load.reduce((total, one) => total + of(one), 0);
  expect(sum(({ reports }) => reports)).toBe(plan.obligations.length);
  expect(sum(({ leading, cooperating }) => leading + cooperating)).toBe(plan.tasks.flatMap((task) => task.seats).length);
});
test('weeks come in order, each with its Monday', () => {
  const mondays = loadOf(plan).map(({ monday }) => monday);
  expect(mondays).toEqual([...mondays].sort());
  expect(loadOf(plan).find(({ week }) => week === '2025-W35')?.monday).toBe('2025-08-25');
});
