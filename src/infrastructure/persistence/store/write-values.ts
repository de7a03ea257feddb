/** The parameters of the write statement: rows under short names, in an order in which no two processes can block each other. */
import type { ContributionWrite, DeadlineChange, LoggedEvent, SubjectWrite, WriteUnit } from '../../../application/ports/store';
import { COLUMNS, TABLES, type PlainTable, type Table } from './write-statement';

type Row = Record<string, unknown>;
const bytes = (buffer: Buffer): string => `\\x${buffer.toString('hex')}`;
const order = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : a === b ? 0 : 1);

export interface WriteValues {
  /** Those with rows, in the order of the statement's parameters. */
  tables: Table[];
  /** No table has more than one, and `contributions` none. */
  oneRowEach: boolean;
  values: unknown[];
}

/** A unit and all above it, nearest first, on a day. */
export type PathOf = (unit: string, on: string) => readonly string[];

/** `pathOf` is asked where a unit has contributions. */
export function writeValues(units: readonly WriteUnit[], pathOf: PathOf): WriteValues {
  const rows = Object.fromEntries(TABLES.map((table) => [table, []])) as unknown as Record<Table, Row[]>;
  units.forEach((unit, u) => {
    const w = unit.at.toISOString();
    for (const write of unit.subjects) {
      const { campaignId: c, id: i, kind: k } = write.after;
      (write.expected === 0 ? rows.created : rows.changed).push(subjectRow(u, w, write));
      for (const p of write.participants.upsert) {
        rows.participants.push({ u, c, i, n: p.unitId, ro: p.role, k, st: p.state, m: p.mustAct, a: p.active, du: p.dueOn });
      }
      for (const p of write.participants.remove) rows.removed.push({ u, c, i, n: p.unitId, ro: p.role });
    }
    for (const event of unit.events) rows.events.push(eventRow(u, event, event.at === unit.at ? w : event.at.toISOString()));
    for (const change of unit.deadlines) (change.change === 'SET' ? rows.set : rows.ended).push(deadlineRow(u, w, change));
    for (const { campaignId: c, id: i, seq: q, message: m, units: n, data: d } of unit.outbox) rows.outbox.push({ u, c, i, q, m, n, d, w });
    for (const one of unit.contributions ?? []) rows.contributions.push(contributionRow(u, one, pathOf));
    for (const { accountId: ac, key: y, requestHash, answer: an } of unit.idempotency) rows.answers.push({ u, ac, y, h: bytes(requestHash), an, w });
  });
  rows.changed.sort((a, b) => order(a['c'], b['c']) || order(a['i'], b['i']));
  rows.created.sort((a, b) => order(a['c'], b['c']) || order(a['i'], b['i']));
  rows.answers.sort((a, b) => order(a['ac'], b['ac']) || order(a['y'], b['y']));
  if (rows.contributions.length > 1) rows.contributions.sort(byContribution);
  const tables = TABLES.filter((table) => rows[table].length > 0);
  const plain = tables.flatMap((table) => (table === 'contributions' || rows[table].length > 1 ? [] : table));
  const oneRowEach = plain.length === tables.length;
  const values = oneRowEach
    ? plain.flatMap((table) => parametersOf(table, rows[table][0] ?? {}))
    : tables.map((table) => JSON.stringify(rows[table]));
  return { tables, oneRowEach, values };
}

function parametersOf(table: PlainTable, row: Row): unknown[] {
  return COLUMNS[table].map(({ name, type }) => {
    const value = row[name] ?? null;
    return type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
  });
}

const CONTRIBUTION_KEY = ['c', 'i', 'so', 'ru', 'n', 'pk', 'pe'] as const;
export function byContribution(a: Row, b: Row): number {
  for (const name of CONTRIBUTION_KEY) {
    const difference = order(a[name], b[name]);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function contributionRow(u: number, one: ContributionWrite, pathOf: PathOf): Row {
  const { campaignId: c, id: i, source: so, rule: ru, unit: n, period, counts: co, cells, gone: go } = one;
  const { key: pk, start: ps, end: pe } = period;
  return { u, c, i, so, ru, n, pk, pe, ps, pa: pathOf(n, pe), co, ce: Object.keys(cells), va: Object.values(cells), go };
}

// One literal per row: objects put together from several take several times as long.
function subjectRow(u: number, w: string, { expected: e, after, definitionChanged }: SubjectWrite): Row {
  return {
    u,
    c: after.campaignId,
    i: after.id,
    e,
    k: after.kind,
    lv: after.lawVersion,
    d: e === 0 || definitionChanged ? after.definition : null,
    s: after.snapshot,
    r: after.revision,
    h: bytes(after.headHash),
    t: after.title,
    n: after.number,
    o: after.ordinal,
    p: after.phase,
    st: after.state,
    tl: after.timeliness,
    a: after.attention,
    du: after.dueOn,
    cl: after.closed,
    w,
  };
}

function eventRow(u: number, event: LoggedEvent, w: string): Row {
  return {
    u,
    c: event.campaignId,
    i: event.id,
    q: event.seq,
    k: event.kind,
    t: event.type,
    b: event.by,
    p: { on: event.on, input: event.input, facts: event.facts },
    w,
    ca: event.cause,
    ph: bytes(event.prevHash),
    h: bytes(event.hash),
  };
}

function deadlineRow(u: number, w: string, change: DeadlineChange): Row {
  const name = { u, c: change.campaignId, i: change.id, y: change.key };
  if (change.change === 'SET') {
    const { kind: k, dueOn: du, dueAt, event: e, input: p, label: l, setBySeq: q } = change;
    return { ...name, k, du, da: dueAt.toISOString(), e, p, l, q };
  }
  return change.change === 'CANCEL' ? { ...name, st: 'CANCELLED', w } : { ...name, st: 'DELIVERED', rf: change.refusal, q: change.setBySeq, w };
}
