/** How rows of `subject`, each with its participants, are asked for and become what the desk knows. Dates come as text: a civil date has no time zone. */
import type { StoredParticipant, StoredSubject } from '../../application/ports/store';

/** Arrays instead of objects: a third of the text, and the names need not be parsed again for every row. */
const PARTICIPANTS = `(select json_agg(json_build_array(p.unit_id, p.role, p.state, p.must_act, p.active, p.due_on) order by p.role, p.unit_id)
    from participant p where p.campaign_id = s.campaign_id and p.subject_id = s.id)`;

export const SUBJECT_COLUMNS = `s.campaign_id, s.id, s.kind, s.law_version, s.definition, s.snapshot, s.revision, s.head_hash, s.title, s.number,
  s.ordinal, s.phase, s.state, s.timeliness, s.attention, s.due_on, s.closed, ${PARTICIPANTS} as participants`;

type ParticipantArray = [unitId: string, role: string, state: string, mustAct: boolean, active: boolean, dueOn: string | null];

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
  participants: ParticipantArray[] | null;
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
    participants: (row.participants ?? []).map(toParticipant),
  };
}

const toParticipant = ([unitId, role, state, mustAct, active, dueOn]: ParticipantArray): StoredParticipant => ({
  unitId,
  role,
  state,
  mustAct,
  active,
  dueOn,
});
