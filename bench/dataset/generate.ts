/**
 * The rows of a data set: what the engine would have written of so many tasks in campaigns of a thousand, from a seed that is the number of
 * the task itself. Chains carry right hashes and snapshots are the laws' own, so that `muster verify` and `muster replay` accept them.
 */
import { createHash } from 'node:crypto';
import { CHAIN_START } from '../../src/application/drive/chain';
import type { Viewer } from '../../src/application/ports/viewer';
import type { CampaignDefinition, TaskDefinition } from '../../workflows';
import {
  bureauOf,
  campaignId,
  campaignOf,
  campaignsFor,
  cityOf,
  dueIn,
  DUE_DAYS,
  stageOf,
  STAGES,
  taskId,
  TASKS_PER_CAMPAIGN,
  type Stage,
} from './identity';
import { TABLES, type Row, type Table } from './rows';
import { CAMPAIGN, ORDINAL, slot, TASK, type Fill, type Values } from './slots';
import { tell, type Story, type Told } from './story';
import type { City } from './world';

export interface Generated {
  table: Table;
  text: string;
}
export interface DataSet {
  tasks: number;
  /** The day on which everything in it happened. */
  day: string;
  cities: readonly City[];
}

const DAY_MS = 86_400_000;
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const viewer = (account: string, ...roles: [Viewer['roles'][number]['role'], string][]): Viewer => ({
  accountId: account,
  userName: 'generated',
  displayName: '经办人',
  roles: roles.map(([role, unitId]) => ({ role, unitId, campaignId: null, onBehalfOf: null })),
});
const staff = viewer(slot('staff'), ['UNIT_STAFF', slot('lead')]);
const leader = viewer(slot('leader'), ['LEADER', slot('office')], ['COORDINATOR', slot('office')]);

const STEPS: Readonly<Record<Stage, Told['steps']>> = {
  NOTIFIED: [],
  ACKNOWLEDGED: [{ event: { type: 'ACKNOWLEDGE', input: {} }, viewer: staff }],
  PENDING_REVIEW: [
    { event: { type: 'ACKNOWLEDGE', input: {} }, viewer: staff },
    { event: { type: 'START', input: {} }, viewer: staff },
    { event: { type: 'SUBMIT', input: { result: '已逐户检查，问题全部整改到位' } }, viewer: staff },
  ],
  RETURNED: [
    { event: { type: 'ACKNOWLEDGE', input: {} }, viewer: staff },
    { event: { type: 'START', input: {} }, viewer: staff },
    { event: { type: 'SUBMIT', input: { result: '已逐户检查，问题全部整改到位' } }, viewer: staff },
    { event: { type: 'RETURN', input: { reason: '台账不全，请补充后重新报送' } }, viewer: leader },
  ],
};
/** Only those without parts can be handed in by the lead alone. */
const partsOf = (stage: Stage): number => (stage === 'NOTIFIED' || stage === 'ACKNOWLEDGED' ? 2 : 0);

function taskStory(stage: Stage, day: string, days: number): Promise<Story> {
  const dueOn = dayAfter(day, days);
  const seat = (place: string) => ({ unit: slot(place), section: null, person: null, printed: slot(`${place}Name`) });
  const definition: TaskDefinition = {
    ...{ campaign: CAMPAIGN, office: slot('office'), number: slot('number'), area: '重点领域', title: slot('title'), phase: 'p1', dueOn },
    ...{ text: '对辖区内重点单位逐户检查，建立问题清单和整改台账，明确责任人和完成时限，逐项销号，按月报送进展。', targets: [] },
    ...{ acknowledgeWithin: 5, leads: [seat('lead')] },
    parts: ['part0', 'part1'].slice(0, partsOf(stage)).map((place) => ({ ...seat(place), role: 'COOPERATING' as const })),
  };
  return tell({
    ...{ at: new Date(`${day}T01:00:00Z`), campaignId: CAMPAIGN, steps: STEPS[stage] },
    by: { account: null, unit: null, onBehalfOf: null, relations: ['ENGINE'] },
    subject: { kind: 'TASK', id: TASK, definition, ordinal: ORDINAL, phase: 'p1' },
    facts: { acknowledgeBy: dayAfter(day, 7), dueSoonOn: dayAfter(dueOn, -5) },
  });
}

function campaignStory(day: string, units: number): Promise<Story> {
  const definition: CampaignDefinition = {
    ...{ campaign: CAMPAIGN, office: slot('office'), title: slot('title'), plan: slot('plan'), planRevision: 1 },
    phases: [{ key: 'p1', name: '集中整治阶段', kind: 'ACTION', start: day, end: dayAfter(day, 40), exit: [], advancesByItself: false }],
    units: Array.from({ length: units }, (_, u) => slot(`u${u}`)),
  };
  return tell({
    ...{ at: new Date(`${day}T00:30:00Z`), campaignId: CAMPAIGN, facts: { lintErrors: [], unboundUnits: [] } },
    by: { account: slot('leader'), unit: slot('office'), onBehalfOf: null, relations: ['COORDINATOR'] },
    subject: { kind: 'CAMPAIGN', id: CAMPAIGN, definition, ordinal: 0, phase: null },
    steps: [{ event: { type: 'LAUNCH', input: {} }, viewer: leader }],
  });
}

interface Ready {
  contents: Fill[];
  messages: number;
  lines: { table: Table; fill: Fill }[];
}

const ready = ({ contents, messages, rows }: Story, encode: (row: Row) => Fill): Ready => ({
  ...{ contents, messages },
  lines: rows.map((row) => ({ table: row.table, fill: encode(row) })),
});

/** Hands over the rows of about `batch` tasks at a time, a text for each table. */
export async function* generate({ tasks, day, cities }: DataSet, encode: (row: Row) => Fill, batch = 200): AsyncGenerator<Generated[]> {
  const shapes = new Map<string, Ready>();
  for (const { stage } of STAGES)
    for (let days = DUE_DAYS.first; days < DUE_DAYS.first + DUE_DAYS.count; days += 1)
      shapes.set(`${stage} ${days}`, ready(await taskStory(stage, day, days), encode));
  const campaign = ready(await campaignStory(day, cities[0]?.bureaus.length ?? 0), encode);
  let outboxId = 0;
  const texts = new Map<Table, string>();

  const write = ({ contents, messages, lines }: Ready, values: Record<string, string>): void => {
    let hash = CHAIN_START;
    values['hash0'] = hash.toString('hex');
    contents.forEach((content, i) => {
      hash = createHash('sm3').update(hash).update(content(values)).digest();
      values[`hash${i + 1}`] = hash.toString('hex');
    });
    for (let i = 0; i < messages; i += 1) values[`o${i}`] = String((outboxId += 1));
    for (const { table, fill } of lines) texts.set(table, (texts.get(table) ?? '') + fill(values));
  };
  const flushed = (): Generated[] => {
    const all = TABLES.flatMap((table) => ({ table, text: texts.get(table) ?? '' }));
    texts.clear();
    return all;
  };

  for (let c = 0; c < campaignsFor(tasks); c += 1) write(campaign, campaignValues(c, cities));
  yield flushed();
  for (let n = 0; n < tasks; n += 1) {
    const shape = shapes.get(`${stageOf(n)} ${dueIn(n)}`);
    if (!shape) throw new Error('There is no such shape');
    write(shape, taskValues(n, cities));
    if ((n + 1) % batch === 0) yield flushed();
  }
  yield flushed();
}

function campaignValues(c: number, cities: readonly City[]): Record<string, string> {
  const city = cities[cityOf(c)];
  if (!city) throw new Error('There is no such city');
  const units = Object.fromEntries(city.bureaus.map(({ id }, u) => [`u${u}`, id]));
  const id = campaignId(c);
  return { ...units, campaign: id, office: city.office.id, title: `第${c + 1}次专项行动`, plan: id, leader: city.people.leader, key: `launch-${c}` };
}

function taskValues(n: number, cities: readonly City[]): Record<string, string> {
  const c = campaignOf(n);
  const city = cities[cityOf(c)];
  if (!city) throw new Error('There is no such city');
  const ordinal = (n % TASKS_PER_CAMPAIGN) + 1;
  const at = (place: number) => city.bureaus[bureauOf(n, place)] ?? city.office;
  const [lead, part0, part1] = [at(0), at(1), at(2)];
  return {
    ...{ campaign: campaignId(c), task: taskId(n), office: city.office.id, leader: city.people.leader, staff: city.people.staff, key: `task-${n}` },
    ...{ lead: lead.id, leadName: lead.name, part0: part0.id, part0Name: part0.name, part1: part1.id, part1Name: part1.name },
    ...{ number: String(ordinal), ordinal: String(ordinal), title: `第${ordinal}项任务：开展专项检查并建立台账` },
  };
}

export type { Values };
