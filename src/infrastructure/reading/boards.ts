/**
 * Boards, counts and standings: the coordinator's and the leader's view of a campaign, grouped by the database. The campaigns are named for
 * both sides of a join: the planner does not carry `= any` over, and would read the other side's whole table.
 */
import type { Pool } from 'pg';
import type { BoardCell, BoardRow, CountDimension, CountRow, SubjectFilter, UnitStanding } from '../../application/ports/reading';
import { partConditions, subjectConditions } from './conditions';
import { Parameters } from './keyset';
import { groupedBy } from './grouped-by';

const DIMENSIONS: Record<CountDimension, { sql: string; ofPart: boolean }> = {
  UNIT: { sql: 'p.unit_id::text', ofPart: true },
  ROLE: { sql: 'p.role', ofPart: true },
  PART_STATE: { sql: 'p.state', ofPart: true },
  STATE: { sql: 's.state', ofPart: false },
  TIMELINESS: { sql: 's.timeliness', ofPart: false },
  PHASE: { sql: 's.phase', ofPart: false },
};

/** Counts subjects; with a dimension of a part (unit, role) a subject counts once for each such group it is in. */
export async function readCounts(
  pool: Pool,
  campaignIds: readonly string[],
  kind: string,
  by: readonly CountDimension[],
  filter: SubjectFilter,
): Promise<CountRow[][]> {
  const parameters = new Parameters();
  const ofParts = by.some((dimension) => DIMENSIONS[dimension].ofPart);
  const campaigns = parameters.add(campaignIds);
  const where = [`s.campaign_id = any(${campaigns}::uuid[])`, `s.kind = ${parameters.add(kind)}`];
  if (ofParts)
    where.push(
      `p.campaign_id = any(${campaigns}::uuid[])`,
      'p.active',
      `p.role <> 'REVIEWER'`,
      ...subjectConditions({ ...filter, unitIds: null, roles: null }, parameters),
      ...partConditions(filter, parameters),
    );
  else where.push(...subjectConditions(filter, parameters));
  const groups = ['s.campaign_id', ...by.map((dimension, i) => `${DIMENSIONS[dimension].sql} as g${i}`)];
  const places = groups.map((_, i) => i + 1).join(', ');
  const { rows } = await pool.query<Record<string, string | null> & { campaign_id: string; n: number }>(
    `select ${[...groups, 'count(distinct s.id)::int as n'].join(', ')}
     from subject s ${ofParts ? 'join participant p on p.campaign_id = s.campaign_id and p.subject_id = s.id' : ''}
     where ${where.join(' and ')} group by ${places} order by ${places}`,
    parameters.values,
  );
  const counted = groupedBy(rows, ({ campaign_id }) => campaign_id);
  return campaignIds.map((id) =>
    (counted.get(id) ?? []).map((row) => ({
      group: Object.fromEntries(by.map((dimension, i) => [dimension, row[`g${i}`] ?? null])),
      count: Number(row.n),
    })),
  );
}

interface BoardRecord {
  campaign_id: string;
  id: string;
  number: string | null;
  title: string;
  state: string;
  timeliness: string | null;
  attention: string | null;
  due_on: string | null;
  phase: string | null;
  rule: string | null;
  period: string | null;
  cells: BoardCell[];
}

/** Subjects x units; overdue first, then by due date, then in the plan's order. */
export async function readBoard(pool: Pool, campaignIds: readonly string[], kind: string, unitIds: readonly string[] | null): Promise<BoardRow[][]> {
  const { rows } = await pool.query<BoardRecord>({
    name: 'reading-board',
    text: `select s.campaign_id, s.id, s.number, s.title, s.state, s.timeliness, s.attention, s.due_on::text as due_on, s.phase,
             s.definition ->> 'rule' as rule, s.definition -> 'period' ->> 'key' as period,
             coalesce(json_agg(json_build_object('subjectId', s.id, 'unitId', p.unit_id, 'role', p.role, 'state', p.state, 'mustAct', p.must_act,
               'active', p.active, 'dueOn', p.due_on) order by p.role, p.unit_id) filter (where p.unit_id is not null), '[]'::json) as cells
           from subject s
           left join participant p on p.campaign_id = s.campaign_id and p.subject_id = s.id and p.campaign_id = any($1::uuid[]) and p.role <> 'REVIEWER'
             and ($3::uuid[] is null or p.unit_id = any($3))
           where s.campaign_id = any($1::uuid[]) and s.kind = $2
             and ($3::uuid[] is null or exists (select 1 from participant own where own.campaign_id = s.campaign_id and own.subject_id = s.id
                  and own.active and own.role <> 'REVIEWER' and own.unit_id = any($3)))
           group by s.campaign_id, s.id
           order by (s.timeliness in ('OVERDUE', 'MISSING') and not s.closed) desc, s.due_on nulls last, s.ordinal, s.id`,
    values: [campaignIds, kind, unitIds],
  });
  const boards = groupedBy(rows, ({ campaign_id }) => campaign_id);
  return campaignIds.map((campaign) =>
    (boards.get(campaign) ?? []).map(({ id, due_on, campaign_id: _, ...row }) => ({ ...row, subjectId: id, dueOn: due_on })),
  );
}

interface StandingRecord {
  campaign_id: string;
  unit_id: string;
  parts: number;
  accepted: number;
  open: number;
  overdue: number;
  must_act: number;
  reports_owed: number;
  reports_timely: number;
  reports_late: number;
  reports_missing: number;
}

export async function readStandings(pool: Pool, campaignIds: readonly string[], unitIds: readonly string[] | null): Promise<UnitStanding[][]> {
  const { rows } = await pool.query<StandingRecord>({
    name: 'reading-standings',
    text: `select p.campaign_id, p.unit_id,
             count(*) filter (where p.kind = 'TASK')::int as parts,
             count(*) filter (where p.kind = 'TASK' and s.state = 'ACCEPTED')::int as accepted,
             count(*) filter (where p.kind = 'TASK' and not s.closed)::int as open,
             count(*) filter (where p.kind = 'TASK' and not s.closed and s.timeliness = 'OVERDUE')::int as overdue,
             count(*) filter (where p.must_act)::int as must_act,
             count(*) filter (where p.kind = 'REPORT')::int as reports_owed,
             count(*) filter (where p.kind = 'REPORT' and s.timeliness = 'TIMELY')::int as reports_timely,
             count(*) filter (where p.kind = 'REPORT' and s.timeliness = 'LATE')::int as reports_late,
             count(*) filter (where p.kind = 'REPORT' and s.timeliness = 'MISSING')::int as reports_missing
           from participant p join subject s on s.campaign_id = p.campaign_id and s.id = p.subject_id
           where p.campaign_id = any($1::uuid[]) and s.campaign_id = any($1::uuid[]) and p.kind in ('TASK', 'REPORT') and p.role <> 'REVIEWER' and p.active
             and ($2::uuid[] is null or p.unit_id = any($2))
           group by p.campaign_id, p.unit_id order by p.campaign_id, p.unit_id`,
    values: [campaignIds, unitIds],
  });
  const standings = groupedBy(rows, ({ campaign_id }) => campaign_id);
  return campaignIds.map((campaign) => (standings.get(campaign) ?? []).map(toStanding));
}

const toStanding = (row: StandingRecord): UnitStanding => ({
  unitId: row.unit_id,
  parts: row.parts,
  accepted: row.accepted,
  open: row.open,
  overdue: row.overdue,
  mustAct: row.must_act,
  reportsOwed: row.reports_owed,
  reportsTimely: row.reports_timely,
  reportsLate: row.reports_late,
  reportsMissing: row.reports_missing,
});
