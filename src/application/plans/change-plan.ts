/** What every command on one plan has in common: the right, the lock, the revision, the record of the answer. */
import { planDiff } from '../../domain/plan/diff';
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
 * `prepare` gathers whatever is read beside the plan, before the transaction: the embedded database has one session, and a reading from within
 * a transaction on any other connection would wait for that very transaction. It gets the plan as it was a moment ago; `work` gets it locked
 * and at the expected revision, refuses before it writes, and answers the plan as it leaves it.
 * A second editor is refused with what changed since the revision they had on screen (STALE_REVISION, `data.changes`), so that they can merge.
 * The request's `body` is what must be the same when the key comes again.
 */
export async function changePlan<Prepared, Code extends string>(
  desk: PlanDesk,
  viewer: Viewer,
  command: { name: string; body: unknown },
  call: PlanCall,
  prepare: (plan: StoredPlan) => Promise<Prepared>,
  work: (plan: StoredPlan, prepared: Prepared, tx: PlanTransaction) => Promise<Answer<StoredPlan, Code>>,
): Promise<Answer<StoredPlan, Code | PlanCallRefusal>> {
  const { planId, expectedRevision, idempotencyKey: key } = call;
  const [found] = await desk.plans.plans([planId]);
  const own = await plansOwn(desk, viewer, found ?? null);
  if (!own.ok) return own;
  const prepared = await prepare(own.value);
  const seen = await planAsSeen(desk, own.value, expectedRevision);
  const request = { key, command: command.name, body: [planId, expectedRevision, command.body] };
  const answer = await idempotently(desk, viewer, request, async (tx): Promise<Answer<PlanAt, Code | PlanCallRefusal>> => {
    const plan = await tx.plans.lockPlan(planId);
    if (!plan) return refuse('NOT_FOUND');
    if (expectedRevision !== null && expectedRevision !== plan.revision) {
      const changes = seen ? planDiff(seen.content, plan.content) : [];
      return refuse('STALE_REVISION', { expected: expectedRevision, actual: plan.revision, changes });
    }
    const changed = await work(plan, prepared, tx);
    return changed.ok ? { ok: true, value: recordOf(changed.value) } : changed;
  });
  return answer.ok ? { ok: true, value: await planAt(desk, answer.value) } : answer;
}

/** The plan at the revision the caller had on screen; null where there has been none. Costs a statement only when that is not the present one. */
async function planAsSeen(desk: Pick<PlanDesk, 'plans'>, plan: StoredPlan, expectedRevision: number | null): Promise<StoredPlan | null> {
  if (expectedRevision === null || expectedRevision === plan.revision) return plan;
  const [seen] = await desk.plans.plansAt([{ id: plan.id, revision: expectedRevision }]);
  return seen ?? null;
}

export async function planAt(desk: Pick<PlanDesk, 'plans'>, { planId, revision, status, campaignId }: PlanAt): Promise<StoredPlan> {
  const [plan] = await desk.plans.plansAt([{ id: planId, revision }]);
  if (!plan) throw new Error(`Revision ${revision} of plan ${planId} is recorded as an answer and is not in the database`);
  return { ...plan, status, campaignId };
}
