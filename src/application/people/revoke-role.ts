import { civilDateOf, isCivilDate } from '../../domain/calendar';
import { idempotently } from '../idempotently';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { roleView, type RoleView } from './account-view';
import type { Keyed, PeopleDesk } from './desk';
import { grantRight } from './grant-role';
import { refuse } from './refuse';

export interface RoleRevocation extends Keyed {
  membershipId: string;
  /** The first day on which it no longer holds; null: today. */
  validTo: string | null;
}

/**
 * Ends a role; its past stays. One that has not begun never will. Refuses: NOT_FOUND (also a role in somebody else's campaign), FORBIDDEN,
 * PERIOD_INVALID (before today), ROLE_ALREADY_ENDED.
 */
export async function revokeRole(desk: PeopleDesk, viewer: Viewer, { membershipId, validTo, idempotencyKey }: RoleRevocation) {
  const request = { key: idempotencyKey, command: 'revokeRole', body: { membershipId, validTo } };
  const answer = await idempotently(desk, viewer, request, async ({ people, audit }) => {
    const held = await people.membership(membershipId);
    const right = await grantRight(people, viewer, held?.campaignId ?? null);
    if (right) return right;
    const account = held && (await people.accountForChange(held.accountId));
    // Read again under the lock: it may have ended meanwhile.
    const membership = account && (await people.membership(membershipId));
    if (!membership) return refuse('NOT_FOUND');
    const today = civilDateOf(desk.clock.now());
    const end = validTo ?? today;
    if (!isCivilDate(end) || end < today) return refuse('PERIOD_INVALID', { problem: end });
    if (membership.validTo !== null && membership.validTo <= end) return refuse('ROLE_ALREADY_ENDED', { validTo: membership.validTo });
    const ended = membership.validFrom !== null && membership.validFrom > end ? membership.validFrom : end;
    await people.endMembership(membershipId, ended);
    const data = { membershipId, role: membership.role, validTo: ended };
    await audit.write({ at: desk.wall.now(), accountId: viewer.accountId, action: 'ROLE_REVOKED', target: membership.accountId, data });
    return done<RoleView>(roleView({ ...membership, validTo: ended }));
  });
  desk.viewers.forget();
  return answer;
}
