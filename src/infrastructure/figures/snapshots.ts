import type { Pool, PoolClient } from 'pg';
import type { FigureSnapshots, FigureSnapshotTransaction, StoredFigureSnapshot, WholeFigureSnapshot } from '../../application/ports/figure-snapshots';

const COLUMNS = `s.campaign_id as "campaignId", s.id, s.title, s.digest, s.created_by as "createdBy", s.created_at as "createdAt"`;

export function createFigureSnapshots(pool: Pool): FigureSnapshots {
  return {
    async ofCampaigns(campaignIds) {
      const { rows } = await pool.query<StoredFigureSnapshot>({
        name: 'figure-snapshots',
        text: `select ${COLUMNS} from figure_snapshot s where s.campaign_id = any($1::uuid[]) order by s.id desc`,
        values: [campaignIds],
      });
      return campaignIds.map((id) => rows.filter(({ campaignId }) => campaignId === id));
    },

    async whole(keys) {
      const { rows } = await pool.query<WholeFigureSnapshot>({
        name: 'figure-snapshots-whole',
        text: `select ${COLUMNS}, s.content from unnest($1::uuid[], $2::uuid[]) as k(campaign_id, id)
               join figure_snapshot s on s.campaign_id = k.campaign_id and s.id = k.id`,
        values: [keys.map(({ campaignId }) => campaignId), keys.map(({ id }) => id)],
      });
      return keys.map((key) => rows.find(({ campaignId, id }) => campaignId === key.campaignId && id === key.id) ?? null);
    },
  };
}

export const figureSnapshotWork = (client: PoolClient): FigureSnapshotTransaction['figureSnapshots'] => ({
  async add({ campaignId, id, title, content, digest, createdBy, createdAt }) {
    await client.query(
      'insert into figure_snapshot (campaign_id, id, title, content, digest, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [campaignId, id, title, content, digest, createdBy, createdAt],
    );
  },
});
