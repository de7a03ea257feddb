/** Task lists set as tables (任务分工表, 责任清单): a row is a measure, its units stand in columns of their own. */
import type { PlanAssignment, PlanTask } from '../plan/model';
import { scanRanges } from './ranges';
import type { Reading } from './reading';
import { parseClause } from './responsibility/productions';
import { tokenize } from './responsibility/tokens';
import { Clip } from './source';
import { NUMBER_HEADER, rowNumber, type Cell, type Table } from './tables';
import { readTargets } from './targets';
import { headingText } from './titles';
import { looksLikeUnit } from './unit-names';

type Column = { kind: 'NUMBER' | 'WORK' | 'PERSON' | 'DUE' | 'OTHER' } | { kind: 'UNITS'; role: PlanAssignment['role'] };

const COLUMNS: [RegExp, Column][] = [
  [NUMBER_HEADER, { kind: 'NUMBER' }],
  [/时限|时间|期限|节点/, { kind: 'DUE' }],
  [/领导|责任人|负责人|联系人|联络员/, { kind: 'PERSON' }],
  [/^(?:填报|报送|计量|统计|受检|被检查?|检查)?单位(?:名称)?$|数量|备注|进展|完成情况|落实情况|结果|比例|分值|得分/, { kind: 'OTHER' }],
  [/配合|协办|协同|协助|参与|参加|协作/, { kind: 'UNITS', role: 'COOPERATING' }],
  [/牵头|主办|主责|第一责任/, { kind: 'UNITS', role: 'LEAD' }],
  [/(?:实施|落实|执行|承办)(?:单位|部门|主体)/, { kind: 'UNITS', role: 'IMPLEMENTING' }],
  [/(?:责任|负责|主管|监管|承担)(?:单位|部门|主体|科室|股室|处室)|^(?:责任|负责)(?:方)?$/, { kind: 'UNITS', role: 'RESPONSIBLE' }],
  [/任务|措施|内容|事项|项目|工作|问题|举措|要求|领域|类别|目标/, { kind: 'WORK' }],
];
const columnOf = (header: Cell): Column => COLUMNS.find(([p]) => p.test(header.text))?.[1] ?? { kind: 'OTHER' };

/** A table is a task list where a column names the work and another who does it. */
export const isTaskTable = (table: Table): boolean => {
  const columns = table.header.map(columnOf);
  return columns.some((c) => c.kind === 'WORK') && columns.some((c) => c.kind === 'UNITS');
};

const clipOf = (cell: Cell, reading: Reading): Clip => Clip.of(reading.source, [[cell.start, cell.end]]);

/** Units set below one another in a cell have only blanks between them. */
const piecesOf = (clip: Clip): [number, number][] => {
  const cuts = [0];
  for (let i = 1; i < clip.length; i++) if (clip.blankBefore(i) && clip.text[i - 1] !== ')') cuts.push(i);
  const pieces = cuts.map((from, k): [number, number] => [from, cuts[k + 1] ?? clip.length]);
  return pieces.length > 1 && pieces.every(([a, b]) => looksLikeUnit(clip.text.slice(a, b).replace(/[、,;]$/, ''))) ? pieces : [[0, clip.length]];
};

const assignmentsIn = (cell: Cell, role: PlanAssignment['role'], reading: Reading): PlanAssignment[] => {
  if (cell.text === '' || /^[-/—]+$|^无$/.test(cell.text)) return [];
  const clip = clipOf(cell, reading);
  return piecesOf(clip).flatMap(([from, to]) => {
    const tokens = tokenize(clip.text, from, to);
    const units = parseClause(clip.text, tokens, false);
    const said = tokens.some((t) => t.kind === 'ROLE' || t.kind === 'LABEL');
    return units
      .filter((u) => u.end - u.start >= 2 && u.end - u.start <= 30)
      .map((u) => {
        const unit = clip.printed(u.start, u.end);
        return { unit, role: said ? u.role : role, section: u.section, person: u.person, printed: unit, span: clip.span(u.start, u.end) };
      });
  });
};

interface Row {
  number: string;
  area: string;
  task: PlanTask;
}

const dueIn = (cell: Cell | undefined, reading: Reading): string | null =>
  cell && cell.text !== '' && !cell.text.startsWith('每') ? (scanRanges(cell.text, reading.year).at(-1)?.end ?? null) : null;

const NAME_LENGTH = 60;
const titleIn = (cell: Cell, reading: Reading): string => {
  const clip = clipOf(cell, reading);
  const mark = /^(?:\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、)/.exec(clip.text)?.[0].length ?? 0;
  const stop = clip.text.slice(mark).search(/[。;]/);
  const end = stop > 1 ? mark + stop : clip.length;
  return clip.printed(mark, Math.min(end, mark + NAME_LENGTH * 2)).replace(/[:：;；,，、。]+$/, '');
};

const unique = (assignments: readonly PlanAssignment[]): PlanAssignment[] =>
  assignments.filter((a, i) => assignments.findIndex((b) => b.unit === a.unit && b.role === a.role) === i);

const rowsOf = (table: Table, reading: Reading): Row[] => {
  const columns = table.header.map(columnOf);
  const work = columns.flatMap((c, i) => (c.kind === 'WORK' ? [i] : []));
  const rows: Row[] = [];
  let area = '';
  let group = '';
  let above: Cell[] = [];
  // a column whose cells stay empty below a filled one was merged over them: it groups the rows
  const merged = work.filter((i) => table.rows.some((r) => r.length === columns.length && (r[i]?.text ?? '') === ''));
  const repeated = work.filter((i) =>
    table.rows.some((r, k) => k > 0 && r[i]?.text !== undefined && r[i]?.text !== '' && r[i]?.text === table.rows[k - 1]?.[i]?.text),
  );
  const grouping = work.length > 1 ? work.filter((i) => i !== work.at(-1) && (merged.includes(i) || repeated.includes(i))) : [];
  const titles = work.filter((i) => !grouping.includes(i));
  let counter = 0;
  for (const printed of table.rows) {
    const filled = printed.filter((c) => c.text !== '');
    const headNumber = filled[0]?.text ?? '';
    if (filled.length === 1 || (filled.length === 2 && !/\d/.test(headNumber) && Number.isInteger(rowNumber(headNumber)))) {
      const name = filled.at(-1) as Cell;
      const m = /^\(?([一二三四五六七八九十]{1,3})[)、.]*/.exec(filled.length === 2 ? headNumber : name.text);
      group = m?.[1] ?? '';
      area = titleIn(name, reading);
      continue;
    }
    if (printed.length < columns.length && printed.length < 3) continue;
    const cells = columns.map((_, i): Cell => {
      const own = printed[i];
      const inherits = columns[i]?.kind !== 'NUMBER' && columns[i]?.kind !== 'OTHER' && (columns[i]?.kind !== 'WORK' || grouping.includes(i));
      return own && own.text !== ''
        ? own
        : inherits && above[i] && grouping.length > 0
          ? (above[i] as Cell)
          : (own ?? { text: '', start: 0, end: 0 });
    });
    above = cells;
    const name = titles.map((i) => cells[i] as Cell).find((c) => c.text !== '');
    if (!name || /^(?:合计|小计|总计|备注|注)/.test(name.text)) continue;
    const numberCell = cells[columns.findIndex((c) => c.kind === 'NUMBER')];
    counter++;
    const groupName = grouping
      .map((i) => titleIn(cells[i] as Cell, reading))
      .filter((t) => t !== '')
      .join(' / ');
    const person = cells.find((c, i) => columns[i]?.kind === 'PERSON' && c.text !== '');
    const assignments = unique(columns.flatMap((c, i) => (c.kind === 'UNITS' ? assignmentsIn(cells[i] as Cell, c.role, reading) : [])));
    const first = assignments[0];
    if (person && first && assignments.length === 1) first.person = clipOf(person, reading).printed();
    const text = titles.map((i) => cells[i] as Cell).filter((c) => c.text !== '');
    const whole = Clip.join(
      text.map((c) => clipOf(c, reading)),
      reading.source,
    );
    const own = printed.filter((c) => c.text !== '');
    rows.push({
      number: numberCell && numberCell.text !== '' ? numberCell.text.replace(/[.、]$/, '') : String(counter),
      area: group,
      task: {
        number: '',
        area: groupName === '' ? area : groupName,
        title: titleIn(name, reading),
        text: whole.printed(),
        assignments,
        targets: readTargets(whole),
        dueOn: dueIn(cells[columns.findIndex((c) => c.kind === 'DUE')], reading),
        span: [Math.min(...own.map((c) => c.start)), Math.max(...own.map((c) => c.end))],
      },
    });
  }
  return rows;
};

/**
 * The measures of all task lists. A number stands behind that of the item its table is printed under (二1); numbers that restart in
 * every group of rows carry the group's (一1, 二1).
 */
export const tasksInTables = (reading: Reading): PlanTask[] => {
  const places = reading.parts.flatMap((p) => p.tables);
  let next = 0;
  return reading.tables.filter(isTaskTable).flatMap((table) => {
    while (next < places.length && (places[next]?.place ?? 0) < table.start) next++;
    const under = (places[next]?.place ?? Infinity) < table.end ? places[next]?.under : undefined;
    const rows = rowsOf(table, reading);
    const numbers = rows.map((r) => r.number);
    const restarts = new Set(numbers).size < numbers.length;
    const area = under ? headingText(under) : '';
    return rows
      .filter((r) => r.task.title !== '')
      .map((r) => ({
        ...r.task,
        area: r.task.area === '' ? area : r.task.area,
        number: `${under?.path ?? ''}${restarts ? r.area : ''}${r.number}`,
      }));
  });
};
