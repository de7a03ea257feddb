/** Rights that have no machine behind them: accounts, roles, the unit register, the calendar, plans. Looked up in the policy's table. */
import type { HeldRole, Viewer } from '../ports/viewer';
import { refused, type Refusal } from '../refusal';
import { rightRules, type Right } from './table';

/** What the right is asked over. A campaign is named with the unit that owns it. */
export interface Over {
  account?: string;
  unit?: string;
  campaign?: string;
}

/** The held role that gives the right, so that a substitution can be named in the log; `true` for what everybody may; null: no right. */
export function rightOf(viewer: Viewer, right: Right, over: Over = {}): HeldRole | true | null {
  for (const rule of rightRules) {
    if (rule.right !== right) continue;
    if (rule.role === null) {
      if (rule.scope === 'ANYWHERE' || over.account === viewer.accountId) return true;
      continue;
    }
    const held = viewer.roles.find((one) => {
      if (one.role !== rule.role) return false;
      if (rule.scope === 'ANYWHERE') return true;
      if (rule.scope === 'UNIT') return one.unitId !== null && one.campaignId === null && one.unitId === over.unit;
      return one.campaignId !== null
        ? one.campaignId === over.campaign
        : over.campaign !== undefined && one.unitId !== null && one.unitId === over.unit;
    });
    if (held) return held;
  }
  return null;
}

export const may = (viewer: Viewer, right: Right, over: Over = {}): boolean => rightOf(viewer, right, over) !== null;

export const mayManageAccounts = (viewer: Viewer): boolean => may(viewer, 'MANAGE_ACCOUNTS');
export const mayReadAccounts = (viewer: Viewer): boolean => may(viewer, 'READ_ACCOUNTS');
export const mayManageUnits = (viewer: Viewer): boolean => may(viewer, 'MANAGE_UNITS');
export const mayManageCalendar = (viewer: Viewer): boolean => may(viewer, 'MANAGE_CALENDAR');
export const mayReadAudit = (viewer: Viewer): boolean => may(viewer, 'READ_AUDIT');
/** Whether the viewer may read notices and write plans in the name of this unit, which then owns the campaign. */
export const mayWritePlansOf = (viewer: Viewer, unit: string): boolean => may(viewer, 'WRITE_PLANS', { unit });
export const mayGrantInCampaign = (viewer: Viewer, campaign: { id: string; office: string }): boolean =>
  may(viewer, 'GRANT_CAMPAIGN_ROLES', { campaign: campaign.id, unit: campaign.office });

export const mayFreezeFigures = (viewer: Viewer, campaign: { id: string; office: string }): boolean =>
  may(viewer, 'FREEZE_FIGURES', { campaign: campaign.id, unit: campaign.office });

/** The refusal for a right that is not held. Says which right and nothing about what was asked for. */
export const forbidden = (right: Right): { ok: false; refusal: Refusal<'FORBIDDEN'> } =>
  refused('FORBIDDEN', '您没有办理此事的权限。', 'You may not do this.', { right });
