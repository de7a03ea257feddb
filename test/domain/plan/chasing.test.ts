import { planDiff } from '../../../src/domain/plan/diff';
import { planSchema, usualChasing } from '../../../src/domain/plan/model';
import { planFromText, planYaml } from '../../../src/domain/plan/yaml';
import { smallPlan } from './fixtures';

const chasing = { remindBefore: [5], remindAfter: [], escalateAfter: null, quietOnDaysOff: false };

describe('how a plan chases', () => {
  it('is the usual way where it says nothing', () => {
    expect(smallPlan().chasing).toBeNull();
    expect(usualChasing()).toEqual({ remindBefore: [3, 1], remindAfter: [1], escalateAfter: 3, quietOnDaysOff: true });
    expect(planSchema.parse({ ...smallPlan(), chasing: { remindBefore: [5] } }).chasing).toEqual({ ...usualChasing(), remindBefore: [5] });
  });
  it('counts whole days, and after is after', () => {
    for (const wrong of [{ remindBefore: [-1] }, { remindAfter: [0] }, { escalateAfter: 0 }, { remindBefore: [1.5] }, { remindAfter: [61] }])
      expect(planSchema.safeParse({ ...smallPlan(), chasing: wrong }).success).toBe(false);
  });
  it('goes into a file and comes back, and a word spelled wrong is named', () => {
    const plan = { ...smallPlan(), chasing };
    expect(planFromText(planYaml(plan))).toEqual({ ok: true, plan });
    const wrong = planFromText(planYaml(plan).replace('remindBefore', 'remindBefor'));
    expect(wrong).toMatchObject({ ok: false, faults: [{ path: 'chasing.remindBefor' }] });
  });
  it('is told when it changes', () => {
    expect(planDiff(smallPlan(), smallPlan())).toEqual([]);
    const [change, ...more] = planDiff(smallPlan(), { ...smallPlan(), chasing });
    expect(more).toEqual([]);
    expect(change).toMatchObject({
      path: 'chasing',
      kind: 'CHANGED',
      before: { zh: '按惯例', en: 'as usual' },
      after: { en: 'reminded before: 5; reminded after: never; head told after: never; in days' },
    });
    expect(planDiff({ ...smallPlan(), chasing }, { ...smallPlan(), chasing: { ...chasing, quietOnDaysOff: true } })).toHaveLength(1);
  });
});
