/**
 * Numbering marks: 一、 （一） 1. （1） 1） ① and their look-alikes (㈠ ⑴ １． 第一部分). A mark has a rank, so that an outline can be built
 * even where a level is missing, and a label as it stands in a task's number.
 */
import { readNumeral, writeNumeral } from './numerals';

export type MarkKind = 'chapter' | 'section' | 'article' | 'group' | 'item' | 'decimal' | 'ordinal' | 'point' | 'half' | 'circle';

export interface Mark {
  kind: MarkKind;
  rank: number;
  /** the value of the number: 3 for 三、 */
  value: number;
  /** as it stands in a task's number: 三, (三), 3, (3) */
  label: string;
  /** characters of the text that the mark takes */
  length: number;
}

const RANK: Record<MarkKind, number> = {
  chapter: 1,
  section: 2,
  article: 3,
  group: 4,
  item: 5,
  decimal: 6,
  ordinal: 7,
  point: 8,
  half: 9,
  circle: 10,
};
const CN = '[一二三四五六七八九十]{1,3}';
/** A scan takes (5) for (S) and (1) for (l); which number it is shows in the order of printing (see `follows`). */
const MISREAD: Record<string, number> = { S: 5, s: 5, l: 1, I: 1, i: 1, Z: 2, z: 2, b: 6, G: 6, B: 8, q: 9, g: 9 };

const mark = (kind: MarkKind, value: number, label: string, length: number): Mark => ({ kind, rank: RANK[kind], value, label, length });

const READERS: [RegExp, (m: RegExpExecArray) => Mark][] = [
  [new RegExp(`^第(${CN}|\\d{1,2})(?:部分|章|编)[、:.,]?`), (m) => mark('chapter', readNumeral(m[1] ?? ''), m[1] ?? '', m[0].length)],
  [new RegExp(`^第(${CN}|\\d{1,2})条[、:.,]?`), (m) => mark('article', readNumeral(m[1] ?? ''), `第${m[1] ?? ''}条`, m[0].length)],
  [new RegExp(`^第(${CN})[、,:](?!\\d)`), (m) => mark('ordinal', readNumeral(m[1] ?? ''), `第${m[1] ?? ''}`, m[0].length)],
  [new RegExp(`^(${CN})[、.,]{1,2}`), (m) => mark('section', readNumeral(m[1] ?? ''), m[1] ?? '', m[0].length)],
  [/^[壹贰叁肆伍陆柒捌玖拾]{1,2}[、.,]/, (m) => mark('section', readNumeral(m[0].slice(0, -1)), m[0].slice(0, -1), m[0].length)],
  [new RegExp(`^\\({0,2}(${CN})\\){1,2}[、.,]?`), (m) => mark('group', readNumeral(m[1] ?? ''), `(${m[1] ?? ''})`, m[0].length)],
  [/^[㈠-㈩][、.,]?/, (m) => mark('group', m[0].charCodeAt(0) - 0x321f, `(${writeNumeral(m[0].charCodeAt(0) - 0x321f)})`, m[0].length)],
  [
    /^(\d{1,2}(?:\.\d{1,2}){1,3})[、.]?(?=[\u4e00-\u9fff“《])(?![年月日个名家户件次万亿元倍])/,
    (m) => mark('decimal', Number((m[1] ?? '').split('.').at(-1)), m[1] ?? '', m[0].length),
  ],
  [
    /^(\d{1,2}|1\d\d)(?:[、,][、.,]?(?!\d)|\.[.、]|\.(?!\d{1,4}[^\d.、]*(?:%|万|亿|元|倍|公里|吨)))(?!\d+\.)/,
    (m) => mark('item', Number(m[1]), m[1] ?? '', m[0].length),
  ],
  [/^\({1,2}(\d{1,2})\){1,2}[、.,]?/, (m) => mark('point', Number(m[1]), `(${m[1] ?? ''})`, m[0].length)],
  [/^\(([SslIiZzbGBqg])\)[、.,]?/, (m) => mark('point', MISREAD[m[1] ?? ''] ?? 0, `(${MISREAD[m[1] ?? ''] ?? ''})`, m[0].length)],
  [/^[⑴-⒇][、.,]?/, (m) => mark('point', m[0].charCodeAt(0) - 0x2473, `(${m[0].charCodeAt(0) - 0x2473})`, m[0].length)],
  [/^[⒈-⒛]/, (m) => mark('item', m[0].charCodeAt(0) - 0x2487, String(m[0].charCodeAt(0) - 0x2487), 1)],
  [/^(\d{1,2})\)[、.,]?/, (m) => mark('half', Number(m[1]), `${m[1] ?? ''})`, m[0].length)],
  [/^[①-⑳][、.,]?/, (m) => mark('circle', m[0].charCodeAt(0) - 0x245f, m[0][0] ?? '', m[0].length)],
];

/** No number is longer than this, so a look-ahead of this many characters is enough. */
const WINDOW = 12;

/** The mark at `from` of a run of folded text without blanks, or null. */
export const markAt = (text: string, from = 0): Mark | null => {
  const head = text.slice(from, from + WINDOW);
  for (const [pattern, read] of READERS) {
    const m = pattern.exec(head);
    if (!m) continue;
    const found = read(m);
    if (found.value >= 1 && found.value <= 199) return found;
  }
  return null;
};

/** "1 加强…": a number set off by a blank only. */
export const spacedMark = (text: string, blankAfter: (index: number) => boolean): Mark | null => {
  const m = /^(\d{1,2}|[一二三四五六七八九十]{1,2})(?=[\u4e00-\u9fff“《])/.exec(text.slice(0, 4));
  if (!m || !blankAfter(m[0].length)) return null;
  const value = readNumeral(m[0]);
  if (!(value >= 1) || /^[年月日个名家]/.test(text.slice(m[0].length))) return null;
  return mark(/\d/.test(m[0]) ? 'item' : 'section', value, m[0], m[0].length);
};

/** What may follow a mark of this kind in the order of printing: the next number, or the first of a new list. */
export const follows = (last: Mark | undefined, next: Mark): boolean => next.value === 1 || (last !== undefined && next.value === last.value + 1);
