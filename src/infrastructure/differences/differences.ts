/** Reports held against records on PostgreSQL (and PGlite). */
import type { Pool } from 'pg';
import {
  ONCE,
  type ComparedRow,
  type ComparisonQuestion,
  type Differences,
  type ExplainedCell,
  type ExplainingRecord,
  type QuestionAsked,
} from '../../application/ports/differences';
import type { Page, PageRequest } from '../../application/ports/reading';
import { keyset, Parameters, toPage, type SortOrder } from '../reading/keyset';
import { compareStatement, explainingStatement, QUESTIONS } from './compare-statement';

const BY_PERIOD: SortOrder = {
  columns: [
    { sql: 'l.period_end', type: 'date' },
    { sql: 'l.rule', type: 'text' },
    { sql: 'l.period_key', type: 'text' },
    { sql: 'l.unit_id', type: 'uuid' },
    { sql: 'l.subject_id', type: 'uuid' },
    { sql: 'l.i', type: 'int' },
  ],
};
const BY_DAY: SortOrder = {
  columns: [
    { sql: 'o.period_end', type: 'date' },
    { sql: 'o.subject_id', type: 'uuid' },
  ],
};
const EVERYTHING: PageRequest = { limit: Number.MAX_SAFE_INTEGER - 1, direction: 'FORWARD', from: null };
const BEGINNING = '0001-01-01';

interface ComparedRecord {
  q: number;
  rule: string;
  subject_id: string;
  unit_id: string;
  period_key: string;
  period_start: string;
  period_end: string;
  k: string;
  i: number;
  came: boolean;
  reported: string | null;
  recorded: string;
  last: string | null;
}
interface ExplainingRow {
  q: number;
  subject_id: string;
  unit_id: string;
  day: string;
  amount: string;
}

export function createDifferences(pool: Pool): Differences {
  return {
    async compare(questions, asked) {
      const page = asked ?? EVERYTHING;
      const rules = ruleRows(questions, page);
      if (rules.length === 0) return questions.map(() => ({ rows: [], more: false }));
      const parameters = new Parameters();
      parameters.add(JSON.stringify(rules));
      const text = compareStatement(keyset(BY_PERIOD, page, parameters));
      const { rows } = await pool.query<ComparedRecord>(text, parameters.values);
      return pagesOf(questions.length, rows, page, toCompared, (row) => [
        ...[row.period_end, row.rule, row.period_key, row.unit_id, row.subject_id],
        row.i,
      ]);
    },

    async explaining(cells, page) {
      if (cells.length === 0) return [];
      const parameters = new Parameters();
      parameters.add(JSON.stringify(cells.map(explainedRow)));
      const { rows } = await pool.query<ExplainingRow>(explainingStatement(keyset(BY_DAY, page, parameters)), parameters.values);
      return pagesOf(cells.length, rows, page, toExplaining, ({ day, subject_id }) => [day, subject_id]);
    },

    async questions(reports) {
      const { rows } = await pool.query<QuestionAsked & { place: number }>({
        name: 'differences-questions',
        text: QUESTIONS,
        values: [reports.map(({ campaignId }) => campaignId), reports.map(({ unit }) => unit), reports.map(({ report }) => report)],
      });
      const found = reports.map((): QuestionAsked[] => []);
      for (const { place, ...question } of rows) found[place - 1]?.push(question);
      return found;
    },
  };
}

/** Under the short names of the statement. Periods before those of the page's cursor need not be looked at. */
function ruleRows(questions: readonly ComparisonQuestion[], { direction, from }: PageRequest) {
  const cursor = from === null ? null : String(from[0]);
  const rows = questions.flatMap(({ campaignId: c, rules, nodes: n, period: pk, reports: id, window, differing: di }, q) => {
    const f = cursor !== null && direction === 'FORWARD' && cursor > window.from ? cursor : window.from;
    const t = cursor !== null && direction === 'BACKWARD' && cursor < window.to ? cursor : window.to;
    return rules.map(({ rule: ru, form: fo, cells }) => ({
      ...{ q, c, ru, fo, n, pk, id, f, t, b: window.begunBy, di },
      ce: cells.map(({ key: k, alias: a, running }, i) => ({ k, a, i, cu: running })),
    }));
  });
  return rows.map((row, e) => ({ e, ...row }));
}

function explainedRow({ campaignId: c, rule: ru, form: fo, unit: n, period, cell }: ExplainedCell, q: number): object {
  const f = cell.running || period.key === ONCE ? BEGINNING : period.start;
  return { q, c, ru, fo, n, pk: period.key, f, t: period.end, k: cell.key };
}

function pagesOf<R extends { q: number }, T>(
  count: number,
  rows: readonly R[],
  page: PageRequest,
  row: (record: R) => T,
  sortKey: (record: R) => (string | number | null)[],
): Page<T>[] {
  const records = Array.from({ length: count }, (): R[] => []);
  for (const record of rows) records[record.q]?.push(record);
  return records.map((of) => toPage(of, page, row, sortKey));
}

const toCompared = (row: ComparedRecord): ComparedRow => ({
  ...{ rule: row.rule, report: row.subject_id, unit: row.unit_id, cell: row.k, handedIn: row.came },
  period: { key: row.period_key, start: row.period_start, end: row.period_end },
  ...{ reported: row.reported, recorded: row.recorded, lastRecordedOn: row.last },
});

const toExplaining = ({ subject_id: record, unit_id: unit, day: on, amount }: ExplainingRow): ExplainingRecord => ({ record, unit, on, amount });
