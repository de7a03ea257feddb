/** What is held against records in the tests: a ledger, reports of its form, what is recorded, and questions about it. */
import { randomUUID } from 'node:crypto';
import { TALLY_COUNTS } from '../../src/application/ports/figures';
import { toGlobalId } from '../../src/graphql/global-id';
import type { By, DifferenceDefinition, ReportDefinition } from '../../workflows';
import type { CampaignIds, RunningCampaign, SubjectIds } from './campaign';

/** The rule of a campaign that asks for statistics, and the cells that its ledger adds to. */
export interface Ledger {
  rule: string;
  form: string;
  cells: [string, string];
}

/** As if the plan had had a ledger when it was published: of the first two cells of its first form. */
export async function withLedger(world: RunningCampaign, of: CampaignIds): Promise<Ledger> {
  const { campaign } = await world.as<{ campaign: { figures: { rule: string; form: string; groups: { cells: { key: string }[] }[] } } }>(
    'coordinator',
    'query ($id: ID!) { campaign(id: $id) { figures { rule form groups { cells { key } } } } }',
    { id: of.campaign },
  );
  const { rule, form, groups } = campaign.figures;
  const [first = '', second = ''] = (groups[0]?.cells ?? []).map(({ key }) => key);
  const adds = [first, second].map((cell) => ({ form, cell, amount: 'ONE', dateColumn: null, when: null }));
  const columns = ['文书编号', '日期'].map((name, i) => ({ name, kind: i === 0 ? 'TEXT' : 'DATE', required: true, decimals: null, choices: [] }));
  const kind = { key: 'k1', title: '案件台账', columns, identity: '文书编号', unitColumn: null, dateColumn: '日期', adds };
  const { pool } = world.database;
  for (const [table, id] of [
    ['plan_version', 'plan_id'],
    ['plan', 'id'],
  ])
    await pool.query(`update ${table} set content = content || jsonb_build_object('records', $1::jsonb) where ${id} = $2`, [
      JSON.stringify([kind]),
      of.planId,
    ]);
  return { rule, form, cells: [first, second] };
}

const ENGINE: By = { account: null, unit: null, onBehalfOf: null, relations: ['ENGINE'] };

async function created(
  world: RunningCampaign,
  { campaignId }: CampaignIds,
  kind: 'REPORT' | 'DIFFERENCE',
  definition: unknown,
  by: By,
): Promise<SubjectIds> {
  const id = randomUUID();
  const made = await world.muster.engine.drive.create({ campaignId, subject: { kind, id, definition, ordinal: 900, phase: null }, by });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return { kind, id: toGlobalId(kind === 'REPORT' ? 'Report' : 'Difference', campaignId, id), subjectId: id, campaignId };
}

export const oweStatistics = (
  world: RunningCampaign,
  of: CampaignIds,
  given: Pick<ReportDefinition, 'unit' | 'rule'> & { period: { key: string; start: string; end: string } },
): Promise<SubjectIds> =>
  created(
    world,
    of,
    'REPORT',
    {
      ...{ campaign: of.campaignId, office: world.units.office, reportKind: 'STATISTICS', title: '统计表', dueOn: given.period.end, phase: null },
      ...given,
    },
    ENGINE,
  );

/** Adds to a cell on a day, as a record would. */
export const recordedOn = (world: RunningCampaign, of: CampaignIds, form: string, unit: string, on: string, cells: Record<string, number>) =>
  world.muster.below.figureCounts.put([
    {
      ...{ campaignId: of.campaignId, id: randomUUID(), source: 'RECORDED', rule: form, unit, period: { key: on, start: on, end: on } },
      ...{ counts: TALLY_COUNTS.map(() => 0), cells, gone: false, revision: 0 },
    },
  ]);

/** A question about a report, whatever it says. */
export function questionAbout(
  world: RunningCampaign,
  of: CampaignIds,
  report: SubjectIds,
  given: Partial<DifferenceDefinition> & Pick<DifferenceDefinition, 'unit'>,
): Promise<SubjectIds> {
  const definition: DifferenceDefinition = {
    ...{ campaign: of.campaignId, office: world.units.office, rule: 'r1', form: 'f1', report: report.subjectId },
    period: { key: '2022-09', start: '2022-09-01', end: '2022-09-30' },
    cells: [{ cell: '1', label: '立案', measure: '件', reported: '4', recorded: '3' }],
    ...{ question: '请核实。', dueOn: '2022-12-20', title: '统计表：与台账不一致' },
    ...given,
  };
  return created(world, of, 'DIFFERENCE', definition, {
    ...{ account: world.accounts.coordinator, unit: world.units.office, onBehalfOf: null, relations: ['COORDINATOR'] },
  });
}
