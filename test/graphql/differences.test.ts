/** Reported against recorded, and the questions about it, as each person is told of them. */
import { randomUUID } from 'node:crypto';
import { deliverDue } from '../../src/application/drive/deliver-due';
import { fromGlobalId, toGlobalId } from '../../src/graphql/global-id';
import { startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { oweStatistics, recordedOn, withLedger } from '../support/differences';

let world: RunningCampaign;
let rule: string;
let form: string;
/** Two cells of the form that records add to. */
let first: string;
let second: string;
const owed: Record<string, string> = {};

beforeAll(async () => {
  world = await startCampaign();
  const ledger = await withLedger(world, world.own);
  ({
    rule,
    form,
    cells: [first, second],
  } = ledger);
  const { lead, cooperating, elsewhere } = world.units;
  for (const month of ['2022-08', '2022-09']) for (const unit of [lead, cooperating, elsewhere]) await owe(unit, month);
  await record(lead, '2022-09-10', 3);
  await record(elsewhere, '2022-09-11', 5);
  await record(lead, '2022-10-01', 7);
  await submit('leadStaff', lead, '2022-09', 4);
  await submit('cooperatingStaff', cooperating, '2022-09', null);
  world.setClock('2022-10-08T02:00:00Z');
}, 120_000);
afterAll(() => world.close());

const reportId = (unit: string, month: string): string => toGlobalId('Report', world.own.campaignId, owed[`${month} ${unit}`] ?? '');

async function owe(unit: string, month: string): Promise<void> {
  const period = { key: month, start: `${month}-01`, end: month === '2022-08' ? '2022-08-31' : '2022-09-30' };
  owed[`${month} ${unit}`] = (await oweStatistics(world, world.own, { unit, rule, period })).subjectId;
}

/** Adds to the first cell. */
const record = (unit: string, on: string, amount: number): Promise<void> => recordedOn(world, world.own, form, unit, on, { [first]: amount });

/** The same in every cell; null: a zero report. */
async function submit(person: PersonName, unit: string, month: string, value: number | null): Promise<void> {
  const { figures } = await ask<{ figures: { groups: { cells: { key: string }[] }[] } }>('coordinator', 'figures { groups { cells { key } } }');
  const values = new Map<number, number[]>();
  for (const { key } of figures.groups[0]?.cells ?? []) {
    const indicator = Number(key.split('.')[0]);
    values.set(indicator, [...(values.get(indicator) ?? []), value ?? 0]);
  }
  const content = { figures: [...values].map(([indicator, of]) => ({ indicator, values: of })) };
  const sent = await world.muster.engine.drive.drive({
    subject: { campaignId: world.own.campaignId, id: owed[`${month} ${unit}`] ?? '' },
    event: { type: 'SUBMIT', input: value === null ? { zero: true } : { content } },
    viewer: await world.viewer(person),
  });
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
}

async function ask<T>(person: PersonName, fields: string): Promise<T> {
  const { campaign } = await world.as<{ campaign: T }>(person, `query ($id: ID!) { campaign(id: $id) { ${fields} } }`, { id: world.own.campaign });
  return campaign;
}

interface Row {
  unit: { id: string };
  report: { id: string } | null;
  period: { key: string };
  cell: string;
  result: string;
  reported: string | null;
  recorded: string;
  difference: string | null;
  lastRecordedOn: string | null;
  question: { id: string; state: string } | null;
  records: { nodes: { on: string; unit: { id: string }; amount: string }[] };
}
const ROW = `unit { id } report { id } rule period { key } cell label measure accumulation result reported recorded difference lastRecordedOn
  question { id state } records(first: 10) { nodes { on unit { id } amount } }`;
const rowsSeenBy = async (person: PersonName, args = ''): Promise<Row[]> =>
  (await ask<{ heldAgainstRecords: { nodes: Row[] } }>(person, `heldAgainstRecords(first: 100${args}) { nodes { ${ROW} } }`)).heldAgainstRecords
    .nodes;
const unitId = (name: 'lead' | 'cooperating' | 'elsewhere'): string => toGlobalId('Unit', world.units[name]);
const nameOf = ({ unit }: Pick<Row, 'unit'>): string =>
  (['lead', 'cooperating', 'elsewhere'] as const).find((name) => unitId(name) === unit.id) ?? unit.id;
const SEPTEMBER = ', from: "2022-09-01", to: "2022-09-30"';
const said = (rows: readonly Row[]) =>
  rows.map((row) => [nameOf(row), row.cell, row.result, row.reported, row.recorded, row.difference].join(' ')).sort();

describe('held against the records', () => {
  it('the office is told what differs, with the report and the records behind it', async () => {
    const rows = await rowsSeenBy('coordinator', SEPTEMBER);
    expect(said(rows)).toEqual([`lead ${first} DIFFERENT 4 3 1`, `lead ${second} DIFFERENT 4 0 4`]);
    expect(rows[0]).toMatchObject({
      report: { id: reportId(world.units.lead, '2022-09') },
      period: { key: '2022-09' },
      lastRecordedOn: '2022-09-10',
      question: null,
    });
    expect(rows.map(({ records }) => records.nodes)).toEqual([[{ on: '2022-09-10', unit: { id: unitId('lead') }, amount: '3' }], []]);
  });

  it('or everything, with what was not handed in', async () => {
    const all = [
      ...[
        `cooperating ${first} SAME 0 0 0`,
        `cooperating ${second} SAME 0 0 0`,
        `elsewhere ${first} NOT_REPORTED  5 `,
        `elsewhere ${second} NOT_REPORTED  0 `,
      ],
      ...[`lead ${first} DIFFERENT 4 3 1`, `lead ${second} DIFFERENT 4 0 4`],
    ];
    expect(said(await rowsSeenBy('leader', `${SEPTEMBER}, differing: false`))).toEqual(all);
    expect(said(await rowsSeenBy('auditor', `${SEPTEMBER}, differing: false, rule: "${rule}"`))).toEqual(all);
    expect(await rowsSeenBy('coordinator', `${SEPTEMBER}, differing: false, rule: "r99"`)).toEqual([]);
    expect(said(await rowsSeenBy('supervisor', `${SEPTEMBER}, differing: false, unit: "${unitId('elsewhere')}"`))).toEqual(all.slice(2, 4));
  });

  it('who takes part is told of the own unit, and of nothing else', async () => {
    expect(said(await rowsSeenBy('leadStaff', SEPTEMBER))).toEqual([`lead ${first} DIFFERENT 4 3 1`, `lead ${second} DIFFERENT 4 0 4`]);
    expect(new Set((await rowsSeenBy('elsewhereStaff', ', differing: false')).map(nameOf))).toEqual(new Set(['elsewhere']));
    expect(await rowsSeenBy('elsewhereStaff', `, differing: false, unit: "${unitId('lead')}"`)).toEqual([]);
    expect(await ask('foreignHead', 'heldAgainstRecords(first: 1) { nodes { cell } }')).toBeNull();
  });

  it('comes in pages', async () => {
    const page = async (after: string | null) =>
      (
        await ask<{ heldAgainstRecords: { nodes: { cell: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }>(
          'coordinator',
          `heldAgainstRecords(first: 5, differing: false${after ? `, after: "${after}"` : ''}) { nodes { cell } pageInfo { endCursor hasNextPage } }`,
        )
      ).heldAgainstRecords;
    const one = await page(null);
    const two = await page(one.pageInfo.endCursor);
    const three = await page(two.pageInfo.endCursor);
    expect([one, two, three].map(({ nodes, pageInfo }) => [nodes.length, pageInfo.hasNextPage])).toEqual([
      [5, true],
      [5, true],
      [2, false],
    ]);
    const wrong = await world.ask(
      'coordinator',
      'query ($id: ID!) { campaign(id: $id) { heldAgainstRecords(first: 5, after: "x") { nodes { cell } } } }',
      {
        id: world.own.campaign,
      },
    );
    expect(wrong.errors?.[0]?.extensions.code).toBe('INVALID_CURSOR');
  });
});

interface Asked {
  id: string;
  state: string;
  cells: { key: string; reported: string | null; recorded: string }[];
}
const DIFFERENCE = `id state title question dueOn cells { key reported recorded } report { id } unit { id }
  answer { on answer text stood { key reported recorded } } rounds { question answer { answer } } settled { note stood { key reported recorded } } withdrawn { reason }`;

const about = async (person: PersonName, input: Record<string, unknown> = {}) =>
  (
    await world.as<{ askAboutDifference: { difference: Asked | null; userErrors: { code: string }[] } }>(
      person,
      `mutation ($input: AskAboutDifferenceInput!) { askAboutDifference(input: $input) { difference { ${DIFFERENCE} } userErrors { code } } }`,
      { input: { reportId: reportId(world.units.lead, '2022-09'), question: '请核实。', idempotencyKey: randomUUID(), ...input } },
    )
  ).askAboutDifference;
const refusalOf = async (person: PersonName, input: Record<string, unknown> = {}): Promise<string | undefined> =>
  (await about(person, input)).userErrors[0]?.code;
const subjectOf = ({ id }: { id: string }): SubjectIds => ({
  ...{ kind: 'DIFFERENCE', id, subjectId: fromGlobalId(id).parts[1] ?? '', campaignId: world.own.campaignId },
});
const seenBy = async (person: PersonName, { id }: { id: string }) =>
  (
    await world.as<{ node: Record<string, unknown> | null }>(person, `query ($id: ID!) { node(id: $id) { ... on Difference { ${DIFFERENCE} } } }`, {
      id,
    })
  ).node;
const inboxOf = async (person: PersonName): Promise<string[]> => {
  const { viewer } = await world.as<{ viewer: { inbox: { nodes: { subject: { id: string } }[] } } }>(
    person,
    '{ viewer { inbox(first: 50, filter: { kinds: [DIFFERENCE] }) { nodes { subject { id } } } } }',
  );
  return viewer.inbox.nodes.map(({ subject }) => subject.id);
};

describe('a question about a difference', () => {
  let asked: Asked;

  it('is asked by coordinators, about something that differs, for a day to come', async () => {
    expect(await refusalOf('leader')).toBe('FORBIDDEN');
    expect(await refusalOf('leadHead')).toBe('FORBIDDEN');
    expect(await refusalOf('elsewhereStaff')).toBe('NOT_FOUND');
    expect(await refusalOf('foreignCoordinator')).toBe('NOT_FOUND');
    expect(await refusalOf('coordinator', { question: '  ' })).toBe('BAD_INPUT');
    expect(await refusalOf('coordinator', { dueOn: '2022-10-07' })).toBe('DEADLINE_IN_THE_PAST');
    expect(await refusalOf('coordinator', { cells: ['99'] })).toBe('NOTHING_DIFFERS');
    expect(await refusalOf('coordinator', { reportId: reportId(world.units.cooperating, '2022-09') })).toBe('NOTHING_DIFFERS');
    expect(await refusalOf('coordinator', { reportId: reportId(world.units.elsewhere, '2022-09') })).toBe('NOTHING_DIFFERS');
  });

  it('is asked once at a time; sent again, the first answer comes back', async () => {
    const input = { cells: [first], dueOn: '2022-10-12', idempotencyKey: randomUUID() };
    const answers = await Promise.all([about('coordinator', input), about('campaignCoordinator', { cells: [first] })]);
    const [won] = answers.flatMap(({ difference }) => difference ?? []);
    expect(answers.map(({ userErrors }) => userErrors[0]?.code).filter(Boolean)).toEqual(['DIFFERENCE_ALREADY_ASKED']);
    if (!won) throw new Error('nobody could ask');
    asked = won;
    expect(asked).toMatchObject({ state: 'ASKED', cells: [{ key: first, reported: '4', recorded: '3' }], question: '请核实。' });
    const [again] = await Promise.all([about('coordinator', input)]);
    if (answers[0].difference) expect(again.difference).toEqual(asked);
    else expect(again.userErrors).toEqual(answers[0].userErrors);
    expect(await refusalOf('coordinator', { cells: [second] })).toBe('DIFFERENCE_ALREADY_ASKED');
    const rows = await rowsSeenBy('coordinator', SEPTEMBER);
    expect(rows.map(({ cell, question }) => [cell, question?.id ?? null, question?.state ?? null])).toEqual([
      [first, asked.id, 'ASKED'],
      [second, null, null],
    ]);
  });

  it('is between the office and the unit', async () => {
    expect(await seenBy('leadStaff', asked)).toMatchObject({ report: { id: reportId(world.units.lead, '2022-09') }, unit: { id: unitId('lead') } });
    expect(await seenBy('auditor', asked)).not.toBeNull();
    for (const person of ['cooperatingHead', 'elsewhereStaff', 'foreignHead', 'roleless'] as const) expect(await seenBy(person, asked)).toBeNull();
    expect(await inboxOf('leadStaff')).toEqual([asked.id]);
    expect(await inboxOf('coordinator')).toEqual([]);
    const listed = async (person: PersonName) =>
      (await ask<{ differences: { nodes: { id: string }[] } }>(person, 'differences(first: 10) { nodes { id } }')).differences.nodes;
    expect([await listed('coordinator'), await listed('leadHead'), await listed('cooperatingHead')]).toEqual([
      [{ id: asked.id }],
      [{ id: asked.id }],
      [],
    ]);
  });

  it('is answered by the unit, asked again, answered and settled; what stood each time is kept, and no figure has changed', async () => {
    const subject = subjectOf(asked);
    await record(world.units.lead, '2022-09-30', 0.5);
    expect((await world.send('cooperatingHead', 'answerDifference', subject, { answer: 'OTHER', text: '不知' }))[0]?.code).toBe('NOT_FOUND');
    expect((await world.send('coordinator', 'answerDifference', subject, { answer: 'OTHER', text: '不知' }))[0]?.reasons?.[0]?.code).toBe(
      'NOT_YOUR_ROLE',
    );
    await world.done('leadStaff', 'answerDifference', subject, { answer: 'RECORDS_ARE_WRONG', text: '台账漏录' });
    expect([await inboxOf('leadStaff'), await inboxOf('coordinator')]).toEqual([[], [asked.id]]);
    await world.done('coordinator', 'askAgainAboutDifference', subject, { question: '请补录', dueOn: '2022-10-20' });
    await record(world.units.lead, '2022-09-29', 0.5);
    await world.done('leadHead', 'answerDifference', subject, { answer: 'RECORDS_ARE_WRONG', text: '已补录' });
    await world.done('coordinator', 'settleDifference', subject, { note: '一致' });
    expect(await seenBy('leadStaff', asked)).toMatchObject({
      ...{ state: 'SETTLED', question: '请补录', cells: [{ key: first, reported: '4', recorded: '3' }] },
      answer: { text: '已补录', stood: [{ key: first, reported: '4', recorded: '4' }] },
      rounds: [{ question: '请核实。', answer: { answer: 'RECORDS_ARE_WRONG' } }, { question: '请补录' }],
      settled: { note: '一致', stood: [{ key: first, reported: '4', recorded: '4' }] },
    });
    const { rows } = await world.database.pool.query<{ facts: { differenceNow: unknown } }>(
      `select payload -> 'facts' as facts from event where subject_id = $1 and type = 'ANSWER' order by seq limit 1`,
      [subject.subjectId],
    );
    expect(rows[0]?.facts.differenceNow).toEqual([{ cell: first, reported: '4', recorded: '3.5' }]);
    expect(said(await rowsSeenBy('coordinator', SEPTEMBER))).toEqual([`lead ${second} DIFFERENT 4 0 4`]);
  });

  it('leaves room for another, which is withdrawn for a reason', async () => {
    const { difference } = await about('campaignCoordinator');
    if (!difference) throw new Error('not asked');
    expect(difference.id).not.toBe(asked.id);
    expect(difference.cells.map(({ key }) => key)).toEqual([second]);
    expect((await rowsSeenBy('leadStaff', `${SEPTEMBER}, differing: false`)).map(({ question }) => question?.id)).toEqual([asked.id, difference.id]);
    await world.done('coordinator', 'withdrawDifference', subjectOf(difference), { reason: '重复提请' });
    expect(await seenBy('leadStaff', difference)).toMatchObject({ state: 'WITHDRAWN', withdrawn: { reason: '重复提请' } });
  });
});

describe('many at once', () => {
  interface Many {
    units: { unit: { id: string }; difference: { id: string; cells: { key: string }[] } | null; userErrors: { code: string }[] }[];
    asked: number;
    askedBefore: number;
    userErrors: { code: string }[];
  }
  const askMany = async (person: PersonName, input: Record<string, unknown> = {}) =>
    (
      await world.as<{ askAboutDifferences: Many }>(
        person,
        `mutation ($input: AskAboutDifferencesInput!) { askAboutDifferences(input: $input) {
          units { unit { id } difference { id cells { key } } userErrors { code } } asked askedBefore userErrors { code } } }`,
        {
          input: {
            ...{ campaignId: world.own.campaign, rule, period: '2022-08', question: '请核实。', dueOn: '2022-10-20', idempotencyKey: randomUUID() },
            ...input,
          },
        },
      )
    ).askAboutDifferences;

  it('asks every unit that differs and has no open question, each with its own answer', async () => {
    expect((await askMany('coordinator')).userErrors).toEqual([{ code: 'NOTHING_DIFFERS' }]);
    await submit('leadStaff', world.units.lead, '2022-08', 1);
    await submit('cooperatingStaff', world.units.cooperating, '2022-08', 2);
    await submit('elsewhereStaff', world.units.elsewhere, '2022-08', null);
    expect((await about('coordinator', { reportId: reportId(world.units.lead, '2022-08') })).userErrors).toEqual([]);
    const key = randomUUID();
    const many = await askMany('coordinator', { idempotencyKey: key });
    expect(many).toMatchObject({ asked: 1, askedBefore: 1, userErrors: [] });
    expect(many.units.map((one) => [nameOf(one), one.difference?.cells.map((cell) => cell.key), one.userErrors])).toEqual([
      ['cooperating', [first, second], []],
    ]);
    expect(await askMany('coordinator', { idempotencyKey: key })).toEqual(many);
    expect(await askMany('campaignCoordinator')).toMatchObject({ units: [], asked: 0, askedBefore: 2 });
  });

  it('is refused as a whole to who may not, and where there is nothing to ask', async () => {
    expect((await askMany('leadHead')).userErrors).toEqual([{ code: 'FORBIDDEN' }]);
    expect((await askMany('foreignHead')).userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    expect((await askMany('coordinator', { period: '2022-07' })).userErrors).toEqual([{ code: 'NOTHING_DIFFERS' }]);
    expect((await askMany('coordinator', { rule: 'r99' })).userErrors).toEqual([{ code: 'NOTHING_DIFFERS' }]);
    expect((await askMany('coordinator', { dueOn: '2022-10-07' })).userErrors).toEqual([{ code: 'DEADLINE_IN_THE_PAST' }]);
  });

  it('settles what is answered, and says what is not', async () => {
    const { differences } = await ask<{ differences: { nodes: { id: string; unit: { id: string } }[] } }>(
      'coordinator',
      'differences(first: 10, filter: { states: [ASKED] }) { nodes { id unit { id } } }',
    );
    const [one, other] = ['lead', 'cooperating'].map((name) => differences.nodes.find((node) => nameOf(node) === name));
    if (!one || !other) throw new Error('two are open');
    await world.done('leadStaff', 'answerDifference', subjectOf(one), { answer: 'REPORT_IS_WRONG', text: '填错了' });
    const { settleDifferences } = await world.as<{
      settleDifferences: { accepted: number; refused: number; results: { difference: { state: string } | null }[] };
    }>(
      'coordinator',
      'mutation ($input: SettleDifferencesInput!) { settleDifferences(input: $input) { accepted refused results { difference { state } } } }',
      { input: { items: [{ id: one.id }, { id: other.id }], idempotencyKey: randomUUID() } },
    );
    expect(settleDifferences).toEqual({ accepted: 1, refused: 1, results: [{ difference: { state: 'SETTLED' } }, { difference: null }] });
  });
});

describe('records that change', () => {
  const september = async () => (await rowsSeenBy('leadStaff', `${SEPTEMBER}, differing: false`)).map(({ cell, recorded }) => [cell, recorded]);
  const add = async (number: string, on: string): Promise<SubjectIds> => {
    const fields = [
      { column: '文书编号', value: number },
      { column: '日期', value: on },
    ];
    const { addRecord } = await world.as<{ addRecord: { record: { id: string } | null; userErrors: unknown } }>(
      'leadStaff',
      'mutation ($input: AddRecordInput!) { addRecord(input: $input) { record { id } userErrors { code message } } }',
      { input: { campaignId: world.own.campaign, kind: 'k1', fields, idempotencyKey: randomUUID() } },
    );
    if (!addRecord.record) throw new Error(JSON.stringify(addRecord.userErrors));
    const { id } = addRecord.record;
    return { kind: 'RECORD', id, subjectId: fromGlobalId(id).parts[1] ?? '', campaignId: world.own.campaignId };
  };

  it('count as they stand: added, corrected to another period, struck and restored', async () => {
    const [[, before = ''] = []] = await september();
    const more = (by: number): string => String(Number(before) + by);
    const one = await add('立〔2022〕1号', '2022-09-12');
    const other = await add('立〔2022〕2号', '2022-09-13');
    expect(await september()).toEqual([
      [first, more(2)],
      [second, '2'],
    ]);
    await world.done('leadStaff', 'correctRecord', one, { fields: [{ column: '日期', value: '2022-10-03' }], reason: '日期有误' });
    expect((await september())[0]).toEqual([first, more(1)]);
    await world.done('leadStaff', 'strikeRecord', other, { reason: '重复登记' });
    expect(await september()).toEqual([
      [first, before],
      [second, '0'],
    ]);
    await world.done('leadStaff', 'restoreRecord', other, { reason: '并非重复' });
    expect((await september())[1]).toEqual([second, '1']);
  });

  it('are named behind the figure, to who may read them', async () => {
    const named = async (person: PersonName) => {
      const { heldAgainstRecords } = await ask<{ heldAgainstRecords: { nodes: { cell: string; records: { nodes: unknown[] } }[] } }>(
        person,
        `heldAgainstRecords(first: 100, differing: false${SEPTEMBER}, unit: "${unitId('lead')}") { nodes { cell records(first: 10) { nodes { on amount record { identity } } } } }`,
      );
      return heldAgainstRecords.nodes.find(({ cell }) => cell === second)?.records.nodes;
    };
    const behind = [{ on: '2022-09-13', amount: '1', record: { identity: '立〔2022〕2号' } }];
    expect([await named('coordinator'), await named('leadHead')]).toEqual([behind, behind]);
  });
});

describe('the day by which an answer is wanted', () => {
  const told = async (): Promise<number> => {
    const { rows } = await world.database.pool.query<{ n: number }>(`select count(*)::int as n from outbox where message = 'DIFFERENCE_OVERDUE'`);
    return rows[0]?.n ?? 0;
  };
  const deliver = async (): Promise<void> => {
    const { store, clock } = world.muster.below;
    const fail = (error: unknown): never => {
      throw error;
    };
    await deliverDue({ store, drive: world.muster.engine.drive, clock, onError: fail });
  };

  it('is reminded of once, when it has passed without an answer', async () => {
    const { differences } = await ask<{ differences: { nodes: { id: string; dueOn: string }[] } }>(
      'coordinator',
      'differences(first: 10, filter: { states: [ASKED] }) { nodes { id dueOn timeliness } }',
    );
    expect(differences.nodes).toMatchObject([{ dueOn: '2022-10-20', timeliness: 'PENDING' }]);
    world.setClock('2022-10-20T15:00:00Z');
    await deliver();
    expect(await told()).toBe(0);
    world.setClock('2022-10-20T16:30:00Z');
    await deliver();
    await deliver();
    expect(await told()).toBe(1);
    const node = await world.as<{ node: { timeliness: string; state: string } }>(
      'coordinator',
      'query ($id: ID!) { node(id: $id) { ... on Difference { timeliness state } } }',
      { id: differences.nodes[0]?.id },
    );
    expect(node.node).toEqual({ timeliness: 'OVERDUE', state: 'ASKED' });
  });
});
