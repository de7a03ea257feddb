/** Statistics forms: the tables of an annex (序号, 项目, 单位, 数量), a row to a line or a cell to a line, and forms only named in the list of annexes. */
import type { ReadForm, ReadIndicator } from '../plan/form-model';
import { accumulationIn, bareHeading, headingIn, isHeading } from './form-groups';
import { indicatorColumns, indicatorList, indicatorRows } from './forms-in-lines';
import { withNotes } from './form-notes';
import { foldText } from './fold';
import { ANNEX_HEADING, ANNEX_LIST } from './labels';
import type { Paragraph } from './paragraphs';
import type { Reading } from './reading';

interface Cell {
  /** as printed, and folded */
  text: string;
  folded: string;
  start: number;
  end: number;
}

const FORM_TITLE = /(?:统计|情况|汇总|报表|数据|台账|调度|进展)[\u4e00-\u9fff]{0,8}(?:表|台账)$|(?:报表|统计表)$/;
const NOT_A_FORM = /联络|名单|分工|任务分解|信息表|通讯录|人员/;
const MAX_HEADERS = 8;
/** More forms than these are damage, not annexes. */
const MOST = 100;
const NAME_HEADER = /项目|指标|内容|名称|类别|事项|工作/;
const UNIT_HEADER = /单位/;
const GROUP_HEADER = /^(?:类别|分类|类型|大类|领域|环节|一级指标)$/;

const cellsOf = (paragraph: Paragraph, reading: Reading): Cell[] => {
  const cells: Cell[] = [];
  const { end } = paragraph;
  let from = paragraph.start;
  for (let i = paragraph.start; i <= end; i++) {
    const c = reading.source.original[i];
    if (i < end && c !== '\t' && !(c === '|' && paragraph.tabular)) continue;
    const raw = reading.source.original.slice(from, i);
    const text = raw.replace(/\s+/g, '');
    const folded = foldText(text);
    const lead = raw.length - raw.trimStart().length;
    if (text !== '' && !/^:?-+:?$/.test(text)) cells.push({ text, folded, start: from + lead, end: from + raw.trimEnd().length });
    from = i + 1;
  }
  return cells;
};

/** 立案/结案数 counts 立案 and 结案; 案件/人数 counts 案件 and 人数. A plain indicator has no parts. */
export const partsOf = (name: string, unit = ''): string[] => {
  // 已解决人数、金额 in 人、万元
  const listed = name.split('、');
  if (listed.length > 1 && listed.length === unit.split('、').length) return listed;
  const parts = name.split(/[/／]/).map((p) => p.trim());
  if (parts.length < 2 || parts.some((p) => p === '')) return [];
  const last = parts.at(-1) as string;
  if (/数$/.test(last) && !/[人户次件家个栋处起批台辆吨]数$/.test(last) && !/数$/.test(parts[0] as string))
    parts[parts.length - 1] = last.slice(0, -1);
  return parts;
};

const IN_BRACKETS = /^(.{2,}?)[(（]([^()（）]{1,8})[)）]$/;

interface FoundCell extends Cell {
  /** index of the paragraph it stands in */
  paragraph: number;
}

interface Columns {
  hasUnits: boolean;
  /** a column before the names says what each row belongs to, once for several rows */
  hasGroups: boolean;
}

const UNIT_CELL = 12;
const isNumber = (cell: Cell | undefined, n: number): boolean => cell?.folded.replace(/[.、．]$/, '') === String(n);

/** The cells of row `n` behind its number at `k`: the group, where this row names one, then the name and its unit. */
const rowAt = (cells: readonly FoundCell[], k: number, n: number, { hasUnits, hasGroups }: Columns): { group: Cell | null; at: number } => {
  let end = k + 1;
  while (end < cells.length && end <= k + 3 && !isNumber(cells[end], n + 1) && !isHeading(cells, end)) end++;
  const named = hasGroups && end - k - 1 >= (hasUnits ? 3 : 2);
  return { group: named ? (cells[k + 1] ?? null) : null, at: named ? k + 2 : k + 1 };
};

const rowsFrom = (cells: readonly FoundCell[], at: number, headersFrom: number, columns: Columns): { indicators: ReadIndicator[]; next: number } => {
  const indicators: ReadIndicator[] = [];
  let group = headingIn(cells, headersFrom, at);
  let i = at;
  for (let n = 1; i < cells.length; n++) {
    let k = i;
    while (k < cells.length && k < i + 4 && !isNumber(cells[k], n)) k++;
    const row = rowAt(cells, k, n, columns);
    const name = cells[row.at];
    if (!isNumber(cells[k], n) || !name || name.folded === String(n + 1)) break;
    group = (row.group?.text && bareHeading(row.group)) ?? headingIn(cells, i, k) ?? group;
    const next = cells[row.at + 1];
    const inBrackets = columns.hasUnits ? null : IN_BRACKETS.exec(name.text);
    const unit =
      columns.hasUnits && next && next.folded !== String(n + 1) && next.text.length <= UNIT_CELL && !isHeading(cells, row.at + 1) ? next : null;
    const printed = inBrackets?.[1] ?? name.text;
    indicators.push({
      number: n,
      name: printed,
      parts: partsOf(printed, unit?.folded),
      unit: unit?.text ?? inBrackets?.[2] ?? '',
      ...(group === null ? {} : { group }),
      ...accumulationIn(name.folded),
      span: [name.start, (unit ?? name).end],
    });
    i = row.at + (unit ? 2 : 1);
  }
  return { indicators, next: i };
};

const titleBefore = (paragraphs: readonly Paragraph[], index: number): Paragraph | null => {
  for (let i = index - 1; i >= Math.max(0, index - 5); i--) {
    const p = paragraphs[i] as Paragraph;
    if (ANNEX_HEADING.test(p.clip.text)) break;
    if (p.clip.length < 80 && FORM_TITLE.test(p.clip.text)) return p;
  }
  return null;
};

const tables = (reading: Reading): ReadForm[] => {
  const { paragraphs } = reading;
  const forms: ReadForm[] = [];
  const cells: FoundCell[] = [];
  paragraphs.forEach((p, paragraph) => {
    if (p.tabular || p.clip.length < 40) for (const cell of cellsOf(p, reading)) cells.push({ ...cell, paragraph });
  });
  for (let i = 0; i < cells.length && forms.length < MOST; i++) {
    if (!/^序号?$/.test((cells[i] as Cell).folded)) continue;
    let first = i + 1;
    while (first < cells.length && first <= i + MAX_HEADERS && !/^1[.、．]?$/.test((cells[first] as Cell).folded)) first++;
    const headers = cells
      .slice(i + 1, first)
      .filter((_, k) => !isHeading(cells, i + 1 + k))
      .map((c) => c.folded);
    if (!headers.some((h) => NAME_HEADER.test(h)) || !/^1[.、．]?$/.test(cells[first]?.folded ?? '')) continue;
    const { indicators, next } = rowsFrom(cells, first, i + 1, {
      hasUnits: headers.some((h) => UNIT_HEADER.test(h) && !/责任|牵头|配合/.test(h)),
      hasGroups: GROUP_HEADER.test(headers[0] ?? '') && NAME_HEADER.test(headers[1] ?? ''),
    });
    const title = titleBefore(paragraphs, (cells[i] as FoundCell).paragraph);
    if (!title && headers.some((h) => /责任|牵头|时限|完成/.test(h))) continue;
    if (indicators.length > 0) {
      forms.push({
        title: title?.clip.printed() ?? '统计表',
        indicators,
        span: [title?.clip.span()[0] ?? (cells[i] as Cell).start, (cells[next - 1] as Cell).end],
      });
    }
    i = Math.max(i, next - 1);
  }
  return forms;
};

/** The rows of the table that begins within a few lines. */
const tableBelow = (paragraphs: readonly Paragraph[], at: number): Paragraph[] => {
  let from = at;
  while (from < Math.min(paragraphs.length, at + 5) && !paragraphs[from]?.tabular) from++;
  let to = from;
  while (to < paragraphs.length && paragraphs[to]?.tabular) to++;
  return paragraphs.slice(from, to);
};

/** Forms without numbered rows: below a title of a form, its indicators as a list or as columns. */
const unnumbered = (reading: Reading, known: readonly ReadForm[]): ReadForm[] => {
  const { paragraphs } = reading;
  const forms: ReadForm[] = [];
  paragraphs.forEach((p, i) => {
    if (forms.length >= MOST || p.clip.length > 80 || !FORM_TITLE.test(p.clip.text) || NOT_A_FORM.test(p.clip.text) || /^附/.test(p.clip.text))
      return;
    const [start, end] = p.clip.span();
    if (known.some((f) => f.indicators.length > 0 && f.span && start >= f.span[0] && start < f.span[1])) return;
    const list = indicatorList(paragraphs, i + 1, partsOf);
    const rows = tableBelow(paragraphs, i + 1);
    const header = rows[0] ? cellsOf(rows[0], reading) : [];
    const below = rows[1] ? cellsOf(rows[1], reading) : null;
    const named = rows.slice(1).map((row) => cellsOf(row, reading));
    const inRows = list.length > 0 ? list : indicatorRows(header, named, reading, partsOf);
    const indicators = inRows.length > 0 ? inRows : header.length >= 3 ? indicatorColumns(header, below, reading, partsOf) : [];
    if (indicators.length > 0) forms.push({ title: p.clip.printed(), indicators, span: [start, indicators.at(-1)?.span?.[1] ?? end] });
  });
  return forms;
};

const squash = (s: string): string => s.replace(/[《》“”"\s]/g, '');

/** Forms that the list of annexes names. */
const named = (reading: Reading): ReadForm[] => {
  const forms: ReadForm[] = [];
  let inList = false;
  for (const { clip } of reading.paragraphs) {
    const opens = ANNEX_LIST.test(clip.text);
    if (!opens && !(inList && /^\d{1,2}[.、]/.test(clip.text))) {
      inList = false;
      continue;
    }
    inList = true;
    for (const m of clip.text.matchAll(/(?:^附件?表?:|^|(?<=[。;]))(?:\d{1,2}[.、])?([^。;]*?)(?=(?<!\d)\d{1,2}[.、](?!\d)|[。;]|$)/g)) {
      // 附件:某某统计表(略) names a form that is not printed here
      const title = (m[1] ?? '').replace(/\(略\)$/, '');
      const from = m.index + m[0].length - (m[1] ?? '').length;
      if (title.length >= 4 && FORM_TITLE.test(title.replace(/[》”]$/, '')) && !NOT_A_FORM.test(title)) {
        forms.push({ title: clip.printed(from, from + title.length), indicators: [], span: clip.span(from, from + title.length) });
      }
    }
  }
  return forms;
};

export const readForms = (reading: Reading): ReadForm[] => {
  const numbered = tables(reading);
  const forms = [...numbered, ...unnumbered(reading, numbered)];
  for (const form of named(reading).slice(0, MOST))
    if (!forms.some((f) => squash(f.title) === squash(form.title) || squash(f.title).endsWith(squash(form.title)))) forms.push(form);
  const kept = forms.filter(
    (f, i) => f.indicators.length > 0 || !forms.some((g, k) => k !== i && g.indicators.length > 0 && squash(g.title) === squash(f.title)),
  );
  return kept.map((form) => withNotes(form, reading));
};
