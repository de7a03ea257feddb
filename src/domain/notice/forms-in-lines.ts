/** Statistics forms that are no numbered table: indicators as a list (1.检查单位(家)), or as the columns of a table. */
import type { ReadIndicator } from '../plan/form-model';
import { foldText } from './fold';
import { ANNEX_HEADING } from './labels';
import type { Paragraph } from './paragraphs';
import type { Reading } from './reading';
import type { Clip } from './source';
import type { Cell } from './tables';

const LIST_ITEM = /^(\d{1,2})[.、](.{2,40}?)\(([^()]{1,10})\)[;。:_-]*$/;
const IN_BRACKETS = /^(.{2,24}?)\(([^()]{1,8})\)$/;
/** Columns that name a row, or say something about it, and count nothing. */
const NO_INDICATOR =
  /^(?:序号?|编号|项目|指标|单位|名称|类别|类型|领域|地区|区域|时间|日期|备注|说明|合计|填报.*|责任.*|.*(?:单位|名称|领域|环节|类别|情况|时间|人员|姓名|电话|地址|结果|措施|内容|要求))$/;
const COUNTS = /(?:数|量|额|值|次|率|面积|金额|人次|户次|批次)$/;

/** 1  检查商户  户次: set apart by wide blanks only. */
const WIDE = /^ *(\d{1,2})[.、]? +(\S{2,30}) {2,}(\S{1,6}) *$/;
const inColumns = (p: Paragraph): RegExpExecArray | null => (p.tabular ? null : WIDE.exec(p.raw));

/** 1.检查商户(户)2.立案(件): the items of a line. */
const itemsIn = (clip: Clip): { clip: Clip; m: RegExpExecArray }[] => {
  const starts = [0, ...[...clip.text.matchAll(/\)[;。]?(?=\d{1,2}[.、])/g)].map((m) => m.index + m[0].length)];
  return starts.flatMap((from, k) => {
    const item = clip.cut(from, starts[k + 1] ?? clip.length);
    const m = LIST_ITEM.exec(item.text);
    return m ? [{ clip: item, m }] : [];
  });
};

/** 1.检查平台和网店(家) and the lines below it, from paragraph `at` on. */
export const indicatorList = (paragraphs: readonly Paragraph[], at: number, partsOf: (name: string, unit?: string) => string[]): ReadIndicator[] => {
  const indicators: ReadIndicator[] = [];
  for (let i = at; i < paragraphs.length && i < at + 3 + indicators.length; i++) {
    const paragraph = paragraphs[i] as Paragraph;
    if (ANNEX_HEADING.test(paragraph.clip.text)) break;
    const wide = inColumns(paragraph);
    const items = wide ? [{ clip: paragraph.clip, m: wide }] : itemsIn(paragraph.clip);
    const known = indicators.length;
    for (const { clip, m } of items) {
      if (Number(m[1]) !== indicators.length + 1) break;
      const ofWhich = /^其中:?/.exec(m[2] ?? '')?.[0].length ?? 0;
      const from = clip.text.indexOf(m[2] ?? '') + ofWhich;
      const to = from + (m[2] ?? '').length - ofWhich;
      const name = clip.printed(from, to);
      const unitAt = clip.text.indexOf(m[3] ?? '', to);
      indicators.push({
        number: indicators.length + 1,
        name,
        parts: partsOf(name, m[3] ?? ''),
        unit: clip.printed(unitAt, unitAt + (m[3] ?? '').length),
        span: clip.span(from, unitAt + (m[3] ?? '').length),
      });
    }
    if (indicators.length === known && known > 0) break;
  }
  return indicators.length >= 2 ? indicators : [];
};

/** A table whose first column names the indicators and another their units, without numbers. */
export const indicatorRows = (
  header: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  reading: Reading,
  partsOf: (name: string, unit?: string) => string[],
): ReadIndicator[] => {
  const unitAt = header.findIndex((cell) => /^(?:计量)?单位$/.test(foldText(cell.text)));
  if (!/^(?:指标|项目|统计(?:指标|项目|内容)|指标名称|项目名称|检查项目|内容)$/.test(foldText(header[0]?.text ?? '')) || unitAt < 1) return [];
  return rows.flatMap((cells, i): ReadIndicator[] => {
    const [name, unit] = [cells[0], cells[unitAt]];
    if (!name || !unit || unit.text.length > 12) return [];
    const printed = reading.source.original
      .slice(name.start, name.end)
      .replace(/\s+/g, '')
      .replace(/^其中[:：]?/, '');
    return [{ number: i + 1, name: printed, parts: partsOf(printed, foldText(unit.text)), unit: unit.text, span: [name.start, unit.end] }];
  });
};

/** The columns of a header that count something, with the units of a row 单位 below it where they are not in brackets. */
export const indicatorColumns = (
  header: readonly Cell[],
  below: readonly Cell[] | null,
  reading: Reading,
  partsOf: (name: string, unit?: string) => string[],
): ReadIndicator[] => {
  const unitsBelow = below && /^(?:计量)?单位$/.test(below[0]?.text ?? '') ? below : null;
  const indicators: ReadIndicator[] = [];
  header.forEach((cell, i) => {
    const text = foldText(cell.text);
    const bracketed = IN_BRACKETS.exec(text);
    const unit = bracketed?.[2] ?? unitsBelow?.[i]?.text ?? '';
    const printed = bracketed?.[1] ?? text;
    if (printed.length < 2 || (unit === '' && !COUNTS.test(printed)) || (NO_INDICATOR.test(printed) && unit === '') || i === 0) return;
    const original = reading.source.original.slice(cell.start, cell.end).replace(/\s+/g, '').slice(0, printed.length);
    indicators.push({ number: indicators.length + 1, name: original, parts: partsOf(original), unit, span: [cell.start, cell.end] });
  });
  return indicators.length >= 2 ? indicators : [];
};
