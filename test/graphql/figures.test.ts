/** Figures, rates, the matrix of reports and snapshots of a campaign, as each person is told of them. */
import { randomUUID } from 'node:crypto';
import { settlePaths } from '../../src/application/figures/settle-paths';
import { toGlobalId } from '../../src/graphql/global-id';
import { startCampaign, type PersonName, type RunningCampaign } from '../support/campaign';

let world: RunningCampaign;
let rule: string;
const owed: Record<string, string> = {};
beforeAll(async () => {
  world = await startCampaign();
  const { figures } = await ask<{ figures: { rule: string } }>('coordinator', 'figures { rule }');
  rule = figures.rule;
  const { drive } = world.muster.engine;
  const { lead, cooperating, elsewhere, office } = world.units;
  for (const [month, last] of [
    ['2022-08', '31'],
    ['2022-09', '30'],
  ] as const)
    for (const unit of [lead, cooperating, elsewhere]) {
      const id = randomUUID();
      owed[`${month} ${unit}`] = id;
      const period = { key: month, start: `${month}-01`, end: `${month}-${last}` };
      const made = await drive.create({
        campaignId: world.own.campaignId,
        subject: {
          ...{ kind: 'REPORT', id, ordinal: 900, phase: null },
          definition: {
            campaign: world.own.campaignId,
            office,
            unit,
            rule,
            reportKind: 'STATISTICS',
            title: '统计表',
            period,
            dueOn: `${month}-24`,
            phase: null,
          },
        },
        by: { account: null, unit: null, onBehalfOf: null, relations: ['ENGINE'] },
      });
      if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    }
  await submit('leadStaff', lead, '2022-08', 3);
  await submit('leadStaff', lead, '2022-09', 4);
  await submit('cooperatingStaff', cooperating, '2022-09', null);
  world.setClock('2022-10-02T02:00:00Z');
}, 120_000);
afterAll(() => world.close());

const reportId = (unit: string, month: string): string => toGlobalId('Report', world.own.campaignId, owed[`${month} ${unit}`] ?? '');

/** Of the first cell; null: a zero report. */
async function submit(person: PersonName, unit: string, month: string, value: number | null): Promise<void> {
  const id = owed[`${month} ${unit}`] ?? '';
  const form = world.own.campaignId;
  const { rows } = await world.database.pool.query<{ revision: number }>('select revision from subject where campaign_id = $1 and id = $2', [
    form,
    id,
  ]);
  expect(rows[0]?.revision).toBe(1);
  const content = value === null ? { zero: true } : { content: { figures: await wholeForm(value) } };
  const viewer = await world.viewer(person);
  const sent = await world.muster.engine.drive.drive({ subject: { campaignId: form, id }, event: { type: 'SUBMIT', input: content }, viewer });
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
}

/** Every cell of the form, with the same figure in each. */
async function wholeForm(value: number): Promise<{ indicator: number; values: number[] }[]> {
  const { figures } = await ask<{ figures: { groups: { cells: { key: string }[] }[] } }>('coordinator', 'figures { groups { cells { key } } }');
  const values = new Map<number, number[]>();
  for (const { key } of figures.groups[0]?.cells ?? [])
    values.set(Number(key.split('.')[0]), [...(values.get(Number(key.split('.')[0])) ?? []), value]);
  return [...values].map(([indicator, of]) => ({ indicator, values: of }));
}

async function ask<T>(person: PersonName, fields: string): Promise<T> {
  const { campaign } = await world.as<{ campaign: T }>(person, `query ($id: ID!) { campaign(id: $id) { ${fields} } }`, { id: world.own.campaign });
  return campaign;
}

interface Group {
  unit: { name: string } | null;
  period: { key: string } | null;
  coverage: { expected: number; submitted: number; zero: number };
  cells: { key: string; value: string | null; filled: number; expected: number }[];
  parts: Group[];
  reports: { report: { id: string } | null; cells: { key: string; value: string | null }[] }[];
}
const GROUP = 'unit { name } period { key } coverage { expected submitted zero } cells { key value filled expected }';
const first = ({ cells: [cell] }: Pick<Group, 'cells'>): unknown => [cell?.value, cell?.filled, cell?.expected];
const groupsOf = async (person: PersonName, args: string, more = ''): Promise<Group[]> =>
  (await ask<{ figures: { groups: Group[] } | null }>(person, `figures${args} { groups { ${GROUP} ${more} } }`)).figures?.groups ?? [];
const AUGUST = '(window: { from: "2022-08-01", to: "2022-08-31" })';

test('the office is told of everything, with how much of it is covered', async () => {
  const [total] = await groupsOf('coordinator', '');
  expect(total?.coverage).toEqual({ expected: 6, submitted: 3, zero: 1 });
  expect(total && first(total)).toEqual(['7', 3, 6]);
  const months = await groupsOf('leader', '(groupBy: [PERIOD])');
  expect(months.map((group) => [group.period?.key, first(group)])).toEqual([
    ['2022-08', ['3', 1, 3]],
    ['2022-09', ['4', 2, 3]],
  ]);
  expect((await groupsOf('supervisor', AUGUST)).map(first)).toEqual([['3', 1, 3]]);
});

test('spans reach up to the period of a day', async () => {
  const at = async (span: string, on: string) => (await groupsOf('coordinator', `(window: { span: ${span}, on: "${on}" })`)).map(first);
  expect(await at('PERIOD', '2022-09-10')).toEqual([['4', 2, 3]]);
  expect(await at('YEAR_TO_DATE', '2022-08-10')).toEqual([['3', 1, 3]]);
  expect(await at('YEAR_TO_DATE', '2022-09-30')).toEqual([['7', 3, 6]]);
  expect(await at('SINCE_START', '2022-07-31')).toEqual([[null, 0, 0]]);
});

test('a total is followed down to the reports and their cells', async () => {
  const units = await groupsOf('coordinator', '(groupBy: [UNIT])', `reports { report { id } cells { key value } }`);
  const leads = units.find(({ reports }) => reports.some(({ report }) => report?.id === reportId(world.units.lead, '2022-08')));
  expect(leads && first(leads)).toEqual(['7', 2, 2]);
  expect(leads?.reports.map(({ report, cells }) => [report?.id, cells[0]?.value])).toEqual([
    [reportId(world.units.lead, '2022-08'), '3'],
    [reportId(world.units.lead, '2022-09'), '4'],
  ]);
  // Down the tree, level by level, nothing is lost.
  const [total] = await groupsOf('coordinator', '', `parts { ${GROUP} parts { ${GROUP} } }`);
  const sum = (groups: readonly Group[]): number => groups.reduce((all, { cells }) => all + Number(cells[0]?.value ?? 0), 0);
  expect(sum(total?.parts ?? [])).toBe(7);
  expect(sum((total?.parts ?? []).flatMap(({ parts }) => parts))).toBe(7);
});

test('who takes part is told of what stands below the own unit, and of nothing else', async () => {
  const [own] = await groupsOf('leadStaff', '', `parts { ${GROUP} } reports { report { id } cells { key value } }`);
  expect(own && first(own)).toEqual(['7', 2, 2]);
  expect(own?.parts.map(first)).toEqual([['7', 2, 2]]);
  expect((await groupsOf('elsewhereStaff', '(groupBy: [UNIT, PERIOD])')).map(first)).toEqual([
    [null, 0, 1],
    [null, 0, 1],
  ]);
  const other = toGlobalId('Unit', world.units.lead);
  expect(
    await ask(
      'elsewhereStaff',
      `figures(unit: "${other}") { rule } rates(unit: "${other}") { counts { expected } } reportMatrix(unit: "${other}") { reportId }`,
    ),
  ).toEqual({
    ...{ figures: null, rates: [], reportMatrix: [] },
  });
  expect((await groupsOf('coordinator', `(unit: "${other}")`)).map(first)).toEqual([['7', 2, 2]]);
});

test('rates, by unit and by period, never above 100', async () => {
  const { rates } = await ask<{ rates: { counts: { expected: number; submitted: number }; submittedPercent: string; timelyPercent: string }[] }>(
    'coordinator',
    `rates(rule: "${rule}", groupBy: [PERIOD]) { counts { expected submitted } submittedPercent timelyPercent }`,
  );
  expect(rates.map(({ counts: { expected, submitted }, submittedPercent }) => [expected, submitted, submittedPercent])).toEqual([
    [3, 1, '33.33'],
    [3, 2, '66.67'],
  ]);
  const own = await ask<{ rates: { submittedPercent: string }[] }>('leadStaff', `rates(rule: "${rule}") { submittedPercent }`);
  expect(own.rates).toEqual([{ submittedPercent: '100.00' }]);
});

test('rates speak by default of every rule of which something is owed by today, due or not', async () => {
  const today = '2022-08-26';
  world.setClock(`${today}T02:00:00Z`);
  const { rows } = await world.database.pool.query<{ rule: string; due_on: string; once: boolean }>(
    `select definition ->> 'rule' as rule, due_on::text, definition -> 'period' ->> 'key' = 'ONCE' as once from subject
     where campaign_id = $1 and kind = 'REPORT' and state <> 'WAIVED' and coalesce(definition -> 'period' ->> 'start', $2) <= $2`,
    [world.own.campaignId, today],
  );
  // Something that is owed once, and not due yet: else this would say nothing.
  expect(rows.some(({ once, due_on }) => once && due_on > today)).toBe(true);
  const { rates } = await ask<{ rates: { rule: string; counts: { expected: number } }[] }>(
    'coordinator',
    'rates(groupBy: [RULE]) { rule counts { expected } }',
  );
  const owedBy = Object.fromEntries([...new Set(rows.map((row) => row.rule))].map((key) => [key, rows.filter((row) => row.rule === key).length]));
  expect(Object.fromEntries(rates.map((rate) => [rate.rule, rate.counts.expected]))).toEqual(owedBy);
  world.setClock('2022-10-02T02:00:00Z');
});

test('the matrix has every report with its state; who takes part sees their own', async () => {
  const matrix = async (person: PersonName) =>
    (
      await ask<{ reportMatrix: { reportId: string; state: string; period: { key: string } }[] }>(
        person,
        `reportMatrix(rule: "${rule}") { reportId state period { key } }`,
      )
    ).reportMatrix;
  expect((await matrix('coordinator')).map(({ state }) => state).sort()).toEqual(['OWED', 'OWED', 'OWED', 'SUBMITTED', 'SUBMITTED', 'SUBMITTED']);
  expect((await matrix('leadStaff')).map(({ reportId: id, state }) => [id, state])).toEqual([
    [reportId(world.units.lead, '2022-08'), 'SUBMITTED'],
    [reportId(world.units.lead, '2022-09'), 'SUBMITTED'],
  ]);
});

describe('a snapshot', () => {
  const take = async (person: PersonName, input: Record<string, unknown> = {}) =>
    (
      await world.as<{ createFigureSnapshot: { figureSnapshot: Record<string, unknown> | null; userErrors: { code: string }[] } }>(
        person,
        `mutation ($input: CreateFigureSnapshotInput!) { createFigureSnapshot(input: $input) {
          figureSnapshot { key title digest intact content takenBy } userErrors { __typename ... on UserError { code } } } }`,
        {
          input: {
            campaignId: world.own.campaign,
            title: '八月通报',
            idempotencyKey: randomUUID(),
            window: { from: '2022-08-01', to: '2022-08-31' },
            ...input,
          },
        },
      )
    ).createFigureSnapshot;

  test('keeps what stood then, whatever comes afterwards, and says whether it is still so', async () => {
    const key = randomUUID();
    const taken = await take('coordinator', { idempotencyKey: key });
    expect(taken).toMatchObject({ figureSnapshot: { title: '八月通报', intact: true }, userErrors: [] });
    expect((await take('coordinator', { idempotencyKey: key })).figureSnapshot).toEqual(taken.figureSnapshot);
    const content = JSON.parse(String(taken.figureSnapshot?.['content'])) as { total: Group[]; reports: unknown[]; units: unknown[] };
    expect(content.total.map(first)).toEqual([['3', 1, 3]]);
    expect([content.reports.length, content.units.length]).toEqual([3, 3]);
    await submit('elsewhereStaff', world.units.elsewhere, '2022-08', 5);
    expect((await groupsOf('coordinator', AUGUST)).map(first)).toEqual([['8', 2, 3]]);
    const { figureSnapshots } = await ask<{ figureSnapshots: unknown[] }>(
      'coordinator',
      'figureSnapshots { key title digest intact content takenBy }',
    );
    expect(figureSnapshots).toEqual([taken.figureSnapshot]);
    expect(await ask('leadStaff', 'figureSnapshots { key }')).toEqual({ figureSnapshots: [] });
  });

  test('cannot be changed; were it changed all the same, that would show', async () => {
    const { pool } = world.database;
    await expect(pool.query(`update figure_snapshot set content = '{}'`)).rejects.toThrow('never changed');
    await expect(pool.query('delete from figure_snapshot')).rejects.toThrow('never changed');
    await pool.query('alter table figure_snapshot disable trigger figure_snapshot_stays');
    await pool.query(`update figure_snapshot set content = replace(content, '"3"', '"9"')`);
    await pool.query('alter table figure_snapshot enable trigger figure_snapshot_stays');
    expect(await ask('coordinator', 'figureSnapshots { intact }')).toEqual({ figureSnapshots: [{ intact: false }] });
  });

  test('is taken by the office alone', async () => {
    expect((await take('leader')).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await take('leadStaff')).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await take('foreignHead')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await take('coordinator', { title: '  ' })).userErrors).toMatchObject([{ code: 'BAD_INPUT' }]);
    expect((await take('coordinator', { rule: 'r99' })).figureSnapshot).not.toBeNull();
  });
});

test('paths are settled by the desk’s own register', async () => {
  const { figureCounts: figures, units, clock } = world.muster.below;
  await settlePaths({ figures, units, clock }, true);
  expect((await groupsOf('coordinator', AUGUST)).map(first)).toEqual([['8', 2, 3]]);
});
