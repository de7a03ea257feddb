/**
 * The one statement that writes what a batch of calls has decided: a transaction of its own, a few tables, each fed by one JSON parameter.
 * One JSON text per table is read faster by the server than a dozen arrays, and made faster by the process (docs/decisions/0001-engine.md).
 *
 * Every row names its unit of writing (`u`). A unit is refused when one of its subjects is not at the revision it was decided on; the other
 * units are written all the same.
 *
 * A unit is refused as well when one of its idempotency keys has an answer already: a call whose subject was remembered is decided without
 * having looked for it.
 *
 * Two forms. Where every unit has at most one existing subject, the update itself is the test. Where a unit has several, the rows are locked
 * first, in the order of their keys, so that two processes that write the same subjects wait for each other instead of blocking for ever.
 *
 * The plan of a prepared statement is made once, perhaps while the tables are still empty, and kept; and the planner takes a JSON parameter for
 * a hundred rows, for which reading a small table from end to end looks cheaper than a hundred look-ups. ONE_ROW, which is always true, makes
 * it expect a single row, so that rows are looked up by their keys however large the table has grown since.
 */
const ONE_ROW = 'x.u = x.u + 0';

const SUBJECTS = `subjects as materialized (select * from jsonb_to_recordset($1::jsonb) as x(u int, c uuid, i uuid, e int, k text, lv int, d jsonb, s jsonb,
    r int, h bytea, t text, n text, o int, p text, st text, tl text, a text, du date, cl boolean, w timestamptz))`;

const ANSWERS = `answers as materialized (select * from jsonb_to_recordset($8::jsonb) as x(u int, ac text, y text, h bytea, an jsonb, w timestamptz)),
  taken as materialized (select x.u from answers x cross join lateral (select from idempotency i where i.account_id = x.ac and i.key = x.y offset 0) i)`;

const LOCKED = `locked as materialized (select x.u, x.e, held.revision from subjects x
    left join lateral (select s.revision from subject s where s.campaign_id = x.c and s.id = x.i for update) held on true where x.e > 0),
  lost as materialized (select u from locked where revision is distinct from e union all select u from taken)`;

const UPDATED = `updated as (update subject s set law_version = x.lv, definition = coalesce(x.d, s.definition), snapshot = x.s, revision = x.r, head_hash = x.h,
      title = x.t, number = x.n, ordinal = x.o, phase = x.p, state = x.st, timeliness = x.tl, attention = x.a, due_on = x.du, closed = x.cl, updated_at = x.w
    from subjects x where x.e > 0 and ${ONE_ROW} and s.campaign_id = x.c and s.id = x.i and s.revision = x.e`;

const REST = `created as (insert into subject (campaign_id, id, kind, law_version, definition, snapshot, revision, head_hash, title, number, ordinal, phase,
      state, timeliness, attention, due_on, closed, created_at, updated_at)
    select x.c, x.i, x.k, x.lv, x.d, x.s, x.r, x.h, x.t, x.n, x.o, x.p, x.st, x.tl, x.a, x.du, x.cl, x.w, x.w
    from subjects x where x.e = 0 and x.u <> all(array(select u from lost))),
  logged as (insert into event (campaign_id, subject_id, seq, kind, type, by, payload, at, cause, prev_hash, hash)
    select x.c, x.i, x.q, x.k, x.t, x.b, x.p, x.w, x.ca, x.ph, x.h
    from jsonb_to_recordset($2::jsonb) as x(u int, c uuid, i uuid, q int, k text, t text, b jsonb, p jsonb, w timestamptz, ca jsonb, ph bytea, h bytea)
    where x.u <> all(array(select u from lost)) returning subject_id, seq, position, transaction),
  placed as (insert into participant (campaign_id, subject_id, unit_id, role, kind, state, must_act, active, due_on)
    select x.c, x.i, x.n, x.ro, x.k, x.st, x.m, x.a, x.du
    from jsonb_to_recordset($3::jsonb) as x(u int, c uuid, i uuid, n uuid, ro text, k text, st text, m boolean, a boolean, du date)
    where x.u <> all(array(select u from lost))
    on conflict (campaign_id, subject_id, unit_id, role) do update set kind = excluded.kind, state = excluded.state, must_act = excluded.must_act,
      active = excluded.active, due_on = excluded.due_on),
  removed as (delete from participant p using jsonb_to_recordset($4::jsonb) as x(u int, c uuid, i uuid, n uuid, ro text)
    where ${ONE_ROW} and p.campaign_id = x.c and p.subject_id = x.i and p.unit_id = x.n and p.role = x.ro and x.u <> all(array(select u from lost))),
  timed as (insert into deadline (campaign_id, subject_id, key, kind, due_on, due_at, event, input, label, status, set_by_seq)
    select x.c, x.i, x.y, x.k, x.du, x.da, x.e, x.p, x.l, 'PENDING', x.q
    from jsonb_to_recordset($5::jsonb) as x(u int, c uuid, i uuid, y text, k text, du date, da timestamptz, e text, p jsonb, l jsonb, q int)
    where x.u <> all(array(select u from lost))
    on conflict (campaign_id, subject_id, key) do update set kind = excluded.kind, due_on = excluded.due_on, due_at = excluded.due_at, event = excluded.event,
      input = excluded.input, label = excluded.label, status = excluded.status, set_by_seq = excluded.set_by_seq, delivered_at = null, refusal = null),
  ended as (update deadline d set status = x.st, refusal = x.rf, delivered_at = case when x.st = 'DELIVERED' then x.w end
    from jsonb_to_recordset($6::jsonb) as x(u int, c uuid, i uuid, y text, st text, rf jsonb, q int, w timestamptz)
    where ${ONE_ROW} and d.campaign_id = x.c and d.subject_id = x.i and d.key = x.y and d.status in ('PENDING', 'HELD')
      and (x.q is null or d.set_by_seq = x.q) and x.u <> all(array(select u from lost))),
  told as (insert into outbox (campaign_id, subject_id, seq, message, units, data, created_at, not_before)
    select x.c, x.i, x.q, x.m, x.n, x.d, x.w, x.w
    from jsonb_to_recordset($7::jsonb) as x(u int, c uuid, i uuid, q int, m text, n jsonb, d jsonb, w timestamptz)
    where x.u <> all(array(select u from lost))),
  answered as (insert into idempotency (account_id, key, request_hash, answer, created_at)
    select x.ac, x.y, x.h, x.an, x.w
    from answers x where x.u <> all(array(select u from lost)))
select null::int as lost, subject_id, seq, position, transaction from logged
union all select u, null, null, null, null from lost`;

export const WRITE_SINGLES = {
  name: 'drive-write',
  text: `with ${SUBJECTS},
  ${ANSWERS},
  ${UPDATED} and x.u <> all(array(select u from taken)) returning x.c, x.i),
  lost as materialized (select x.u from subjects x where x.e > 0 and not exists (select from updated v where v.c = x.c and v.i = x.i)
    union all select u from taken),
  ${REST}`,
};

export const WRITE_LOCKING = {
  name: 'drive-write-locking',
  text: `with ${SUBJECTS},
  ${ANSWERS},
  ${LOCKED},
  ${UPDATED} and x.u <> all(array(select u from lost))),
  ${REST}`,
};
