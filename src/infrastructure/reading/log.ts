/** Histories and deadlines as they are shown. */
import type { Pool } from 'pg';
import type { DeadlineRow, HistoryRow } from '../../application/ports/reading';
import type { SubjectKey } from '../../application/ports/store';
import { positionOf } from '../persistence/store';
import { groupedBy } from './grouped-by';

interface EventRecord {
  campaign_id: string;
  subject_id: string;
  seq: number;
  transaction: string;
  position: string;
  kind: string;
  type: string;
  by: HistoryRow['by'];
  payload: { on: string; input: Record<string, unknown> };
  at: Date;
  cause: HistoryRow['cause'];
  hash: Buffer;
}

export async function readHistory(pool: Pool, keys: readonly SubjectKey[], afterSeq: number, limit: number): Promise<HistoryRow[][]> {
  if (keys.length === 0) return [];
  const { rows } = await pool.query<EventRecord>({
    name: 'reading-history',
    text: `select one.* from unnest($1::uuid[], $2::uuid[]) as k(campaign_id, id)
           cross join lateral (
             select e.campaign_id, e.subject_id, e.seq, e.transaction::text as transaction, e.position, e.kind, e.type, e.by, e.payload, e.at, e.cause, e.hash
             from event e where e.campaign_id = k.campaign_id and e.subject_id = k.id and e.seq > $3 order by e.seq limit $4) one
           order by one.campaign_id, one.subject_id, one.seq`,
    values: [keys.map((key) => key.campaignId), keys.map((key) => key.id), afterSeq, limit],
  });
  const histories = groupedBy(rows.map(toHistoryRow), ({ campaignId, subjectId }) => `${campaignId}:${subjectId}`);
  return keys.map((key) => histories.get(`${key.campaignId}:${key.id}`) ?? []);
}

const toHistoryRow = (row: EventRecord): HistoryRow => ({
  campaignId: row.campaign_id,
  subjectId: row.subject_id,
  seq: row.seq,
  position: positionOf(row.transaction, row.position),
  kind: row.kind,
  type: row.type,
  by: row.by,
  on: row.payload.on,
  at: row.at,
  input: row.payload.input,
  cause: row.cause,
  hash: row.hash.toString('hex'),
});

interface DeadlineRecord {
  campaign_id: string;
  subject_id: string;
  key: string;
  due_on: string;
  due_at: Date;
  event: string;
  label: DeadlineRow['label'];
  status: string;
}

/** Deadlines of many subjects in one statement, in the order of the keys; each soonest first. */
export async function readDeadlines(pool: Pool, keys: readonly SubjectKey[]): Promise<DeadlineRow[][]> {
  if (keys.length === 0) return [];
  const { rows } = await pool.query<DeadlineRecord>({
    name: 'reading-deadlines',
    text: `select d.campaign_id, d.subject_id, d.key, d.due_on::text as due_on, d.due_at, d.event, d.label, d.status
           from unnest($1::uuid[], $2::uuid[]) as k(campaign_id, id)
           join deadline d on d.campaign_id = k.campaign_id and d.subject_id = k.id
           order by d.due_at, d.key`,
    values: [keys.map((key) => key.campaignId), keys.map((key) => key.id)],
  });
  const deadlines = groupedBy(rows, (row) => `${row.campaign_id}:${row.subject_id}`);
  return keys.map((key) => (deadlines.get(`${key.campaignId}:${key.id}`) ?? []).map(toDeadlineRow));
}

const toDeadlineRow = (row: DeadlineRecord): DeadlineRow => ({
  campaignId: row.campaign_id,
  id: row.subject_id,
  key: row.key,
  dueOn: row.due_on,
  dueAt: row.due_at,
  event: row.event,
  label: row.label,
  status: row.status,
});
