import { civilDateOf } from '../../domain/calendar';
import { idempotently } from '../idempotently';
import { forbidden } from '../policy';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { substitutionView, type SubstitutionView } from './account-view';
import { mayArrange } from './arrange-substitution';
import type { Keyed, PeopleDesk } from './desk';
import { refuse } from './refuse';
import { commonPeriod } from './role-rules';

/**
 * The absent person is back early: it ends at once. By whoever may arrange it; the substitute too may lay it down.
 * Refuses: NOT_FOUND, FORBIDDEN, SUBSTITUTION_ENDED.
 */
export async function endSubstitution(desk: PeopleDesk, viewer: Viewer, { substitutionId, idempotencyKey }: Keyed & { substitutionId: string }) {
  const request = { key: idempotencyKey, command: 'endSubstitution', body: { substitutionId } };
  const answer = await idempotently(desk, viewer, request, async ({ people, audit }) => {
    const today = civilDateOf(desk.clock.now());
    await people.substitutionsForChange(today);
    const found = await people.substitution(substitutionId);
    if (!found) return refuse('NOT_FOUND');
    const lent = (await people.memberships([found.absentId])).filter((held) => commonPeriod(held, found));
    if (viewer.accountId !== found.substituteId && !mayArrange(viewer, found.absentId, lent)) return forbidden('ARRANGE_SUBSTITUTION');
    if (found.endedAt !== null || found.validTo <= today) return refuse('SUBSTITUTION_ENDED');
    const endedAt = desk.wall.now();
    await people.endSubstitution(substitutionId, endedAt);
    const data = { substitutionId };
    await audit.write({ at: endedAt, accountId: viewer.accountId, action: 'SUBSTITUTION_ENDED', target: found.absentId, data });
    return done<SubstitutionView>(substitutionView({ ...found, endedAt }));
  });
  desk.viewers.forget();
  return answer;
}
