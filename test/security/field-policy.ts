/**
 * Who may see each field of the schema, stated once for the tests. A field that is not here has no policy, and fails them: whoever adds one
 * says here whose it is.
 */

/** How a field of a subject answers to who does not see the subject whole. */
export type SubjectFieldPolicy =
  /** As the policy's table says for the level (src/application/policy/table.ts): the whole value, or nothing. */
  | 'TABLE'
  /** Without it an object could not be shown at all. */
  | 'ALWAYS'
  /** Everything to who sees the campaign FULL; to who takes part, only what their own units are in. */
  | 'OWN_PARTS'
  /** The same, with what stands below their own units. */
  | 'OWN_AND_BELOW'
  /** Shown to both, with the units that hold a phase up only to who sees the campaign FULL. */
  | 'PHASES'
  /** What the viewer's own relation allows. */
  | 'ACTIONS'
  /** The office sees the newest revision, who takes part the one in force. */
  | 'PLAN'
  /** The people of the unit alone. */
  | 'OWN_PEOPLE'
  /** The people of the unit see their draft, everybody else what was handed in. */
  | 'OWN_ENTRY';

const table = (names: string): Record<string, SubjectFieldPolicy> => Object.fromEntries(names.split(' ').map((name) => [name, 'TABLE']));

export const SUBJECT_FIELDS: Readonly<
  Record<'Campaign' | 'Task' | 'Report' | 'CoordinatingBody' | 'Bulletin' | 'Record' | 'Difference', Readonly<Record<string, SubjectFieldPolicy>>>
> = {
  Campaign: {
    ...table('areas body deadlines diagram documentNumber history issuedOn issuer notice office period units'),
    ...{ id: 'ALWAYS', state: 'ALWAYS', stateLabel: 'ALWAYS', revision: 'ALWAYS', closed: 'ALWAYS', title: 'ALWAYS' },
    ...{ tasks: 'OWN_PARTS', reports: 'OWN_PARTS', taskCounts: 'OWN_PARTS', reportCounts: 'OWN_PARTS' },
    ...{ figures: 'OWN_AND_BELOW', rates: 'OWN_AND_BELOW', reportMatrix: 'OWN_AND_BELOW', figureSnapshots: 'OWN_PARTS' },
    ...{ heldAgainstRecords: 'OWN_AND_BELOW', differences: 'OWN_PARTS' },
    ...{ superior: 'OWN_PARTS', lowerCampaigns: 'OWN_PARTS' },
    ...{ bulletins: 'OWN_PARTS', records: 'OWN_PARTS', taskBoard: 'OWN_PARTS', reportBoard: 'OWN_PARTS', standings: 'OWN_PARTS' },
    ...{ phases: 'PHASES', currentPhase: 'PHASES', availableActions: 'ACTIONS', plan: 'PLAN' },
  },
  Task: {
    ...table(
      'acceptedOn area attention deadlines diagram dueOn extension history number parts phase returns supervision targets text timeliness timesUrged',
    ),
    ...{ id: 'ALWAYS', state: 'ALWAYS', stateLabel: 'ALWAYS', revision: 'ALWAYS', closed: 'ALWAYS', title: 'ALWAYS', campaign: 'ALWAYS' },
    availableActions: 'ACTIONS',
  },
  Report: {
    ...table(
      'attention closesOn content corrections deadlines diagram dueOn history kind period phase returnDueOn rule submissions timeliness timesUrged unit urgedOn workingDaysLate zero',
    ),
    ...{ id: 'ALWAYS', state: 'ALWAYS', stateLabel: 'ALWAYS', revision: 'ALWAYS', closed: 'ALWAYS', title: 'ALWAYS', campaign: 'ALWAYS' },
    ...{ availableActions: 'ACTIONS', draft: 'OWN_PEOPLE', entry: 'OWN_ENTRY', prefill: 'OWN_PEOPLE' },
  },
  Bulletin: {
    ...table('addressee approvedBy approvedOn asOf copyTo deadlines diagram ended figures history measures number overview period publishedOn'),
    ...table('requirements returns rows sources totals'),
    ...{ id: 'ALWAYS', state: 'ALWAYS', stateLabel: 'ALWAYS', revision: 'ALWAYS', closed: 'ALWAYS', title: 'ALWAYS', campaign: 'ALWAYS' },
    availableActions: 'ACTIONS',
  },
  Record: {
    ...table('adds corrections date deadlines diagram fields history identity kind ledger recordedBy recordedOn source strikes unit'),
    ...{ id: 'ALWAYS', state: 'ALWAYS', stateLabel: 'ALWAYS', revision: 'ALWAYS', closed: 'ALWAYS', title: 'ALWAYS', campaign: 'ALWAYS' },
    availableActions: 'ACTIONS',
  },
  Difference: {
    ...table('answer cells deadlines diagram dueOn history period question report rounds rule settled timeliness unit withdrawn'),
    ...{ id: 'ALWAYS', state: 'ALWAYS', stateLabel: 'ALWAYS', revision: 'ALWAYS', closed: 'ALWAYS', title: 'ALWAYS', campaign: 'ALWAYS' },
    availableActions: 'ACTIONS',
  },
  CoordinatingBody: {
    ...table('deadlines diagram history kind meetings members office officeHead'),
    ...{ id: 'ALWAYS', state: 'ALWAYS', stateLabel: 'ALWAYS', revision: 'ALWAYS', closed: 'ALWAYS', title: 'ALWAYS', campaign: 'ALWAYS' },
    availableActions: 'ACTIONS',
  },
};

/** Whoever sees what holds them sees these: nothing of their own to decide. */
const WITHIN_WHAT_HOLDS_THEM: Readonly<Record<string, string>> = {
  AmendmentPreview: 'allowed chased phases planRevision reasons reports tasks',
  AvailableAction: 'allowed bulkMutation description event label mutation reasons',
  Attachment: 'digest id mediaType name size',
  BoardCell: 'active dueOn mustAct role state unit',
  BoardRow: 'attention cells dueOn id number period phase rule state timeliness title',
  BulletinCounts: 'expected late missing overdue parts partsAccepted returned sentBack submitted supplied timely zero',
  BulletinEnd: 'on reason',
  BulletinFigure: 'cell form label unit value',
  BulletinFile: 'content mediaType name',
  BulletinPeriod: 'from to',
  BulletinReturn: 'actor on reason',
  BulletinRow: 'commended counts criticised percents rank score unit',
  BulletinSource: 'reportIds unit',
  BodyMember: 'from id name post role unit until',
  Correction: 'actor after asked before cell label on reason',
  Criterion: 'done kind met missing percent total',
  Deadline: 'dueAt dueOn event key label status',
  DeliveryFailure: 'channel error givenUp waiting',
  UndeliveredMessage: 'attempts channel createdAt error failedAt message recipient subject',
  UrgedReport: 'reportId unit userErrors',
  Diagnostic: 'code hint message severity span',
  DifferenceAnswer: 'actor answer on stood text',
  DifferenceAsked: 'difference unit userErrors',
  DifferenceCell: 'key label measure recorded reported',
  DifferenceResult: 'difference id userErrors',
  DifferenceRound: 'actor answer dueOn on question',
  DifferenceSettlement: 'actor note on stood',
  DifferenceStood: 'key recorded reported',
  DifferenceWithdrawal: 'actor on reason',
  EntryCell: 'accumulation decimals faults group guidance indicator key label negative part previous required state unit value',
  EntryForm: 'key title version',
  EntrySection: 'required text title',
  ExplainingRecord: 'amount on record unit',
  Explanation: 'cells code message rule text',
  Extension: 'dueOn on reason unit',
  FigureCell: 'accumulation expected filled key label measure period value',
  FigureCampaign: 'campaignId coverage leftOut rule title',
  FigureGroup: 'campaigns cells coverage from parts period reports to unit',
  FigurePeriod: 'end key start',
  FigureReport: 'cells period report',
  FigureSnapshot: 'content digest intact key takenAt takenBy title',
  FigureTable: 'form groups rule title',
  FormCell: 'accumulation decimals group guidance indicator key label negative part required unit',
  FormFault: 'cells code data message rule severity',
  FormerUnitName: 'name validTo',
  GapClause: 'span text',
  GapReport: 'foundBy rows superior tasks units',
  GapRow: 'code message own score superior',
  GroupCount: 'count partState phase role state timeliness unit',
  HeldFigure: 'accumulation cell difference label lastRecordedOn measure period question recorded records report reported result rule unit',
  HistoryCause: 'revision subjectId',
  HistoryEntry: 'actor at cause event eventId hash input label on onBehalfOf revision unit',
  InboxItem: 'coUnits dueOn kind lamp partState role subject title unit workingDaysLeft',
  IndicatorFigures: 'indicator values',
  Liaison: 'name phone post',
  Meeting: 'attendees kind minutes on title',
  Message: 'createdAt data id message readAt subject unit',
  MissingItem: 'title unit',
  Objection: 'on reason ruledOn ruling rulingReason',
  PageInfo: 'endCursor hasNextPage hasPreviousPage startCursor',
  Part: 'acknowledgeBy acknowledgedOn active claimedBy delegate doneOn dueOn joinedOn mustAct objection person result role section state unit waived',
  Phase: 'advancesByItself criteria end key kind name standing start',
  PhaseAmendment: 'change end key name start',
  PlanAssignment: 'person printed role section span unit',
  PlanBody: 'dissolvesOnCompletion kind members name office span',
  PlanContent:
    'acknowledgeWithin basis body chasing deadlines documentNumber forms issuedOn issuer period phases ranking records reporting tasks title',
  PlanChange: 'after before kind label path',
  PlanChasing: 'escalateAfter quietOnDaysOff remindAfter remindBefore',
  PlanCriterion: 'kind percent',
  PlanDeadline: 'days hours span what working',
  PlanForm: 'cells guidance indicators key rules span title version',
  PlanFormRule: 'cell factor key kind left message missing op over right severity',
  PlanIndicator: 'accumulation decimals group guidance name negative number parts required span unit',
  PlanMember: 'name post role span unit',
  PlanOffice: 'head unit',
  PlanPeriod: 'end start',
  PlanPhase: 'advancesByItself end exit kind name printed span start',
  PlanRanking: 'commend criticise items',
  PlanRankingItem: 'cell form measure weight',
  PlanRecordAddition: 'amount cell dateColumn form when',
  PlanRecordColumn: 'choices decimals kind name required',
  PlanRecordKind: 'adds columns dateColumn identity key title unitColumn',
  PlanRecordWhen: 'column oneOf',
  PlanReporting: 'also cadence closesAfter dueDate dueDay form onDayOff owedBy period printed sections span title to what',
  PlanTarget: 'op span unit value what',
  PlanTask: 'area assignments dueOn number span targets text title',
  PlanUnit: 'candidates match printed proposal required span units',
  ProposedUnit: 'kind name parent',
  Prefill: 'cells period sections',
  PrefillCell: 'key source value',
  Reason: 'code data message',
  RecordAddition: 'amount cell form on',
  RecordChange: 'after before column',
  RecordCorrection: 'actor changes on reason',
  RecordField: 'column kind unit value',
  RecordImport: 'corrected ignored recorded rows struck unchanged',
  RecordImportRow: 'identity outcome recordId row',
  RecordResult: 'id record userErrors',
  RecordSource: 'file row',
  RecordStrike: 'actor on reason restoredBecause restoredBy restoredOn',
  ReportContent: 'attachments documents figures liaisons sections text',
  ReportSection: 'text title',
  ReportAmendment: 'change closesOn count dueOn dueOnBefore period rule title units',
  ReportEntry: 'cells faults form sections',
  ReportPeriod: 'end key start',
  ReportingCounts: 'accepted expected late missing overdue returned submitted timely zero',
  ReportingRate: 'counts period rule submittedPercent timelyPercent unit',
  ReportMatrixCell: 'dueOn period reportId rule state timeliness unit',
  ReportResult: 'id report userErrors',
  Return: 'on reason',
  SimpleError: 'code data message path',
  Span: 'end start',
  StalePlan: 'actualRevision changes code expectedRevision message path',
  StaleRevision: 'actualRevision code expectedRevision message path',
  Submission: 'actor content explanations on outcome outcomeOn reason workingDaysLate zero',
  SuperiorPlan: 'documentNumber issuedOn issuer title',
  Target: 'op unit value what',
  FormDiagnostic: 'address code message severity sheet',
  UnderstoodCell: 'address cell message sheet value written',
  TaskAmendment: 'aspects change joining leaving number reasons stateAfter stateBefore taskId title',
  TaskCounterpart: 'areaScore ground own score superior titleScore',
  TaskResult: 'id task userErrors',
  TaskSupervision: 'answer answerBy on requirement',
  TransitionRefused: 'allowedEvents code event fromState message path reasons',
  UnitCounterpart: 'ground own superior',
  UnitImportResult: 'added changed',
  UnitStanding: 'accepted mustAct open overdue parts reportsLate reportsMissing reportsOwed reportsTimely unit',
  Waiver: 'by on reason',
};

/** Objects and roots with a policy of their own, and who may see them. */
const OF_THEIR_OWN: Readonly<Record<string, readonly [who: string, fields: string]>> = {
  AttachmentFile: ['who may read what names it', 'content digest id mediaType name size'],
  WorkbookFile: ['who sees what is in it', 'content mediaType name size'],
  Account: ['READ_ACCOUNTS, or oneself', 'demo disabledAt displayName email id lockedUntil memberships oidcIssuer signsInWith userName'],
  Membership: ['with its account', 'campaignId id role unit validFrom validTo'],
  AuditEntry: ['READ_AUDIT', 'action actor at data id target'],
  Anchor: ['READ_AUDIT', 'at campaigns day events hash number prevHash root subjects'],
  Notice: ['with its plan', 'createdAt digest fileName id mediaType text'],
  Plan: [
    'its office; once launched, who sees the campaign',
    'amends campaign changes content diagnostics gapReport id notice obligationCounts obligations office revision status title units updatedAt versions',
  ],
  PlanObligation: ['who sees the plan as its office does', 'closesOn dueOn kind notAnnounced period phase rule title unit'],
  PlanObligationCount: [
    'who sees the plan as its office does',
    'cadence firstDueOn kind lastDueOn notAnnounced obligations periods rule title units',
  ],
  PlanVersion: ['who sees the plan as its office does', 'changes revision savedAt savedBy title'],
  Unit: ['READ_UNITS', 'aliases children code formerNames id kind name parent version'],
  CalendarYear: ['who is signed in', 'announced holidays makeUpWorkdays source year'],
  WorkingDate: ['who is signed in', 'date estimated notAnnouncedYear'],
  Viewer: ['oneself', 'account campaigns inbox messages plans roles substitutions units'],
  ViewerAccount: ['oneself', 'displayName id userName'],
  HeldRole: ['oneself', 'campaignId onBehalfOf role unit'],
  Substitution: ['who is in it', 'absent id reason substitute validFrom validTo'],
  Session: ['who signs in', 'accessExpiresAt accessToken refreshExpiresAt refreshToken viewer'],
  SubjectChange: ['who sees the subject whole', 'event eventId kind label revision subject'],
  InboxChange: ['whose unit is concerned', 'eventId subject totalCount'],
};

const PAGED = [
  ...[
    'Bulletin',
    'Account',
    'Anchor',
    'Audit',
    'Campaign',
    'Difference',
    'ExplainingRecord',
    'HeldFigure',
    'History',
    'Inbox',
    'Message',
    'Plan',
    'PlanObligation',
    'PlanVersion',
    'Record',
    'Report',
    'Task',
    'Unit',
  ],
];
const COUNTED = ['Inbox', 'PlanObligation'];
const split = (names: string): string[] => names.split(' ');

/** Every field of every type that an answer can hold, apart from the roots and the payloads of mutations. */
export const STATED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.entries(SUBJECT_FIELDS).map(([type, fields]) => [type, Object.keys(fields)])),
  ...Object.fromEntries(Object.entries(WITHIN_WHAT_HOLDS_THEM).map(([type, fields]) => [type, split(fields)])),
  ...Object.fromEntries(Object.entries(OF_THEIR_OWN).map(([type, [, fields]]) => [type, split(fields)])),
  ...Object.fromEntries(
    PAGED.flatMap((name) => [
      [`${name}Connection`, split(`edges nodes pageInfo${COUNTED.includes(name) ? ' totalCount' : ''}`)],
      [`${name}Edge`, split('cursor node')],
    ]),
  ),
};

/** What a mutation tells beside the object it changed and its user errors. */
export const STATED_PAYLOADS: Readonly<Record<string, string>> = {
  CreateAccountPayload: 'temporaryPassword',
  ResetPasswordPayload: 'temporaryPassword',
  ChangeOwnPasswordPayload: 'changed',
  MarkMessagesReadPayload: 'marked',
  ImportUnitsPayload: 'result',
  CreateFigureSnapshotPayload: 'figureSnapshot',
  AskAboutDifferencesPayload: 'askedBefore',
  ImportCalendarYearPayload: 'calendarYear',
  UploadReportAttachmentPayload: 'attachment',
  UrgeLateReportsPayload: 'more',
  ImportReportWorkbookPayload: 'understood',
  ImportRecordsPayload: 'imported',
  ReadFormWorkbookPayload: 'diagnostics',
  AcceptProposedUnitsPayload: 'units',
  ArrangeSubstitutionPayload: 'substitution',
  EndSubstitutionPayload: 'substitution',
  SessionPayload: 'session',
  SignOutPayload: 'signedOut',
};
/** What a mutation on many tells: a result for each, and how many there are of which sort. */
export const BULK_PAYLOAD = ['accepted', 'refused', 'results'];

/** Root fields: who gets an answer. `SIGNED_IN`: everybody with a token, as far as they may see what is asked for. */
export const ROOT_FIELDS = {
  viewer: 'SIGNED_IN',
  campaign: 'SIGNED_IN',
  campaigns: 'SIGNED_IN',
  node: 'SIGNED_IN',
  nodes: 'SIGNED_IN',
  plan: 'SIGNED_IN',
  /** Null for what is not seen; the bytes are held by a test of their own. */
  bulletinPaper: 'SIGNED_IN',
  bulletinWorkbook: 'SIGNED_IN',
  unit: 'SIGNED_IN',
  units: 'SIGNED_IN',
  calendarYear: 'SIGNED_IN',
  addWorkingDays: 'SIGNED_IN',
  /** A file that nothing names is not there. */
  reportAttachment: 'SIGNED_IN_AND_THERE',
  reportWorkbook: 'SIGNED_IN_AND_THERE',
  periodWorkbook: 'SIGNED_IN_AND_THERE',
  recordWorkbook: 'SIGNED_IN_AND_THERE',
  /** Forbidden to the others who see the campaign; to everybody else as if it did not exist. */
  amendmentPreview: 'COORDINATOR',
  undeliveredMessages: 'COORDINATOR',
  accounts: 'READ_ACCOUNTS',
  deliveryFailures: 'READ_ACCOUNTS',
  auditTrail: 'READ_AUDIT',
  anchors: 'READ_AUDIT',
} as const;

export const SUBSCRIPTIONS = ['campaignChanged', 'inboxChanged', 'subjectChanged'] as const;
