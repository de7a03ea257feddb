/** Page marks (— 3 —, 第 3 页, 3 / 12) stand between lines or inside sentences once a notice was scanned; they are no part of the text. */
import type { TextSpan } from './source';

const WHOLE_LINE =
  /^ *(?:- *\d{1,3} *-|- *\d{1,3}|\d{1,3} *-|第 *\d{1,3} *页(?: *[,/]? *共 *\d{1,3} *页)?|\d{1,3} *\/ *\d{1,3}|[pP]age *\d{1,3}.{0,12}) *$/;
/** A dash, a page number and a dash inside a line; never beside a digit, which would make it a range of dates or numbers. */
const INLINE = /(?<![\d月日年号.:])[ ]*-{1,2} ?\d{1,3} ?-{1,2}[ ]*(?![\d月日年号])/g;

export const isPageMark = (line: string): boolean => line.length < 40 && WHOLE_LINE.test(line);

/** The stretches of a line [start, end) that remain when page marks inside it are left out. */
export const withoutPageMarks = (folded: string, [start, end]: TextSpan): TextSpan[] => {
  const line = folded.slice(start, end);
  if (!line.includes('-')) return [[start, end]];
  const kept: TextSpan[] = [];
  let from = 0;
  for (const m of line.matchAll(INLINE)) {
    if (m.index > from) kept.push([start + from, start + m.index]);
    from = m.index + m[0].length;
  }
  if (from < line.length) kept.push([start + from, end]);
  return kept;
};
