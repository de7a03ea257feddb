/**
 * The one statement that writes what a batch of calls has decided: a transaction of its own, a few tables, each fed by one JSON parameter.
 * One JSON text per table is read faster by the server than a dozen arrays, and made faster by the process (docs/decisions/0001-engine.md).
 * A call that is alone mostly has a row in each table and no more; then it is the other way round, by a third (0012).
 * It is put together of the parts that have rows, so that a single call does not pay for the tables it does not touch.
 *
 * Every row names its unit of writing (`u`). A unit is refused when one of its subjects is not at the revision it was decided on, and when one
 * of its idempotency keys has an answer already (a call whose subject was remembered is decided without having looked for it); the other units
 * are written all the same.
 *
 * Two forms. Where every unit has at most one existing subject, the update itself is the test. Where a unit has several, the rows are locked
 * first, in the order of their keys, so that two processes that write the same subjects wait for each other instead of blocking for ever.
 *
 * The plan of a prepared statement is made once, perhaps while the tables are still empty, and kept; and the planner takes a JSON parameter for
 * a hundred rows, for which reading a small table from end to end looks cheaper than a hundred look-ups. ONE_ROW, which is always true, makes
 * it expect a single row, so that rows are looked up by their keys however large the table has grown since.
 */
import { CONTRIBUTION_COLUMNS, contributionParts } from './tally-parts';

const ONE_ROW = 'x.u = x.u + 0';
const NOT_LOST = 'x.u <> all(array(select u from lost))';

/** What a batch may have rows for, in the order of the statement's parts. */
export const TABLES = ['changed', 'created', 'events', 'participants', 'removed', 'set', 'ended', 'outbox', 'answers', 'contributions'] as const;
export type Table = (typeof TABLES)[number];

const SUBJECT =
  'u int, c uuid, i uuid, e int, k text, lv int, d jsonb, s jsonb, r int, h bytea, t text, n text, o int, p text, st text, tl text, a text, du date, cl boolean, w timestamptz';

/** A table whose rows may come as parameters: what is counted together comes as JSON, always. */
export type PlainTable = Exclude<Table, 'contributions'>;

/** The columns of each table's rows, under short names. */
export const COLUMNS = mapped({
  changed: SUBJECT,
  created: SUBJECT,
  events: 'u int, c uuid, i uuid, q int, k text, t text, b jsonb, p jsonb, w timestamptz, ca jsonb, ph bytea, h bytea',
  participants: 'u int, c uuid, i uuid, n uuid, ro text, k text, st text, m boolean, a boolean, du date',
  removed: 'u int, c uuid, i uuid, n uuid, ro text',
  set: 'u int, c uuid, i uuid, y text, k text, du date, da timestamptz, e text, p jsonb, l jsonb, q int',
  ended: 'u int, c uuid, i uuid, y text, st text, rf jsonb, q int, w timestamptz',
  outbox: 'u int, c uuid, i uuid, q int, m text, n jsonb, d jsonb, w timestamptz',
  answers: 'u int, ac text, y text, h bytea, an jsonb, w timestamptz',
});

interface Column {
  name: string;
  type: string;
}

function mapped(lists: Readonly<Record<PlainTable, string>>): Readonly<Record<PlainTable, readonly Column[]>> {
  const columns = (list: string): Column[] =>
    list.split(', ').map((column) => ({ name: column.split(' ')[0] ?? '', type: column.split(' ')[1] ?? '' }));
  return Object.fromEntries(Object.entries(lists).map(([table, list]) => [table, columns(list)])) as Record<PlainTable, Column[]>;
}

/** Where the rows of a table come from; `from` is the number of its first parameter. */
function rowsOf(table: Table, from: number, form: WriteForm): string {
  if (table === 'contributions') return `jsonb_to_recordset($${from}::jsonb) as x${CONTRIBUTION_COLUMNS}`;
  const columns = COLUMNS[table];
  if (!form.oneRowEach) return `jsonb_to_recordset($${from}::jsonb) as x(${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`;
  const parameters = columns.map(({ type }, index) => `$${from + index}::${type}`);
  return `(values (${parameters.join(', ')})) as x(${columns.map(({ name }) => name).join(', ')})`;
}

const UPDATE = `update subject s set law_version = x.lv, definition = coalesce(x.d, s.definition), snapshot = x.s, revision = x.r, head_hash = x.h,
      title = x.t, number = x.n, ordinal = x.o, phase = x.p, state = x.st, timeliness = x.tl, attention = x.a, due_on = x.du, closed = x.cl, updated_at = x.w
    from changed x where ${ONE_ROW} and s.campaign_id = x.c and s.id = x.i and s.revision = x.e`;

/** What is done with the rows of each table; `from rows` stands for where they come from. */
const WRITES: Readonly<Record<Exclude<Table, 'changed' | 'contributions'>, string>> = {
  created: `insert into subject (campaign_id, id, kind, law_version, definition, snapshot, revision, head_hash, title, number, ordinal, phase,
      state, timeliness, attention, due_on, closed, created_at, updated_at)
    select x.c, x.i, x.k, x.lv, x.d, x.s, x.r, x.h, x.t, x.n, x.o, x.p, x.st, x.tl, x.a, x.du, x.cl, x.w, x.w from rows where ${NOT_LOST}`,
  events: `insert into event (campaign_id, subject_id, seq, kind, type, by, payload, at, cause, prev_hash, hash)
    select x.c, x.i, x.q, x.k, x.t, x.b, x.p, x.w, x.ca, x.ph, x.h from rows where ${NOT_LOST} returning subject_id, seq, position, transaction`,
  participants: `insert into participant (campaign_id, subject_id, unit_id, role, kind, state, must_act, active, due_on)
    select x.c, x.i, x.n, x.ro, x.k, x.st, x.m, x.a, x.du from rows where ${NOT_LOST}
    on conflict (campaign_id, subject_id, unit_id, role) do update set kind = excluded.kind, state = excluded.state, must_act = excluded.must_act,
      active = excluded.active, due_on = excluded.due_on`,
  removed: `delete from participant p using rows
    where ${ONE_ROW} and p.campaign_id = x.c and p.subject_id = x.i and p.unit_id = x.n and p.role = x.ro and ${NOT_LOST}`,
  set: `insert into deadline (campaign_id, subject_id, key, kind, due_on, due_at, event, input, label, status, set_by_seq)
    select x.c, x.i, x.y, x.k, x.du, x.da, x.e, x.p, x.l, 'PENDING', x.q from rows where ${NOT_LOST}
    on conflict (campaign_id, subject_id, key) do update set kind = excluded.kind, due_on = excluded.due_on, due_at = excluded.due_at, event = excluded.event,
      input = excluded.input, label = excluded.label, status = excluded.status, set_by_seq = excluded.set_by_seq, delivered_at = null, refusal = null`,
  ended: `update deadline d set status = x.st, refusal = x.rf, delivered_at = case when x.st = 'DELIVERED' then x.w end from rows
    where ${ONE_ROW} and d.campaign_id = x.c and d.subject_id = x.i and d.key = x.y and d.status in ('PENDING', 'HELD')
      and (x.q is null or d.set_by_seq = x.q) and ${NOT_LOST}`,
  outbox: `insert into outbox (campaign_id, subject_id, seq, message, units, data, created_at, not_before)
    select x.c, x.i, x.q, x.m, x.n, x.d, x.w, x.w from rows where ${NOT_LOST}`,
  answers: `insert into idempotency (account_id, key, request_hash, answer, created_at)
    select x.ac, x.y, x.h, x.an, x.w from rows where ${NOT_LOST}`,
};

/**
 * For a look-up that nearly always finds nothing, in the table that grows fastest: never says no and is asked only of what was found; but the
 * planner counts its cost for every row of the table, so that reading all of them never looks cheaper than looking keys up. Without it a
 * statement that was planned while the table had few pages goes on reading it from end to end, for each key, until the table is analysed.
 */
export const DEAR = (key: string): string => `(select count(*) from generate_series(0, length(${key}))) > 0`;

const TAKEN = `taken as materialized (select x.u from answers x
    cross join lateral (select from idempotency i where i.account_id = x.ac and i.key = x.y and ${DEAR('i.key')} offset 0) i)`;

const LOCKED = `locked as materialized (select x.u, x.e, held.revision from changed x
    left join lateral (select s.revision from subject s where s.campaign_id = x.c and s.id = x.i for update) held on true)`;

const LOST_ROWS = 'select u as lost, null::uuid as subject_id, null::int as seq, null::bigint as position, null::xid8 as transaction from lost';

export interface WriteStatement {
  name: string;
  text: string;
}

export interface WriteForm {
  /** Those with rows, in the order of TABLES, which is the order of the parameters. */
  tables: readonly Table[];
  /** Some unit has several existing subjects. */
  locking: boolean;
  /** No table has more than one row, and none is `contributions`: each column is a parameter of its own, instead of a JSON text for each table. */
  oneRowEach: boolean;
}

const made = new Map<string, WriteStatement>();

export function writeStatement(form: WriteForm): WriteStatement {
  const { tables, locking, oneRowEach } = form;
  const bits = tables.reduce((all, table) => all | (1 << TABLES.indexOf(table)), oneRowEach ? 1 << TABLES.length : 0);
  const name = `drive-write${locking ? '-locking' : ''}-${bits}`;
  let statement = made.get(name);
  if (!statement) made.set(name, (statement = { name, text: textOf(form) }));
  return statement;
}

function textOf(form: WriteForm): string {
  const { tables, locking, oneRowEach } = form;
  const has = (table: Table): boolean => tables.includes(table);
  const sources = new Map<Table, string>();
  let parameters = 0;
  for (const table of tables) {
    sources.set(table, rowsOf(table, parameters + 1, form));
    parameters += oneRowEach && table !== 'contributions' ? COLUMNS[table].length : 1;
  }
  const rows = (table: Table): string => sources.get(table) ?? '';
  // One row is read twice from its parameters sooner than it is kept.
  const kept = (table: Table): string => `${table} as ${oneRowEach ? 'not ' : ''}materialized (select * from ${rows(table)})`;
  const lost = has('answers') ? ['select u from taken'] : [];
  const parts: string[] = [];
  if (has('answers')) parts.push(kept('answers'), TAKEN);
  if (has('changed')) {
    parts.push(kept('changed'));
    if (locking) {
      lost.unshift('select u from locked where revision is distinct from e');
      parts.push(LOCKED);
    } else {
      lost.unshift('select x.u from changed x where not exists (select from updated v where v.c = x.c and v.i = x.i)');
      parts.push(`updated as (${UPDATE}${has('answers') ? ' and x.u <> all(array(select u from taken))' : ''} returning x.c, x.i)`);
    }
  }
  parts.push(`lost as materialized (${lost.length > 0 ? lost.join(' union all ') : 'select null::int as u where false'})`);
  if (has('changed') && locking) parts.push(`updated as (${UPDATE} and ${NOT_LOST})`);
  for (const table of tables) {
    if (table === 'changed') continue;
    if (table === 'contributions') {
      parts.push(...contributionParts(rows(table), NOT_LOST));
      continue;
    }
    const from = table === 'answers' ? 'answers x' : rows(table);
    const write = WRITES[table].replace('using rows', `using ${from}`).replace('from rows', `from ${from}`);
    parts.push(`${table === 'answers' ? 'answered' : `${table}_written`} as (${write})`);
  }
  const logged = 'select null::int as lost, subject_id, seq, position, transaction from events_written union all ';
  return `with ${parts.join(',\n  ')}\n${has('events') ? logged : ''}${LOST_ROWS}`;
}
