/** Histories and deadlines as they are shown. */
import type { Pool } from 'pg';
import type { DeadlineRow, HistoryRow } from '../../application/ports/reading';
import type { SubjectKey } from '../../application/ports/store';

interface EventRecord {
  campaign_id: string;
  subject_id: string;
  seq: number;
  position: string;
  kind: string;
  type: string;
  by: HistoryRow['by'];
  payload: { on: string; input: Record<string, unknown> };
  at: Date;
  cause: HistoryRow['cause'];
  hash: Buffer;
}

export async function readHistory(pool: Pool, key: SubjectKey, afterSeq: number, limit: number): Promise<HistoryRow[]> {
  const { rows } = await pool.query<EventRecord>({
    name: 'reading-history',
    text: `select e.campaign_id, e.subject_id, e.seq, e.position, e.kind, e.type, e.by, e.payload, e.at, e.cause, e.hash
           from event e where e.campaign_id = $1 and e.subject_id = $2 and e.seq > $3 order by e.seq limit $4`,
    values: [key.campaignId, key.id, afterSeq, limit],
  });
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    subjectId: row.subject_id,
    seq: row.seq,
    position: String(row.position),
    kind: row.kind,
    type: row.type,
    by: row.by,
    on: row.payload.on,
    at: row.at,
    input: row.payload.input,
    cause: row.cause,
    hash: row.hash.toString('hex'),
  }));
}

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
  const found = new Map<string, DeadlineRow[]>();
  for (const row of rows) {
    const name = `${row.campaign_id}:${row.subject_id}`;
    const deadline = {
      campaignId: row.campaign_id,
      id: row.subject_id,
      key: row.key,
      dueOn: row.due_on,
      dueAt: row.due_at,
      event: row.event,
      label: row.label,
      status: row.status,
    };
    found.set(name, [...(found.get(name) ?? []), deadline]);
  }
  return keys.map((key) => found.get(`${key.campaignId}:${key.id}`) ?? []);
}
