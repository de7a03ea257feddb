/** Automatic numbering of a .docx: what Word prints before a paragraph is in no text run and has to be counted. */

export interface Level {
  start: number;
  format: string;
  /** 第%1条, (%1), %1.%2 */
  text: string;
}

export interface Numbering {
  /** levels by abstract definition */
  abstract: Map<string, Map<number, Level>>;
  /** list instance to abstract definition, with starts that the instance overrides */
  instances: Map<string, { abstract: string; starts: Map<number, number> }>;
}

const CHINESE = '〇一二三四五六七八九';

const chinese = (n: number): string => {
  if (n < 1 || n > 99) return String(n);
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  return `${tens > 1 ? CHINESE[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? CHINESE[ones] : ''}`;
};

const letters = (n: number): string => (n >= 1 && n <= 26 ? String.fromCharCode(96 + n) : String(n));

const ROMAN: [number, string][] = [
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
const roman = (n: number): string => {
  let rest = n;
  let out = '';
  if (n > 50) return String(n);
  for (const [value, sign] of ROMAN) for (; rest >= value; rest -= value) out += sign;
  return out;
};

/** A count in one of Word's number formats (ECMA-376, ST_NumberFormat). */
export const formatCount = (n: number, format: string): string => {
  if (/^(?:chinese|taiwanese|japanese|ideographDigital|ideographTraditional|korean)/i.test(format)) return chinese(n);
  if (/^decimalEnclosedCircle/.test(format)) return n >= 1 && n <= 20 ? String.fromCharCode(0x245f + n) : String(n);
  if (format === 'decimalZero') return String(n).padStart(2, '0');
  if (format === 'lowerLetter') return letters(n);
  if (format === 'upperLetter') return letters(n).toUpperCase();
  if (format === 'lowerRoman') return roman(n);
  if (format === 'upperRoman') return roman(n).toUpperCase();
  return String(n);
};

/** Counts paragraphs of lists, in the order of the document. */
export class ListCounter {
  private readonly counts = new Map<string, number[]>();

  constructor(private readonly numbering: Numbering) {}

  /** What Word prints before the paragraph; empty for bullets and unknown lists. */
  next(listId: string, level: number): string {
    const instance = this.numbering.instances.get(listId);
    const levels = instance && this.numbering.abstract.get(instance.abstract);
    const own = levels?.get(level);
    if (!instance || !levels || !own || level > 8) return '';
    const key = instance.starts.size > 0 ? `n${listId}` : `a${instance.abstract}`;
    const counts = this.counts.get(key) ?? [];
    counts.length = Math.min(counts.length, level + 1);
    const startOf = (l: number): number => instance.starts.get(l) ?? levels.get(l)?.start ?? 1;
    for (let l = 0; l < level; l++) counts[l] ??= startOf(l);
    counts[level] = counts[level] === undefined ? startOf(level) : (counts[level] ?? 0) + 1;
    this.counts.set(key, counts);
    if (own.format === 'bullet' || own.format === 'none') return '';
    return own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const l = Number(digit) - 1;
      return formatCount(counts[l] ?? startOf(l), levels.get(l)?.format ?? 'decimal');
    });
  }
}
