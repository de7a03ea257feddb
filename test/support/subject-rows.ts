/** Writes subjects and participants straight into the tables, for tests of what reads them. What the engine writes is tested with the engine. */
import type { Pool } from 'pg';
import { v7 as uuid } from 'uuid';

export interface GivenPart {
  unit: string;
  role?: string;
  state?: string;
  mustAct?: boolean;
  active?: boolean;
  dueOn?: string | null;
}
export interface GivenSubject {
  campaign: string;
  id?: string;
  kind?: string;
  office: string;
  title?: string;
  number?: string | null;
  ordinal?: number;
  phase?: string | null;
  state?: string;
  timeliness?: string | null;
  dueOn?: string | null;
  closed?: boolean;
  definition?: Record<string, unknown>;
  parts?: GivenPart[];
}

export async function givenSubject(pool: Pool, subject: GivenSubject): Promise<string> {
  const id = subject.id ?? uuid();
  const kind = subject.kind ?? 'TASK';
  await pool.query(
    `insert into subject (campaign_id, id, kind, law_version, definition, snapshot, revision, head_hash, title, number, ordinal, phase, state,
       timeliness, due_on, closed, created_at, updated_at)
     values ($1, $2, $3, 1, $4, '{"value":{},"context":{}}', 1, '\\x00', $5, $6, $7, $8, $9, $10, $11, $12, now(), now())`,
    [
      subject.campaign,
      id,
      kind,
      JSON.stringify({ campaign: subject.campaign, office: subject.office, ...subject.definition }),
      subject.title ?? 'Inspect the markets',
      subject.number ?? null,
      subject.ordinal ?? 0,
      subject.phase ?? null,
      subject.state ?? 'IN_PROGRESS',
      subject.timeliness ?? 'ON_TRACK',
      subject.dueOn ?? null,
      subject.closed ?? false,
    ],
  );
  for (const part of subject.parts ?? []) {
    await pool.query(
      `insert into participant (campaign_id, subject_id, unit_id, role, kind, state, must_act, active, due_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        subject.campaign,
        id,
        part.unit,
        part.role ?? 'LEAD',
        kind,
        part.state ?? 'WORKING',
        part.mustAct ?? true,
        part.active ?? true,
        part.dueOn === undefined ? (subject.dueOn ?? null) : part.dueOn,
      ],
    );
  }
  return id;
}
