/**
 * What is not shown cannot be found out by asking round it: by filters, orders, cursors and counts, or by watching. Who sees a task by title,
 * number, area and state must get the same answers whatever its other fields hold.
 */
import { subscribe, parse, type ExecutionResult } from 'graphql';
import { buildSchema } from '../../src/graphql/build-schema';
import { createContext } from '../../src/graphql/context';
import { laws } from '../../workflows';
import { PEOPLE, startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { plantSecrets, secretsIn, secretsOf } from './secrets';
import { levelOf, subjectsOf, type SubjectName } from './standing';
import { wholeSelection } from '../support/whole-selection';

const schema = buildSchema(laws);
let world: RunningCampaign;
let subjects: Record<SubjectName, SubjectIds>;
beforeAll(async () => {
  world = await startCampaign();
  await plantSecrets(world);
  subjects = await subjectsOf(world);
}, 120_000);
afterAll(() => world.close());

const ask = async <T>(person: PersonName, field: string, variables: Record<string, unknown> = {}) => {
  const head = ['$id: ID!', ...Object.keys(variables).map((name) => `$${name}: ${name === 'filter' ? 'SubjectFilterInput' : 'SubjectOrder!'}`)];
  const data = await world.as<{ campaign: T }>(person, `query (${head.join(', ')}) { campaign(id: $id) { ${field} } }`, {
    id: world.own.campaign,
    ...variables,
  });
  return data.campaign;
};
interface Titles {
  tasks: { nodes: { id: string; parts: unknown[] }[] };
}

describe("the others' tasks", () => {
  // `elsewhere` has one task; of the others it may know title, number, area and state.
  const hidden: [string, Record<string, unknown>][] = [
    ['due date', { dueOn: { lte: '2022-11-30' } }],
    ['due date, the other way', { dueOn: { gt: '2022-11-30' } }],
    ['timeliness', { timeliness: ['OVERDUE', 'DUE_SOON'] }],
    ['timeliness, the other way', { timeliness: ['ON_TRACK'] }],
    ['phase', { phases: ['no-phase'] }],
    ['units', { unitIds: [] as string[] }],
    ['roles', { roles: ['LEAD'] }],
  ];
  it.each(hidden)('cannot be told apart by %s', async (_what, filter) => {
    const { tasks } = await ask<Titles>('elsewhereHead', 'tasks(first: 100, filter: $filter) { nodes { id parts { role } } }', { filter });
    expect(tasks.nodes.filter(({ parts }) => parts.length === 0).length).toBe(0);
  });

  it('are counted by what is shown of them only', async () => {
    for (const [, filter] of hidden) {
      const { taskCounts } = await ask<{ taskCounts: { count: number }[] }>('elsewhereHead', 'taskCounts(by: [STATE], filter: $filter) { count }', {
        filter,
      });
      expect([filter, taskCounts.reduce((sum, { count }) => sum + count, 0)]).toEqual([filter, expect.any(Number)]);
      expect(taskCounts.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(1);
    }
    for (const by of ['UNIT', 'ROLE', 'PART_STATE', 'TIMELINESS', 'PHASE']) {
      const { taskCounts } = await ask<{ taskCounts: { count: number }[] }>('elsewhereHead', `taskCounts(by: [${by}]) { count }`);
      expect([by, taskCounts.reduce((sum, { count }) => sum + count, 0)]).toEqual([by, 1]);
    }
  });

  it('stand in an order that tells nothing of their dates, and so do the cursors', async () => {
    const field = 'tasks(first: 100, order: $order) { edges { cursor node { id } } nodes { id dueOn } }';
    const { tasks } = await ask<{ tasks: { edges: { cursor: string }[]; nodes: { dueOn: string | null }[] } }>('elsewhereHead', field, {
      order: 'DUE_FIRST',
    });
    const told = tasks.edges.filter(
      ({ cursor }, i) => tasks.nodes[i]?.dueOn === null && /\d{4}-\d\d-\d\d/.test(Buffer.from(cursor, 'base64url').toString()),
    );
    expect(told).toEqual([]);
  });

  it('answer to title, state and being closed', async () => {
    for (const filter of [{ text: '农资' }, { states: ['IN_PROGRESS', 'RETURNED', 'NOTIFIED', 'ACKNOWLEDGED'] }, { closed: false }]) {
      const { tasks } = await ask<Titles>('elsewhereHead', 'tasks(first: 100, filter: $filter) { nodes { id parts { role } } }', { filter });
      expect([filter, tasks.nodes.length]).not.toEqual([filter, 0]);
    }
  });
});

describe("the others' reports", () => {
  it('are neither listed, counted nor on the board, however one asks', async () => {
    const field = `reports(first: 100) { nodes { unit { id } } } reportCounts(by: [STATE]) { count } reportBoard { cells { unit { id } } }`;
    const own = Buffer.from(`Unit:${world.units.elsewhere}`).toString('base64url');
    const seen = await ask<{
      reports: { nodes: { unit: { id: string } }[] };
      reportCounts: { count: number }[];
      reportBoard: { cells: { unit: { id: string } }[] }[];
    }>('elsewhereHead', field);
    expect(seen.reports.nodes.map(({ unit }) => unit.id)).toEqual([own, own]);
    expect(seen.reportCounts).toEqual([{ count: 2 }]);
    expect(seen.reportBoard.flatMap(({ cells }) => cells.map(({ unit }) => unit.id))).toEqual([own, own]);
  });
});

describe('who watches from the beginning', () => {
  interface Told {
    event: string;
    revision: number;
    subject: Record<string, unknown>;
  }
  // What it is connected with is asked for by its id: it has events of its own.
  const SUBJECT = wholeSelection(schema, schema.getType('WorkflowSubject') as never, ['Unit']);
  /** What somebody did to a task that others see by its title is in its log, and the log is not theirs to read. */
  const PRIVATE = ['OBJECT', 'OVERRULE', 'REQUEST_EXTENSION', 'DENY_EXTENSION', 'SUPERVISE', 'ANSWER_SUPERVISION', 'URGE', 'PROCEED_WITHOUT'];
  const AWHILE = 1_500;

  /** The last things that happen in either campaign: everybody who takes part in it is told of them. */
  beforeAll(async () => {
    const meeting = { on: '2022-08-26', kind: 'OTHER', title: '收尾' };
    await world.done('coordinator', 'extendCampaignPhase', subjects.ownCampaign, { end: '2022-08-31', reason: '顺延' });
    await world.done('foreignCoordinator', 'extendCampaignPhase', subjects.foreignCampaign, { end: '2022-11-20', reason: '顺延' });
    await world.done('coordinator', 'urgeTask', subjects.ownTask);
    await world.done('coordinator', 'holdBodyMeeting', subjects.ownBody, meeting);
  });

  /** All that is told until something has been told; `until` null: nothing is expected, and the token ends after a while. */
  async function watch(person: PersonName, text: string, id: string | null, until: ((told: Told) => boolean) | null) {
    const viewer = await world.viewer(person);
    const expiresAt = new Date(Date.now() + (until ? 60_000 : AWHILE));
    const context = createContext(world.muster.desk, { viewer, expiresAt, language: 'en' });
    const result = await subscribe({ schema, document: parse(text), contextValue: context, variableValues: { id, after: '0-0' } });
    if (!(Symbol.asyncIterator in result)) return { told: [], code: String(result.errors?.[0]?.extensions['code']) };
    const told: Told[] = [];
    for await (const { data, errors } of result as AsyncIterable<ExecutionResult>) {
      if (!data) return { told, code: String(errors?.[0]?.extensions['code'] ?? errors?.[0]?.message) };
      const change = Object.values(data)[0] as Told;
      told.push(change);
      if (until?.(change)) break;
    }
    return { told, code: null };
  }
  const leaked = (person: PersonName, told: unknown) => secretsIn(JSON.stringify(told)).filter((secret) => !secretsOf(person).includes(secret));

  it.each(PEOPLE)('%s of a campaign is told of what they see whole, and of nothing else', async (person) => {
    const text = `subscription ($id: ID!, $after: ID) { campaignChanged(id: $id, lastEventId: $after) { eventId event kind label revision subject ${SUBJECT} } }`;
    const last = await world.revision(subjects.ownBody);
    const { told, code } = await watch(
      person,
      text,
      world.own.campaign,
      ({ subject, revision }) => subject['CoordinatingBody_id'] !== undefined && revision === last,
    );
    expect(code).toBe(levelOf(person, 'ownCampaign') === 'NONE' ? 'NOT_FOUND' : null);
    expect(leaked(person, told)).toEqual([]);
    const ofTask = told
      .filter(({ subject, event }) => subject['Task_id'] === subjects.ownTask.id && PRIVATE.includes(event))
      .map(({ event }) => event);
    if (levelOf(person, 'ownTask') === 'WHOLE') expect([...new Set(ofTask)].sort()).toEqual(PRIVATE.toSorted());
    else expect(ofTask).toEqual([]);
  });

  it.each(PEOPLE)('%s of the inbox is told of their own', async (person) => {
    const text = `subscription ($after: ID) { inboxChanged(lastEventId: $after) { eventId totalCount subject ${SUBJECT} } }`;
    const nobodys = ['administrator', 'roleless', 'auditor'].includes(person);
    const name = person.startsWith('foreign') ? 'foreignCampaign' : 'ownCampaign';
    const last = await world.revision(subjects[name]);
    // A leader of one campaign holds no part in anything, and so has no inbox; one of the office is of its unit.
    const until =
      nobodys || person === 'campaignLeader'
        ? null
        : ({ subject }: Told) => subject['Campaign_id'] === subjects[name].id && subject['Campaign_revision'] === last;
    const { told, code } = await watch(person, text, null, until);
    expect([person, code]).toEqual([person, until ? null : 'TOKEN_EXPIRED']);
    expect([person, told.length > 0]).toEqual([person, until !== null]);
    expect(leaked(person, told)).toEqual([]);
  });

  it.each(PEOPLE)('%s of one task must see it', async (person) => {
    const text = 'subscription ($id: ID!, $after: ID) { subjectChanged(id: $id, lastEventId: $after) { event revision subject { id } } }';
    const level = levelOf(person, 'ownTask');
    const last = await world.revision(subjects.ownTask);
    const { told, code } = await watch(person, text, subjects.ownTask.id, level === 'WHOLE' ? ({ revision }) => revision === last : null);
    if (level === 'WHOLE') expect(told.map(({ revision }) => revision)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
    else expect([person, code]).toEqual([person, level === 'NONE' ? 'NOT_FOUND' : 'TOKEN_EXPIRED']);
    if (level !== 'WHOLE') expect(told.filter(({ event }) => PRIVATE.includes(event))).toEqual([]);
  });
});
