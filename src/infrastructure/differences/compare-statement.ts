/**
 * The statement that holds reports against records. Records are added up by day and by the path of their unit first, of which there are few, so
 * that finding the unit that owes costs the same for one record and for a thousand.
 */
import { TALLY_COUNTS } from '../../application/ports/figures';
import { ONCE } from '../../application/ports/differences';

const counted = (row: string, name: (typeof TALLY_COUNTS)[number]): string => `(coalesce(${row}.counts[${TALLY_COUNTS.indexOf(name) + 1}], 0) > 0)`;

/** The reports `w` that the question is about. */
const SHOWN = '(x.n is null or w.path && x.n) and (x.id is null or w.subject_id = any(x.id))';
const FEW = 50;
/** What `row` says of the cell `c`. */
const figure = (row: string): string =>
  `coalesce(${row}.figures[array_position(${row}.keys, c.k)], ${row}.figures[array_position(${row}.keys, c.a)])`;

/** Each row is one rule `e` of one question `q`. */
const ASKED = `jsonb_to_recordset($1::jsonb) as x(q int, e int, c uuid, ru text, fo text, n uuid[], pk text, id uuid[], f date, t date, b date, di boolean, ce jsonb)`;

const PARTS = [
  `asked as materialized (select * from ${ASKED})`,
  `cell as materialized (select x.e, l.* from asked x cross join lateral jsonb_to_recordset(x.ce) as l(k text, a text, i int, cu boolean))`,
  // Periods are numbered: what is joined over and over is joined by two columns.
  `owed as materialized (select x.e, r.*, dense_rank() over (order by x.e, r.period_end, r.period_key, r.since) as p from asked x cross join lateral (
    select t.subject_id, t.unit_id, t.period_key, t.period_start, t.period_end, t.path, t.counts, t.keys, t.figures,
      case when t.period_key = '${ONCE}' then '-infinity' else t.period_start end as since
    from contribution t where t.campaign_id = x.c and t.rule = x.ru and t.source = 'REPORTED' and t.period_end between x.f and x.t
      and (t.period_start <= x.b or t.period_key = '${ONCE}') and (x.pk is null or t.period_key = x.pk) offset 0) r)`,
  `period as materialized (select distinct w.e, w.p, w.period_end, w.since from owed w)`,
  // Where few reports are looked at, records that cannot count for them are left alone.
  `span as materialized (select x.e, x.c, x.fo, (select max(p.period_end) from period p where p.e = x.e) as last,
      case when (select bool_or(c.cu) from cell c where c.e = x.e) then '-infinity' else (select min(p.since) from period p where p.e = x.e) end as first,
      case when x.n is not null or x.id is not null then (select array_agg(distinct w.unit_id) from owed w where w.e = x.e and ${SHOWN}) end as units
    from asked x)`,
  `daily as materialized (select x.e, k.path, k.period_end as day, c.k, c.cu, sum(l.v) as v
    from span x
    cross join lateral (select o.path, o.period_end, o.keys, o.figures from contribution o
      where o.campaign_id = x.c and o.rule = x.fo and o.source = 'RECORDED' and o.period_end between x.first and x.last
        and (cardinality(x.units) is null or cardinality(x.units) > ${FEW} or o.path && x.units) offset 0) k
    cross join lateral unnest(k.keys, k.figures) as l(key, v) join cell c on c.e = x.e and c.k = l.key
    group by x.e, k.path, k.period_end, c.k, c.cu)`,
  `summed as materialized (select p.p, d.path, d.k, sum(d.v) as v, max(d.day) as last
    from daily d join period p on p.e = d.e and d.day <= p.period_end and (d.cu or d.day >= p.since) group by p.p, d.path, d.k)`,
  `step as materialized (select s.p, s.path, o.unit, o.place from (select distinct p, path from summed) s
    cross join lateral unnest(s.path) with ordinality as o(unit, place))`,
  `nearest as materialized (select distinct on (s.p, s.path) s.p, s.path, s.unit
    from step s join (select distinct p, unit_id from owed) w on w.p = s.p and w.unit_id = s.unit order by s.p, s.path, s.place)`,
  `recorded as materialized (select s.p, n.unit, s.k, sum(s.v) as v, max(s.last) as last
    from summed s join nearest n on n.p = s.p and n.path = s.path group by s.p, n.unit, s.k)`,
];

/** The running total before this period, where the report adds nothing to it. */
const BEFORE = `(select ${figure('o')} from contribution o where o.campaign_id = x.c and o.rule = x.ru and o.source = 'REPORTED' and o.unit_id = w.unit_id
    and o.period_end < w.period_end and (array_position(o.keys, c.k) is not null or array_position(o.keys, c.a) is not null) order by o.period_end desc limit 1)`;

const LINES = `select x.q, x.di, x.ru as rule, w.subject_id, w.unit_id, w.period_key, w.period_start, w.period_end, c.k, c.i, w.came, w.past,
      coalesce(r.v, 0) as recorded, r.last,
      case when w.came then coalesce(${figure('w')}, case when c.cu then ${BEFORE} end, case when w.zero then 0 end) end as reported
    from asked x
    join (select o.*, ${counted('o', 'submitted')} as came, ${counted('o', 'zero')} as zero, ${counted('o', 'overdue')} or ${counted('o', 'missing')} as past
      from owed o) w on w.e = x.e and ${SHOWN}
    join cell c on c.e = x.e
    left join recorded r on r.p = w.p and r.unit = w.unit_id and r.k = c.k`;

const DIFFERS = `case when l.came then coalesce(l.reported, 0) <> l.recorded else l.past and l.recorded <> 0 end`;

export interface Cut {
  condition: string;
  by: string;
  limit: string;
}

/** The page is cut by columns of `l`. */
export const compareStatement = ({ condition, by, limit }: Cut): string =>
  `with ${PARTS.join(',\n  ')}
select a.q, one.* from (select distinct q from asked) a
cross join lateral (select l.rule, l.subject_id::text, l.unit_id::text, l.period_key, l.period_start::text, l.period_end::text, l.k, l.i, l.came,
    trim_scale(l.reported)::text as reported, trim_scale(l.recorded)::text as recorded, l.last::text, row_number() over (${by}) as place
  from (select l.* from (${LINES}) l where l.q = a.q and (not l.di or ${DIFFERS}) and ${condition} ${by} limit ${limit}) l) one
order by a.q, one.place`;

/** What lies behind one cell each; `asked` as the parameter names them. */
export const explainingStatement = ({ condition, by, limit }: Cut): string =>
  `select x.q, one.* from jsonb_to_recordset($1::jsonb) as x(q int, c uuid, ru text, fo text, n uuid, pk text, f date, t date, k text)
cross join lateral (select o.subject_id::text, o.unit_id::text, o.period_end::text as day, trim_scale(f.v)::text as amount, row_number() over (${by}) as place
  from contribution o cross join lateral (select f.v from unnest(o.keys, o.figures) as f(key, v) where f.key = x.k limit 1) f
  where o.campaign_id = x.c and o.rule = x.fo and o.source = 'RECORDED' and o.period_end between x.f and x.t and o.path @> array[x.n]
    and not exists (select from unnest(o.path) with ordinality as p(unit, place)
      join contribution w on w.campaign_id = x.c and w.rule = x.ru and w.source = 'REPORTED' and w.unit_id = p.unit and w.period_end = x.t and w.period_key = x.pk
      where p.place < array_position(o.path, x.n))
    and ${condition} ${by} limit ${limit}) one
order by x.q, one.place`;

export const QUESTIONS = `select k.place::int as place, s.id, s.closed, array(select c ->> 'cell' from jsonb_array_elements(s.definition -> 'cells') as c) as cells
  from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality as k(campaign_id, unit_id, report, place)
  join participant p on p.campaign_id = k.campaign_id and p.unit_id = k.unit_id and p.kind = 'DIFFERENCE' and p.role = 'OWING'
  join subject s on s.campaign_id = p.campaign_id and s.id = p.subject_id and s.definition ->> 'report' = k.report
  order by k.place, s.ordinal, s.id`;
