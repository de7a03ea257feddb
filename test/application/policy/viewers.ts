import type { HeldRole, Role, Viewer } from '../../../src/application/ports/viewer';

/** A viewer who holds these roles today. */
export const viewerWith = (...roles: HeldRole[]): Viewer => ({ accountId: 'viewer', userName: 'viewer', displayName: '张三', roles });

export const inUnit = (role: Role, unitId: string, onBehalfOf: string | null = null): HeldRole => ({ role, unitId, campaignId: null, onBehalfOf });
export const inCampaign = (role: Role, campaignId: string, onBehalfOf: string | null = null): HeldRole => ({
  role,
  unitId: null,
  campaignId,
  onBehalfOf,
});
export const plain = (role: Role): HeldRole => ({ role, unitId: null, campaignId: null, onBehalfOf: null });
