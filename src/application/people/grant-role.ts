import { civilDateOf } from '../../domain/calendar';
import { idempotently } from '../idempotently';
import { forbidden, may, mayGrantInCampaign } from '../policy';
import type { MembershipRecord, People } from '../ports/people';
import type { Role, Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { roleView, type RoleView } from './account-view';
import type { Keyed, PeopleDesk } from './desk';
import { refuse } from './refuse';
import { commonPeriod, exclusionIn, periodFault, reachOf, scopeFault } from './role-rules';

export interface RoleGrant extends Keyed {
  accountId: string;
  role: Role;
  /** The unit or the campaign that the role names; see `roleScopes`. */
  unitId: string | null;
  campaignId: string | null;
  /** Null: from today. */
  validFrom: string | null;
  /** The first day on which it no longer holds; null: until revoked. */
  validTo: string | null;
}

/**
 * By a system administrator, or, for a role in a campaign, by one of its coordinators.
 * Refuses: FORBIDDEN, NOT_FOUND (account; a campaign that is not there or not the coordinator's), ROLE_FOR_ONESELF, ACCOUNT_DISABLED,
 * ROLE_SCOPE_INVALID, UNIT_UNKNOWN, PERIOD_INVALID, ROLE_ALREADY_HELD, ROLES_EXCLUDE_EACH_OTHER (also over a substitution).
 */
export async function grantRole(desk: PeopleDesk, viewer: Viewer, input: RoleGrant) {
  const { idempotencyKey, ...body } = input;
  const { accountId, role, unitId, campaignId, validTo } = body;
  const answer = await idempotently(desk, viewer, { key: idempotencyKey, command: 'grantRole', body }, async ({ people, units, audit }) => {
    const right = await grantRight(people, viewer, campaignId);
    if (right !== null) return right;
    if (accountId === viewer.accountId) return refuse('ROLE_FOR_ONESELF');
    const today = civilDateOf(desk.clock.now());
    const fault = scopeFault(role, unitId, campaignId) ?? periodFault({ validFrom: body.validFrom, validTo }, today);
    if (fault) return fault;
    if (unitId !== null && !(await units.all()).some((unit) => unit.id === unitId)) return refuse('UNIT_UNKNOWN', { unit: unitId });
    // Substitutions first, always in this order: whoever arranges one locks them too, before the accounts.
    const substitutions = await people.substitutionsForChange(today);
    const account = await people.accountForChange(accountId);
    if (!account) return refuse('NOT_FOUND');
    if (account.disabledAt) return refuse('ACCOUNT_DISABLED');

    const period = { validFrom: body.validFrom ?? today, validTo };
    const wanted: MembershipRecord = {
      ...{ id: desk.newId(), accountId, role, unitId, campaignId, grantedBy: viewer.accountId, createdAt: desk.wall.now() },
      ...period,
    };
    // Everybody whose reach this role enters: the person, who stands in for them, and for whom these hold roles besides.
    const reached = [accountId, ...substitutions.filter((one) => one.absentId === accountId).map((one) => one.substituteId)];
    const lenders = substitutions.filter((one) => reached.includes(one.substituteId)).map((one) => one.absentId);
    const memberships = await people.memberships([...new Set([...reached, ...lenders])]);
    const same = memberships.find(
      (held) =>
        held.accountId === accountId && held.role === role && held.unitId === unitId && held.campaignId === campaignId && commonPeriod(held, period),
    );
    if (same) return refuse('ROLE_ALREADY_HELD', { membershipId: same.id });
    for (const person of reached) {
      const exclusion = exclusionIn(reachOf(person, [...memberships, wanted], substitutions));
      if (exclusion) return refuse('ROLES_EXCLUDE_EACH_OTHER', { role, roles: [exclusion.a, exclusion.b], accountId: person });
    }
    await people.addMembership(wanted);
    const data = { role, unitId, campaignId, ...period };
    await audit.write({ at: desk.wall.now(), accountId: viewer.accountId, action: 'ROLE_GRANTED', target: accountId, data });
    return done<RoleView>(roleView(wanted));
  });
  desk.viewers.forget();
  return answer;
}

/** Null: the viewer may grant and revoke here. A coordinator learns nothing of campaigns that are not theirs. */
export async function grantRight(people: People, viewer: Viewer, campaignId: string | null) {
  const office = campaignId === null ? null : await people.officeOfCampaign(campaignId);
  if (may(viewer, 'GRANT_ROLES')) return campaignId !== null && office === null ? refuse('NOT_FOUND') : null;
  if (campaignId === null) return forbidden('GRANT_ROLES');
  return office !== null && mayGrantInCampaign(viewer, { id: campaignId, office }) ? null : refuse('NOT_FOUND');
}
