/**
 * No operation costs a number of SQL statements that grows with the number of rows it returns. Every list of the schema is read at ten and at a
 * hundred rows, with everything below it, and the statements are counted; a list that no case reads fails.
 */
import { getNamedType, isListType, isNonNullType, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo, type GraphQLOutputType } from 'graphql';
import { Client } from 'pg';
import { buildSchema } from '../../src/graphql/build-schema';
import { laws } from '../../workflows';
import { accepted, startCampaign, type CampaignIds, type PersonName, type RunningCampaign } from '../support/campaign';
import { oweStatistics, questionAbout, recordedOn, withLedger } from '../support/differences';
import { multiply, noticeOf } from '../support/hundreds';
import { recordedIn } from '../support/records';
import { objectTypes, wholeSelection } from '../support/whole-selection';

const schema = buildSchema(laws);
const WIDE = { depth: 40, aliases: 100_000, directives: 100, tokens: 500_000, cost: 1e15 };
const [FEW, MANY] = [10, 100];

let world: RunningCampaign;
let large: CampaignIds;
let ids: string[];
beforeAll(async () => {
  world = await startCampaign({ limits: WIDE });
  const { office } = world.units;
  large = await world.launch('coordinator', office, noticeOf(MANY));
  await multiply(world, large, MANY);
  const body = await world.body(large);
  for (let i = 0; i < MANY; i += 1) {
    await world.done('coordinator', 'holdBodyMeeting', body, { on: '2022-08-26', kind: 'OTHER', minutes: `第${i}次` });
  }
  const coordinator = await world.viewer('coordinator');
  for (let i = 0; i < MANY; i += 1) {
    // Three with everything that is owed behind them; of the others the rows alone.
    const period = i < 3 ? { from: '2022-08-01', to: '2022-12-31' } : { from: '2022-07-01', to: '2022-07-31' };
    const call = { campaignId: large.campaignId, period, title: null, actingUnit: null, idempotencyKey: `bulletin ${i}` };
    accepted(await world.muster.desk.bulletins.draftBulletin(coordinator, call));
    await recordedIn(world, large, world.units.lead, i);
  }
  await heldIn(world.own, MANY);
  await world.database.pool.query(
    `insert into anchor (number, day, at, up_to, campaigns, subjects, events, root, prev_hash, hash)
     select n, date '2022-01-01' + n, now(), '1', 1, 1, 1, '\\x00', '\\x00', '\\x00' from generate_series(1, $1) as n`,
    [MANY],
  );
  // Of every kind some are among the first ten: what one more kind costs is not what one more row costs.
  const { rows } = await world.database.pool.query<{ id: string }>(
    `select case kind when 'CAMPAIGN' then 'Campaign:' || id when 'TASK' then 'Task:' || campaign_id || ':' || id
       when 'REPORT' then 'Report:' || campaign_id || ':' || id when 'BULLETIN' then 'Bulletin:' || campaign_id || ':' || id
       when 'RECORD' then 'Record:' || campaign_id || ':' || id
       when 'DIFFERENCE' then 'Difference:' || campaign_id || ':' || id else 'CoordinatingBody:' || campaign_id || ':' || id end as id
     from (select *, row_number() over (partition by kind order by id desc) as place from subject) s order by place, kind limit $1`,
    [MANY],
  );
  ids = rows.map(({ id }) => Buffer.from(id).toString('base64url'));
}, 180_000);
afterAll(() => world.close());

/** Reports with records and a question behind each. */
async function heldIn(of: CampaignIds, count: number): Promise<void> {
  const { rule, form, cells } = await withLedger(world, of);
  const unit = world.units.lead;
  for (let i = 0; i < count; i += 1) {
    const day = new Date(Date.UTC(2022, 0, 1 + i)).toISOString().slice(0, 10);
    const report = await oweStatistics(world, of, { unit, rule, period: { key: day, start: day, end: day } });
    await recordedOn(world, of, form, unit, day, { [cells[0]]: 1 });
    const cell = { cell: cells[0], label: '', measure: '', reported: null, recorded: '1' };
    const question = await questionAbout(world, of, report, { unit, rule, form, cells: [cell] });
    if (i < 3) await world.done('leadStaff', 'answerDifference', question, { answer: 'OTHER', text: '已核实' });
  }
}

const NOT_COUNTED = /^\s*(begin|commit|rollback|start|set|savepoint|release|listen|discard)\b/i;
/** How many statements went to the database for one request, whoever sent them. */
async function statementsOf(
  person: PersonName,
  query: string,
  variables: Record<string, unknown>,
  /** With what was read of subjects before; without it a statement more reads them. */
  warm = false,
): Promise<{ sent: string[]; data: Record<string, unknown> }> {
  await world.token(person);
  // Roles are kept for a few seconds: now or then one statement less would say nothing.
  world.muster.desks.people.viewers.forget();
  if (!warm) world.muster.below.versions.forget();
  const sent: string[] = [];
  const spy = jest.spyOn(Client.prototype, 'query');
  try {
    const data = await world.as<Record<string, unknown>>(person, query, variables);
    for (const [first] of spy.mock.calls as unknown as [string | { text?: string }][]) {
      const text = typeof first === 'string' ? first : (first.text ?? '');
      if (!NOT_COUNTED.test(text))
        sent.push(
          text
            .replace(/\s+/g, ' ')
            .replace(/\blimit \d+/, 'limit n')
            .slice(0, 70),
        );
    }
    return { sent, data };
  } finally {
    spy.mockRestore();
  }
}

const isPaged = (type: string, field: string): boolean => {
  const of = schema.getType(type);
  return isObjectType(of) && (of.getFields()[field]?.args.some(({ name }) => name === 'first') ?? false);
};
/** Lists that cost a statement of their own for each object they are asked of: each has a case in which that object stands in a list. */
const OF_CAMPAIGNS = ['taskCounts', 'reportCounts', 'taskBoard', 'reportBoard', 'standings', 'figures', 'rates', 'reportMatrix', 'figureSnapshots'];
/** Looks further only for plans that name a superior one, so a sample says little; counted in test/application/plans/gap-reports.test.ts. */
const COUNTED_ELSEWHERE = ['gapReport'];
const leftOut = (type: string, field: string): boolean => COUNTED_ELSEWHERE.includes(field) || (type === 'Campaign' && OF_CAMPAIGNS.includes(field));
const OF_FIGURES: Record<string, string> = {
  figures: 'FigureTable',
  rates: 'ReportingRate',
  reportMatrix: 'ReportMatrixCell',
  figureSnapshots: 'FigureSnapshot',
};
const rows = (name: string): string =>
  wholeSelection(schema, schema.getType(name) as never, [], (type, field) => isPaged(type, field) || leftOut(type, field)) ?? '';
const page = (name: string): string => `{ pageInfo { hasNextPage } edges { cursor } nodes ${rows(name)} }`;

interface Case {
  person: PersonName;
  /** Of how many rows. */
  query: (count: number) => string;
  /** How many rows came. */
  rows: (data: never) => number;
  variables?: (count: number) => Record<string, unknown>;
}
const ofLarge = () => ({ id: large.campaign });
const ofOwn = () => ({ id: world.own.campaign });
const inCampaign = (field: string) => `query ($id: ID!) { campaign(id: $id) { ${field} } }`;
const below = (of: string, inside: string) => (count: number) => `{ campaigns(first: ${count}) { nodes { ${of}${inside} } } }`;
interface Nodes {
  nodes: unknown[];
}

const CASES: Record<string, Case> = {
  'viewer.inbox': {
    person: 'leadHead',
    query: (n) =>
      `query ($id: ID!) { viewer { inbox(first: ${n}, filter: { campaignId: $id }) { totalCount pageInfo { hasNextPage } edges { cursor } nodes ${rows('InboxItem')} } } }`,
    rows: (data: { viewer: { inbox: Nodes } }) => data.viewer.inbox.nodes.length,
    variables: ofLarge,
  },
  'campaign.tasks': {
    person: 'leadHead',
    query: (n) => inCampaign(`tasks(first: ${n}) ${page('Task')}`),
    rows: (data: { campaign: { tasks: Nodes } }) => data.campaign.tasks.nodes.length,
    variables: ofLarge,
  },
  'campaign.tasks of the coordinator': {
    person: 'coordinator',
    query: (n) => inCampaign(`tasks(first: ${n}, order: DUE_FIRST) ${page('Task')}`),
    rows: (data: { campaign: { tasks: Nodes } }) => data.campaign.tasks.nodes.length,
    variables: ofLarge,
  },
  'campaign.reports': {
    person: 'coordinator',
    query: (n) => inCampaign(`reports(first: ${n}) ${page('Report')}`),
    rows: (data: { campaign: { reports: Nodes } }) => data.campaign.reports.nodes.length,
    variables: ofLarge,
  },
  campaigns: {
    person: 'coordinator',
    query: (n) => `{ campaigns(first: ${n}) ${page('Campaign')} }`,
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'campaigns of who takes part': {
    person: 'leadHead',
    query: (n) => `{ campaigns(first: ${n}) ${page('Campaign')} }`,
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'viewer.campaigns': {
    person: 'leadHead',
    query: (n) => `{ viewer { campaigns(first: ${n}) ${page('Campaign')} } }`,
    rows: (data: { viewer: { campaigns: Nodes } }) => data.viewer.campaigns.nodes.length,
  },
  history: {
    person: 'coordinator',
    query: (n) => inCampaign(`body { history(first: ${n}) ${page('HistoryEntry')} }`),
    rows: (data: { campaign: { body: { history: Nodes } } }) => data.campaign.body.history.nodes.length,
    variables: ofLarge,
  },
  'viewer.plans': {
    person: 'coordinator',
    query: (n) => `{ viewer { plans(first: ${n}) ${page('Plan')} } }`,
    rows: (data: { viewer: { plans: Nodes } }) => data.viewer.plans.nodes.length,
  },
  'plan.versions': {
    person: 'coordinator',
    query: (n) => `query ($id: ID!) { plan(id: $id) { versions(first: ${n}) ${page('PlanVersion')} } }`,
    rows: (data: { plan: { versions: Nodes } }) => data.plan.versions.nodes.length,
    variables: () => ({ id: large.plan }),
  },
  'obligations of each of the plans': {
    person: 'coordinator',
    query: (n) => `{ viewer { plans(first: ${n}) { nodes { obligations(first: 2) ${page('PlanObligation')} } } } }`,
    rows: (data: { viewer: { plans: Nodes } }) => data.viewer.plans.nodes.length,
  },
  'versions of each of the plans': {
    person: 'coordinator',
    query: (n) => `{ viewer { plans(first: ${n}) { nodes { versions(first: 2) ${page('PlanVersion')} } } } }`,
    rows: (data: { viewer: { plans: Nodes } }) => data.viewer.plans.nodes.length,
  },
  'viewer.messages': {
    person: 'leadHead',
    query: (n) => `{ viewer { messages(first: ${n}) ${page('Message')} } }`,
    rows: (data: { viewer: { messages: Nodes } }) => data.viewer.messages.nodes.length,
  },
  accounts: {
    person: 'auditor',
    query: (n) => `{ accounts(first: ${n}) ${page('Account')} }`,
    rows: (data: { accounts: Nodes }) => data.accounts.nodes.length,
  },
  auditTrail: {
    person: 'auditor',
    query: (n) => `{ auditTrail(first: ${n}) ${page('AuditEntry')} }`,
    rows: (data: { auditTrail: Nodes }) => data.auditTrail.nodes.length,
  },
  anchors: {
    person: 'auditor',
    query: (n) => `{ anchors(first: ${n}) ${page('Anchor')} }`,
    rows: (data: { anchors: Nodes }) => data.anchors.nodes.length,
  },
  units: {
    person: 'leadHead',
    query: (n) => `{ units(first: ${n}) ${page('Unit')} }`,
    rows: (data: { units: Nodes }) => data.units.nodes.length,
  },
  nodes: {
    person: 'coordinator',
    query: () => `query ($ids: [ID!]!) { nodes(ids: $ids) ${rows('Node')} }`,
    rows: (data: { nodes: unknown[] }) => data.nodes.length,
    variables: (n) => ({ ids: ids.slice(0, n) }),
  },
  'history of each of the tasks': {
    person: 'coordinator',
    query: (n) => inCampaign(`tasks(first: ${n}) { nodes { history(first: 3) { nodes { event } } } }`),
    rows: (data: { campaign: { tasks: Nodes } }) => data.campaign.tasks.nodes.length,
    variables: ofLarge,
  },
  'history of each of the reports': {
    person: 'coordinator',
    query: (n) => inCampaign(`reports(first: ${n}) { nodes { history(first: 3) { nodes { event } } } }`),
    rows: (data: { campaign: { reports: Nodes } }) => data.campaign.reports.nodes.length,
    variables: ofLarge,
  },
  'history of each of the campaigns': {
    person: 'coordinator',
    query: below('history', '(first: 2) { nodes { event } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'tasks of each of the campaigns': {
    person: 'coordinator',
    query: below('tasks', '(first: 2) { nodes { id } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'reports of each of the campaigns': {
    person: 'coordinator',
    query: below('reports', '(first: 2) { nodes { id } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'campaign.bulletins': {
    person: 'coordinator',
    query: (n) => inCampaign(`bulletins(first: ${n}) ${page('Bulletin')}`),
    rows: (data: { campaign: { bulletins: Nodes } }) => data.campaign.bulletins.nodes.length,
    variables: ofLarge,
  },
  'history of each of the bulletins': {
    person: 'coordinator',
    query: (n) => inCampaign(`bulletins(first: ${n}) { nodes { history(first: 3) { nodes { event } } } }`),
    rows: (data: { campaign: { bulletins: Nodes } }) => data.campaign.bulletins.nodes.length,
    variables: ofLarge,
  },
  'campaign.records': {
    person: 'coordinator',
    query: (n) => inCampaign(`records(first: ${n}) ${page('Record')}`),
    rows: (data: { campaign: { records: Nodes } }) => data.campaign.records.nodes.length,
    variables: ofLarge,
  },
  'history of each of the records': {
    person: 'coordinator',
    query: (n) =>
      inCampaign(`records(first: ${n}, kind: "k1", from: "2022-08-01", to: "2022-12-31") { nodes { history(first: 3) { nodes { event } } } }`),
    rows: (data: { campaign: { records: Nodes } }) => data.campaign.records.nodes.length,
    variables: ofLarge,
  },
  'records of each of the campaigns': {
    person: 'coordinator',
    query: below('records', '(first: 2) { nodes { id } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'campaign.heldAgainstRecords': {
    person: 'coordinator',
    query: (n) => inCampaign(`heldAgainstRecords(first: ${n}, differing: false) ${page('HeldFigure')}`),
    rows: (data: { campaign: { heldAgainstRecords: Nodes } }) => data.campaign.heldAgainstRecords.nodes.length,
    variables: ofOwn,
  },
  'records behind each of the figures': {
    person: 'coordinator',
    query: (n) => inCampaign(`heldAgainstRecords(first: ${n}, differing: false) { nodes { records(first: 3) ${page('ExplainingRecord')} } }`),
    rows: (data: { campaign: { heldAgainstRecords: Nodes } }) => data.campaign.heldAgainstRecords.nodes.length,
    variables: ofOwn,
  },
  'heldAgainstRecords of each of the campaigns': {
    person: 'coordinator',
    query: below('heldAgainstRecords', '(first: 2, differing: false) { nodes { reported recorded } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'campaign.differences': {
    person: 'coordinator',
    query: (n) => inCampaign(`differences(first: ${n}) ${page('Difference')}`),
    rows: (data: { campaign: { differences: Nodes } }) => data.campaign.differences.nodes.length,
    variables: ofOwn,
  },
  'history of each of the differences': {
    person: 'coordinator',
    query: (n) => inCampaign(`differences(first: ${n}) { nodes { history(first: 3) { nodes { event } } } }`),
    rows: (data: { campaign: { differences: Nodes } }) => data.campaign.differences.nodes.length,
    variables: ofOwn,
  },
  'differences of each of the campaigns': {
    person: 'coordinator',
    query: below('differences', '(first: 2) { nodes { id } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'bulletins of each of the campaigns': {
    person: 'coordinator',
    query: below('bulletins', '(first: 2) { nodes { id } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'parts of the figures of each of the campaigns': {
    person: 'coordinator',
    query: below('figures(groupBy: [UNIT, PERIOD])', `{ groups { unit { id } parts ${rows('FigureGroup')} } }`),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'figures of each of the campaigns with those below it': {
    person: 'coordinator',
    query: below('figures(scope: WITH_LOWER, groupBy: [UNIT, PERIOD])', `{ groups { campaigns { title } parts ${rows('FigureGroup')} } }`),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'campaigns above and below each of the campaigns': {
    person: 'coordinator',
    query: below('superior { id } lowerCampaigns { id }', ''),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  ...Object.fromEntries(
    OF_CAMPAIGNS.map((field) => {
      const args = field.endsWith('Counts') ? '(by: [STATE, UNIT])' : '';
      const type = field.endsWith('Counts') ? 'GroupCount' : field.endsWith('Board') ? 'BoardRow' : (OF_FIGURES[field] ?? 'UnitStanding');
      return [
        `${field} of each of the campaigns`,
        { person: 'coordinator', query: below(field, `${args} ${rows(type)}`), rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length },
      ];
    }),
  ),
};

/**
 * What loads asked for in one moment are one statement; an answer that comes while others are still asking splits them, ten rows or a hundred. What
 * grows with the rows grows by dozens.
 */
const SPLIT = 5;
function grown(few: readonly string[], many: readonly string[]): string[] {
  const times = (text: string, all: readonly string[]): number => all.filter((one) => one === text).length;
  return [...new Set(many)].filter((text) => times(text, few) === 0 || times(text, many) > times(text, few) + SPLIT);
}

it.each(Object.keys(CASES))('%s costs as many statements at a hundred rows as at ten', async (name) => {
  const { person, query, rows: came, variables = () => ({}) } = CASES[name] as Case;
  await statementsOf(person, query(FEW), variables(FEW));
  const few = await statementsOf(person, query(FEW), variables(FEW));
  const many = await statementsOf(person, query(MANY), variables(MANY));
  expect({ rows: came(few.data as never), more: came(many.data as never) }).toEqual({ rows: FEW, more: MANY });
  expect(grown(few.sent, many.sent)).toEqual([]);
  const again = await statementsOf(person, query(MANY), variables(MANY), true);
  expect(again.sent.length).toBeLessThanOrEqual(many.sent.length + SPLIT);
  process.stdout.write(`${name}: ${again.sent.length} statements, ${many.sent.length} where the subjects were not read before\n`);
});

it('viewer costs as many statements with a hundred substitutions, roles and units as with one', async () => {
  const query = `{ viewer ${wholeSelection(schema, schema.getType('Viewer') as never, [], isPaged) ?? ''} }`;
  await statementsOf('substitute', query, {});
  const few = await statementsOf('substitute', query, {});
  await statementsOf('roleless', query, {});
  const many = await statementsOf('roleless', query, {});
  expect((many.data['viewer'] as { substitutions: unknown[] }).substitutions.length).toBe(MANY);
  expect(many.sent.toSorted()).toEqual(few.sent.toSorted());
});

it('boards, counts and standings of a campaign cost as many with a hundred tasks as with twenty', async () => {
  const query = inCampaign(`taskCounts(by: [UNIT, STATE]) ${rows('GroupCount')} reportCounts(by: [UNIT, STATE]) ${rows('GroupCount')}
    taskBoard ${rows('BoardRow')} reportBoard ${rows('BoardRow')} standings ${rows('UnitStanding')} phases ${rows('Phase')} currentPhase ${rows('Phase')}`);
  await statementsOf('coordinator', query, { id: world.own.campaign });
  const few = await statementsOf('coordinator', query, { id: world.own.campaign });
  const many = await statementsOf('coordinator', query, ofLarge());
  expect((many.data['campaign'] as { taskBoard: unknown[] }).taskBoard.length).toBe(MANY);
  expect(many.sent.toSorted()).toEqual(few.sent.toSorted());
});

const UNDELIVERED = `query ($id: ID!) { undeliveredMessages(campaignId: $id) ${rows('UndeliveredMessage')} }`;
const FAILURES = `{ deliveryFailures ${rows('DeliveryFailure')} }`;

it('what did not arrive costs as many statements for a hundred messages as for ten', async () => {
  const giveUp = (campaignId: string, count: number) =>
    world.database.pool.query(
      `insert into outbox_delivery (campaign_id, message_id, channel, recipient, created_at, next_try_at, attempts, last_error, failed_at)
       select o.campaign_id, o.id, 'EMAIL', (select a.id::text from account a order by a.id limit 1), now(), now(), 9, 'SMTP ' || o.id, now()
       from outbox o where o.campaign_id = $1 order by o.id limit $2`,
      [campaignId, count],
    );
  const ask = async () => {
    const found = { ...(await statementsOf('coordinator', UNDELIVERED, asked)), failures: await statementsOf('administrator', FAILURES, {}) };
    return {
      ...found,
      rows: (found.data['undeliveredMessages'] as unknown[]).length,
      kinds: (found.failures.data['deliveryFailures'] as unknown[]).length,
    };
  };
  let asked: Record<string, unknown> = { id: world.own.campaign };
  await giveUp(world.own.campaignId, FEW);
  await ask();
  const few = await ask();
  asked = ofLarge();
  await giveUp(large.campaignId, MANY);
  const many = await ask();
  expect([few.rows, few.kinds, many.rows, many.kinds]).toEqual([FEW, FEW, MANY, FEW + MANY]);
  expect(grown(few.sent, many.sent)).toEqual([]);
  expect(many.failures.sent.toSorted()).toEqual(few.failures.sent.toSorted());
});

it('many tasks in one call cost as many statements as few, with everything that is asked of each', async () => {
  const { rows: led } = await world.database.pool.query<{ id: string }>(
    `select 'Task:' || campaign_id || ':' || id as id from subject where campaign_id = $1 and kind = 'TASK' order by ordinal limit 48`,
    [large.campaignId],
  );
  const query = `mutation ($input: UrgeTasksInput!) { urgeTasks(input: $input) { accepted results { id task ${rows('Task')} userErrors { code } } } }`;
  const urge = async (count: number) => {
    const items = led.slice(0, count).map(({ id }) => ({ id: Buffer.from(id).toString('base64url') }));
    const { sent, data } = await statementsOf('coordinator', query, { input: { items, idempotencyKey: `urge-${count}` } });
    expect(data).toMatchObject({ urgeTasks: { accepted: count } });
    return sent.toSorted();
  };
  await urge(20);
  // Twenty and forty fill two batches each.
  const few = await urge(21);
  expect(await urge(48)).toEqual(few);
});

it('every list of the schema is in a case', () => {
  const listed = (type: GraphQLOutputType): boolean =>
    isListType(isNonNullType(type) ? type.ofType : type) || getNamedType(type).name.endsWith('Connection');
  const walked = new Set<string>();
  const texts = [...Object.values(CASES).map(({ query }) => query(FEW)), UNDELIVERED, FAILURES];
  texts.push(`{ viewer ${wholeSelection(schema, schema.getType('Viewer') as never, [], isPaged) ?? ''} }`);
  for (const text of texts) {
    const info = new TypeInfo(schema);
    visit(
      parse(text),
      visitWithTypeInfo(info, {
        Field: () => {
          const [parent, field] = [info.getParentType(), info.getFieldDef()];
          if (parent && field) walked.add(`${parent.name}.${field.name}`);
        },
      }),
    );
  }
  // Answers of what is asked for one at a time, or written rather than read.
  const single = [
    ...['GapReport', 'GapRow', 'TaskCounterpart', 'UnitCounterpart'],
    'AmendmentPreview',
    'RecordImport',
    'RecordResult',
    ...['DifferenceAsked', 'DifferenceResult'],
    'ReportResult',
    'TaskResult',
    'PhaseAmendment',
    'ReportAmendment',
    'TaskAmendment',
    'CalendarYear',
    'SimpleError',
    'UrgedReport',
    'StalePlan',
    'StaleRevision',
    'TransitionRefused',
  ];
  const missing = objectTypes(schema)
    .filter(({ name }) => !name.endsWith('Payload') && !['Mutation', 'Subscription', ...single].includes(name))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => listed(field.type))
        .map((field) => `${type.name}.${field.name}`),
    );
  expect(missing.filter((name) => !walked.has(name))).toEqual([]);
});
