/** The attachments port on PostgreSQL (and PGlite). */
import type { Pool, PoolClient } from 'pg';
import type { AttachmentFile, Attachments, AttachmentWork } from '../../application/ports/attachments';

const COLUMNS = `a.id, a.name, a.media_type as "mediaType", a.size, encode(a.digest, 'hex') as digest`;

export function createAttachments(pool: Pool): Attachments {
  return {
    async named(asked) {
      const pairs = asked.flatMap(({ campaignId, reportId, ids }) => ids.filter(isUuid).map((id) => ({ campaignId, reportId, id })));
      if (pairs.length === 0) return [];
      const { rows } = await pool.query({
        name: 'attachments-named',
        text: `select a.campaign_id as "campaignId", a.report_id as "reportId", ${COLUMNS}
               from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as k(campaign_id, report_id, id)
               join attachment a on a.campaign_id = k.campaign_id and a.report_id = k.report_id and a.id = k.id`,
        values: [pairs.map((pair) => pair.campaignId), pairs.map((pair) => pair.reportId), pairs.map((pair) => pair.id)],
      });
      return rows;
    },

    async file({ campaignId, reportId }, id) {
      if (!isUuid(id)) return null;
      const { rows } = await pool.query<AttachmentFile>({
        name: 'attachment-file',
        text: `select ${COLUMNS}, a.content from attachment a where a.campaign_id = $1 and a.report_id = $2 and a.id = $3`,
        values: [campaignId, reportId, id],
      });
      return rows[0] ?? null;
    },
  };
}

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

export function attachmentWork(client: PoolClient): AttachmentWork {
  return {
    async held({ campaignId, reportId }) {
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`attachments ${reportId}`]);
      const { rows } = await client.query<{ files: number; bytes: number }>(
        'select count(*)::int as files, coalesce(sum(size), 0)::int as bytes from attachment where campaign_id = $1 and report_id = $2',
        [campaignId, reportId],
      );
      return rows[0] ?? { files: 0, bytes: 0 };
    },

    async add({ campaignId, reportId }, { id, name, mediaType, size, digest, content }, { accountId, at }) {
      await client.query(
        `insert into attachment (campaign_id, report_id, id, name, media_type, size, digest, content, uploaded_by, uploaded_at)
         values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8, $9, $10)`,
        [campaignId, reportId, id, name, mediaType, size, digest, content, accountId, at],
      );
    },
  };
}
