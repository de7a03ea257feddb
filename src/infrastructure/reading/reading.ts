/** The reading port on PostgreSQL (and PGlite). Each method is one statement, and one more for subjects in versions not read before. */
import type { Pool } from 'pg';
import type { CampaignScope, Reading } from '../../application/ports/reading';
import type { StoredSubject, SubjectKey } from '../../application/ports/store';
import { readBoard, readCounts, readStandings } from './boards';
import { dueKey, NO_DATE, subjectConditions } from './conditions';
import { readInbox, readInboxCount } from './inbox';
import { keyset, Parameters, toPage, type SortOrder } from './keyset';
import { readDeadlines, readHistory } from './log';
import { markMessagesRead, readMessages } from './messages';
import { groupedBy } from './grouped-by';
import { subjectVersions, VERSION_COLUMNS, type SubjectVersions, type VersionRecord } from './subject-versions';

const BY_PLAN_ORDER: SortOrder = {
  columns: [
    { sql: 's.ordinal', type: 'int' },
    { sql: 's.id', type: 'uuid' },
  ],
};
/** What is due first comes first; what has no date comes last. */
const BY_DUE: SortOrder = { columns: [{ sql: dueKey('s.due_on'), type: 'date' }, ...BY_PLAN_ORDER.columns] };
/** Ids are made in order of time. */
const NEWEST_FIRST: SortOrder = { columns: [{ sql: 's.id', type: 'uuid' }], descending: true };

/** `versions` may be shared by several pools over the same database. */
export function createReading(pool: Pool, versions: SubjectVersions = subjectVersions()): Reading {
  return {
    async subjects(keys) {
      if (keys.length === 0) return [];
      const { rows } = await pool.query<VersionRecord>({
        name: 'reading-subjects',
        text: `select ${VERSION_COLUMNS} from unnest($1::uuid[], $2::uuid[]) as k(campaign_id, id)
               join subject s on s.campaign_id = k.campaign_id and s.id = k.id`,
        values: [keys.map((key) => key.campaignId), keys.map((key) => key.id)],
      });
      const found = new Map((await versions.of(pool, rows)).map((subject) => [`${subject.campaignId}:${subject.id}`, subject]));
      return keys.map((key) => found.get(`${key.campaignId}:${key.id}`) ?? null);
    },

    async campaigns(scope, states, page) {
      const parameters = new Parameters();
      const conditions = [`s.kind = 'CAMPAIGN'`, scopeCondition(scope, parameters)];
      if (states != null) conditions.push(`s.state = any(${parameters.add(states)}::text[])`);
      const { condition, tail } = keyset(NEWEST_FIRST, page, parameters);
      const { rows } = await pool.query<VersionRecord>(
        `select ${VERSION_COLUMNS} from subject s where ${[...conditions, condition].join(' and ')} ${tail}`,
        parameters.values,
      );
      return toPage(
        await versions.of(pool, rows),
        page,
        (subject) => subject,
        ({ id }) => [id],
      );
    },

    async subjectsOf(campaignIds, kind, filter, sort, page) {
      const parameters = new Parameters();
      const byDue = sort === 'DUE_FIRST';
      const campaigns = parameters.add(campaignIds);
      const conditions = [`s.campaign_id = c.id`, `s.kind = ${parameters.add(kind)}`, ...subjectConditions(filter, parameters)];
      const { condition, by, tail } = keyset(byDue ? BY_DUE : BY_PLAN_ORDER, page, parameters);
      const { rows } = await pool.query<VersionRecord>(
        `select one.* from unnest(${campaigns}::uuid[]) with ordinality as c(id, place)
         cross join lateral (select ${VERSION_COLUMNS}, row_number() over (${by}) as row_place
           from subject s where ${[...conditions, condition].join(' and ')} ${tail}) one
         order by c.place, one.row_place`,
        parameters.values,
      );
      const pages = groupedBy(await versions.of(pool, rows), ({ campaignId }) => campaignId);
      const sortKey = ({ dueOn, ordinal, id }: StoredSubject) => (byDue ? [dueOn ?? NO_DATE, ordinal, id] : [ordinal, id]);
      return campaignIds.map((id) => toPage(pages.get(id) ?? [], page, (subject) => subject, sortKey));
    },

    async takenPartIn(campaignIds, unitIds) {
      if (campaignIds.length === 0 || unitIds.length === 0) return [];
      const { rows } = await pool.query<{ id: string }>({
        name: 'reading-taken-part-in',
        text: `select s.id from unnest($1::uuid[]) as c(id) join subject s on s.campaign_id = c.id and s.id = c.id
               where s.state <> 'DRAFT' and ${takesPart('$2')}`,
        values: [campaignIds, unitIds],
      });
      return rows.map(({ id }) => id);
    },

    async firstOf(campaignIds, kind) {
      const { rows } = await pool.query<VersionRecord>({
        name: 'reading-first-of',
        text: `select distinct on (s.campaign_id) ${VERSION_COLUMNS} from subject s
               where s.campaign_id = any($1::uuid[]) and s.kind = $2 order by s.campaign_id, s.ordinal, s.id`,
        values: [campaignIds, kind],
      });
      const found = new Map((await versions.of(pool, rows)).map((subject) => [subject.campaignId, subject]));
      return campaignIds.map((id) => found.get(id) ?? null);
    },

    inbox: (scope, filter, page) => readInbox(pool, versions, scope, filter, page),
    inboxCount: (scope, filter) => readInboxCount(pool, scope, filter),
    counts: (campaignIds, kind, by, filter) => readCounts(pool, campaignIds, kind, by, filter),
    board: (campaignIds, kind, unitIds) => readBoard(pool, campaignIds, kind, unitIds),
    standings: (campaignIds, unitIds) => readStandings(pool, campaignIds, unitIds),
    history: (keys, afterSeq, limit) => readHistory(pool, keys, afterSeq, limit),
    deadlines: (keys: readonly SubjectKey[]) => readDeadlines(pool, keys),
    messages: (unitIds, unreadOnly, page) => readMessages(pool, unitIds, unreadOnly, page),
    markRead: (unitIds, messageIds, at) => markMessagesRead(pool, unitIds, messageIds, at),
  };
}

function scopeCondition(scope: CampaignScope, parameters: Parameters): string {
  if (scope.all) return 'true';
  const units = parameters.add(scope.unitsTakingPart);
  const owners = parameters.add(scope.ownedByUnits);
  const named = parameters.add(scope.campaignIds);
  return `(s.campaign_id = any(${named}::uuid[])
    or (s.state <> 'DRAFT' and ${takesPart(units)})
    or exists (select 1 from participant p where p.campaign_id = s.campaign_id and p.subject_id = s.id
               and p.role = 'OWNER' and p.unit_id = any(${owners}::uuid[])))`;
}

/** One of the units has an active part in the campaign `s` or in anything of it. */
const takesPart = (units: string): string =>
  `exists (select 1 from participant p where p.unit_id = any(${units}::uuid[]) and p.kind in ('CAMPAIGN', 'TASK', 'REPORT', 'RECORD')
           and p.campaign_id = s.campaign_id and p.active and p.role not in ('OWNER', 'REVIEWER'))`;
