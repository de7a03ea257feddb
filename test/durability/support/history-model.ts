/**
 * What must hold of a history, told without the laws: which step of a paper, a review, a body, a campaign may follow which, what one instance's
 * step does to the others, and how log, snapshot, columns, participants and deadlines hang together. It sees the database only.
 */
import type { SubjectKind } from '../../../workflows';
import type { HistoryWorld } from './history-world';

interface Step {
  id: string;
  seq: number;
  kind: SubjectKind;
  type: string;
  cause: { subjectId: string; seq: number } | null;
  by: { relations: string[] };
  prev: string;
  hash: string;
}
interface Row {
  id: string;
  kind: SubjectKind;
  revision: number;
  state: string;
  closed: boolean;
  head: string;
  value: Record<string, unknown>;
  context: Record<string, unknown>;
}
interface Seen {
  subjects: Row[];
  steps: Step[];
  pending: { id: string; key: string; dueAt: string }[];
  parts: { id: string; unit: string; role: string; mustAct: boolean; active: boolean }[];
  outbox: number;
}

const SEEN = `select
  (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'revision', revision, 'state', state, 'closed', closed,
     'head', encode(head_hash, 'hex'), 'value', snapshot -> 'value', 'context', snapshot -> 'context')), '[]') from subject where campaign_id = $1) as subjects,
  (select coalesce(json_agg(json_build_object('id', subject_id, 'seq', seq, 'kind', kind, 'type', type, 'cause', cause, 'by', by,
     'prev', encode(prev_hash, 'hex'), 'hash', encode(hash, 'hex')) order by position), '[]') from event where campaign_id = $1 and position > $2) as steps,
  (select coalesce(max(position), $2) from event where campaign_id = $1) as position,
  (select coalesce(json_agg(json_build_object('id', subject_id, 'key', key, 'dueAt', due_at)), '[]') from deadline where campaign_id = $1 and status = 'PENDING') as pending,
  (select coalesce(json_agg(json_build_object('id', subject_id, 'unit', unit_id, 'role', role, 'mustAct', must_act, 'active', active)), '[]')
     from participant where campaign_id = $1) as parts,
  (select count(*)::int from outbox where campaign_id = $1) as outbox`;

type Where = Record<SubjectKind, Record<string, string>>;
type Moves = Record<string, Record<string, string>>;

const PAPER: Moves = {
  owed: { SAVE_DRAFT: 'drafting', SUBMIT: 'submitted', WAIVE: 'waived', NO_LONGER_OWED: 'waived', AMENDED: 'owed', CHASING_CHANGED: 'owed' },
  drafting: {
    SAVE_DRAFT: 'drafting',
    SUBMIT: 'submitted',
    WAIVE: 'waived',
    NO_LONGER_OWED: 'waived',
    AMENDED: 'drafting',
    CHASING_CHANGED: 'drafting',
  },
  submitted: { WITHDRAW: 'drafting', RETURN: 'returned', ACCEPT: 'accepted', WAIVE: 'waived' },
  returned: { SAVE_DRAFT: 'drafting', SUBMIT: 'submitted', WAIVE: 'waived' },
  accepted: { REOPEN: 'drafting' },
  waived: {},
};
const BODY: Moves = {
  forming: { APPOINT: 'forming', REPLACE: 'forming', RELEASE: 'forming', ACTIVATE: 'active', DISSOLVE: 'dissolved' },
  active: { APPOINT: 'active', REPLACE: 'active', RELEASE: 'active', HOLD_MEETING: 'active', DISSOLVE: 'dissolved' },
  dissolved: {},
};
const BULLETIN: Moves = {
  draft: { REVISE: 'draft', REFRESH: 'draft', RETURN: 'draft', APPROVE: 'approved', DISCARD: 'discarded' },
  approved: { RETURN: 'draft', PUBLISH: 'published', DISCARD: 'discarded' },
  published: { RECALL: 'recalled' },
  recalled: {},
  discarded: {},
};
const RECORD: Moves = {
  recorded: { CORRECT: 'recorded', STRIKE: 'struck' },
  struck: { RESTORE: 'recorded' },
};
const DIFFERENCE: Moves = {
  asked: { ANSWER: 'answered', DUE: 'asked', WITHDRAW: 'withdrawn' },
  answered: { ASK_AGAIN: 'asked', SETTLE: 'settled', WITHDRAW: 'withdrawn' },
  settled: {},
  withdrawn: {},
};
const STAGE: Moves = {
  draft: { LAUNCH: 'running', AMEND: 'draft', TERMINATE: 'terminated' },
  running: {
    ...{ ADVANCE: 'running', PHASE_DUE: 'running', EXTEND_PHASE: 'running', AMEND: 'running', SUSPEND: 'running', RESUME: 'running' },
    ...{ CONCLUDE: 'concluded', TERMINATE: 'terminated' },
  },
  concluded: { ARCHIVE: 'archived' },
  archived: {},
  terminated: {},
};
const STANDING: Moves = {
  normal: { SUSPENDED: 'suspended', SUSPEND: 'suspended', CLOSE: 'closed', WRITE_OFF: 'writtenOff' },
  suspended: { RESUMED: 'normal', RESUME: 'normal', CLOSE: 'closed', TERMINATE: 'normal' },
  writtenOff: { REOPEN: 'normal' },
  closed: {},
};
/** What the engine says to instances whether or not it means them: it moves no paper and no stage. */
const REPORT_TOLD = ['URGE', 'REMIND', 'ESCALATE', 'SUSPENDED', 'RESUMED', 'CLOSE', 'MOVE_DUE', 'DUE', 'CLOSE_PERIOD'];
const CAMPAIGN_TOLD = [
  'TASK_SETTLED',
  'TASK_REOPENED',
  'REPORT_REOPENED',
  'UNIT_JOINED',
  'UNIT_LEFT',
  'JOIN_UNIT',
  'RELEASE_UNIT',
  'SET_SUPERIOR',
  'CLEAR_SUPERIOR',
];
const REVIEW_ENDS: Moves = {
  pending: { ACCEPT: 'accepted', RETURN: 'returned' },
  accepted: { REOPEN: 'returned' },
};

/** What a step makes others do, at least. Everything else that follows must be one of MAY. */
const MUST: Partial<Record<SubjectKind, Record<string, string[]>>> = {
  REPORT: { REOPEN: ['REPORT_REOPENED'] },
  TASK: {
    ...{ ACCEPT: ['TASK_SETTLED'], WRITE_OFF: ['TASK_SETTLED'], REOPEN: ['TASK_REOPENED'] },
    ...{ TRANSFER: ['UNIT_LEFT', 'UNIT_JOINED'], REMOVE_UNIT: ['UNIT_LEFT'], UPHOLD: ['UNIT_LEFT'], ADD_UNIT: ['UNIT_JOINED'] },
  },
};
const MAY: Partial<Record<SubjectKind, Record<string, string[]>>> = {
  TASK: { APPOINT_LEAD: ['UNIT_JOINED', 'UNIT_LEFT'], AMENDED: ['UNIT_JOINED', 'UNIT_LEFT'] },
  CAMPAIGN: {
    SUSPEND: ['SUSPENDED'],
    RESUME: ['RESUMED'],
    TERMINATE: ['CLOSE', 'DISSOLVE'],
    CONCLUDE: ['CLOSE', 'DISSOLVE'],
    EXTEND_PHASE: ['MOVE_DUE'],
    AMEND: ['MOVE_DUE', 'AMENDED', 'CHASING_CHANGED', 'WRITE_OFF', 'CLOSE', 'NO_LONGER_OWED'],
    UNIT_LEFT: ['NO_LONGER_OWED'],
    RELEASE_UNIT: ['NO_LONGER_OWED'],
  },
};
/** Kinds that stand still with the campaign. */
const FOLLOWING = ['TASK', 'REPORT'] as const;

const stageOf = (value: unknown): string => (typeof value === 'string' ? value : (Object.keys(value as object)[0] ?? ''));
const where = ({ kind, value }: Row): Record<string, string> => {
  if (kind === 'CAMPAIGN') return { stage: stageOf(value['stage']), standing: String(value['standing']) };
  if (kind === 'REPORT') return { paper: String(value['paper']), standing: String(value['standing']) };
  if (kind === 'TASK') return { review: String(value['review']), standing: String(value['standing']) };
  if (kind === 'BULLETIN') return { paper: String(value['paper']) };
  if (kind === 'RECORD') return { entry: String(value['entry']) };
  if (kind === 'DIFFERENCE') return { question: String(value['question']) };
  return { life: String(value['life']) };
};

export class HistoryModel {
  private position = '0';
  private revisions = new Map<string, number>();
  private heads = new Map<string, string>();
  private at: Where | null = null;
  private settled = 0;
  private readonly closed = new Set<string>();
  /** Told something by the engine itself when all was over, which announcements are not: of these only the log is held to anything. */
  private readonly disturbed = new Set<string>();
  private before = '';

  constructor(private readonly world: HistoryWorld) {}

  /** Takes the beginning as it is: every instance has its first event. */
  async begin(): Promise<void> {
    const seen = await this.look();
    for (const { id, seq, hash } of seen.steps) this.follow(id, seq, hash);
    this.at = Object.fromEntries(seen.subjects.map((row) => [row.kind, where(row)])) as Where;
    this.holdsTogether(seen);
  }

  /** After a command that was refused, or repeated: nothing at all has changed. */
  async unchanged(): Promise<void> {
    const before = this.before;
    const seen = await this.look();
    expect(seen.steps).toEqual([]);
    expect(this.before).toBe(before);
  }

  /** After a command that was accepted. */
  async took(kind: SubjectKind, type: string): Promise<void> {
    const seen = await this.look();
    expect(seen.steps[0]).toMatchObject({ id: this.world.ids[kind], type, cause: null });
    this.absorb(seen);
  }

  /** After the clock worker: whatever it delivered, by itself, and nothing is left that was due. */
  async delivered(at: string): Promise<void> {
    const seen = await this.look();
    for (const { cause, by } of seen.steps) if (cause === null) expect(by.relations).toEqual(['CLOCK']);
    expect(seen.pending.filter(({ dueAt }) => new Date(dueAt) <= new Date(at))).toEqual([]);
    this.absorb(seen);
  }

  private async look(): Promise<Seen> {
    const { rows } = await this.world.database.pool.query<Seen & { position: string }>(SEEN, [this.world.campaignId, this.position]);
    const [seen] = rows;
    if (!seen) throw new Error('The database said nothing');
    this.position = seen.position;
    this.before = JSON.stringify([seen.subjects, seen.pending, seen.parts, seen.outbox]);
    return seen;
  }

  private follow(id: string, seq: number, hash: string): void {
    expect({ id, seq }).toEqual({ id, seq: (this.revisions.get(id) ?? 0) + 1 });
    this.revisions.set(id, seq);
    this.heads.set(id, hash);
  }

  private absorb(seen: Seen): void {
    const stood = structuredClone(this.at) as Where;
    for (const step of seen.steps) {
      expect({ prev: step.prev, of: step.type }).toEqual({ prev: this.heads.get(step.id), of: step.type });
      this.follow(step.id, step.seq, step.hash);
      this.move(step);
      if (!step.cause && step.by.relations.includes('ENGINE') && this.closed.has(step.id)) this.disturbed.add(step.id);
      if (step.cause) expect(step.by.relations).toEqual(['ENGINE']);
    }
    for (const step of seen.steps) this.consequences(step, seen.steps, stood);
    this.holdsTogether(seen);
  }

  private move({ kind, type, by }: Step): void {
    const at = this.at?.[kind];
    if (!at) throw new Error(`No model of ${kind}`);
    const go = (what: string, moves: Moves, told: readonly string[] = []): void => {
      const next = moves[at[what] ?? '']?.[type] ?? (told.includes(type) ? at[what] : undefined);
      expect({ kind, type, from: at[what], possible: next !== undefined }).toEqual({ kind, type, from: at[what], possible: true });
      at[what] = next ?? '';
    };
    // Where the campaign stands still or is over, people's steps rest, except those that are said to be possible.
    if (at['standing'] !== undefined && at['standing'] !== 'normal' && !by.relations.includes('ENGINE'))
      expect(['RESUME', 'TERMINATE', 'REOPEN']).toContain(type);
    if (kind === 'REPORT') go('paper', PAPER, REPORT_TOLD);
    if (kind === 'COORDINATING_BODY') go('life', BODY);
    if (kind === 'BULLETIN') go('paper', BULLETIN);
    if (kind === 'RECORD') go('entry', RECORD);
    if (kind === 'DIFFERENCE') go('question', DIFFERENCE);
    if (kind === 'CAMPAIGN') {
      go('stage', STAGE, CAMPAIGN_TOLD);
      if (type === 'TASK_SETTLED') this.settled += 1;
      if (type === 'TASK_REOPENED') this.settled -= 1;
    }
    if (kind === 'TASK' && ['ACCEPT', 'RETURN'].includes(type)) go('review', REVIEW_ENDS);
    if (kind === 'TASK' && type === 'REOPEN') {
      expect(at['review'] === 'accepted' || at['standing'] === 'writtenOff').toBe(true);
      at['review'] = REVIEW_ENDS[at['review'] ?? '']?.[type] ?? at['review'] ?? '';
    }
    // What is accepted stays as it is when its campaign ends.
    if (kind === 'TASK' && type === 'CLOSE' && at['review'] === 'accepted') return;
    if (at['standing'] !== undefined) at['standing'] = STANDING[at['standing']]?.[type] ?? at['standing'];
  }

  /** What a step did to others is what it must, and nothing that it may not. */
  private consequences(step: Step, steps: readonly Step[], stood: Where): void {
    const caused = steps.filter(({ cause }) => cause?.subjectId === step.id && cause.seq === step.seq);
    const must = [...(MUST[step.kind]?.[step.type] ?? [])].sort();
    const may = MAY[step.kind]?.[step.type];
    const types = caused.map(({ type }) => type).sort();
    if (!may) expect({ step: step.type, types }).toEqual({ step: step.type, types: must });
    else expect({ step: step.type, strange: types.filter((type) => !may.includes(type)) }).toEqual({ step: step.type, strange: [] });
    if (step.kind !== 'CAMPAIGN') return;
    const heard = (type: string): string[] => caused.filter((one) => one.type === type).map(({ kind }) => kind);
    const inStanding = (standing: string): string[] => FOLLOWING.filter((kind) => stood[kind]['standing'] === standing);
    // Those that are over already are left alone: an accepted task, an accepted or waived report.
    const open = FOLLOWING.filter((kind) => !(kind === 'TASK' ? ['accepted'] : ['accepted', 'waived']).includes(Object.values(stood[kind])[0] ?? ''));
    if (step.type === 'SUSPEND')
      for (const kind of inStanding('normal')) if (open.some((one) => one === kind)) expect(heard('SUSPENDED')).toContain(kind);
    if (step.type === 'RESUME') expect(heard('RESUMED').filter((kind) => stood[kind as 'TASK']['standing'] !== 'suspended')).toEqual([]);
  }

  /** The columns, the participants and the deadlines say what the snapshot says, and the snapshot what the model does. */
  private holdsTogether({ subjects, pending, parts }: Seen): void {
    expect(subjects).toHaveLength(this.revisions.size);
    for (const row of subjects) {
      expect({ revision: row.revision, head: row.head }).toEqual({ revision: this.revisions.get(row.id), head: this.heads.get(row.id) });
      const at = this.at?.[row.kind];
      if (row.kind === 'TASK' && at) this.reviewIsRight(row, at);
      expect({ kind: row.kind, at: where(row) }).toEqual({ kind: row.kind, at });
      const own = parts.filter(({ id }) => id === row.id);
      expect(new Set(own.map(({ unit, role }) => `${unit} ${role}`)).size).toBe(own.length);
      expect(own.filter(({ mustAct, active }) => mustAct && !active)).toEqual([]);
      if (row.closed) this.closed.add(row.id);
      else this.closed.delete(row.id);
      if ((row.closed || at?.['standing'] === 'suspended') && !this.disturbed.has(row.id)) {
        expect(own.filter(({ mustAct }) => mustAct)).toEqual([]);
        // The clock's reminder of a seat that has been excused meanwhile stays, and does nothing.
        const waiting = pending.filter(({ id, key }) => id === row.id && !key.startsWith('acknowledge:'));
        expect({ kind: row.kind, state: row.state, waiting }).toMatchObject({ waiting: [] });
      }
      // Who has handed in is not chased.
      if (row.kind === 'REPORT' && !['owed', 'drafting', 'returned'].includes(at?.['paper'] ?? ''))
        expect(pending.filter(({ id, key }) => id === row.id && /^(remind|escalate)/.test(key))).toEqual([]);
      if (row.kind === 'CAMPAIGN') expect(row.context['settledTasks']).toBe(this.settled);
    }
  }

  /** Whether a task lies with its office is decided by its seats alone: some lead has submitted, and nobody is still at it. */
  private reviewIsRight({ value }: Row, at: Record<string, string>): void {
    const seats = (side: string): unknown[] =>
      Object.entries(value).flatMap(([key, state]) => (new RegExp(`^${side}\\d+$`).test(key) ? [state] : []));
    const leads = seats('lead').filter((state) => state !== 'withdrawn');
    const open = seats('part').filter((state) => !['contributed', 'waived', 'withdrawn'].includes(String(state)));
    const complete = leads.length > 0 && leads.every((state) => state === 'submitted') && open.length === 0;
    expect(value['review'] === 'pending').toBe(complete);
    if (value['review'] === 'accepted') expect(leads.every((state) => state === 'accepted')).toBe(true);
    // Between handing in and taking back the seats decide; the rest the model has followed.
    if (['idle', 'pending', 'returned'].includes(at['review'] ?? '') && value['review'] !== 'accepted') at['review'] = String(value['review']);
  }
}
