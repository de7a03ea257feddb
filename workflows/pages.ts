/** The pages of docs/machines, made from the laws themselves: the chart, its events and who may send them. */
import { bodyLaw } from './body/law';
import { bulletinLaw } from './bulletin/law';
import { campaignLaw } from './campaign/law';
import { factsOf, type EventRule, type InputField, type Law } from './contract';
import type {
  BodyDefinition,
  BulletinCounts,
  BulletinDefinition,
  CampaignDefinition,
  DifferenceDefinition,
  PhaseDefinition,
  RecordDefinition,
  ReportDefinition,
  Seat,
  TaskDefinition,
} from './definitions';
import { mermaid } from './diagram';
import { differenceLaw } from './difference/law';
import { recordLaw } from './record/law';
import { reportLaw } from './report/law';
import { taskLaw } from './task/law';

const seat = (unit: string): Seat => ({ unit, section: null, person: null, printed: unit });
const owner = { campaign: 'campaign', office: 'office' };
const phase = (key: string, name: string, advancesByItself: boolean): PhaseDefinition => ({
  key,
  name,
  kind: 'RECTIFICATION',
  start: null,
  end: null,
  exit: [],
  advancesByItself,
});

const task: TaskDefinition = {
  ...owner,
  number: '1',
  area: '',
  title: '',
  text: '',
  targets: [],
  phase: null,
  dueOn: null,
  acknowledgeWithin: 5,
  leads: [seat('lead')],
  parts: [{ ...seat('part'), role: 'COOPERATING' }],
};
const campaign: CampaignDefinition = {
  ...owner,
  title: '',
  plan: 'plan',
  planRevision: 1,
  phases: [phase('p1', '动员部署', false), phase('p2', '集中整治', true), phase('p3', '总结提升', false)],
  units: [],
};
const report: ReportDefinition = {
  ...owner,
  unit: 'unit',
  rule: 'rule',
  reportKind: 'NARRATIVE',
  title: '',
  period: { key: 'ONCE', start: null, end: null },
  dueOn: '',
  phase: null,
};
const body: BodyDefinition = { ...owner, name: '', bodyKind: 'TASK_FORCE', members: [], officeHead: null, dissolvesOnCompletion: true };
const difference: DifferenceDefinition = {
  ...owner,
  ...{ unit: 'unit', rule: 'rule', form: 'form', report: 'report', period: { key: '2022-09', start: '2022-09-01', end: '2022-09-30' } },
  ...{ cells: [], question: '', dueOn: null, title: '' },
};

const counts: BulletinCounts = {
  ...{ expected: 0, submitted: 0, timely: 0, late: 0, missing: 0, overdue: 0, zero: 0, returned: 0 },
  ...{ parts: 0, partsAccepted: 0 },
};
const bulletin: BulletinDefinition = {
  ...owner,
  period: { from: '2022-09-01', to: '2022-09-30' },
  words: { title: '', number: null, addressee: null, overview: null, requirements: null, copyTo: null },
  content: { asOf: '2022-09-30', measures: [], totals: counts, units: [], figures: [] },
};
const record: RecordDefinition = {
  ...owner,
  ...{ unit: 'unit', above: [], identity: '1', fields: {}, source: null },
  kind: { key: 'k1', title: '', columns: [], identity: '', unitColumn: null, dateColumn: '', adds: [] },
};

/** File name in docs/machines to its text. */
export const machinePages = (): Record<string, string> => ({
  'campaign.md': page(campaignLaw, campaign, 'A campaign of three phases, the second of which moves on by itself.'),
  'task.md': page(taskLaw, task, 'A task with one lead and one cooperating unit; every further unit adds a region of the same form.'),
  'report.md': page(reportLaw, report, 'What one unit owes for one period.'),
  'coordinating-body.md': page(bodyLaw, body, 'Leading group, joint conference or task force.'),
  'bulletin.md': page(bulletinLaw, bulletin, 'What the office tells all units about a period.'),
  'record.md': page(recordLaw, record, 'One entry of a ledger.'),
  'difference.md': page(differenceLaw, difference, 'A question to a unit whose report says otherwise than the records.'),
});

function page<D, C extends object>(law: Law<D, C>, definition: D, says: string): string {
  const states = Object.entries(law.states).map(([name, { zh, en }]) => `| ${name} | ${zh} | ${en} |`);
  const events = Object.entries(law.events).map(([name, rule]) => row(name, rule));
  return [
    '<!-- Generated from workflows/ and held against it by test/workflows/diagram.test.ts. Do not edit. -->',
    '',
    `# ${law.label.zh} ${law.label.en}`,
    '',
    says,
    '',
    '```mermaid',
    mermaid(law, definition).trimEnd(),
    '```',
    '',
    '## States',
    '',
    '| state | 中文 | English |',
    '| --- | --- | --- |',
    ...states,
    '',
    '## Events',
    '',
    '| event | 中文 | mutation | who | input | facts | deadlines |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...events,
    '',
  ].join('\n');
}

function row(name: string, { label, mutation, bulk, who, headOnly, inputs = [], facts, laterFacts, deadlines = [] }: EventRule): string {
  const field = ({ name: of, required }: InputField): string => (required ? of : `${of}?`);
  const senders = `${who.join(', ')}${headOnly ? ' (head of the unit)' : ''}`;
  const mutations = [mutation, bulk].filter(Boolean).join(', ');
  return `| ${name} | ${label.zh} | ${mutations} | ${senders} | ${inputs.map(field).join(', ')} | ${factsOf({ facts, laterFacts }).join(', ')} | ${deadlines.join(', ')} |`;
}
