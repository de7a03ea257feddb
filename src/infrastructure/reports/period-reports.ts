/** The reports of a period on PostgreSQL (and PGlite): found by what they contribute, which an index knows by rule and unit. */
import type { Pool } from 'pg';
import type { PeriodReport, PeriodReports } from '../../application/ports/period-reports';

export function createPeriodReports(pool: Pool): PeriodReports {
  return {
    async owed({ campaignId, rule, period }, unitIds) {
      const { rows } = await pool.query<{ id: string; unitId: string }>({
        name: 'period-reports-owed',
        text: `select distinct subject_id as id, unit_id as "unitId" from contribution
               where campaign_id = $1 and rule = $2 and source = 'REPORTED' and period_key = $3 and ($4::uuid[] is null or unit_id = any($4))`,
        values: [campaignId, rule, period, unitIds],
      });
      return rows;
    },

    async reports(campaignId, ids) {
      const { rows } = await pool.query<PeriodReport>({
        name: 'period-reports',
        text: `select s.id, s.definition ->> 'unit' as "unitId", s.state, s.timeliness, s.definition ->> 'dueOn' as "dueOn",
                 s.snapshot -> 'context' -> 'submissions' as submissions
               from subject s where s.campaign_id = $1 and s.id = any($2::uuid[])`,
        values: [campaignId, ids],
      });
      return rows;
    },
  };
}
