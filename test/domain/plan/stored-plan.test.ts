import fc from 'fast-check';
import type { Plan } from '../../../src/domain/plan/model';
import { storedPlan } from '../../../src/domain/plan/stored-plan';
import { anyPlan } from './arbitrary-plan';
import { smallPlan } from './fixtures';

describe('a stored plan', () => {
  it('of today is left as it is', () => {
    fc.assert(fc.property(anyPlan, (plan) => storedPlan(plan) === plan));
  });

  it('saved before the model had what it has today gets the defaults', () => {
    const indicator = { number: 7, name: '立案/结案数', parts: ['立案', '结案'], unit: '件', span: null };
    const { ...old } = smallPlan() as unknown as Record<string, unknown>;
    old['forms'] = [{ title: '统计表', indicators: [indicator], span: null }];
    old['reporting'] = [
      { what: 'STATISTICS', also: [], title: '', cadence: 'MONTHLY', dueDay: 24, dueDate: null, period: 'CURRENT', owedBy: null, to: null },
    ];
    const read = storedPlan(old as unknown as Plan);
    expect(read.forms[0]).toMatchObject({ key: '', rules: [], indicators: [{ ...indicator, required: true, group: null, accumulation: 'FLOW' }] });
    expect(read.reporting[0]).toMatchObject({ dueDay: 24, form: null });
  });

  it('that the model would refuse today stays as it was saved', () => {
    const old = { ...smallPlan(), title: '', forms: [{ title: '统计表', indicators: [], span: null }] } as unknown as Plan;
    expect(storedPlan(old)).toBe(old);
  });
});
