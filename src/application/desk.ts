/**
 * What the door asks of the desk: one interface, put together by compose.ts. Whatever shows or changes something takes the viewer (or the
 * viewer's sight) and applies the policy itself: what a viewer may not see is answered as if it did not exist.
 */
import type { Law, PossibleEvent } from '../../workflows/contract';
import type { Criterion } from '../../workflows/facts';
import type { WorkCalendar } from '../domain/calendar';
import type { listAnchors } from './audit/list-anchors';
import type { bulletinFile } from './bulletins/bulletin-file';
import type { bulletinWorkbook } from './bulletins/bulletin-workbook';
import type { draftBulletin } from './bulletins/draft-bulletin';
import type { importCalendarYear } from './calendar/import-calendar-year';
import type { previewAmendment } from './campaigns/preview-amendment';
import type { askAboutDifference, askAboutDifferences } from './differences/ask';
import type { HeldAgainstRecords } from './differences/held-against';
import type { Drive } from './drive/types';
import type * as people from './people';
import type { bindPlanUnits } from './plans/bind-plan-units';
import type { gapReports } from './plans/gap-reports';
import type { planChanges } from './plans/plan-changes';
import type { planUnits, proposedUnits } from './plans/plan-units';
import type { publishPlan } from './plans/publish-plan';
import type { planObligationCounts, planObligations } from './plans/plan-obligations';
import type * as planQueries from './plans/queries';
import type { readFormWorkbook } from './plans/read-form-workbook';
import type { readNotice } from './plans/read-notice';
import type { savePlan } from './plans/save-plan';
import type { supplementPlan } from './plans/supplement-plan';
import type { FigureReader } from './figures/reader';
import type { checkedSnapshots, createFigureSnapshot, snapshotsOf } from './figures/snapshots';
import type { addRecord } from './records/add-record';
import type { importRecords } from './records/import-records';
import type { recordWorkbook } from './records/record-workbook';
import type { Publisher } from './ports/publisher';
import type { Reads } from './ports/reads';
import type { Unready } from './ports/readiness';
import type { Inbox } from './reading/inbox';
import type { Reader } from './reading/reader';
import type * as attachments from './reports/attachments';
import type { urgeLateReports } from './reports/urge-late';
import type * as undelivered from './messages/undelivered';
import type { reportPapers } from './reports/papers';
import type { periodWorkbook } from './reports/period-workbook';
import type * as workbook from './reports/workbook';
import type { Seen, Sight } from './reading/sight';
import type * as units from './units';
import type { unitsNow } from './units-now';
import type { Viewer } from './ports/viewer';

/** A use case with its own ports already given. */
export type Bound<UseCase> = UseCase extends (ports: never, ...rest: infer Arguments) => infer Result ? (...rest: Arguments) => Result : never;

export interface PhaseView {
  key: string;
  name: string;
  kind: string;
  start: string | null;
  end: string | null;
  standing: 'PAST' | 'CURRENT' | 'COMING';
  advancesByItself: boolean;
  /** With their numbers where the phase is the present one; of the others only what is asked for. */
  criteria: (Pick<Criterion, 'kind' | 'percent'> & Partial<Criterion>)[];
}

/** Everything that has a machine. Constant in statements, whatever the number of rows. */
export interface SubjectDesk {
  sight(viewer: Viewer): Sight;
  reader: Omit<Reader, 'markRead'>;
  inbox: Inbox;
  /** The coordinating body of each campaign, in the order asked; null where there is none. */
  bodies(sight: Sight, campaignIds: readonly string[]): Promise<(Seen | null)[]>;
  /** How many messages of the viewer's units were marked. */
  markRead(sight: Sight, messageIds: readonly string[]): Promise<number>;
  /** What the viewer may do with each now, and why not; events that only the clock or the engine sends are left out. */
  availableActions(viewer: Viewer, seen: readonly Seen[]): Promise<PossibleEvent[][]>;
  phases(campaigns: readonly Seen[]): Promise<PhaseView[][]>;
  /** Mermaid text or XState JSON; the present state is marked. */
  diagram(seen: Seen, format: 'MERMAID' | 'XSTATE', language: 'zh' | 'en'): string;
}

export interface PlanCommands {
  readNotice: Bound<typeof readNotice>;
  readFormWorkbook: Bound<typeof readFormWorkbook>;
  savePlan: Bound<typeof savePlan>;
  bindPlanUnits: Bound<typeof bindPlanUnits>;
  supplementPlan: Bound<typeof supplementPlan>;
  publishPlan: Bound<typeof publishPlan>;
  plansById: Bound<typeof planQueries.plansById>;
  plansOfCampaigns: Bound<typeof planQueries.plansOfCampaigns>;
  noticesOfPlans: Bound<typeof planQueries.noticesOfPlans>;
  planVersions: Bound<typeof planQueries.planVersions>;
  planObligations: Bound<typeof planObligations>;
  planObligationCounts: Bound<typeof planObligationCounts>;
  planChanges: Bound<typeof planChanges>;
  gapReports: Bound<typeof gapReports>;
  plansOfViewer: Bound<typeof planQueries.plansOfViewer>;
  planUnits: Bound<typeof planUnits>;
  proposedUnits: Bound<typeof proposedUnits>;
}

export interface PeopleCommands {
  signIn: Bound<typeof people.signIn>;
  refreshSession: Bound<typeof people.refreshSession>;
  signOut: Bound<typeof people.signOut>;
  viewerFromToken: Bound<typeof people.viewerFromToken>;
  createAccount: Bound<typeof people.createAccount>;
  disableAccount: Bound<typeof people.disableAccount>;
  enableAccount: Bound<typeof people.enableAccount>;
  unlockAccount: Bound<typeof people.unlockAccount>;
  resetPassword: Bound<typeof people.resetPassword>;
  changeOwnPassword: Bound<typeof people.changeOwnPassword>;
  setAccountEmail: Bound<typeof people.setAccountEmail>;
  setOwnEmail: Bound<typeof people.setOwnEmail>;
  grantRole: Bound<typeof people.grantRole>;
  revokeRole: Bound<typeof people.revokeRole>;
  arrangeSubstitution: Bound<typeof people.arrangeSubstitution>;
  endSubstitution: Bound<typeof people.endSubstitution>;
  listAccounts: Bound<typeof people.listAccounts>;
  accountById: Bound<typeof people.accountById>;
  rolesOf: Bound<typeof people.rolesOf>;
  ownSubstitutions: Bound<typeof people.ownSubstitutions>;
  displayNames: Bound<typeof people.displayNames>;
  auditTrail: Bound<typeof people.auditTrail>;
}

export interface UnitCommands {
  unitsNow: Bound<typeof unitsNow>;
  searchUnits: Bound<typeof units.searchUnits>;
  registerUnit: Bound<typeof units.registerUnit>;
  renameUnit: Bound<typeof units.renameUnit>;
  moveUnit: Bound<typeof units.moveUnit>;
  addAlias: Bound<typeof units.addAlias>;
  importUnits: Bound<typeof units.importUnits>;
  acceptProposedUnits: Bound<typeof units.acceptProposedUnits>;
}

export interface CalendarCommands {
  /** The State Council's calendar as it is known here now. */
  calendar(): Promise<WorkCalendar>;
  importCalendarYear: Bound<typeof importCalendarYear>;
}

export interface MessageQueries {
  undeliveredMessages: Bound<typeof undelivered.undeliveredMessages>;
  deliveryFailures: Bound<typeof undelivered.deliveryFailures>;
}

export interface ReportCommands {
  urgeLateReports: Bound<typeof urgeLateReports>;
  uploadAttachment: Bound<typeof attachments.uploadAttachment>;
  attachmentFile: Bound<typeof attachments.attachmentFile>;
  reportPapers: Bound<typeof reportPapers>;
  reportWorkbook: Bound<typeof workbook.reportWorkbook>;
  periodWorkbook: Bound<typeof periodWorkbook>;
  importReportWorkbook: Bound<typeof workbook.importReportWorkbook>;
}

export interface BulletinCommands {
  draftBulletin: Bound<typeof draftBulletin>;
  bulletinFile: Bound<typeof bulletinFile>;
  bulletinWorkbook: Bound<typeof bulletinWorkbook>;
}

export interface RecordCommands {
  addRecord: Bound<typeof addRecord>;
  importRecords: Bound<typeof importRecords>;
  recordWorkbook: Bound<typeof recordWorkbook>;
}

export interface DifferenceCommands {
  heldAgainstRecords: HeldAgainstRecords;
  askAboutDifference: Bound<typeof askAboutDifference>;
  askAboutDifferences: Bound<typeof askAboutDifferences>;
}

export interface Desk {
  laws: Readonly<Record<string, Law>>;
  drive: Pick<Drive, 'drive' | 'driveMany'>;
  figures: FigureReader;
  snapshots: {
    createFigureSnapshot: Bound<typeof createFigureSnapshot>;
    checkedSnapshots: Bound<typeof checkedSnapshots>;
    snapshotsOf: Bound<typeof snapshotsOf>;
  };
  subjects: SubjectDesk;
  plans: PlanCommands;
  people: PeopleCommands;
  units: UnitCommands;
  calendar: CalendarCommands;
  reports: ReportCommands;
  bulletins: BulletinCommands;
  records: RecordCommands;
  messages: MessageQueries;
  differences: DifferenceCommands;
  previewAmendment: Bound<typeof previewAmendment>;
  listAnchors: Bound<typeof listAnchors>;
  changes: Pick<Publisher, 'follow' | 'eventsAfter' | 'head'>;
  /** Where reads may go. */
  reads: Reads;
  /** Whether an error that was thrown says that the database is away. */
  isUnavailable(error: unknown): boolean;
  /** Why the database is not fit for use now; empty when it is. */
  unready(): Promise<readonly Unready[]>;
}

/** What subjects are made of, for those who show them. */
export type {
  BodyDefinition,
  BulletinDefinition,
  CampaignDefinition,
  DifferenceDefinition,
  RecordDefinition,
  ReportDefinition,
  TaskDefinition,
} from '../../workflows/definitions';
export { additionsOf, presentRound, presentSubmission, workingDaysLateOf } from '../../workflows';
export type {
  BodyContext,
  BulletinContext,
  CampaignContext,
  DifferenceContext,
  RecordContext,
  ReportContext,
  TaskContext,
  TaskSeat,
} from '../../workflows';
export type { Plan } from '../domain/plan/model';
export type { PlanChange } from '../domain/plan/diff';
export type { PlanObligation } from './plans/plan-obligations';
export type { PlanGaps } from './plans/gap-reports';
export type { UnitNow } from './units-now';
