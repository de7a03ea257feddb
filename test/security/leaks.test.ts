/**
 * Secrets are written into every private field; then everybody asks for everything that the schema has, by every way that leads to it. Nobody
 * finds what is not theirs, and everybody finds what is: an answer that is empty to all would prove nothing.
 */
import type { GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { buildSchema } from '../../src/graphql/build-schema';
import { laws } from '../../workflows';
import { PEOPLE, startCampaign, type PersonName, type RunningCampaign } from '../support/campaign';
import { foreignNotice, plantSecrets, READERS, secretsIn, secretsOf, word, type Secret } from './secrets';
import { wholeField, wholeSelection } from '../support/whole-selection';

const WIDE = { depth: 40, aliases: 100_000, directives: 100, tokens: 500_000, cost: 1e12 };
let world: RunningCampaign;
const schema: GraphQLSchema = buildSchema(laws);

beforeAll(async () => {
  world = await startCampaign({ limits: WIDE, foreignNotice: foreignNotice(), substitutionReason: word('substitution') });
  await plantSecrets(world);
}, 120_000);
afterAll(() => world.close());

const whole = (name: string): string => {
  const type = schema.getType(name);
  return (type && wholeSelection(schema, type)) ?? '';
};

/** With what it is connected to by id only: every object is asked for itself. */
const EACH = wholeSelection(schema, schema.getType('Node') as GraphQLNamedType, ['Unit']) ?? '';

/** Every object there is, by its global id. */
async function everyId(): Promise<string[]> {
  const { rows } = await world.database.pool.query<{ id: string }>(`
    select case kind when 'CAMPAIGN' then 'Campaign:' || id when 'TASK' then 'Task:' || campaign_id || ':' || id
      when 'REPORT' then 'Report:' || campaign_id || ':' || id when 'BULLETIN' then 'Bulletin:' || campaign_id || ':' || id
       when 'RECORD' then 'Record:' || campaign_id || ':' || id
       when 'DIFFERENCE' then 'Difference:' || campaign_id || ':' || id else 'CoordinatingBody:' || campaign_id || ':' || id end as id from subject
    union all select 'Plan:' || id from plan union all select 'Notice:' || id from notice union all select 'Account:' || id from account
    union all select 'Membership:' || id from membership union all select 'Unit:' || id from unit`);
  return rows.map(({ id }) => Buffer.from(id).toString('base64url'));
}

const found = new Map<PersonName, Map<Secret, string>>();
const surprises = new Set<string>();
const asked = new Set<string>();
async function look(person: PersonName, where: string, query: string, variables = {}): Promise<void> {
  asked.add(where);
  const answer = await world.ask(person, query, variables);
  const text = JSON.stringify(answer);
  for (const { extensions, path = [] } of answer.errors ?? []) {
    if (!['NOT_FOUND', 'FORBIDDEN'].includes(extensions.code))
      surprises.add(`${extensions.code} at ${path.filter((part) => typeof part === 'string').join('.')}`);
  }
  const seen = found.get(person) ?? new Map<Secret, string>();
  for (const secret of secretsIn(text)) if (!seen.has(secret)) seen.set(secret, where);
  // What the cursors hold is there to be read, too.
  for (const [, cursor] of text.matchAll(/"(?:start|end)?[cC]ursor":"([\w-]+)"/g)) {
    for (const secret of secretsIn(Buffer.from(cursor ?? '', 'base64url').toString())) seen.set(secret, `${where} (cursor)`);
  }
  found.set(person, seen);
}

it.each(PEOPLE)('%s finds what is theirs and nothing else', async (person) => {
  const root = schema.getQueryType()?.getFields() ?? {};
  // Field by field: all of it at once would be more than any limit lets through.
  const viewer = schema.getType('Viewer') as GraphQLObjectType;
  for (const field of Object.values(viewer.getFields())) {
    await look(person, 'viewer', `{ viewer { ${wholeField(schema, field as never, ['Viewer'])} } }`);
  }
  for (const name of ['campaigns', 'units', 'accounts', 'auditTrail', 'anchors', 'deliveryFailures'] as const) {
    const field = root[name];
    if (!field) throw new Error(`no ${name}`);
    await look(person, name, `{ ${wholeField(schema, field as never, [])} }`);
  }
  const ids = await everyId();
  for (let i = 0; i < ids.length; i += 50) {
    await look(person, 'nodes', `query ($ids: [ID!]!) { nodes(ids: $ids) ${EACH} }`, { ids: ids.slice(i, i + 50) });
  }
  for (const one of [world.own, world.foreign]) {
    await look(person, 'campaign', `query ($id: ID!) { campaign(id: $id) ${whole('Campaign')} }`, { id: one.campaign });
    await look(person, 'plan', `query ($id: ID!) { plan(id: $id) ${whole('Plan')} }`, { id: one.plan });
  }
  const preview = `query ($id: ID!) { amendmentPreview(campaignId: $id, planRevision: 4) ${whole('AmendmentPreview')} }`;
  await look(person, 'amendmentPreview', preview, { id: world.own.campaign });
  const undelivered = `query ($id: ID!) { undeliveredMessages(campaignId: $id) ${whole('UndeliveredMessage')} }`;
  await look(person, 'undeliveredMessages', undelivered, { id: world.own.campaign });
  const seen = found.get(person) ?? new Map<Secret, string>();
  const mine = secretsOf(person);
  const leaked = [...seen].filter(([secret]) => !mine.includes(secret)).map(([secret, where]) => `${secret} by ${where}`);
  expect({ person, leaked, missing: mine.filter((secret) => !seen.has(secret)) }).toEqual({ person, leaked: [], missing: [] });
});

it('answers without a surprise', () => {
  expect([...surprises]).toEqual([]);
});

it('asks every root', () => {
  // Asked for by their ids among the nodes, made of nothing that anybody wrote, or held by a test of its own (attachments, workbooks, papers).
  const otherwise = [
    'node',
    'unit',
    'calendarYear',
    'addWorkingDays',
    'reportAttachment',
    'reportWorkbook',
    'periodWorkbook',
    'bulletinPaper',
    'recordWorkbook',
    'bulletinWorkbook',
  ];
  expect(
    Object.keys(schema.getQueryType()?.getFields() ?? {})
      .filter((name) => !asked.has(name))
      .sort(),
  ).toEqual(otherwise.sort());
  expect(Object.keys(READERS).length).toBeGreaterThan(20);
});
