/** In-app messages of units, newest first. */
import type { Pool } from 'pg';
import type { MessageRow, Page, PageRequest } from '../../application/ports/reading';
import { Parameters, toPage, type SortOrder } from './keyset';
import { mergedPage } from './merged-pages';

const NEWEST_FIRST: SortOrder = {
  columns: [
    { sql: 'm.id', type: 'bigint' },
    { sql: 'm.unit_id', type: 'uuid' },
  ],
  descending: true,
};

interface MessageRecord {
  id: string;
  unit_id: string;
  campaign_id: string;
  subject_id: string;
  message: string;
  data: Record<string, unknown>;
  created_at: Date;
  read_at: Date | null;
}

export async function readMessages(pool: Pool, unitIds: readonly string[], unreadOnly: boolean, page: PageRequest): Promise<Page<MessageRow>> {
  const parameters = new Parameters();
  if (unitIds.length === 0) return { rows: [], more: false };
  const ways = [{ owner: 'm.unit_id', owners: unitIds, conditions: unreadOnly ? ['m.read_at is null'] : [] }];
  const found = mergedPage('message m', ways, NEWEST_FIRST, page, parameters);
  const { rows } = await pool.query<MessageRecord>(`select i.* from ${found.rows} i ${found.by}`, parameters.values);
  return toPage(
    rows,
    page,
    (row) => ({
      id: String(row.id),
      unitId: row.unit_id,
      campaignId: row.campaign_id,
      subjectId: row.subject_id,
      message: row.message,
      data: row.data,
      createdAt: row.created_at,
      readAt: row.read_at,
    }),
    (row) => [String(row.id), row.unit_id],
  );
}

/** Answers how many were marked; what is not one of these units' is left alone. */
export async function markMessagesRead(pool: Pool, unitIds: readonly string[], messageIds: readonly string[], at: Date): Promise<number> {
  const { rowCount } = await pool.query(
    'update message set read_at = $3 where unit_id = any($1::uuid[]) and id = any($2::bigint[]) and read_at is null',
    [unitIds, messageIds, at],
  );
  return rowCount ?? 0;
}
