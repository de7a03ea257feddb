export { capacities, relations } from './relations';
export type { Capacity, PolicySubject, Standing } from './relations';
export {
  forbidden,
  may,
  mayFreezeFigures,
  mayGrantInCampaign,
  mayManageAccounts,
  mayManageCalendar,
  mayManageUnits,
  mayReadAccounts,
  mayReadAudit,
  mayWritePlansOf,
  rightOf,
} from './rights';
export type { Over } from './rights';
export {
  ALL_FIELDS,
  exclusiveGroups,
  fullSight,
  relationRules,
  rightRules,
  RIGHTS,
  roleScopes,
  seatRelations,
  sightByUnit,
  sightInside,
  visibleFields,
} from './table';
export type { CampaignLevel, RelationRule, Right, RightRule, RightScope, SubjectLevel } from './table';
export { campaignVisibility, fieldVisible, fullSightOf, hiddenFromOthers, isOfUnit, mayReadLog, seeingUnits, subjectVisibility } from './visibility';
export type { CampaignFacts } from './visibility';
