/** What the tour asks for, written once. */

export type SubjectField = 'campaign' | 'task' | 'report' | 'coordinatingBody' | 'bulletin' | 'difference';

export interface UnitRef {
  id: string;
  name: string;
}

export interface Subject {
  id: string;
  state: string;
  stateLabel: string;
  revision: number;
  title: string;
}

export interface PhaseView {
  key: string;
  name: string;
  start: string | null;
  end: string | null;
  standing: string;
  criteria: { kind: string; done: number | null; total: number | null; met: boolean | null; missing: { title: string }[] }[];
}

export interface CampaignView extends Subject {
  currentPhase: PhaseView | null;
  phases: PhaseView[];
}

export interface PartView {
  unit: UnitRef;
  role: string;
  state: string;
  active: boolean;
  delegate: { id: string } | null;
}

export interface TaskView extends Subject {
  number: string;
  text: string | null;
  dueOn: string | null;
  timeliness: string | null;
  attention: string | null;
  phase: string | null;
  parts: PartView[];
}

export interface ReportView extends Subject {
  kind: string;
  unit: UnitRef;
  period: { key: string };
  dueOn: string | null;
  closesOn: string | null;
  timeliness: string | null;
  workingDaysLate: number | null;
  attention: string | null;
  zero: boolean | null;
  phase: string | null;
}

export interface BodyView extends Subject {
  members: { id: string; role: string; name: string | null; post: string | null; unit: UnitRef | null; from: string; until: string | null }[];
  meetings: { on: string; kind: string; title: string | null; attendees: string[] }[];
}

export interface BulletinView extends Subject {
  number: string | null;
  overview: string | null;
  asOf: string | null;
  rows: { unit: UnitRef; rank: number | null; score: string | null; commended: boolean; criticised: boolean }[];
  sources: { unit: UnitRef; reportIds: string[] }[];
  approvedBy: string | null;
  publishedOn: string | null;
}

export interface DifferenceView extends Subject {
  unit: UnitRef;
  dueOn: string | null;
  question: string;
  answer: { answer: string; text: string } | null;
  settled: { note: string | null; stood: { key: string; reported: string | null; recorded: string | null }[] } | null;
}

export interface Views {
  campaign: CampaignView;
  task: TaskView;
  report: ReportView;
  coordinatingBody: BodyView;
  bulletin: BulletinView;
  difference: DifferenceView;
}

const SUBJECT = 'id state stateLabel revision title';
const PHASE = 'key name start end standing criteria { kind done total met missing { title } }';

export const SELECTIONS: Readonly<Record<SubjectField, string>> = {
  campaign: `${SUBJECT} currentPhase { ${PHASE} } phases { ${PHASE} }`,
  task: `${SUBJECT} number text dueOn timeliness attention phase parts { unit { id name } role state active delegate { id } }`,
  report: `${SUBJECT} kind unit { id name } period { key } dueOn closesOn timeliness workingDaysLate attention zero phase`,
  coordinatingBody: `${SUBJECT} members { id role name post unit { id name } from until } meetings { on kind title attendees }`,
  bulletin: `${SUBJECT} number overview asOf rows { unit { id name } rank score commended criticised } sources { unit { id name } reportIds } approvedBy publishedOn`,
  difference: `${SUBJECT} unit { id name } dueOn question answer { answer text } settled { note stood { key reported recorded } }`,
};

export const USER_ERRORS = `userErrors {
  code message path
  ... on TransitionRefused { fromState allowedEvents reasons { code message data } }
  ... on StaleRevision { actualRevision }
  ... on SimpleError { data }
}`;

export const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** `mutation ($input: AcknowledgeTaskInput!) { acknowledgeTask(input: $input) { task { ... } userErrors { ... } } }` */
export function mutationDocument(mutation: string, payload: string, inputType = `${capitalised(mutation)}Input`): string {
  return `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { ${payload} ${USER_ERRORS} } }`;
}
