/**
 * No operation costs a number of SQL statements that grows with the number of rows it returns. Every list of the schema is read at ten and at a
 * hundred rows, with everything below it, and the statements are counted; a list that no case reads fails.
 */
import { getNamedType, isListType, isNonNullType, parse, TypeInfo, visit, visitWithTypeInfo, type GraphQLOutputType } from 'graphql';
import { FEW, large, MANY, openHundreds, statementsOf, world } from '../support/hundreds-world';
import { objectTypes, wholeSelection } from '../support/whole-selection';
import { CASES, inCampaign, isPaged, ofLarge, rows, schema, type Case } from './statement-cases';

beforeAll(openHundreds, 180_000);
afterAll(() => world.close());

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
