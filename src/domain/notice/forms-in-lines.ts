/** Statistics forms that are no numbered table: indicators as a list (1.检查单位(家)), or as the columns of a table. */
import type { StatisticsForm } from '../plan/model';
import { foldText } from './fold';
import { ANNEX_HEADING } from './labels';
import type { Paragraph } from './paragraphs';
import type { Reading } from './reading';
import type { Cell } from './tables';

type Indicator = StatisticsForm['indicators'][number];

const LIST_ITEM = /^(\d{1,2})[.、](.{2,40}?)\(([^()]{1,10})\)[;。:_-]*$/;
const IN_BRACKETS = /^(.{2,24}?)\(([^()]{1,8})\)$/;
/** Columns that name a row, or say something about it, and count nothing. */
const NO_INDICATOR =
  /^(?:序号?|编号|项目|指标|单位|名称|类别|类型|领域|地区|区域|时间|日期|备注|说明|合计|填报.*|责任.*|.*(?:单位|名称|领域|环节|类别|情况|时间|人员|姓名|电话|地址|结果|措施|内容|要求))$/;
const COUNTS = /(?:数|量|额|值|次|率|面积|金额|人次|户次|批次)$/;

/** 1.检查平台和网店(家) and the lines below it, from paragraph `at` on. */
export const indicatorList = (paragraphs: readonly Paragraph[], at: number, partsOf: (name: string) => string[]): Indicator[] => {
  const indicators: Indicator[] = [];
  for (let i = at; i < paragraphs.length && i < at + 3 + indicators.length; i++) {
    const { clip } = paragraphs[i] as Paragraph;
    if (ANNEX_HEADING.test(clip.text)) break;
    const m = LIST_ITEM.exec(clip.text);
    if (!m || Number(m[1]) !== indicators.length + 1) {
      if (indicators.length > 0) break;
      continue;
    }
    const from = clip.text.indexOf(m[2] ?? '');
    const name = clip.printed(from, from + (m[2] ?? '').length);
    const unitAt = from + (m[2] ?? '').length + 1;
    indicators.push({
      number: indicators.length + 1,
      name,
      parts: partsOf(name),
      unit: clip.printed(unitAt, unitAt + (m[3] ?? '').length),
      span: clip.span(from, unitAt + (m[3] ?? '').length),
    });
  }
  return indicators.length >= 2 ? indicators : [];
};

/** The columns of a header that count something, with the units of a row 单位 below it where they are not in brackets. */
export const indicatorColumns = (
  header: readonly Cell[],
  below: readonly Cell[] | null,
  reading: Reading,
  partsOf: (name: string) => string[],
): Indicator[] => {
  const unitsBelow = below && /^(?:计量)?单位$/.test(below[0]?.text ?? '') ? below : null;
  const indicators: Indicator[] = [];
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
