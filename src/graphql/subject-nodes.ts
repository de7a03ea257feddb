/** Subjects as GraphQL sees them: plain objects whose costly fields are functions, called only when asked for. */
import type { ClassType } from 'type-graphql';
import { Campaign } from '../../schema/campaign';
import { Bulletin } from '../../schema/bulletin';
import { CoordinatingBody } from '../../schema/coordinating-body';
import { CaseRecord } from '../../schema/record';
import { Difference } from '../../schema/difference';
import { Report } from '../../schema/report';
import { Task } from '../../schema/task';
import { fieldVisible } from '../application/policy';
import type { Seen } from '../application/reading/sight';
import { bulletinFields } from './bulletin-fields';
import type { DoorContext } from './context';
import { differenceFields } from './difference-fields';
import { toGlobalId, type NodeKind } from './global-id';
import { recordFields } from './record-fields';
import { bodyFields, campaignFields, reportFields, taskFields } from './subject-fields';
import type { StoredSubject, SubjectKey } from '../application/ports/store';
import { actionNodes, deadlineNode } from './subject-parts';

export type SubjectKindName = 'CAMPAIGN' | 'TASK' | 'REPORT' | 'COORDINATING_BODY' | 'BULLETIN' | 'RECORD' | 'DIFFERENCE';

/** `field`: the name in a payload. */
export const SUBJECT_TYPES: Readonly<Record<SubjectKindName, { nodeKind: NodeKind; field: string; type: () => ClassType<object> }>> = {
  CAMPAIGN: { nodeKind: 'Campaign', field: 'campaign', type: () => Campaign },
  TASK: { nodeKind: 'Task', field: 'task', type: () => Task },
  REPORT: { nodeKind: 'Report', field: 'report', type: () => Report },
  COORDINATING_BODY: { nodeKind: 'CoordinatingBody', field: 'coordinatingBody', type: () => CoordinatingBody },
  BULLETIN: { nodeKind: 'Bulletin', field: 'bulletin', type: () => Bulletin },
  RECORD: { nodeKind: 'Record', field: 'record', type: () => CaseRecord },
  DIFFERENCE: { nodeKind: 'Difference', field: 'difference', type: () => Difference },
};

const FIELDS: Readonly<Record<SubjectKindName, (seen: Seen, context: DoorContext, load: (key: SubjectKey) => unknown) => Record<string, unknown>>> = {
  ...{ CAMPAIGN: campaignFields, TASK: taskFields, REPORT: reportFields, COORDINATING_BODY: bodyFields },
  ...{ BULLETIN: bulletinFields, RECORD: recordFields, DIFFERENCE: differenceFields },
};

/** What stands in for a list that the viewer may not see; everything else hidden is null. */
const LISTS = new Set([
  'deadlines',
  'availableActions',
  'parts',
  'returns',
  'targets',
  'phases',
  'areas',
  'units',
  'members',
  'meetings',
  'submissions',
  'measures',
  'rows',
  'sources',
  'figures',
  'corrections',
  'cells',
  'rounds',
]);
/** Without these an object could not be shown at all; they tell nothing that its title does not. */
const ALWAYS = new Set(['__typename', 'seen', 'id', 'state', 'stateLabel', 'revision', 'closed', 'title', 'campaign']);

export interface SubjectNode {
  __typename: string;
  id: string;
  seen: Seen;
  [field: string]: unknown;
}

export function subjectId({ campaignId, id }: SubjectKey, kind: SubjectKindName): string {
  return kind === 'CAMPAIGN' ? toGlobalId('Campaign', campaignId) : toGlobalId(SUBJECT_TYPES[kind].nodeKind, campaignId, id);
}

/** What is read of a subject is one object for each version of it, so most ids have been made before. */
const ids = new WeakMap<StoredSubject, string>();

function idOf(subject: StoredSubject, kind: SubjectKindName): string {
  const known = ids.get(subject) ?? subjectId(subject, kind);
  ids.set(subject, known);
  return known;
}

export function subjectNode(seen: Seen, context: DoorContext): SubjectNode {
  const { subject, level } = seen;
  const kind = subject.kind as SubjectKindName;
  const { language, loaders, desk } = context;
  const node: SubjectNode = {
    __typename: SUBJECT_TYPES[kind].nodeKind,
    seen,
    id: idOf(subject, kind),
    state: subject.state,
    stateLabel: desk.laws[kind]?.states[subject.state]?.[language] ?? subject.state,
    revision: subject.revision,
    closed: subject.closed,
    title: subject.title,
    deadlines: async () => (await loaders.deadlines.load(subject)).map((deadline) => deadlineNode(deadline, language)),
    availableActions: async () => actionNodes(await loaders.actions.load(seen), language),
    ...(kind === 'CAMPAIGN' ? {} : { campaign: () => loadSubject({ campaignId: subject.campaignId, id: subject.campaignId }, context) }),
    ...FIELDS[kind](seen, context, (key) => loadSubject(key, context)),
  };
  if (level === 'WHOLE') return node;
  for (const field of Object.keys(node)) {
    if (!ALWAYS.has(field) && !fieldVisible(kind, level, field)) node[field] = LISTS.has(field) ? [] : null;
  }
  return node;
}

/** null for what does not exist for the viewer. */
export async function loadSubject(key: SubjectKey, context: DoorContext): Promise<SubjectNode | null> {
  const seen = await context.loaders.subject.load(key);
  return seen && subjectNode(seen, context);
}

/** Whether the viewer may see a field that takes arguments, and so has a resolver of its own. */
export function mayShow({ seen }: SubjectNode, field: string): boolean {
  return seen.level === 'WHOLE' || fieldVisible(seen.subject.kind as SubjectKindName, seen.level, field);
}
