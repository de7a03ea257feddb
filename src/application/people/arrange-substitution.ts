import { addDays, civilDateOf } from '../../domain/calendar';
import { idempotently } from '../idempotently';
import { forbidden, may } from '../policy';
import type { MembershipRecord, SubstitutionRecord } from '../ports/people';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { substitutionView, type SubstitutionView } from './account-view';
import type { Keyed, PeopleDesk } from './desk';
import { refuse } from './refuse';
import { commonPeriod, exclusionIn, periodFault, reachOf } from './role-rules';
import { substitutionCycle } from './substitution-cycle';

export interface NewSubstitution extends Keyed {
  absentId: string;
  substituteId: string;
  validFrom: string;
  /** The first day on which it no longer holds. */
  validTo: string;
  reason: string;
}

/** An absence that is longer is no absence: the role is granted to somebody else. */
export const LONGEST_SUBSTITUTION_DAYS = 366;

/**
 * Substitution during absence (代理): the substitute acts with the absent person's own roles, never with those the absent person holds for a
 * third, and both names go into the log. Asked for by the absent person, by a system administrator, or by the head of the unit, who may
 * lend only what is that unit's: a person with roles elsewhere asks for themselves.
 * Refuses: FORBIDDEN, NOT_FOUND, SUBSTITUTE_IS_ABSENT_PERSON, PERIOD_INVALID, ACCOUNT_DISABLED, SUBSTITUTION_CYCLE, ROLES_EXCLUDE_EACH_OTHER.
 */
export async function arrangeSubstitution(desk: PeopleDesk, viewer: Viewer, input: NewSubstitution) {
  const { idempotencyKey, ...body } = input;
  const { absentId, substituteId, validFrom, validTo } = body;
  const request = { key: idempotencyKey, command: 'arrangeSubstitution', body };
  const answer = await idempotently(desk, viewer, request, async ({ people, audit }) => {
    const existing = await people.substitutionsForChange(civilDateOf(desk.clock.now()));
    const lenders = existing.filter((one) => one.substituteId === substituteId).map((one) => one.absentId);
    const memberships = await people.memberships([...new Set([absentId, substituteId, ...lenders])]);
    const lent = memberships.filter((held) => held.accountId === absentId && commonPeriod(held, { validFrom, validTo }));
    if (!mayArrange(viewer, absentId, lent)) return forbidden('ARRANGE_SUBSTITUTION');
    if (absentId === substituteId) return refuse('SUBSTITUTE_IS_ABSENT_PERSON');
    const fault = lengthFault(validFrom, validTo, civilDateOf(desk.clock.now()));
    if (fault) return fault;
    const [absent, substitute] = [await people.account(absentId), await people.account(substituteId)];
    if (!absent || !substitute) return refuse('NOT_FOUND');
    if (absent.disabledAt || substitute.disabledAt) return refuse('ACCOUNT_DISABLED');
    const now = desk.wall.now();
    const wanted: SubstitutionRecord = {
      id: desk.newId(),
      ...body,
      reason: body.reason.trim(),
      createdBy: viewer.accountId,
      createdAt: now,
      endedAt: null,
    };
    const cycle = substitutionCycle(wanted, existing);
    if (cycle) {
      const names = await people.displayNames(cycle);
      return refuse('SUBSTITUTION_CYCLE', { people: cycle.map((id) => names.get(id) ?? id), accountIds: cycle });
    }
    const exclusion = exclusionIn(reachOf(substituteId, memberships, [...existing, wanted]));
    if (exclusion) return refuse('ROLES_EXCLUDE_EACH_OTHER', { role: exclusion.b, roles: [exclusion.a, exclusion.b], accountId: substituteId });
    await people.addSubstitution(wanted);
    await audit.write({ at: now, accountId: viewer.accountId, action: 'SUBSTITUTION_ARRANGED', target: absentId, data: { ...body, id: wanted.id } });
    return done<SubstitutionView>(substitutionView(wanted));
  });
  desk.viewers.forget();
  return answer;
}

/** `lent`: the roles that pass to the substitute. */
export function mayArrange(viewer: Viewer, absentId: string, lent: readonly MembershipRecord[]): boolean {
  if (may(viewer, 'ARRANGE_SUBSTITUTION', { account: absentId })) return true;
  return lent.length > 0 && lent.every((held) => held.role.startsWith('UNIT_') && may(viewer, 'ARRANGE_SUBSTITUTION', { unit: held.unitId ?? '' }));
}

function lengthFault(validFrom: string, validTo: string, today: string) {
  const fault = periodFault({ validFrom, validTo }, today);
  if (fault) return fault;
  return validTo > addDays(validFrom, LONGEST_SUBSTITUTION_DAYS) ? refuse('PERIOD_INVALID', { problem: `> ${LONGEST_SUBSTITUTION_DAYS}` }) : null;
}
