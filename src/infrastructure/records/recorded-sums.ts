/** What is recorded for a report, on PostgreSQL (and PGlite): contributions by rule and path, as events have written them. */
import type { Pool } from 'pg';
import type { RecordedSum, RecordedSums } from '../../application/ports/recorded-sums';
import { decimalText, scaledText } from '../../domain/statistics';

/** A record counts for the nearest unit above it that owes the report of that rule and period. */
const SUMS = `select x.q, u.key, sum(u.v) filter (where k.period_end >= x.s)::text as inside, sum(u.v)::text as total
  from jsonb_to_recordset($1::jsonb) as x(q int, c uuid, f text, ru text, pk text, n uuid, s date, e date)
  cross join lateral (select k.period_end, k.keys, k.figures from contribution k
    where k.campaign_id = x.c and k.rule = x.f and k.source = 'RECORDED' and k.period_end <= x.e and k.path @> array[x.n]
      and not exists (select from contribution o where o.campaign_id = x.c and o.rule = x.ru and o.source = 'REPORTED' and o.period_key = x.pk
        and o.unit_id = any(k.path[1 : array_position(k.path, x.n) - 1]))
    offset 0) k
  cross join lateral unnest(k.keys, k.figures) as u(key, v)
  group by x.q, u.key`;

export function createRecordedSums(pool: Pool): RecordedSums {
  return {
    async sums(questions) {
      const answers = questions.map((): RecordedSum => ({}));
      if (questions.length === 0) return answers;
      const asked = questions.map(({ campaignId: c, form: f, rule: ru, unit: n, period: { key: pk, start: s, end: e } }, q) => ({
        q,
        c,
        f,
        ru,
        pk,
        n,
        s,
        e,
      }));
      const { rows } = await pool.query<{ q: number; key: string; inside: string | null; total: string }>({
        name: 'recorded-sums',
        text: SUMS,
        values: [JSON.stringify(asked)],
      });
      for (const { q, key, inside, total } of rows) {
        const answer = answers[q];
        if (answer) answer[key] = { inside: inside === null ? null : plain(inside), total: plain(total) };
      }
      return answers;
    },
  };
}

/** Without the places that only the adding has made. */
const plain = (decimal: string): string => decimalText(scaledText(decimal));
