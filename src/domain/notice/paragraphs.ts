/**
 * Lines to paragraphs. A scanned or copied notice breaks lines inside sentences, titles and brackets, and puts page marks between
 * them; here they are joined again. The rules look at form only: an open bracket, a comma at the end, a full line of wrapped text.
 */
import { ANNEX_HEADING, ANNEX_LIST, ROSTER_LABEL, opensWithLabel } from './labels';
import { markAt, spacedMark } from './marks';
import { isPageMark, withoutPageMarks } from './page-marks';
import { Clip, type Source, type TextSpan } from './source';
import { looksLikeUnit } from './unit-names';

export interface Paragraph {
  clip: Clip;
  /** The folded text with its blanks, for what is set in columns: rosters and tables. */
  raw: string;
  /** [start, end) of its lines in the notice. */
  start: number;
  end: number;
  /** Set in table cells (tabs, bars) and not in sentences. */
  tabular: boolean;
}

interface Line {
  start: number;
  end: number;
  raw: string;
  text: string;
  indent: number;
  blanksBefore: number;
  /** a page ended right before it */
  afterPageMark: boolean;
}

const DATE_LINE =
  /^(?:\d{4}|[〇零一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日(?:印发)?$/;
const DOCUMENT_NUMBER = /^[\u4e00-\u9fff]{1,15}\(?(?:19|20)\d{2}\)(?:第)?\d{1,4}号$|^[\u4e00-\u9fff]{1,15}\((?:19|20)\d{2}\)(?:第)?\d{1,4}号$/;
/** Also a half-width stop behind words: notices typed with one. */
const FINISHED = /[。!?;:…]$|[\u4e00-\u9fff)%”"]\.$/;

export const isDateLine = (text: string): boolean => text.length < 20 && DATE_LINE.test(text);
const isTabular = (folded: string, original: string): boolean => /\t/.test(original) || /^ *\|.*\| *$/.test(folded);

const physicalLines = (source: Source): Line[] => {
  const lines: Line[] = [];
  let start = 0;
  let blanks = 0;
  let page = false;
  while (start <= source.folded.length) {
    const found = source.folded.indexOf('\n', start);
    const end = found < 0 ? source.folded.length : found;
    const raw = source.folded.slice(start, end);
    const text = raw.replace(/ +/g, '');
    if (text === '') blanks++;
    else if (isPageMark(raw)) page = true;
    else {
      lines.push({ start, end, raw, text, indent: raw.length - raw.trimStart().length, blanksBefore: blanks, afterPageMark: page });
      blanks = 0;
      page = false;
    }
    start = end + 1;
  }
  return lines;
};

const startsAnew = (line: Line): boolean =>
  markAt(line.text) !== null ||
  opensWithLabel(line.text) !== null ||
  ROSTER_LABEL.test(line.text) ||
  ANNEX_LIST.test(line.text) ||
  ANNEX_HEADING.test(line.text) ||
  isDateLine(line.text) ||
  DOCUMENT_NUMBER.test(line.text) ||
  /^[一二三四五六七八九十]{1,2} +[\u4e00-\u9fff]{2,20} *$/.test(line.raw.trimStart()) ||
  /^#{1,6}|^第[一二三四五六]阶段|^(?:领导小组|联席会议|工作专班|专班|指挥部|专班下设|领导小组下设)?办公室设/.test(line.text);

/** The width at which the text was wrapped by hand, or Infinity when it was not. */
const wrapWidth = (lines: readonly Line[]): number => {
  const counts = new Map<number, number>();
  let open = 0;
  lines.forEach((line, i) => {
    const next = lines[i + 1];
    if (line.text.length < 20 || line.text.length > 60 || FINISHED.test(line.text) || !next || startsAnew(next)) return;
    open++;
    counts.set(line.text.length, (counts.get(line.text.length) ?? 0) + 1);
  });
  let best = 0;
  let width = Infinity;
  for (const [length] of counts) {
    let near = 0;
    for (let d = -2; d <= 2; d++) near += counts.get(length + d) ?? 0;
    if (near > best) [best, width] = [near, length];
  }
  const wide = lines.filter((line) => line.text.length >= 20).length;
  return open >= 4 && best >= open * 0.6 && open >= wide * 0.3 ? width : Infinity;
};

const count = (text: string, c: string): number => text.split(c).length - 1;

/** Joined lines never make a paragraph longer than this many lines through an unclosed bracket: a bracket never closed must not eat the notice. */
const MAX_JOINED_BY_BRACKET = 4;

class Joined {
  readonly lines: Line[] = [];
  private titles = 0;
  private brackets = 0;
  length = 0;

  add(line: Line): void {
    this.lines.push(line);
    this.length += line.text.length;
    this.titles = Math.max(0, this.titles + count(line.text, '《') - count(line.text, '》'));
    this.brackets = Math.max(0, this.brackets + count(line.text, '(') - count(line.text, ')'));
  }

  /** A line of prose that ends without any stop goes on in the next one, all the more where a page ended in between. */
  private breaksInside(last: Line, next: Line): boolean {
    if (!/[\u4e00-\u9fff\d%]$/.test(last.text) || next.indent >= 2 || /\t/.test(next.raw) || !/^[\u4e00-\u9fff\d“《(]/.test(next.text)) return false;
    const first = this.lines[0] as Line;
    if (IN_COLUMNS.test(last === first ? last.raw.replace(LABEL_WITH_BLANKS, '') : last.raw) || IN_COLUMNS.test(next.raw)) return false;
    if (opensWithLabel(first.text) !== null || ROSTER_LABEL.test(first.text)) {
      // 配合单位:县公安局、县交通 / 运输局
      const item = last.text.slice(Math.max(last.text.lastIndexOf('、'), last.text.lastIndexOf(','), last.text.lastIndexOf(':')) + 1);
      return (
        this.lines.length < MAX_JOINED_BY_BRACKET &&
        (!looksLikeUnit(item) || /^(?:(?:分管|主要|有关|相关)(?:负责|领导)|负责人|负责同志)/.test(next.text)) &&
        (/^[\u4e00-\u9fff]{1,12}[局委办厅部院所股科队室站心会司府行员长人处](?=[、,;。(]|$)/.test(next.text) ||
          (/^[^。]{1,80}。?$/.test(next.text) && /[局委办厅部院所股科队室站心会司府行员长人处]。?$/.test(next.text)))
      );
    }
    const numbered = markAt(first.text) !== null;
    const prose = /[。;]/.test(last.text) || (this.length > (numbered && !/[,。;]/.test(next.text) ? 30 : 16) && /[,:、]/.test(last.text));
    if (next.blanksBefore > 0 && !next.afterPageMark) return false;
    if (!prose) return next.afterPageMark && this.length >= 16 && /[。;,]/.test(next.text);
    // 请认真贯彻执行 / 石桥县应急管理局 / 2023年…: a signature below a sentence that lost its stop
    return !(STANDS_ALONE.test(next.text) && (looksLikeUnit(next.text) || isDateLine(next.text)));
  }

  continuesWith(next: Line, width: number): boolean {
    const last = this.lines.at(-1);
    if (!last) return false;
    if (next.blanksBefore === 0 || next.afterPageMark) {
      // no line opens with a stop, and no date or number is over before its 日 or 号
      if (
        /^[、,;:。)](?!\))/.test(next.text) ||
        (/[年月)]\d{1,3}$/.test(last.text) && /^\d{0,2}[日号]/.test(next.text)) ||
        (/(?<!\d)(?:1|2|19|20)\d?$/.test(last.text) &&
          /^\d{1,3}年\d/.test(next.text) &&
          /(?<!\d)(?:19|20)\d{2}年/.test(last.text.slice(-3) + next.text.slice(0, 5)))
      )
        return true;
      // what an open bracket holds goes on, even where a label comes next
      const open = this.brackets > 0 && this.lines.length < MAX_JOINED_BY_BRACKET && markAt(next.text) === null;
      if (open && (/^[^()]*\)/.test(next.text) || /[(、]$/.test(last.text))) return true;
    }
    if (startsAnew(next)) return false;
    if (this.titles > 0 && this.lines.length < MAX_JOINED_BY_BRACKET) return true;
    if (this.brackets > 0 && this.lines.length < MAX_JOINED_BY_BRACKET && /^[^(]*\)/.test(next.text)) return true;
    if (FINISHED.test(last.text) || next.blanksBefore > 2) return false;
    // a title is over with its last word
    if (/通知$|通告$/.test(last.text) && (next.blanksBefore > 0 || /:$/.test(next.text))) return false;
    if (this.breaksInside(last, next)) return true;
    if (opensWithLabel((this.lines[0] as Line).text) !== null && /[局委办厅部院所股科队室站心会司行]$/.test(last.text)) return false;
    if (/[,、]$/.test(last.text)) return next.indent - (this.lines[0] as Line).indent < 2 && !/[:]$/.test(next.text);
    if (next.indent >= 2) return false;
    return last.text.length >= Math.min(width - 2, 60);
  }
}

/** 成    员:  市教育局、… is a list behind a label set wide. */
const LABEL_WITH_BLANKS = /^ *[\u4e00-\u9fff](?: *[\u4e00-\u9fff]){1,5} *: */;
/** Words set in columns: a name, a unit, a post. */
const IN_COLUMNS = /\S {2,}\S/;

/** What stands alone on its line: a name over a date, a title, a label. */
const STANDS_ALONE = /^[^。;,:]{2,30}$/;

/** The lines with their blanks and without page marks; where a line was broken, nothing stands between its halves. */
const rawOf = (source: Source, ranges: readonly TextSpan[], lines: number): string =>
  ranges.map(([from, to]) => (lines > 1 ? source.folded.slice(from, to).trimEnd() : source.folded.slice(from, to))).join('');

export const readParagraphs = (source: Source): Paragraph[] => {
  const lines = physicalLines(source);
  const width = wrapWidth(lines);
  const paragraphs: Paragraph[] = [];
  for (let i = 0; i < lines.length;) {
    const joined = new Joined();
    let line = lines[i] as Line;
    const tabular = isTabular(line.raw, source.original.slice(line.start, line.end));
    joined.add(line);
    i++;
    while (!tabular && i < lines.length && joined.continuesWith(lines[i] as Line, width)) joined.add(lines[i++] as Line);
    line = joined.lines[0] as Line;
    const ranges: TextSpan[] = joined.lines.flatMap((l) => withoutPageMarks(source.folded, [l.start, l.end]));
    const end = (joined.lines.at(-1) as Line).end;
    const hashes = /^#{1,6}/.exec(line.text)?.[0].length ?? 0;
    const clip = Clip.of(source, ranges);
    if (clip.length > hashes)
      paragraphs.push({ clip: clip.cut(hashes), raw: rawOf(source, ranges, joined.lines.length), start: line.start, end, tabular });
  }
  return paragraphs;
};

export const paragraphMark = (p: Paragraph): ReturnType<typeof markAt> =>
  p.tabular ? null : (markAt(p.clip.text) ?? spacedMark(p.clip.text, (i) => p.clip.blankBefore(i)));
