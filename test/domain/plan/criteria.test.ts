import { bindNamesToThemselves } from '../../../src/domain/plan/bindings';
import { compile } from '../../../src/domain/plan/compile';
import { PHASE_KINDS } from '../../../src/domain/plan/model';
import type { PhaseKind, PlanInput } from '../../../src/domain/plan/model';
import { defaultCriteria } from '../../../src/domain/plan/criteria';
import { smallPlan } from './fixtures';

const exits = (changes: Partial<PlanInput> = {}) => {
  const plan = smallPlan(changes);
  const result = compile(plan, bindNamesToThemselves(plan));
  return result.outcome === 'compiled' ? result.plan.phases.map((phase) => phase.exit.map((criterion) => criterion.kind)) : [];
};

test('given a roster but no implementation plans, mobilisation asks for the liaisons only', () => {
  expect(exits()).toEqual([['LIAISONS_REGISTERED'], ['TASKS_ACCEPTED'], ['TASKS_ACCEPTED', 'REPORTS_ACCEPTED', 'ORDERS_CLOSED', 'CASES_CLOSED']]);
});
test('given implementation plans too, it asks for both', () => {
  const reporting = [{ what: 'LIAISON_ROSTER' as const, also: ['IMPLEMENTATION_PLAN' as const], cadence: 'ONCE' as const, dueDate: '2025-08-28' }];
  expect(exits({ reporting })[0]).toEqual(['LIAISONS_REGISTERED', 'IMPLEMENTATION_PLANS_FILED']);
});
test('given no reporting, nothing is asked of reports', () => {
  expect(exits({ reporting: [] })).toEqual([[], ['TASKS_ACCEPTED'], ['TASKS_ACCEPTED', 'ORDERS_CLOSED', 'CASES_CLOSED']]);
});
test('the plan’s own criteria stand, an empty list included', () => {
  const plan = smallPlan();
  const phases = plan.phases.map((phase, index) => ({ ...phase, exit: index === 1 ? [{ kind: 'TASKS_ACCEPTED' as const, percent: 80 }] : [] }));
  expect(exits({ phases })).toEqual([[], ['TASKS_ACCEPTED'], []]);
});
test('a rectification phase that ends before any task is due asks for no task', () => {
  const phases = [
    { name: '一', kind: 'RECTIFICATION' as const, start: '2025-09-01', end: '2025-09-30' },
    { name: '二', kind: 'RECTIFICATION' as const, start: '2025-10-01', end: '2025-10-31' },
  ];
  expect(exits({ phases, reporting: [] })).toEqual([[], ['TASKS_ACCEPTED']]);
});
test.each(PHASE_KINDS.map((kind): [PhaseKind] => [kind]))('%s asks for nothing that the plan does not have', (kind) => {
  const none = { liaisons: false, implementationPlans: false, tasks: false, reports: false };
  const asked = defaultCriteria(kind, none).map((criterion) => criterion.kind);
  expect(asked).toEqual(kind === 'SUMMARY' ? ['TASKS_ACCEPTED', 'ORDERS_CLOSED', 'CASES_CLOSED'] : []);
});
