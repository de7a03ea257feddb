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

/** The cells of two rows added up; what nobody fills in any more falls out. */
const merged = (stands: string, comes: string): string => `select ${stands}.keys, ${stands}.sums, ${stands}.filled where ${comes}.keys = '{}'
        union all select coalesce(array_agg(m.key order by m.key), '{}'), coalesce(array_agg(m.v order by m.key), '{}'), coalesce(array_agg(m.f::int order by m.key), '{}')
          from (select b.key, sum(b.v) as v, sum(b.f) as f from (select unnest(${stands}.keys) as key, unnest(${stands}.sums) as v, unnest(${stands}.filled) as f
            union all select unnest(${comes}.keys), unnest(${comes}.sums), unnest(${comes}.filled)) b group by b.key having sum(b.f) <> 0) m
          having ${comes}.keys <> '{}'`;

/**
 * What is carried forward is the sum of a unit's tallies up to a day that is over. A change of what is over reaches every such sum from its day
 * on; a change of what goes on reaches none, which costs a look at the index for each unit of the path.
 */
const CARRIED_KEY = 'c, ru, so, node, upto';
const CARRIED_ROW = (x: string): string => `o.campaign_id = ${x}.c and o.rule = ${x}.ru and o.source = ${x}.so and o.node_id = ${x}.node`;
const CARRIED_PARTS = [
  `reached as materialized (select a.c, a.ru, a.so, a.node, r.upto, a.counts, b.keys, b.sums, b.filled
    from counted a left join celled b using (c, ru, so, node, pe, pk, parent)
    cross join lateral (select o.upto from carried o where ${CARRIED_ROW('a')} and o.upto >= a.pe offset 0) r)`,
  `carried_held as materialized (select h.* from (select distinct ${CARRIED_KEY} from reached order by ${CARRIED_KEY}) h
    cross join lateral (select from carried o where ${CARRIED_ROW('h')} and o.upto = h.upto for update) o)`,
  `carried_counts as (select ${CARRIED_KEY}, ${perCount((i) => `sum(${count('r.counts', i)})`)}::int[] as counts from reached r group by ${CARRIED_KEY})`,
  `carried_cells as (select ${CARRIED_KEY}, array_agg(g.key order by g.key) as keys, array_agg(g.v order by g.key) as sums, array_agg(g.f::int order by g.key) as filled
    from (select ${CARRIED_KEY}, e.key, sum(e.v) as v, sum(e.f) as f from reached r cross join lateral unnest(r.keys, r.sums, r.filled) as e(key, v, f)
      group by ${CARRIED_KEY}, e.key having sum(e.v) <> 0 or sum(e.f) <> 0) g group by ${CARRIED_KEY})`,
  `carried_on as (update carried o set counts = ${perCount((i) => `${count('o.counts', i)} + ${count('x.counts', i)}`)},
      (keys, sums, filled) = (${merged('o', 'x')})
    from (select h.c, h.ru, h.so, h.node, h.upto, n.counts, coalesce(l.keys, '{}') as keys, coalesce(l.sums, '{}') as sums, coalesce(l.filled, '{}') as filled
      from carried_held h join carried_counts n using (${CARRIED_KEY}) left join carried_cells l using (${CARRIED_KEY})) x
    where ${CARRIED_ROW('x')} and o.upto = x.upto)`,
];

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

/** Each sum is the one before it and the tallies in between. Counts are told apart from cells by a mark that no cell bears. */
const LONG = (row: string, sign: string, counts: string, filled: string): string =>
  `select ${row}, '#' || u.p as key, ${sign}u.n::numeric as v, 0 as f from ${counts} union all select ${row}, u.key, ${sign}u.v, ${sign}u.f from ${filled}`;
const COUNTS = (x: string): string => `cross join lateral unnest(${x}.counts) with ordinality as u(n, p)`;
const CELLS = (x: string, sums: string): string => `cross join lateral unnest(${x}.keys, ${x}.${sums}, ${x}.filled) as u(key, v, f)`;
export const WRONG_CARRIED = `with r as materialized (select o.*, lag(o.upto) over (partition by o.rule, o.source, o.node_id order by o.upto) as since
    from carried o where o.campaign_id = $1),
  p as materialized (select o.*, r.upto as day from r join carried o on o.campaign_id = $1 and o.rule = r.rule and o.source = r.source and o.node_id = r.node_id and o.upto = r.since),
  t as materialized (select y.*, r.upto as day from r join tally y on y.campaign_id = $1 and y.rule = r.rule and y.source = r.source and y.node_id = r.node_id
    and y.period_end <= r.upto and (r.since is null or y.period_end > r.since))
select count(*)::int as wrong from (select distinct rule, source, node_id, day from (
  select rule, source, node_id, day, key from (
    ${LONG('r.rule, r.source, r.node_id, r.upto as day', '', `r ${COUNTS('r')}`, `r ${CELLS('r', 'sums')}`)}
    union all ${LONG('p.rule, p.source, p.node_id, p.day', '-', `p ${COUNTS('p')}`, `p ${CELLS('p', 'sums')}`)}
    union all ${LONG('t.rule, t.source, t.node_id, t.day', '-', `t ${COUNTS('t')}`, `t ${CELLS('t', 'sums')}`)}) z
  group by 1, 2, 3, 4, 5 having sum(v) <> 0 or sum(f) <> 0) w) wrong`;

/** The sums up to one day, $4: nobody writes meanwhile. */
export const CARRY = `insert into carried (campaign_id, rule, source, node_id, upto, counts, keys, sums, filled)
  with last as materialized (select distinct on (o.node_id) o.node_id, o.upto, o.counts, o.keys, o.sums, o.filled from carried o
      where o.campaign_id = $1 and o.rule = $2 and o.source = $3 and o.upto < $4 order by o.node_id, o.upto desc),
    part as materialized (select node_id, counts, keys, sums, filled from last
      union all select t.node_id, t.counts, t.keys, t.sums, t.filled from tally t left join last l using (node_id)
        where t.campaign_id = $1 and t.rule = $2 and t.source = $3 and t.period_end <= $4 and (l.upto is null or t.period_end > l.upto)),
    cells as (select node_id, array_agg(key order by key) as keys, array_agg(v order by key) as sums, array_agg(f::int order by key) as filled
      from (select p.node_id, u.key, sum(u.v) as v, sum(u.f) as f from part p ${CELLS('p', 'sums')} group by 1, 2 having sum(u.f) <> 0) g group by node_id)
  select $1, $2, $3, n.node_id, $4, n.counts, coalesce(c.keys, '{}'), coalesce(c.sums, '{}'), coalesce(c.filled, '{}')
  from (select p.node_id, ${perCount((i) => `sum(${count('p.counts', i)})`)}::int[] as counts from part p group by p.node_id) n left join cells c using (node_id)
  on conflict do nothing`;

export const CARRIED_DAY = `insert into carried_day (campaign_id, rule, source, upto, starts)
  select $1, $2, $3, $4, min(period_start) from tally where campaign_id = $1 and rule = $2 and source = $3 and period_end = $4 having count(*) > 0 on conflict do nothing`;

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
      (keys, sums, filled) = (${merged('t', 'excluded')}))`,
    ...CARRIED_PARTS,
  ];
}
