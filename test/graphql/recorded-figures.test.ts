/** What is told from records: windows, days and units of them, kept as they stand, apart from what is reported. */
import { randomUUID } from 'node:crypto';
import { countAgain } from '../../src/application/figures/count-again';
import { carryForward } from '../../src/application/figures/settle-paths';
import { toGlobalId } from '../../src/graphql/global-id';
import { laws } from '../../workflows';
import type { PersonName } from '../support/campaign';
import { aCase, added, idsOf, names, openLedgers, told, world } from '../support/ledger-doors';

beforeAll(openLedgers, 120_000);
afterAll(() => world.close());

describe('what is told from records', () => {
  const amounts = async (window: string, more = ''): Promise<Record<string, string | null>> => {
    const { figures } = await told<{ figures: { groups: { cells: { key: string; value: string | null; accumulation: string }[] }[] } }>(
      'coordinator',
      `figures(source: RECORDED, unit: "${toGlobalId('Unit', world.units.cooperating)}", window: ${window}${more}) {
         rule form groups { period { key } cells { key value accumulation } reports { report { id } } } }`,
    );
    const [group] = figures.groups;
    return Object.fromEntries((group?.cells ?? []).filter(({ value }) => value !== null).map(({ key, value }) => [key, value]));
  };
  beforeAll(async () => {
    const unit = { 办案单位: names['cooperating'] ?? '' };
    await added('coordinator', 'cases', aCase({ ...unit, 立案日期: '2022-08-30', 案值: '10.05' }));
    await added('coordinator', 'cases', aCase({ ...unit, 立案日期: '2022-09-10', 案值: '0.1', 结案日期: '2022-10-01', 罚款: '3', 结果: '处罚' }));
    await added('coordinator', 'cases', aCase({ ...unit, 立案日期: '2022-09-30', 案值: '0.2', 结案日期: '2022-09-30', 结果: '移送', 罚款: '9' }));
    const struck = await added('coordinator', 'cases', aCase({ ...unit, 立案日期: '2022-09-12', 案值: '99' }));
    await world.done('coordinator', 'strikeRecord', idsOf(struck), { reason: '误录' });
    // A unit below, and others beside it.
    await added('cooperatingStaff', 'cases', aCase({ 办案单位: '食药环侦大队' }));
    for (const key of ['lead', 'elsewhere', 'foreign']) await added('coordinator', 'cases', aCase({ 办案单位: names[key] ?? '', 案值: '1.5' }));
  });

  it('is what flows in a window, and everything since the campaign began of a running total', async () => {
    expect(await amounts('{ from: "2022-09-01", to: "2022-09-30" }')).toEqual({ '7.1': '3', '7.2': '1', '8': '10.35' });
    expect(await amounts('{ from: "2022-10-01", to: "2022-10-31" }')).toEqual({ '7.2': '1', '8': '10.35', '9': '3' });
    expect(await amounts('{ from: "2022-08-01", to: "2022-08-31" }')).toEqual({ '7.1': '1', '8': '10.05' });
    expect(await amounts('{ span: SINCE_START }')).toEqual({ '7.1': '4', '7.2': '2', '8': '10.35', '9': '3' });
  });

  it('is told by days, running totals running on', async () => {
    interface Days {
      figures: { groups: { period: { key: string }; cells: { key: string; value: string | null; accumulation: string }[] }[] };
    }
    const { figures } = await told<Days>(
      'coordinator',
      `figures(source: RECORDED, unit: "${toGlobalId('Unit', world.units.cooperating)}", window: { from: "2022-09-01", to: "2022-10-31" }, groupBy: [PERIOD]) {
         groups { period { key } cells { key value accumulation } } }`,
    );
    const of = (key: string) => figures.groups.map(({ period, cells }) => [period.key, cells.find((cell) => cell.key === key)?.value]);
    expect(of('7.1')).toEqual([
      ['2022-09-10', '1'],
      ['2022-09-14', '1'],
      ['2022-09-30', '1'],
      ['2022-10-01', null],
    ]);
    expect(of('8')).toEqual([
      ['2022-09-10', '10.15'],
      ['2022-09-14', '10.15'],
      ['2022-09-30', '10.35'],
      ['2022-10-01', '10.35'],
    ]);
    const kinds = new Map(figures.groups[0]?.cells.map(({ key, accumulation }) => [key, accumulation]));
    expect([kinds.get('8'), kinds.get('7.1')]).toEqual(['CUMULATIVE', 'FLOW']);
  });

  it('is told by units, one as by another way', async () => {
    interface Units {
      figures: { groups: { unit: { id: string }; from: string; to: string; cells: { key: string; value: string | null; filled: number }[] }[] };
    }
    const window = 'window: { from: "2022-09-01", to: "2022-09-30" }';
    const asked = 'groups { unit { id } from to cells { key value filled } }';
    const { figures } = await told<Units>('coordinator', `figures(source: RECORDED, ${window}, groupBy: [UNIT]) { ${asked} }`);
    const days = (await told<Units>('coordinator', `figures(source: RECORDED, ${window}, groupBy: [UNIT, PERIOD]) { ${asked} }`)).figures.groups;
    expect(figures.groups.length).toBeGreaterThan(3);
    for (const { unit, from, to, cells } of figures.groups) {
      const own = days.filter((one) => one.unit.id === unit.id);
      if (own.length > 0) expect([from, to]).toEqual([own[0]?.from, own.at(-1)?.to]);
      for (const { key, value, filled } of cells) {
        const parts = own.flatMap((one) => one.cells.filter((cell) => cell.key === key && cell.value !== null));
        if (key === '8' || value === null) continue;
        expect([key, Number(value), filled]).toEqual([
          key,
          Number(parts.reduce((sum, part) => sum + Number(part.value), 0).toFixed(2)),
          parts.reduce((sum, part) => sum + part.filled, 0),
        ]);
      }
    }
    const own = figures.groups.find(({ unit }) => unit.id === toGlobalId('Unit', world.units.cooperating));
    expect(Object.fromEntries((own?.cells ?? []).flatMap(({ key, value }) => (value === null ? [] : [[key, value]])))).toEqual({
      '7.1': '2',
      '7.2': '1',
      '8': '10.35',
    });
  });

  it('comes to the same when everything is counted again, and is never carried forward', async () => {
    const { figureCounts, clock } = world.muster.below;
    expect(await countAgain({ figures: figureCounts, laws }, world.own.campaignId, false)).toMatchObject({ wrong: [], orphans: 0, tallies: 0 });
    world.setClock('2023-03-01T02:00:00Z');
    const days = async (source: string) =>
      (await world.database.pool.query<{ n: number }>('select count(*)::int as n from tally where source = $1', [source])).rows[0]?.n ?? 0;
    expect(await days('RECORDED')).toBeGreaterThan(10);
    await carryForward({ figures: figureCounts, clock });
    const { rows } = await world.database.pool.query<{ source: string }>('select distinct source from carried');
    expect(rows).toEqual([{ source: 'REPORTED' }]);
    expect(await countAgain({ figures: figureCounts, laws }, world.own.campaignId, false)).toMatchObject({ wrong: [], orphans: 0, tallies: 0 });
    world.setClock('2022-10-08T02:00:00Z');
  });

  it('can be kept as it stands, running totals as they ran', async () => {
    const input = {
      ...{ campaignId: world.own.campaign, title: '九月台账', source: 'RECORDED', window: { from: '2022-09-01', to: '2022-09-30' } },
      ...{ unitId: toGlobalId('Unit', world.units.cooperating), idempotencyKey: randomUUID() },
    };
    const { createFigureSnapshot } = await world.as<{ createFigureSnapshot: { figureSnapshot: { content: string; intact: boolean } } }>(
      'coordinator',
      'mutation ($input: CreateFigureSnapshotInput!) { createFigureSnapshot(input: $input) { figureSnapshot { content intact } userErrors { code } } }',
      { input },
    );
    const { content, intact } = createFigureSnapshot.figureSnapshot;
    const kept = JSON.parse(content) as { total: { cells: { key: string; value: string | null }[] }[]; source: string; reports: unknown[] };
    expect(intact).toBe(true);
    expect(kept.source).toBe('RECORDED');
    expect(Object.fromEntries((kept.total[0]?.cells ?? []).flatMap(({ key, value }) => (value === null ? [] : [[key, value]])))).toEqual({
      '7.1': '3',
      '7.2': '1',
      '8': '10.35',
    });
    expect(kept.reports).toHaveLength(3);
  });

  it('is kept apart from what is reported', async () => {
    interface Reported {
      figures: { groups: { coverage: { expected: number }; cells: { key: string; value: string | null }[] }[] };
      rates: { rule: string; counts: Record<string, number> }[];
      reportMatrix: { reportId: string; rule: string }[];
    }
    const { figures, rates, reportMatrix } = await told<Reported>(
      'coordinator',
      `figures { groups { coverage { expected } cells { key value } } } rates(groupBy: [RULE]) { rule counts { expected submitted } } reportMatrix { reportId rule }`,
    );
    expect(figures.groups[0]?.cells.filter(({ value }) => value !== null)).toEqual([]);
    expect(figures.groups[0]?.coverage.expected).toBeGreaterThan(0);
    expect(rates.map(({ rule }) => rule).filter((rule) => !/^r\d+/.test(rule))).toEqual([]);
    const owed = await world.database.pool.query<{ n: number }>(`select count(*)::int as n from subject where campaign_id = $1 and kind = 'REPORT'`, [
      world.own.campaignId,
    ]);
    expect(reportMatrix.length).toBeLessThanOrEqual(owed.rows[0]?.n ?? 0);
    expect(reportMatrix.filter(({ rule }) => !/^r\d+/.test(rule))).toEqual([]);
  });

  it('is offered to the unit that fills in its report', async () => {
    const register = await world.database.pool.query<{ id: string }>(
      `select id from subject where campaign_id = $1 and kind = 'REPORT' and definition ->> 'unit' = $2 and definition ->> 'reportKind' = 'STATISTICS'
         and definition -> 'period' ->> 'end' = '2022-09-30'`,
      [world.own.campaignId, world.units.cooperating],
    );
    const id = toGlobalId('Report', world.own.campaignId, register.rows[0]?.id ?? '');
    const prefill = async (person: PersonName) =>
      (
        await world.as<{ node: { prefill: { cells: { key: string; value: number; source: string }[] } | null } }>(
          person,
          'query ($id: ID!) { node(id: $id) { ... on Report { prefill { period cells { key value source } } } } }',
          { id },
        )
      ).node.prefill;
    expect((await prefill('cooperatingStaff'))?.cells).toEqual([
      { key: '7.1', value: 3, source: 'RECORDS' },
      { key: '7.2', value: 1, source: 'RECORDS' },
      { key: '8', value: 10.35, source: 'RECORDS' },
    ]);
    expect(await prefill('coordinator')).toBeNull();
  });
});
