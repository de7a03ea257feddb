/** What every command on one plan has in common: the right, the lock, the revision, the record of the answer. */
import { idempotently } from '../idempotently';
import type { PlanTransaction, StoredPlan } from '../ports/plans';
import type { Viewer } from '../ports/viewer';
import type { Answer } from '../refusal';
import { refuse, type PlanDesk } from './desk';
import { plansOwn } from './sight';

export interface PlanCall {
  planId: string;
  /** null: whatever it is. */
  expectedRevision: number | null;
  idempotencyKey: string;
}

export type PlanCallRefusal = 'NOT_FOUND' | 'FORBIDDEN' | 'STALE_REVISION' | 'IDEMPOTENCY_KEY_REQUIRED' | 'IDEMPOTENCY_KEY_REUSED';

/** What is recorded as an answer, so that a repetition finds the very same plan. */
export type PlanAt = { planId: string } & Pick<StoredPlan, 'revision' | 'status' | 'campaignId'>;

export const recordOf = ({ id, revision, status, campaignId }: StoredPlan): PlanAt => ({ planId: id, revision, status, campaignId });

/**
 * `work` gets the plan locked and at the expected revision, refuses before it writes, and answers the plan as it leaves it.
 * The request's `body` is what must be the same when the key comes again.
 */
export async function changePlan<Code extends string>(
  desk: PlanDesk,
  viewer: Viewer,
  command: string,
  call: PlanCall,
  body: unknown,
  work: (plan: StoredPlan, tx: PlanTransaction) => Promise<Answer<StoredPlan, Code>>,
): Promise<Answer<StoredPlan, Code | PlanCallRefusal>> {
  const { planId, expectedRevision, idempotencyKey: key } = call;
  const answer = await idempotently(
    desk,
    viewer,
    { key, command, body: [planId, expectedRevision, body] },
    async (tx): Promise<Answer<PlanAt, Code | PlanCallRefusal>> => {
      const own = await plansOwn(desk, viewer, await tx.plans.lockPlan(planId));
      if (!own.ok) return own;
      const plan = own.value;
      if (expectedRevision !== null && expectedRevision !== plan.revision) {
        return refuse('STALE_REVISION', { expected: expectedRevision, actual: plan.revision });
      }
      const changed = await work(plan, tx);
      return changed.ok ? { ok: true, value: recordOf(changed.value) } : changed;
    },
  );
  return answer.ok ? { ok: true, value: await planAt(desk, answer.value) } : answer;
}

export async function planAt(desk: Pick<PlanDesk, 'plans'>, { planId, revision, status, campaignId }: PlanAt): Promise<StoredPlan> {
  const [plan] = await desk.plans.plansAt([{ id: planId, revision }]);
  if (!plan) throw new Error(`Revision ${revision} of plan ${planId} is recorded as an answer and is not in the database`);
  return { ...plan, status, campaignId };
}
