/** The plans port on PostgreSQL (and PGlite). Each reading is one statement. */
import type { Pool } from 'pg';
import { nameKeys, SHORTEST_TITLE } from '../../domain/plan/superior-name';
import type { Plans } from '../../application/ports/plans';
import { keyset, Parameters, toPage, type SortOrder } from '../reading/keyset';
import { groupedBy } from '../reading/grouped-by';
import {
  PLAN_COLUMNS,
  toNotice,
  toPlan,
  toPlanAt,
  toVersion,
  type NoticeRecord,
  type PlanAtRecord,
  type PlanRecord,
  type VersionRecord,
} from './rows';

/** Ids are made in order of time. */
const NEWEST_FIRST: SortOrder = { columns: [{ sql: 'p.id', type: 'uuid' }], descending: true };
const LATEST_REVISION_FIRST: SortOrder = { columns: [{ sql: 'v.revision', type: 'int' }], descending: true };

export function createPlans(pool: Pool): Plans {
  return {
    async plans(ids) {
      const { rows } = await pool.query<PlanRecord>({
        name: 'plans-by-id',
        text: `select ${PLAN_COLUMNS} from plan p where p.id = any($1::uuid[])`,
        values: [ids],
      });
      const found = new Map(rows.map((row) => [row.id, toPlan(row)]));
      return ids.map((id) => found.get(id) ?? null);
    },

    async namedBy(names, unitIds, limit) {
      const { whole, heads, runs, numbers } = nameKeys(names);
      // The first condition is what the indexes hold, the second what is asked; the surest come first, so that the limit cuts none of them.
      const { rows } = await pool.query<PlanRecord>({
        name: 'plans-named-by',
        text: `select ${PLAN_COLUMNS} from plan p
               cross join lateral (select plain_plan_name(p.title) as title, plain_plan_name(coalesce(p.content->>'documentNumber', '')) as number) as of
               where (plain_plan_name(p.title) = any($1::text[]) or left(plain_plan_name(p.title), 8) = any($5::text[])
                   or runs_of(plain_plan_name(p.title)) && $6::text[]
                   or plain_plan_name(coalesce(p.content->>'documentNumber', '')) = any($7::text[]))
                 and (p.status = 'PUBLISHED' or $2::uuid[] is null or p.unit_id = any($2::uuid[]))
                 and exists (select 1 from unnest($1::text[]) as n(name)
                             where n.name = of.title or of.number <> '' and of.number = any($7::text[])
                                or char_length(of.title) >= $4 and strpos(n.name, of.title) > 0
                                or char_length(n.name) >= $4 and strpos(of.title, n.name) > 0)
               order by of.number = any($7::text[]) desc, of.title = any($1::text[]) desc, p.id desc limit $3`,
        values: [whole, unitIds, limit, SHORTEST_TITLE, runs, heads, numbers],
      });
      return rows.map(toPlan);
    },

    async notices(ids) {
      const { rows } = await pool.query<NoticeRecord>({
        name: 'notices-by-id',
        text: 'select id, unit_id, file_name, media_type, text, digest, created_by, created_at from notice where id = any($1::uuid[])',
        values: [ids],
      });
      const found = new Map(rows.map((row) => [row.id, toNotice(row)]));
      return ids.map((id) => found.get(id) ?? null);
    },

    async plansAt(refs) {
      const { rows } = await pool.query<PlanAtRecord>({
        name: 'plans-at-revision',
        text: `select ${PLAN_COLUMNS.replace('p.revision, p.content, p.bindings', 'v.revision, v.content, v.bindings')}, p.revision as latest, v.saved_at
               from unnest($1::uuid[], $2::int[]) as r(id, revision)
               join plan p on p.id = r.id join plan_version v on v.plan_id = r.id and v.revision = r.revision`,
        values: [refs.map((ref) => ref.id), refs.map((ref) => ref.revision)],
      });
      const found = new Map(rows.map((row) => [`${row.id} ${row.revision}`, toPlanAt(row)]));
      return refs.map((ref) => found.get(`${ref.id} ${ref.revision}`) ?? null);
    },

    async versions(planIds, page) {
      const parameters = new Parameters();
      const asked = parameters.add([...new Set(planIds)]);
      const { condition, by, tail } = keyset(LATEST_REVISION_FIRST, page, parameters);
      const { rows } = await pool.query<VersionRecord>(
        `select one.* from unnest(${asked}::uuid[]) as of(id)
         cross join lateral (select v.plan_id, v.revision, v.content, v.bindings, v.saved_by, v.saved_at,
             row_number() over (${by}) as place
           from plan_version v where v.plan_id = of.id and ${condition} ${tail}) one
         order by one.plan_id, one.place`,
        parameters.values,
      );
      const found = groupedBy(rows, ({ plan_id }) => plan_id);
      return planIds.map((id) => toPage([...(found.get(id) ?? [])], page, toVersion, (row) => [row.revision]));
    },

    async list(unitIds, status, page) {
      const parameters = new Parameters();
      const conditions = unitIds === null ? [] : [`p.unit_id = any(${parameters.add(unitIds)}::uuid[])`];
      if (status !== null) conditions.push(`p.status = ${parameters.add(status)}`);
      const { condition, tail } = keyset(NEWEST_FIRST, page, parameters);
      const { rows } = await pool.query<PlanRecord>(
        `select ${PLAN_COLUMNS} from plan p where ${[...conditions, condition].join(' and ')} ${tail}`,
        parameters.values,
      );
      return toPage(rows, page, toPlan, (row) => [row.id]);
    },
  };
}
