/** The records port on PostgreSQL (and PGlite). Each method is one statement, however many campaigns are asked for. */
import type { Pool } from 'pg';
import type { CampaignRecords, LateReport, LateReports, LowerCampaign, RunningCampaigns, SubjectBrief } from '../../application/ports/campaigns';
import { SUBJECT_COLUMNS, toSubject, type SubjectRecord } from '../persistence/subject-rows';

/** As the index `subject_superior` has it. */
const SUPERIOR = `(s.snapshot -> 'context' -> 'superior' ->> 'campaign')`;
/** From the State Council to a township there are five; two that name each other at one moment go round no further than this. */
const MOST_LEVELS = 8;

export function createCampaignRecords(pool: Pool): CampaignRecords & LateReports & RunningCampaigns {
  return {
    async briefs(campaignIds, kinds) {
      const { rows } = await pool.query<SubjectBrief>({
        name: 'campaign-briefs',
        text: `select s.campaign_id as "campaignId", s.id, s.kind, s.number, s.title, s.state, s.timeliness, s.closed, s.phase, s.due_on::text as "dueOn",
                 s.definition ->> 'unit' as unit, s.definition ->> 'reportKind' as "reportKind", s.definition ->> 'rule' as rule,
                 s.definition -> 'period' ->> 'key' as period
               from subject s where s.campaign_id = any($1::uuid[]) and s.kind = any($2::text[]) order by s.campaign_id, s.ordinal, s.id`,
        values: [campaignIds, kinds],
      });
      return rows;
    },

    async campaigns(ids) {
      const { rows } = await pool.query<SubjectRecord>({
        name: 'campaigns-by-id',
        text: `select ${SUBJECT_COLUMNS} from subject s where s.campaign_id = any($1::uuid[]) and s.id = s.campaign_id`,
        values: [ids],
      });
      const found = new Map(rows.map((row) => [row.id, toSubject(row)]));
      return ids.map((id) => found.get(id) ?? null);
    },

    async runningCampaigns() {
      const { rows } = await pool.query<{ id: string }>({
        name: 'running-campaigns',
        text: `select id from subject where kind = 'CAMPAIGN' and state = 'RUNNING' order by id`,
      });
      return rows.map(({ id }) => id);
    },

    async lateReports({ campaignId, rule, period, on, most }) {
      const { rows } = await pool.query<LateReport>({
        name: 'late-reports',
        text: `select s.id, s.definition ->> 'unit' as unit from subject s
               where s.kind = 'REPORT' and s.campaign_id = $1 and s.state in ('OWED', 'DRAFTING', 'RETURNED') and not s.closed and s.due_on < $2::date
                 and ($3::text is null or s.definition ->> 'rule' = $3) and ($4::text is null or s.definition -> 'period' ->> 'key' = $4)
               order by s.due_on, s.ordinal, s.id limit $5`,
        values: [campaignId, on, rule, period, most],
      });
      return rows;
    },

    async superiors(ids) {
      const { rows } = await pool.query<{ id: string; above: string[] }>({
        name: 'campaigns-above',
        text: `with recursive above(root, id, level) as (
                 select k, k, 0 from unnest($1::uuid[]) as k
                 union all select a.root, o.superior, a.level + 1 from above a cross join lateral (
                   select ${SUPERIOR}::uuid as superior from subject s where s.campaign_id = a.id and s.id = a.id and ${SUPERIOR} is not null offset 0) o
                   where a.level < ${MOST_LEVELS})
               select root as id, array_agg(above.id::text order by level) as above from above where level > 0 group by root`,
        values: [[...new Set(ids)]],
      });
      const found = new Map(rows.map(({ id, above }) => [id, above]));
      return ids.map((id) => found.get(id) ?? []);
    },

    async lower(ids) {
      const { rows } = await pool.query<SubjectRecord & { root: string; level: number }>({
        name: 'campaigns-below',
        text: `with recursive below(root, id, level) as (
                 select k, k, 0 from unnest($1::uuid[]) as k
                 union select b.root, o.id, b.level + 1 from below b cross join lateral (
                   select s.id from subject s where s.kind = 'CAMPAIGN' and ${SUPERIOR} = b.id::text offset 0) o where b.level < ${MOST_LEVELS})
               select n.root, n.level, ${SUBJECT_COLUMNS} from (select root, id, min(level) as level from below where id <> root group by root, id) n
               join subject s on s.campaign_id = n.id and s.id = n.id order by n.root, n.level, s.id`,
        values: [[...new Set(ids)]],
      });
      const found = new Map<string, LowerCampaign[]>();
      for (const row of rows) found.set(row.root, [...(found.get(row.root) ?? []), { campaign: toSubject(row), level: row.level }]);
      return ids.map((id) => found.get(id) ?? []);
    },

    async tasks(campaignId) {
      const { rows } = await pool.query<SubjectRecord>({
        name: 'campaign-tasks',
        text: `select ${SUBJECT_COLUMNS} from subject s where s.campaign_id = $1 and s.kind = 'TASK' order by s.ordinal, s.id`,
        values: [campaignId],
      });
      return rows.map(toSubject);
    },

    async reportsOfUnits(pairs) {
      const { rows } = await pool.query<SubjectRecord>({
        name: 'reports-of-units',
        text: `select ${SUBJECT_COLUMNS}
               from (select distinct * from unnest($1::uuid[], $2::uuid[]) as k(campaign_id, unit_id)) k
               join participant p on p.campaign_id = k.campaign_id and p.unit_id = k.unit_id and p.kind = 'REPORT' and p.role = 'OWING'
               join subject s on s.campaign_id = p.campaign_id and s.id = p.subject_id`,
        values: [pairs.map((pair) => pair.campaignId), pairs.map((pair) => pair.unitId)],
      });
      return rows.map(toSubject);
    },

    async openSeats(pairs) {
      const { rows } = await pool.query<{ campaignId: string; subjectId: string; unitId: string }>({
        name: 'campaign-open-seats',
        text: `select distinct p.campaign_id as "campaignId", p.subject_id as "subjectId", p.unit_id as "unitId"
               from unnest($1::uuid[], $2::uuid[]) as k(campaign_id, unit_id)
               join participant p on p.campaign_id = k.campaign_id and p.unit_id = k.unit_id and p.kind = 'TASK' and p.active and p.role <> 'REVIEWER'
               join subject s on s.campaign_id = p.campaign_id and s.id = p.subject_id and not s.closed`,
        values: [pairs.map((pair) => pair.campaignId), pairs.map((pair) => pair.unitId)],
      });
      return rows;
    },
  };
}
