/**
 * What is reported to lower campaigns, and whether it is owed to one that counts before: then it is told, and not added up. Whoever owes to a
 * campaign answers there for what stands below, so a unit counts as owing where it does itself, a unit above it does, or one below it does.
 */
import type { Pool } from 'pg';
import type { FigureReading, LowerGrouping } from '../../application/ports/figure-reading';
import { TALLY_COUNTS } from '../../application/ports/figures';
import { TOP } from '../persistence/store/tally-parts';
import { IN_WINDOW, isEmpty, toTotal, type Row } from './rows';

const EXPECTED = TALLY_COUNTS.indexOf('expected') + 1;
const OF_EARLIER = `y.campaign_id = e.c and y.rule = e.ru and y.source = 'REPORTED' and y.period_end >= p.first and y.period_start <= p.last
        and y.counts[${EXPECTED}] > 0`;
/** For each place in the tree at which something is reported, the days for which it is owed to a campaign before: looked up once for all periods. */
const OWED_BEFORE = `places as materialized (select q, r, unit_id, path, min(period_start) as first, max(period_end) as last from found group by 1, 2, 3, 4),
  owed as materialized (select p.q, p.r, p.unit_id, p.path, range_agg(daterange(o.period_start, o.period_end, '[]')) as days
    from places p join x e on e.q = p.q and e.r < p.r cross join lateral (
      select y.period_start, y.period_end from tally y where y.node_id = p.unit_id and ${OF_EARLIER}
      union all select y.period_start, y.period_end from contribution y where y.unit_id = any(p.path) and ${OF_EARLIER} offset 0) o
    group by 1, 2, 3, 4)`;

const NODE: Readonly<Record<LowerGrouping, string>> = {
  ALL: `'${TOP}'::uuid`,
  UNIT: 'unit_id',
  BELOW: `case when n = '${TOP}' then path[cardinality(path)] else path[array_position(path, n) - 1] end`,
  OWN: 'unit_id',
};

/** A row for each party, node, period and subject, as far as these are told apart. */
const statement = (by: LowerGrouping): string => {
  const key = 'q, r, node, period_end, period_key, subject, left_out';
  return `with x as materialized (select * from jsonb_to_recordset($1::jsonb) as x(q int, r int, c uuid, ru text, n uuid, f date, t date, b date, o boolean)),
  found as materialized (select x.q, x.r, x.n, k.* from x cross join lateral (select * from contribution t where t.campaign_id = x.c and t.rule = x.ru
      and t.source = 'REPORTED' and ${by === 'OWN' ? 't.unit_id = x.n' : `(x.n = '${TOP}' or t.path @> array[x.n])`} and ${IN_WINDOW} offset 0) k
    where x.r > 0),
  ${OWED_BEFORE},
  told as materialized (select q, r, ${NODE[by]} as node, f.period_end, f.period_key, ${by === 'OWN' ? 'f.subject_id' : `'${TOP}'::uuid`} as subject,
      coalesce(o.days && daterange(f.period_start, f.period_end, '[]'), false) as left_out, f.period_start, f.counts, f.keys, f.figures
    from found f left join owed o using (q, r, unit_id, path)),
  counted as (select ${key}, min(period_start) as period_start, array[${TALLY_COUNTS.map((_, i) => `sum(coalesce(counts[${i + 1}], 0))`).join(', ')}] as counts
    from told where node is not null group by ${key}),
  celled as (select ${key}, array_agg(cell order by cell) as keys, array_agg(v order by cell) as sums, array_agg(f order by cell) as filled
    from (select ${key}, u.cell, sum(u.v) as v, count(*) as f from told cross join lateral unnest(keys, figures) as u(cell, v)
      where node is not null and not left_out group by ${key}, u.cell) g group by ${key})
select q, r::text, node::text, period_key, period_start::text, period_end::text, counts::text, coalesce(keys, '{}')::text, coalesce(sums, '{}')::text,
  coalesce(filled, '{}')::text, subject::text, left_out
from counted left join celled using (${key}) order by q, r, period_end, period_key, node, subject`;
};

export function createLowerReading(pool: Pool): FigureReading['lower'] {
  return async (questions, by) => {
    const answers = questions.map((): Awaited<ReturnType<FigureReading['lower']>>[number] => []);
    const parties = questions.flatMap(({ parties: of, unit, window: { from: f, to: t, begunBy: b, onceOwed: o } }, q) =>
      of.length < 2 ? [] : of.map(({ campaignId: c, rule: ru }, r) => ({ q, r, c, ru, n: unit ?? TOP, f, t, b, o })),
    );
    if (parties.length === 0) return answers;
    const values = [JSON.stringify(parties)];
    const { rows } = await pool.query<[...Required<Row>, boolean]>({ name: `figures-lower-${by}`, text: statement(by), values, rowMode: 'array' });
    for (const row of rows) {
      const [q, , node, , , , , , , , subject, leftOut] = row;
      const total = toTotal(row.slice(0, 10) as unknown as Row);
      if (isEmpty(row as unknown as Row)) continue;
      answers[q]?.push({
        ...total,
        ...{ rule: questions[q]?.parties[Number(row[1])]?.rule ?? '', unit: node === TOP ? '' : node, party: Number(row[1]) },
        ...{ leftOut, subjectId: by === 'OWN' ? subject : null },
      });
    }
    return answers;
  };
}
