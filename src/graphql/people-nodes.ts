/** Accounts, roles and the viewer as GraphQL sees them. */
import type { AccountView, RoleView, SubstitutionView } from '../application/people';
import type { Viewer } from '../application/ports/viewer';
import { orThrow } from './answers';
import { signedIn, type DoorContext } from './context';
import { toGlobalId } from './global-id';
import { unitNode, unitNodes } from './unit-nodes';

export function accountOf(account: AccountView, context: DoorContext) {
  return {
    __typename: 'Account' as const,
    ...account,
    id: toGlobalId('Account', account.id),
    memberships: async () => (await context.loaders.roles.load(account.id)).map((role) => membershipNode(role, context)),
  };
}

export async function accountNode(id: string, context: DoorContext) {
  const account = orThrow(await context.desk.people.accountById(signedIn(context), id));
  return account && accountOf(account, context);
}

export function membershipNode({ id, role, unitId, campaignId, validFrom, validTo }: RoleView, context: DoorContext) {
  return {
    __typename: 'Membership' as const,
    ...{ id: toGlobalId('Membership', id), role, validFrom, validTo },
    unit: () => (unitId === null ? null : unitNode(unitId, context)),
    campaignId: campaignId === null ? null : toGlobalId('Campaign', campaignId),
  };
}

export function substitutionNode({ id, absentId, substituteId, validFrom, validTo, reason }: SubstitutionView, { loaders }: DoorContext) {
  return {
    ...{ id, validFrom, validTo, reason },
    absent: () => loaders.accountName.load(absentId),
    substitute: () => loaders.accountName.load(substituteId),
  };
}

export function viewerNode({ accountId, userName, displayName, roles }: Viewer, context: DoorContext) {
  const actingUnits = [...new Set(roles.flatMap(({ unitId }) => unitId ?? []))];
  return {
    account: { id: toGlobalId('Account', accountId), userName, displayName },
    roles: roles.map(({ role, unitId, campaignId, onBehalfOf }) => ({
      role,
      unit: () => (unitId === null ? null : unitNode(unitId, context)),
      campaignId: campaignId === null ? null : toGlobalId('Campaign', campaignId),
      onBehalfOf: () => (onBehalfOf === null ? null : context.loaders.accountName.load(onBehalfOf)),
    })),
    units: () => unitNodes(actingUnits, context),
    substitutions: async () => (await context.desk.people.ownSubstitutions(signedIn(context))).map((one) => substitutionNode(one, context)),
  };
}
