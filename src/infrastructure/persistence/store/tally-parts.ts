/**
 * Parts of a statement that keep contributions and tallies. However a contribution changes, the difference to the row that is stored goes, in
 * the same statement, to every unit of its path; so the tallies are the sum of the contributions at any moment, whoever writes at the same time.
 *
 * Locks are taken in one order by everybody: contributions by their key (as the rows are given), then tallies by theirs.
 */
import { TALLY_COUNTS } from '../../../application/ports/figures';

export const TOP = '00000000-0000-0000-0000-000000000000';

export const CONTRIBUTION_COLUMNS = `(u int, c uuid, i uuid, so text, ru text, n uuid, pk text, pe date, ps date, pa uuid[], co int[], ce text[], va numeric[], go boolean)`;

const KEY = `k.campaign_id = x.c and k.subject_id = x.i and k.source = x.so and k.rule = x.ru and k.unit_id = x.n and k.period_key = x.pk and k.period_end = x.pe`;
const STOOD = `left join lateral (select k.path, k.frozen, k.counts, k.keys, k.figures from contribution k where ${KEY} for update) o on true`;

const places = TALLY_COUNTS.map((_, i) => i + 1);
const perCount = (each: (place: number) => string): string => `array[${places.map(each).join(', ')}]`;
const count = (array: string, place: number): string => `coalesce(${array}[${place}], 0)`;

/** Fans `differs` out to the units of each path, adds up what meets there, and adds that to the tallies. */
const PATH = `differs d cross join lateral (select p.node, coalesce(d.path[p.place + 1], '${TOP}'::uuid) as parent
      from unnest(d.path) with ordinality as p(node, place)) n`;
const NODE = 'd.c, d.ru, d.so, n.node, d.pe, d.pk, n.parent';
const TALLY_KEY = 'c, ru, so, node, pe, pk, parent';

/** What contributions add, as they are to stand: given rows `x`, joined to what stood before, make the difference on the path that stood. */
export function contributionParts(rows: string, condition: string): string[] {
  return [
    `stood as materialized (select x.*, o.path, o.counts, o.keys, o.figures from ${rows} ${STOOD} where ${condition})`,
    `contributed as (insert into contribution (campaign_id, subject_id, source, rule, unit_id, period_key, period_end, period_start, path, counts, keys, figures)
    select x.c, x.i, x.so, x.ru, x.n, x.pk, x.pe, x.ps, x.pa, x.co, x.ce, x.va from stood x where not x.go
    on conflict (campaign_id, subject_id, source, rule, unit_id, period_key, period_end) do update set period_start = excluded.period_start,
      counts = excluded.counts, keys = excluded.keys, figures = excluded.figures)`,
    `ceased as (delete from contribution k using stood x where x.u = x.u + 0 and x.go and ${KEY})`,
    `differs as materialized (select x.c, x.ru, x.so, x.pe, x.pk, x.ps, coalesce(x.path, x.pa) as path,
      ${perCount((i) => `case when x.go then 0 else ${count('x.co', i)} end - ${count('x.counts', i)}`)} as counts, d.keys, d.sums, d.filled
    from stood x cross join lateral (select array_agg(e.key) as keys, array_agg(e.v) as sums, array_agg(e.f) as filled from (
      select b.key, sum(b.v) as v, sum(b.f) as f from (select unnest(x.ce) as key, unnest(x.va) as v, 1 as f where not x.go
        union all select unnest(x.keys), -unnest(x.figures), -1) b group by b.key having sum(b.v) <> 0 or sum(b.f) <> 0) e) d)`,
    ...tallyParts(),
  ];
}

/**
 * The same figures on another path: away from every unit of the old one, to every unit of the new one. Rows name places (`n`, `pe`), the path
 * `pa`, and whether it stays so (`fr`). What is frozen already stays where it is.
 */
export const REROOT = `with places as materialized (select * from jsonb_to_recordset($1::jsonb) as x(n uuid, pe date, pa uuid[], fr boolean)),
  given as materialized (select k.campaign_id as c, k.subject_id as i, k.source as so, k.rule as ru, k.unit_id as n, k.period_key as pk,
      k.period_end as pe, k.period_start as ps, p.pa, p.fr
    from places p cross join lateral (select * from contribution o where o.period_end = p.pe and o.unit_id = p.n and not o.frozen offset 0) k
    order by c, i, so, ru, n, pk, pe),
  stood as materialized (select x.*, o.path, o.counts, o.keys, o.figures from given x ${STOOD}
    where o.path is not null and not o.frozen and (x.fr or o.path <> x.pa)),
  moved as (update contribution k set path = x.pa, frozen = x.fr from stood x where x.i = k.subject_id and ${KEY} returning k.unit_id),
  differs as materialized (
    select x.c, x.ru, x.so, x.pe, x.pk, x.ps, x.pa as path, x.counts, x.keys, x.figures as sums, array(select 1 from unnest(x.keys)) as filled
      from stood x where x.path <> x.pa
    union all select x.c, x.ru, x.so, x.pe, x.pk, x.ps, x.path, array(select -v from unnest(x.counts) with ordinality as a(v, p) order by p), x.keys,
      array(select -v from unnest(x.figures) with ordinality as a(v, p) order by p), array(select -1 from unnest(x.keys)) from stood x where x.path <> x.pa),
  ${tallyParts().join(',\n  ')}
select count(*)::int as moved from stood`;

/** As an event writes them, but without one: each row with the revision `r` its subject must be at, or 0 for a subject that is not there. */
export const RECOUNT = `with given as materialized (select * from jsonb_to_recordset($1::jsonb) as x${CONTRIBUTION_COLUMNS.replace(')', ', r int)')}),
  held as materialized (select x.c, x.i, x.r, s.revision from (select distinct c, i, r from given order by c, i) x
    left join lateral (select s.revision from subject s where s.campaign_id = x.c and s.id = x.i for share) s on true),
  agreed as materialized (select x.* from given x join held h using (c, i) where h.r = coalesce(h.revision, 0) order by x.c, x.i, x.so, x.ru, x.n, x.pk, x.pe),
  ${contributionParts('agreed x', 'true').join(',\n  ')}
select count(*)::int as written from agreed`;

const ALL_OF = `select k.campaign_id as c, k.rule as ru, k.source as so, k.period_end as pe, k.period_key as pk, k.period_start as ps, k.path, k.counts, k.keys,
    k.figures as sums, array(select 1 from unnest(k.keys)) as filled from contribution k where k.campaign_id = $1`;
const [COUNTED = '', CELLED = ''] = tallyParts();
const COUNTED_ANEW = `differs as materialized (${ALL_OF}), ${COUNTED}, ${CELLED}`;
const NOTHING = (array: string): string => places.map((i) => `${count(array, i)} = 0`).join(' and ');

export const WRONG_TALLIES = `with ${COUNTED_ANEW},
  right_ones as (select c, ru, so, node, pe, pk, parent, a.ps, a.counts, coalesce(b.keys, '{}') as keys, coalesce(b.sums, '{}') as sums,
      coalesce(b.filled, '{}') as filled from counted a left join celled b using (${TALLY_KEY})),
  stored as (select campaign_id as c, rule as ru, source as so, node_id as node, period_end as pe, period_key as pk, parent_id as parent, counts, keys, sums, filled
    from tally where campaign_id = $1)
select count(*)::int as wrong from right_ones r full join stored t using (${TALLY_KEY})
where case when t.counts is null then not (${NOTHING('r.counts')}) or r.keys <> '{}' when r.counts is null then not (${NOTHING('t.counts')}) or t.keys <> '{}'
  else ${perCount((i) => count('r.counts', i))} <> ${perCount((i) => count('t.counts', i))} or r.keys <> t.keys or r.sums <> t.sums or r.filled <> t.filled end`;

export const RENEWED_TALLIES = `with ${tallyParts({ differs: ALL_OF }).join(',\n  ')} select count(*)::int as written from counted`;

function tallyParts(given?: { differs: string }): string[] {
  return [
    ...(given ? [`differs as materialized (${given.differs})`] : []),
    `counted as (select ${NODE}, min(d.ps) as ps, ${perCount((i) => `sum(${count('d.counts', i)})`)}::int[] as counts from ${PATH} group by ${NODE})`,
    `celled as (select ${TALLY_KEY}, array_agg(g.key order by g.key) as keys, array_agg(g.v order by g.key) as sums, array_agg(g.f::int order by g.key) as filled
    from (select ${NODE}, e.key, sum(e.v) as v, sum(e.f) as f from ${PATH} cross join lateral unnest(d.keys, d.sums, d.filled) as e(key, v, f)
      group by ${NODE}, e.key having sum(e.v) <> 0 or sum(e.f) <> 0) g group by ${TALLY_KEY})`,
    `tallied as (insert into tally as t (campaign_id, rule, source, node_id, period_end, period_key, parent_id, period_start, counts, keys, sums, filled)
    select ${TALLY_KEY}, a.ps, a.counts, coalesce(b.keys, '{}'), coalesce(b.sums, '{}'), coalesce(b.filled, '{}')
    from counted a left join celled b using (${TALLY_KEY})
    where b.keys is not null or ${places.map((i) => `a.counts[${i}] <> 0`).join(' or ')}
    order by ${TALLY_KEY}
    on conflict (campaign_id, rule, source, node_id, period_end, period_key, parent_id) do update set period_start = least(t.period_start, excluded.period_start),
      counts = ${perCount((i) => `${count('t.counts', i)} + ${count('excluded.counts', i)}`)},
      (keys, sums, filled) = (
        select t.keys, t.sums, t.filled where excluded.keys = '{}'
        union all select coalesce(array_agg(m.key order by m.key), '{}'), coalesce(array_agg(m.v order by m.key), '{}'), coalesce(array_agg(m.f::int order by m.key), '{}')
          from (select b.key, sum(b.v) as v, sum(b.f) as f from (select unnest(t.keys) as key, unnest(t.sums) as v, unnest(t.filled) as f
            union all select unnest(excluded.keys), unnest(excluded.sums), unnest(excluded.filled)) b group by b.key having sum(b.f) <> 0) m
          having excluded.keys <> '{}'))`,
  ];
}
