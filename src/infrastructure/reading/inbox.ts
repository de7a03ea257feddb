/** The inbox: what the given units must act on now, of every kind, whatever comes due first on top. */
import type { Pool } from 'pg';
import type { InboxFilter, InboxRow, InboxScope, Page, PageRequest } from '../../application/ports/reading';
import type { StoredSubject } from '../../application/ports/store';
import { dateConditions, dueKey, NO_DATE, partConditions } from './conditions';
import { Parameters, toPage, type SortOrder } from './keyset';
import { mergedPage, prepared, type Way } from './merged-pages';
import { VERSION_COLUMNS, type SubjectVersions, type VersionRecord } from './subject-versions';

const BY_DUE: SortOrder = {
  columns: [
    { sql: dueKey('p.due_on'), type: 'date' },
    { sql: 'p.subject_id', type: 'uuid' },
    { sql: 'p.unit_id', type: 'uuid' },
    { sql: 'p.role', type: 'text' },
  ],
};

/** By an index each (migration 0005), with the columns of the order behind the owner. */
function waysOf(scope: InboxScope, conditions: readonly string[], parameters: Parameters): Way[] {
  const { seatsOf, reviewsOf, reviewsInCampaigns } = scope;
  const review = ['p.must_act', `p.role = 'REVIEWER'`];
  const ways: Way[] = [{ owner: 'p.unit_id', owners: seatsOf, conditions: ['p.must_act', `p.role <> 'REVIEWER'`, ...conditions] }];
  if (reviewsOf.length > 0) ways.push({ owner: 'p.unit_id', owners: reviewsOf, conditions: [...review, ...conditions] });
  if (reviewsInCampaigns.length > 0) {
    // What comes to one as the office's coordinator comes once.
    const others = reviewsOf.length > 0 ? [`p.unit_id <> all(${parameters.add(reviewsOf)}::uuid[])`] : [];
    ways.push({ owner: 'p.campaign_id', owners: reviewsInCampaigns, conditions: [...review, ...others, ...conditions] });
  }
  return ways.filter(({ owners }) => owners.length > 0);
}

function conditionsOf(filter: InboxFilter, parameters: Parameters): string[] {
  const all = [...partConditions({ roles: filter.roles }, parameters), ...dateConditions('p.due_on', filter.dueOn, parameters)];
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
  const conditions = conditionsOf(filter, parameters);
  const ways = waysOf(scope, conditions, parameters);
  if (ways.length === 0) return { rows: [], more: false };
  const parts = mergedPage('participant p', ways, BY_DUE, page, parameters);
  // The page of parts is found first, by its index; only then are their subjects looked up.
  const text = `select ${VERSION_COLUMNS}, i.unit_id as part_unit, i.role as part_role, i.state as part_state, i.due_on::text as part_due
    from ${parts.rows} i join subject s on s.campaign_id = i.campaign_id and s.id = i.subject_id ${parts.by}`;
  const { rows } = await pool.query<InboxRecord>({ ...(conditions.length === 0 ? prepared(text) : { text }), values: parameters.values });
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

/** Exact: the entries of the same indexes, counted. */
export async function readInboxCount(pool: Pool, scope: InboxScope, filter: InboxFilter): Promise<number> {
  const parameters = new Parameters();
  const conditions = conditionsOf(filter, parameters);
  const counts = waysOf(scope, conditions, parameters).map(
    (way) =>
      `select count(*) as n from participant p where ${[`${way.owner} = any(${parameters.add(way.owners)}::uuid[])`, ...way.conditions].join(' and ')}`,
  );
  if (counts.length === 0) return 0;
  const text = `select sum(n)::int as n from (${counts.join(' union all ')}) ways`;
  const { rows } = await pool.query<{ n: number }>({ ...(conditions.length === 0 ? prepared(text) : { text }), values: parameters.values });
  return rows[0]?.n ?? 0;
}
