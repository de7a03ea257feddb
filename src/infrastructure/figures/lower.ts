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
const TOUCHES = `y.campaign_id = e.c and y.rule = e.ru and y.source = 'REPORTED' and y.period_end >= k.period_start and y.period_start <= k.period_end
      and y.counts[${EXPECTED}] > 0`;
const OWED_BEFORE = `exists (select from x e where e.q = x.q and e.r < x.r and (
    exists (select from tally y where y.node_id = k.unit_id and ${TOUCHES})
    or exists (select from contribution y where y.unit_id = any(k.path) and ${TOUCHES})))`;

const NODE: Readonly<Record<LowerGrouping, string>> = {
  ALL: `'${TOP}'::uuid`,
  UNIT: 'k.unit_id',
  BELOW: `case when x.n = '${TOP}' then k.path[cardinality(k.path)] else k.path[array_position(k.path, x.n) - 1] end`,
  OWN: 'k.unit_id',
};

/** A row for each party, node, period and subject, as far as these are told apart. */
const statement = (by: LowerGrouping): string => {
  const key = 'q, r, node, period_end, period_key, subject, left_out';
  return `with x as materialized (select * from jsonb_to_recordset($1::jsonb) as x(q int, r int, c uuid, ru text, n uuid, f date, t date, b date, o boolean)),
  found as materialized (select x.q, x.r, ${NODE[by]} as node, k.period_end, k.period_key, ${by === 'OWN' ? 'k.subject_id' : `'${TOP}'::uuid`} as subject,
      ${OWED_BEFORE} as left_out, k.period_start, k.counts, k.keys, k.figures
    from x cross join lateral (select * from contribution t where t.campaign_id = x.c and t.rule = x.ru and t.source = 'REPORTED'
      and ${by === 'OWN' ? 't.unit_id = x.n' : `(x.n = '${TOP}' or t.path @> array[x.n])`} and ${IN_WINDOW} offset 0) k
    where x.r > 0),
  counted as (select ${key}, min(period_start) as period_start, array[${TALLY_COUNTS.map((_, i) => `sum(coalesce(counts[${i + 1}], 0))`).join(', ')}] as counts
    from found where node is not null group by ${key}),
  celled as (select ${key}, array_agg(cell order by cell) as keys, array_agg(v order by cell) as sums, array_agg(f order by cell) as filled
    from (select ${key}, u.cell, sum(u.v) as v, count(*) as f from found cross join lateral unnest(keys, figures) as u(cell, v)
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
