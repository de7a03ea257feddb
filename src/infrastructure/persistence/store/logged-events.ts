import type { LoggedEvent } from '../../../application/ports/store';

export const EVENT_COLUMNS = `e.campaign_id, e.subject_id, e.seq, e.kind, e.type, e.by, e.payload, e.at, e.cause, e.prev_hash, e.hash`;

export interface EventRecord {
  campaign_id: string;
  subject_id: string;
  seq: number;
  kind: string;
  type: string;
  by: unknown;
  payload: { on: string; input: Record<string, unknown>; facts: Record<string, unknown> };
  at: Date;
  cause: LoggedEvent['cause'];
  prev_hash: Buffer;
  hash: Buffer;
}

export const toLoggedEvent = (row: EventRecord): LoggedEvent => ({
  campaignId: row.campaign_id,
  id: row.subject_id,
  seq: row.seq,
  kind: row.kind,
  type: row.type,
  by: row.by,
  on: row.payload.on,
  at: row.at,
  input: row.payload.input,
  facts: row.payload.facts,
  cause: row.cause,
  prevHash: row.prev_hash,
  hash: row.hash,
});
