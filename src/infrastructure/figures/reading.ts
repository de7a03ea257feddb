/** The reading port of figures on PostgreSQL: rows of tallies by their keys, parsed from text, which is a third of the work of typed arrays. */
import type { Pool } from 'pg';
import type { ContributionTotal, FigureQuestion, FigureReading, MatrixRow, TallyTotal, WindowTotal } from '../../application/ports/figure-reading';
import { TALLY_COUNTS, type TallyCount } from '../../application/ports/figures';
import { decimalText, scaledText } from '../../domain/statistics';
import { TOP } from '../persistence/store/tally-parts';

const TALLY = `t.rule, t.node_id::text, t.period_key, t.period_start::text, t.period_end::text, t.counts::text, t.keys::text, t.sums::text, t.filled::text`;
const CONTRIBUTION = `t.rule, t.unit_id::text, t.period_key, t.period_start::text, t.period_end::text, t.counts::text, t.keys::text, t.figures::text, null, t.subject_id::text`;
const IN_WINDOW = 't.period_end between x.f and x.t and t.period_start <= x.b';
/** All rules there are, found one after another in the index. */
const RULES = `(case when x.ru is not null then x.ru else array(with recursive every(rule) as (
    (select t.rule from tally t where t.campaign_id = x.c order by t.rule limit 1)
    union all select (select t.rule from tally t where t.campaign_id = x.c and t.rule > every.rule order by t.rule limit 1) from every where every.rule is not null)
  select rule from every where rule is not null) end)`;
const QUESTIONS = `jsonb_to_recordset($1::jsonb) as x(q int, c uuid, so text, ru text[], n uuid, f date, t date, b date)`;

/** `one`: the rows of a question's rules, in a lateral look-up, so that the keys are used however many questions there are. */
const asked = (one: string): string =>
  `select x.q, r.* from ${QUESTIONS} cross join lateral unnest(${RULES}) as rules(rule) cross join lateral (${one} offset 0) r`;
const BY_NODE =
  asked(`select ${TALLY} from tally t where t.campaign_id = x.c and t.rule = rules.rule and t.source = x.so and t.node_id = x.n and ${IN_WINDOW}
  and x.n <> '${TOP}' order by t.period_end, t.period_key`);
const BY_PARENT =
  asked(`select ${TALLY} from tally t where t.campaign_id = x.c and t.rule = rules.rule and t.source = x.so and t.parent_id = x.n and ${IN_WINDOW}
  order by t.period_end, t.period_key, t.node_id`);
const OWN =
  asked(`select ${CONTRIBUTION} from contribution t where t.campaign_id = x.c and t.rule = rules.rule and t.source = x.so and t.unit_id = x.n
  and ${IN_WINDOW} order by t.period_end, t.period_key, t.subject_id`);
const ALL_BELOW = asked(`select ${CONTRIBUTION} from contribution t where t.campaign_id = x.c and t.rule = rules.rule and t.source = x.so
  and (x.n = '${TOP}' or t.path @> array[x.n]) and ${IN_WINDOW} order by t.period_end, t.period_key, t.unit_id, t.subject_id`);

/** The commonest question by itself: a node, a rule, a window. */
const ONE_NODE = `select 0, ${TALLY} from tally t where t.campaign_id = $1 and t.rule = $2 and t.source = $3 and t.node_id = $4
  and t.period_end between $5 and $6 and t.period_start <= $7 order by t.period_end, t.period_key`;

/**
 * A window is what is carried up to its last day that is over, less what is carried up to the day before its first, and the periods that are
 * not carried on either side. Rows come with how they count; L are those of the last period with figures, C says what is covered.
 */
const KEYS = (x: string): string => `${x}.campaign_id = $1 and ${x}.rule = $2 and ${x}.source = $3 and ${x}.node_id = $4`;
const ASKED = 't.period_end between $5::date and $6::date and t.period_start <= $7::date';
const SAYS = `(t.keys <> '{}' or t.counts[${TALLY_COUNTS.indexOf('zero') + 1}] > 0)`;
const PERIOD = (x: string): string => `${x}.rule, ${x}.node_id::text, ${x}.period_key, ${x}.period_start::text, ${x}.period_end::text`;
const SUMS = (x: string): string => `${x}.counts::text, ${x}.keys::text, ${x}.sums::text, ${x}.filled::text`;
const CARRIED = `null, null, null, null, null, ${SUMS('o')}`;
const ONE_WINDOW = `with b as materialized (select
    (select o.upto from carried o where ${KEYS('o')} and o.upto < $5::date order by o.upto desc limit 1) as u1,
    (select o.upto from carried o where ${KEYS('o')} and o.upto <= least($6::date, $7::date) order by o.upto desc limit 1) as u2),
  c as materialized (select u1, u2, coalesce(u2 >= $5::date, false) as uses from b)
select 1, ${CARRIED} from c, carried o where c.uses and ${KEYS('o')} and o.upto = c.u2
union all select -1, ${CARRIED} from c, carried o where c.uses and ${KEYS('o')} and o.upto = c.u1
union all select 1, ${PERIOD('t')}, ${SUMS('t')} from c, tally t where ${KEYS('t')} and ${ASKED} and t.period_end >= case when c.uses then c.u2 + 1 else $5::date end
union all select -1, ${PERIOD('t')}, ${SUMS('t')} from c, tally t where c.uses and ${KEYS('t')} and t.period_end < $5::date and t.period_end > coalesce(c.u1, '-infinity')
union all select 2, ${PERIOD('t')}, ${SUMS('t')} from tally t where ${KEYS('t')} and ${ASKED} and ${SAYS}
  and t.period_end = (select t.period_end from tally t where ${KEYS('t')} and ${ASKED} and ${SAYS} order by t.period_end desc limit 1)
union all select 3, null, null, null, (select t.period_start::text from tally t where ${KEYS('t')} and ${ASKED} order by t.period_end limit 1),
  (select t.period_end::text from tally t where ${KEYS('t')} and ${ASKED} order by t.period_end desc limit 1), null, null, null, null`;

type Row = [number, string, string, string, string, string, string, string, string, string | null, string?];

const list = (text: string): string[] => (text === '{}' ? [] : text.slice(1, -1).split(','));

function toTotal([, rule, unit, key, start, end, counts, keys, sums, filled]: Row): TallyTotal {
  const numbers = list(counts);
  const figures = list(sums);
  const fills = filled === null ? null : list(filled);
  const cells: TallyTotal['cells'] = {};
  list(keys).forEach((cell, i) => (cells[cell] = { sum: figures[i] ?? '0', filled: fills ? Number(fills[i]) : 1 }));
  const named = {} as Record<TallyCount, number>;
  TALLY_COUNTS.forEach((name, i) => (named[name] = Number(numbers[i] ?? 0)));
  return { rule, unit, period: { key, start, end }, counts: named, cells };
}
/** What was counted here and is so no longer leaves zeros behind. */
const isEmpty = (row: Row): boolean => row[7] === '{}' && !/[1-9]/.test(row[6]);
const toContribution = (row: Row): ContributionTotal => ({ ...toTotal(row), subjectId: row[10] ?? '' });

const parametersOf = (questions: readonly FigureQuestion[]): string =>
  JSON.stringify(
    questions.map(({ campaignId: c, source: so, rules: ru, unit, window: { from: f, to: t, begunBy: b } }, q) => ({
      q,
      c,
      so,
      ru,
      n: unit ?? TOP,
      f,
      t,
      b,
    })),
  );

/** Reports that are owed as they are counted; waived ones, which are not counted, of a unit itself or of the whole campaign. */
const MATRIX = `select x.q, r.* from ${QUESTIONS} cross join lateral (
  select t.subject_id as "subjectId", t.unit_id as unit, t.rule, t.period_key as key, t.period_start::text as start, t.period_end::text as "end",
    s.state, s.timeliness, s.due_on::text as "dueOn", s.revision
  from contribution t cross join lateral (select * from subject o where o.campaign_id = t.campaign_id and o.id = t.subject_id offset 0) s
  where t.campaign_id = x.c and (x.ru is null or t.rule = any(x.ru)) and t.source = x.so and (x.n = '${TOP}' or t.path @> array[x.n]) and ${IN_WINDOW}
  union all
  select s.id, (s.definition ->> 'unit')::uuid, s.definition ->> 'rule', s.definition -> 'period' ->> 'key', p.start, p.end,
    s.state, s.timeliness, s.due_on::text, s.revision
  from subject s cross join lateral (select coalesce(s.definition -> 'period' ->> 'start', s.due_on::text) as start,
    coalesce(s.definition -> 'period' ->> 'end', s.due_on::text) as "end") p
  where s.kind = 'REPORT' and s.campaign_id = x.c and s.state = 'WAIVED' and (x.n = '${TOP}' or s.definition ->> 'unit' = x.n::text)
    and (x.ru is null or s.definition ->> 'rule' = any(x.ru)) and p.end between x.f::text and x.t::text and p.start <= x.b::text
  offset 0) r order by x.q, r."end", r.key, r.unit, r."subjectId"`;

function windowOf(rows: readonly Row[]): WindowTotal {
  const counts = {} as Record<TallyCount, number>;
  for (const name of TALLY_COUNTS) counts[name] = 0;
  const sums = new Map<string, { sum: bigint; filled: number }>();
  const total: WindowTotal = { counts, cells: {}, last: [], covers: null };
  for (const row of rows) {
    const [how, , , , start, end] = row;
    if (how === 3) {
      if (start && end) total.covers = { from: start, to: end };
    } else if (how === 2) total.last.push(toTotal(row));
    else {
      list(row[6]).forEach((n, i) => {
        const name = TALLY_COUNTS[i];
        if (name) counts[name] += how * Number(n);
      });
      const [figures, fills] = [list(row[8]), list(row[9] ?? '{}')];
      list(row[7]).forEach((cell, i) => {
        const before = sums.get(cell);
        const sum = scaledText(figures[i] ?? '0');
        const filled = Number(fills[i] ?? 0);
        if (!before) sums.set(cell, { sum: how < 0 ? -sum : sum, filled: how * filled });
        else {
          before.sum += how < 0 ? -sum : sum;
          before.filled += how * filled;
        }
      });
    }
  }
  for (const [cell, { sum, filled }] of sums) if (filled !== 0) total.cells[cell] = { sum: decimalText(sum), filled };
  return total;
}

export function createFigureReading(pool: Pool): FigureReading {
  async function ask<T>(name: string, text: string, questions: readonly FigureQuestion[], read: (row: Row) => T): Promise<T[][]> {
    const answers = questions.map((): T[] => []);
    if (questions.length === 0) return answers;
    const found = await pool.query<Row>({ name, text, values: [parametersOf(questions)], rowMode: 'array' });
    for (const row of found.rows) if (!isEmpty(row)) answers[row[0]]?.push(read(row));
    return answers;
  }

  return {
    async totals(questions) {
      const [only] = questions;
      if (only && questions.length === 1 && only.unit !== null && only.rules?.length === 1) {
        const { campaignId, source, rules, unit, window } = only;
        const values = [campaignId, rules[0], source, unit, window.from, window.to, window.begunBy];
        const { rows } = await pool.query<Row>({ name: 'figures-node', text: ONE_NODE, values, rowMode: 'array' });
        return [rows.filter((row) => !isEmpty(row)).map(toTotal)];
      }
      const [named, top] = [questions.filter(({ unit }) => unit !== null), questions.filter(({ unit }) => unit === null)];
      const [ofNamed, ofTop] = await Promise.all([ask('figures-nodes', BY_NODE, named, toTotal), ask('figures-below', BY_PARENT, top, toTotal)]);
      return questions.map((question) => (question.unit === null ? ofTop[top.indexOf(question)] : ofNamed[named.indexOf(question)]) ?? []);
    },

    async window({ campaignId, rules, source, unit, window }) {
      const values = [campaignId, rules[0], source, unit, window.from, window.to, window.begunBy];
      const { rows } = await pool.query<Row>({ name: 'figures-window', text: ONE_WINDOW, values, rowMode: 'array' });
      return windowOf(rows);
    },

    below: (questions) => ask('figures-below', BY_PARENT, questions, toTotal),

    contributions: (questions, whose) =>
      whose === 'OWN' ? ask('figures-own', OWN, questions, toContribution) : ask('figures-each', ALL_BELOW, questions, toContribution),

    async matrix(questions) {
      const answers = questions.map((): MatrixRow[] => []);
      if (questions.length === 0) return answers;
      const { rows } = await pool.query<MatrixRow & { q: number; key: string; start: string; end: string }>({
        name: 'figures-matrix',
        text: MATRIX,
        values: [parametersOf(questions)],
      });
      for (const { q, key, start, end, ...row } of rows) answers[q]?.push({ ...row, period: { key, start, end } });
      return answers;
    },
  };
}
