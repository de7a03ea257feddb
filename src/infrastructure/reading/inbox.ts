/** The inbox: what the given units must act on now, of every kind, whatever comes due first on top. */
import type { Pool } from 'pg';
import type { InboxFilter, InboxRow, InboxScope, Page, PageRequest } from '../../application/ports/reading';
import type { StoredSubject } from '../../application/ports/store';
import { dateConditions, dueKey, NO_DATE, partConditions } from './conditions';
import { keyset, Parameters, toPage, type SortOrder } from './keyset';
import { VERSION_COLUMNS, type SubjectVersions, type VersionRecord } from './subject-versions';

const BY_DUE: SortOrder = {
  columns: [
    { sql: dueKey('p.due_on'), type: 'date' },
    { sql: 'p.subject_id', type: 'uuid' },
    { sql: 'p.unit_id', type: 'uuid' },
    { sql: 'p.role', type: 'text' },
  ],
};

function scopeCondition(scope: InboxScope, parameters: Parameters): string {
  const seats = `(p.role <> 'REVIEWER' and p.unit_id = any(${parameters.add(scope.seatsOf)}::uuid[]))`;
  const ways = [seats];
  if (scope.reviewsOf.length > 0) ways.push(`(p.role = 'REVIEWER' and p.unit_id = any(${parameters.add(scope.reviewsOf)}::uuid[]))`);
  if (scope.reviewsInCampaigns.length > 0)
    ways.push(`(p.role = 'REVIEWER' and p.campaign_id = any(${parameters.add(scope.reviewsInCampaigns)}::uuid[]))`);
  return `(${ways.join(' or ')})`;
}

function conditions(scope: InboxScope, filter: InboxFilter, parameters: Parameters): string[] {
  const all = [
    'p.must_act',
    scopeCondition(scope, parameters),
    ...partConditions({ roles: filter.roles }, parameters),
    ...dateConditions('p.due_on', filter.dueOn, parameters),
  ];
  if (filter.kinds != null) all.push(`p.kind = any(${parameters.add(filter.kinds)}::text[])`);
  if (filter.campaignId != null) all.push(`p.campaign_id = ${parameters.add(filter.campaignId)}`);
  if (filter.timeliness != null)
    all.push(`exists (select 1 from subject t where t.campaign_id = p.campaign_id and t.id = p.subject_id
              and t.timeliness = any(${parameters.add(filter.timeliness)}::text[]))`);
  return all;
}

type InboxRecord = VersionRecord & { part_unit: string; part_role: string; part_state: string; part_due: string | null };

export async function readInbox(
  pool: Pool,
  versions: SubjectVersions,
  scope: InboxScope,
  filter: InboxFilter,
  page: PageRequest,
): Promise<Page<InboxRow>> {
  const parameters = new Parameters();
  const where = conditions(scope, filter, parameters);
  const { condition, tail } = keyset(BY_DUE, page, parameters);
  const { rows } = await pool.query<InboxRecord>(
    // The page of parts is found first, by its index; only then are their subjects looked up.
    `select ${VERSION_COLUMNS}, i.unit_id as part_unit, i.role as part_role, i.state as part_state, i.due_on::text as part_due
     from (select *, row_number() over () as place from (
             select p.* from participant p where ${[...where, condition].join(' and ')} ${tail}) ordered) i
     join subject s on s.campaign_id = i.campaign_id and s.id = i.subject_id
     order by i.place`,
    parameters.values,
  );
  const subjects = new Map((await versions.of(pool, rows)).map((subject) => [subject.id, subject]));
  return toPage(
    // A subject that was there a statement ago and is no more: nothing deletes one.
    rows.filter(({ id }) => subjects.has(id)),
    page,
    (row) => ({
      subject: subjects.get(row.id) as StoredSubject,
      unitId: row.part_unit,
      role: row.part_role,
      partState: row.part_state,
      dueOn: row.part_due,
    }),
    (row) => [row.part_due ?? NO_DATE, row.id, row.part_unit, row.part_role],
  );
}

export async function readInboxCount(pool: Pool, scope: InboxScope, filter: InboxFilter): Promise<number> {
  const parameters = new Parameters();
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from participant p where ${conditions(scope, filter, parameters).join(' and ')}`,
    parameters.values,
  );
  return rows[0]?.n ?? 0;
}
