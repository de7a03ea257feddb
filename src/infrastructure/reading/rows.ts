/** How rows of `subject` and `participant` become what the desk reads. Dates are asked for as text: a civil date has no time zone. */
import type { StoredParticipant, StoredSubject } from '../../application/ports/store';

/** One participant as a JSON object, aggregated per subject so that a list costs one statement. */
const PARTICIPANTS = `(
  select coalesce(json_agg(json_build_object('unitId', p.unit_id, 'role', p.role, 'state', p.state, 'mustAct', p.must_act,
         'active', p.active, 'dueOn', p.due_on) order by p.role, p.unit_id), '[]'::json)
  from participant p where p.campaign_id = s.campaign_id and p.subject_id = s.id)`;

export const SUBJECT_COLUMNS = `s.campaign_id, s.id, s.kind, s.law_version, s.definition, s.snapshot, s.revision, s.head_hash, s.title, s.number,
  s.ordinal, s.phase, s.state, s.timeliness, s.attention, s.due_on::text as due_on, s.closed, ${PARTICIPANTS} as participants`;

export interface SubjectRecord {
  campaign_id: string;
  id: string;
  kind: string;
  law_version: number;
  definition: unknown;
  snapshot: StoredSubject['snapshot'];
  revision: number;
  head_hash: Buffer;
  title: string;
  number: string | null;
  ordinal: number;
  phase: string | null;
  state: string;
  timeliness: string | null;
  attention: string | null;
  due_on: string | null;
  closed: boolean;
  participants: StoredParticipant[];
}

export function toSubject(row: SubjectRecord): StoredSubject {
  return {
    campaignId: row.campaign_id,
    id: row.id,
    kind: row.kind,
    lawVersion: row.law_version,
    definition: row.definition,
    snapshot: row.snapshot,
    revision: row.revision,
    headHash: row.head_hash,
    title: row.title,
    number: row.number,
    ordinal: row.ordinal,
    phase: row.phase,
    state: row.state,
    timeliness: row.timeliness,
    attention: row.attention,
    dueOn: row.due_on,
    closed: row.closed,
    participants: row.participants,
  };
}

/** Rows of one statement, by what they belong to; their order stays. */
export function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
