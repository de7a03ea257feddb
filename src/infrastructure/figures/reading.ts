/** The reading port of figures on PostgreSQL: rows of tallies by their keys, parsed from text, which is a third of the work of typed arrays. */
import type { Pool } from 'pg';
import type { FigureQuestion, FigureReading, MatrixRow } from '../../application/ports/figure-reading';
import { TOP } from '../persistence/store/tally-parts';
import { createLowerReading } from './lower';
import { IN_WINDOW, isEmpty, toContribution, toTotal, type Row } from './rows';
import { createWindows } from './windows';

const TALLY = `t.rule, t.node_id::text, t.period_key, t.period_start::text, t.period_end::text, t.counts::text, t.keys::text, t.sums::text, t.filled::text`;
const CONTRIBUTION = `t.rule, t.unit_id::text, t.period_key, t.period_start::text, t.period_end::text, t.counts::text, t.keys::text, t.figures::text, null, t.subject_id::text`;
/** All rules there are, found one after another in the index. */
const RULES = `(case when x.ru is not null then x.ru else array(with recursive every(rule) as (
    (select t.rule from tally t where t.campaign_id = x.c order by t.rule limit 1)
    union all select (select t.rule from tally t where t.campaign_id = x.c and t.rule > every.rule order by t.rule limit 1) from every where every.rule is not null)
  select rule from every where rule is not null) end)`;
const QUESTIONS = `jsonb_to_recordset($1::jsonb) as x(q int, c uuid, so text, ru text[], n uuid, f date, t date, b date, o boolean)`;

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

/** Of each unit, its records of the whole window added up: there are thousands of them, of a few days each. */
const BY_UNIT = asked(`select g.rule, g.unit, '', min(g.ps)::text, max(g.pe)::text, '{}', array_agg(g.key order by g.key)::text,
    array_agg(g.v order by g.key)::text, array_agg(g.f order by g.key)::text
  from (select t.rule, t.unit_id::text as unit, u.key, sum(u.v) as v, count(*) as f, min(t.period_start) as ps, max(t.period_end) as pe
    from contribution t cross join lateral unnest(t.keys, t.figures) as u(key, v)
    where t.campaign_id = x.c and t.rule = rules.rule and t.source = x.so and (x.n = '${TOP}' or t.path @> array[x.n]) and ${IN_WINDOW}
    group by 1, 2, 3) g group by g.rule, g.unit order by g.unit`);

/** The commonest question by itself: a node, a rule, a window. */
const ONE_NODE = `select 0, ${TALLY} from tally t where t.campaign_id = $1 and t.rule = $2 and t.source = $3 and t.node_id = $4
  and t.period_end between $5 and $6 and (t.period_start <= $7 or $8::boolean and t.period_key = 'ONCE') order by t.period_end, t.period_key`;

const parametersOf = (questions: readonly FigureQuestion[]): string =>
  JSON.stringify(
    questions.map(({ campaignId: c, source: so, rules: ru, unit, window: { from: f, to: t, begunBy: b, onceOwed: o } }, q) => ({
      q,
      c,
      so,
      ru,
      n: unit ?? TOP,
      f,
      t,
      b,
      o,
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
    and (x.ru is null or s.definition ->> 'rule' = any(x.ru)) and p.end between x.f::text and x.t::text and (p.start <= x.b::text or x.o and s.definition -> 'period' ->> 'key' = 'ONCE')
  offset 0) r order by x.q, r."end", r.key, r.unit, r."subjectId"`;

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
        const values = [campaignId, rules[0], source, unit, window.from, window.to, window.begunBy, window.onceOwed ?? false];
        const { rows } = await pool.query<Row>({ name: 'figures-node', text: ONE_NODE, values, rowMode: 'array' });
        return [rows.filter((row) => !isEmpty(row)).map(toTotal)];
      }
      const [named, top] = [questions.filter(({ unit }) => unit !== null), questions.filter(({ unit }) => unit === null)];
      const [ofNamed, ofTop] = await Promise.all([ask('figures-nodes', BY_NODE, named, toTotal), ask('figures-below', BY_PARENT, top, toTotal)]);
      return questions.map((question) => (question.unit === null ? ofTop[top.indexOf(question)] : ofNamed[named.indexOf(question)]) ?? []);
    },

    window: createWindows(pool),

    lower: createLowerReading(pool),

    byUnit: (questions) => ask('figures-units', BY_UNIT, questions, toTotal),

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
