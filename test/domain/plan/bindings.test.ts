import { bindNamesToThemselves, bindingsFor, printedNames, unboundNames } from '../../../src/domain/plan/bindings';
import { smallPlan } from './fixtures';

test('every printed name comes once, with everything it stands for', () => {
  const names = new Map(printedNames(smallPlan()).map((printed) => [printed.name, printed]));
  expect(names.get('市市场监管局')).toMatchObject({ as: ['ASSIGNMENT', 'HEAD_OF_BODY', 'OFFICE'], required: true });
  expect(names.get('市卫健局')).toMatchObject({ as: ['MEMBER'], required: true });
  expect([...names.keys()]).toHaveLength(7);
});
test('the leaders’ own unit and "all units" need not be bound', () => {
  const plan = smallPlan({ reporting: [{ what: 'NARRATIVE', cadence: 'ONCE', owedBy: '各有关单位' }] });
  expect(unboundNames(plan, {})).toEqual(['市市场监管局', '市公安局', '市农业农村局', '市教体局', '市文化和旅游局', '市卫健局']);
  const { 市政府: _, ...bound } = bindNamesToThemselves(plan);
  expect(unboundNames(plan, bound)).toEqual([]);
  expect(bound).not.toHaveProperty('各有关单位');
});
test('a name bound to nothing is not bound', () => {
  expect(unboundNames(smallPlan(), { ...bindNamesToThemselves(smallPlan()), 市公安局: [] })).toEqual(['市公安局']);
});
test('after a correction only bindings of names still printed are kept', () => {
  const before = { ...bindNamesToThemselves(smallPlan()), 已删除的单位: ['x'], 市公安局: [] };
  expect(Object.keys(bindingsFor(smallPlan(), before)).sort()).toEqual(
    ['市市场监管局', '市农业农村局', '市教体局', '市文化和旅游局', '市卫健局', '市政府'].sort(),
  );
});
