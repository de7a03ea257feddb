/** What a plan command writes, on the connection of its transaction. */
import type { PoolClient } from 'pg';
import type { PlanWork, StoredPlan } from '../../application/ports/plans';
import { PLAN_COLUMNS, toPlan, type PlanRecord } from './rows';

export function planWork(client: PoolClient): PlanWork {
  const writeVersion = async (plan: StoredPlan, savedBy: string): Promise<void> => {
    await client.query(`insert into plan_version (plan_id, revision, content, bindings, saved_by, saved_at) values ($1, $2, $3, $4, $5, $6)`, [
      plan.id,
      plan.revision,
      JSON.stringify(plan.content),
      JSON.stringify(plan.bindings),
      savedBy,
      plan.updatedAt,
    ]);
  };
  return {
    async lockPlan(id) {
      const { rows } = await client.query<PlanRecord>(`select ${PLAN_COLUMNS} from plan p where p.id = $1 for update`, [id]);
      return rows[0] ? toPlan(rows[0]) : null;
    },

    async addNotice(notice) {
      await client.query(
        `insert into notice (id, unit_id, file_name, media_type, text, digest, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [notice.id, notice.unitId, notice.fileName, notice.mediaType, notice.text, notice.digest, notice.createdBy, notice.createdAt],
      );
    },

    async addPlan(plan) {
      await client.query(
        `insert into plan (id, unit_id, notice_id, title, status, revision, content, bindings, campaign_id, amends, created_by, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          ...[
            plan.id,
            plan.unitId,
            plan.noticeId,
            plan.title,
            plan.status,
            plan.revision,
            JSON.stringify(plan.content),
            JSON.stringify(plan.bindings),
          ],
          ...[plan.campaignId, plan.amends, plan.createdBy, plan.createdAt, plan.updatedAt],
        ],
      );
      await writeVersion(plan, plan.createdBy);
    },

    async changePlan(plan, savedBy) {
      await client.query(
        `update plan set title = $2, status = $3, revision = $4, content = $5, bindings = $6, campaign_id = $7, updated_at = $8 where id = $1`,
        [
          plan.id,
          plan.title,
          plan.status,
          plan.revision,
          JSON.stringify(plan.content),
          JSON.stringify(plan.bindings),
          plan.campaignId,
          plan.updatedAt,
        ],
      );
      await writeVersion(plan, savedBy);
    },
  };
}
