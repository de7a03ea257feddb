/**
 * The policy, as data: who stands how to what, who sees how much of it, and who may run the register and the accounts. Everything that
 * decides reads it here, and so do the permission table of the documentation and the tests; there is no second list.
 */
import type { Relation, SubjectKind } from '../../../workflows/contract';
import type { Role } from '../ports/viewer';

/**
 * How a role becomes a relation to a subject.
 * - `CAMPAIGN`: the role names the subject's campaign.
 * - `OFFICE`: the role names the unit that owns the campaign; it holds for every campaign of that unit.
 * - `SEAT`: the role names a unit with an active part in the subject; which relation that is, says `seatRelations`.
 * A relation by campaign acts in the name of the campaign's office, so that the log always has a unit beside the person.
 */
export interface RelationRule {
  role: Role;
  scope: 'CAMPAIGN' | 'OFFICE' | 'SEAT';
  /** For a seat: what is added to the seat's own relation. */
  relation: Relation | null;
}

export const relationRules: readonly RelationRule[] = [
  { role: 'COORDINATOR', scope: 'CAMPAIGN', relation: 'COORDINATOR' },
  { role: 'COORDINATOR', scope: 'OFFICE', relation: 'COORDINATOR' },
  { role: 'LEADER', scope: 'CAMPAIGN', relation: 'LEADER' },
  { role: 'LEADER', scope: 'OFFICE', relation: 'LEADER' },
  { role: 'SUPERVISOR', scope: 'CAMPAIGN', relation: 'SUPERVISOR' },
  { role: 'SUPERVISOR', scope: 'OFFICE', relation: 'SUPERVISOR' },
  { role: 'UNIT_HEAD', scope: 'SEAT', relation: 'UNIT_HEAD' },
  { role: 'UNIT_STAFF', scope: 'SEAT', relation: null },
];

/** A participant's role -> the relation of the people of that unit. Owning, taking part and reviewing give no relation of a unit. */
export const seatRelations: Readonly<Record<string, Relation>> = {
  LEAD: 'LEAD_UNIT',
  COOPERATING: 'PART_UNIT',
  RESPONSIBLE: 'PART_UNIT',
  IMPLEMENTING: 'PART_UNIT',
  OWING: 'OWING_UNIT',
  RECORDING: 'RECORDING_UNIT',
};

export type CampaignLevel = 'FULL' | 'TAKING_PART' | 'NONE';
export type SubjectLevel = 'WHOLE' | 'TITLE' | 'NONE';

/** Roles that see a campaign FULL, by campaign or by the unit that owns it; `EVERYWHERE` without either. */
export const fullSight: readonly { role: Role; scope: 'CAMPAIGN' | 'OFFICE' | 'EVERYWHERE' }[] = [
  { role: 'COORDINATOR', scope: 'CAMPAIGN' },
  { role: 'COORDINATOR', scope: 'OFFICE' },
  { role: 'LEADER', scope: 'CAMPAIGN' },
  { role: 'LEADER', scope: 'OFFICE' },
  { role: 'SUPERVISOR', scope: 'CAMPAIGN' },
  { role: 'SUPERVISOR', scope: 'OFFICE' },
  { role: 'AUDITOR', scope: 'EVERYWHERE' },
];

/** Roles whose unit, when it takes part, lets them see the campaign TAKING_PART. */
export const sightByUnit: readonly Role[] = ['UNIT_HEAD', 'UNIT_STAFF'];

/**
 * How much of a subject one sees inside a campaign that one sees TAKING_PART. `own`: one's unit has a part in it (`ownWhileActive`: an
 * active one; a unit that has left a task sees it as everybody else's). `others`: no part. Seen FULL, every subject is WHOLE.
 */
export const sightInside: Readonly<Record<SubjectKind, { own: SubjectLevel; ownWhileActive: boolean; others: SubjectLevel }>> = {
  /** Also for a section that the plan does not name and to which its bureau has delegated work. */
  CAMPAIGN: { own: 'TITLE', ownWhileActive: true, others: 'TITLE' },
  TASK: { own: 'WHOLE', ownWhileActive: true, others: 'TITLE' },
  /** A report that a unit no longer owes stays its own. */
  REPORT: { own: 'WHOLE', ownWhileActive: false, others: 'NONE' },
  /** Its composition was printed in the notice that everybody taking part was sent. */
  COORDINATING_BODY: { own: 'WHOLE', ownWhileActive: false, others: 'WHOLE' },
  /** A unit has a part in it once it is published; how it came about is the office's affair. */
  BULLETIN: { own: 'TITLE', ownWhileActive: false, others: 'NONE' },
  /** Names of people and firms may stand in it. */
  RECORD: { own: 'WHOLE', ownWhileActive: false, others: 'NONE' },
  /** Between the office and the unit that owes the report. */
  DIFFERENCE: { own: 'WHOLE', ownWhileActive: false, others: 'NONE' },
};

export const ALL_FIELDS = '*';

/** What is shown of any subject that one sees by title. */
const TITLE_OF_ANY = ['id', 'campaign', 'title', 'state', 'stateLabel', 'revision', 'closed', 'availableActions'] as const;

/** Fields by kind and level, as the schema names them; `*` is all of them. What is not listed for a level answers null or an empty list there. */
export const visibleFields: Readonly<Record<SubjectKind, Readonly<Record<SubjectLevel, readonly string[]>>>> = {
  CAMPAIGN: {
    WHOLE: [ALL_FIELDS],
    TITLE: [
      ...['id', 'title', 'documentNumber', 'state', 'stateLabel', 'revision', 'office', 'issuer', 'issuedOn', 'period', 'closed'],
      ...['phases', 'currentPhase', 'deadlines', 'diagram', 'availableActions', 'plan', 'notice', 'body', 'areas', 'tasks', 'reports', 'units'],
      // Of these one sees one's own part.
      ...['taskCounts', 'reportCounts', 'taskBoard', 'reportBoard', 'standings', 'figures', 'rates', 'reportMatrix', 'figureSnapshots'],
      ...['bulletins', 'records', 'heldAgainstRecords', 'differences', 'superior', 'lowerCampaigns'],
    ],
    NONE: [],
  },
  TASK: { WHOLE: [ALL_FIELDS], TITLE: [...TITLE_OF_ANY, 'number', 'area'], NONE: [] },
  REPORT: { WHOLE: [ALL_FIELDS], TITLE: TITLE_OF_ANY, NONE: [] },
  COORDINATING_BODY: { WHOLE: [ALL_FIELDS], TITLE: TITLE_OF_ANY, NONE: [] },
  BULLETIN: {
    WHOLE: [ALL_FIELDS],
    TITLE: [
      ...[...TITLE_OF_ANY, 'number', 'addressee', 'overview', 'requirements', 'copyTo', 'period', 'asOf', 'measures', 'totals', 'rows', 'figures'],
      ...['approvedOn', 'publishedOn', 'ended'],
    ],
    NONE: [],
  },
  RECORD: { WHOLE: [ALL_FIELDS], TITLE: TITLE_OF_ANY, NONE: [] },
  DIFFERENCE: { WHOLE: [ALL_FIELDS], TITLE: TITLE_OF_ANY, NONE: [] },
};

/** Who may do what has no machine behind it. */
export const RIGHTS = [
  'MANAGE_ACCOUNTS',
  'READ_ACCOUNTS',
  'GRANT_ROLES',
  'GRANT_CAMPAIGN_ROLES',
  'ARRANGE_SUBSTITUTION',
  'MANAGE_UNITS',
  'ACCEPT_PROPOSED_UNITS',
  'READ_UNITS',
  'MANAGE_CALENDAR',
  'READ_AUDIT',
  'WRITE_PLANS',
  'FREEZE_FIGURES',
] as const;
export type Right = (typeof RIGHTS)[number];

/**
 * `ANYWHERE`: the role gives the right over everything. `UNIT`: over the unit that the role names. `CAMPAIGN`: over the campaign that the
 * role names, or every campaign of the unit that it names. `SELF`: over oneself, whatever one's role.
 */
export type RightScope = 'ANYWHERE' | 'UNIT' | 'CAMPAIGN' | 'SELF';

export interface RightRule {
  right: Right;
  /** null: everybody who is signed in. */
  role: Role | null;
  scope: RightScope;
}

export const rightRules: readonly RightRule[] = [
  { right: 'MANAGE_ACCOUNTS', role: 'SYSTEM_ADMINISTRATOR', scope: 'ANYWHERE' },
  { right: 'READ_ACCOUNTS', role: 'SYSTEM_ADMINISTRATOR', scope: 'ANYWHERE' },
  { right: 'READ_ACCOUNTS', role: 'AUDITOR', scope: 'ANYWHERE' },
  { right: 'GRANT_ROLES', role: 'SYSTEM_ADMINISTRATOR', scope: 'ANYWHERE' },
  { right: 'GRANT_CAMPAIGN_ROLES', role: 'COORDINATOR', scope: 'CAMPAIGN' },
  { right: 'ARRANGE_SUBSTITUTION', role: null, scope: 'SELF' },
  { right: 'ARRANGE_SUBSTITUTION', role: 'UNIT_HEAD', scope: 'UNIT' },
  { right: 'ARRANGE_SUBSTITUTION', role: 'SYSTEM_ADMINISTRATOR', scope: 'ANYWHERE' },
  { right: 'MANAGE_UNITS', role: 'SYSTEM_ADMINISTRATOR', scope: 'ANYWHERE' },
  { right: 'ACCEPT_PROPOSED_UNITS', role: 'COORDINATOR', scope: 'UNIT' },
  { right: 'READ_UNITS', role: null, scope: 'ANYWHERE' },
  { right: 'MANAGE_CALENDAR', role: 'SYSTEM_ADMINISTRATOR', scope: 'ANYWHERE' },
  { right: 'READ_AUDIT', role: 'AUDITOR', scope: 'ANYWHERE' },
  { right: 'WRITE_PLANS', role: 'COORDINATOR', scope: 'UNIT' },
  { right: 'FREEZE_FIGURES', role: 'COORDINATOR', scope: 'CAMPAIGN' },
];

/** Groups of roles that exclude each other: one person holds roles of one group only (separation of the three powers, GB/T 22239). */
export const exclusiveGroups: readonly (readonly Role[])[] = [
  ['SYSTEM_ADMINISTRATOR'],
  ['AUDITOR'],
  ['COORDINATOR', 'LEADER', 'SUPERVISOR', 'UNIT_HEAD', 'UNIT_STAFF'],
];

/** What a role names: it is refused with less or with more. */
export const roleScopes: Readonly<Record<Role, readonly ('UNIT' | 'CAMPAIGN' | 'NOTHING')[]>> = {
  COORDINATOR: ['UNIT', 'CAMPAIGN'],
  LEADER: ['UNIT', 'CAMPAIGN'],
  SUPERVISOR: ['UNIT', 'CAMPAIGN'],
  UNIT_HEAD: ['UNIT'],
  UNIT_STAFF: ['UNIT'],
  AUDITOR: ['NOTHING'],
  SYSTEM_ADMINISTRATOR: ['NOTHING'],
};
