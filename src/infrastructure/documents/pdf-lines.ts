/** From the pieces of a page, each with its place, to lines of text. */

export interface PageItem {
  text: string;
  /** left edge and base line, in points from the lower left corner */
  x: number;
  y: number;
  width: number;
  /** height of the letters, in points */
  size: number;
}

/** Pieces whose base lines differ by less than this share of the letters' height stand on one line. */
const SAME_LINE = 0.5;
/** A gap wider than this many letters parts columns; a narrower one above half a letter is a blank. */
const COLUMN = 1.8;
const BLANK = 0.5;

const lineOf = (items: readonly PageItem[]): string => {
  let text = '';
  let edge: number | null = null;
  for (const item of [...items].sort((a, b) => a.x - b.x)) {
    if (item.text === '') continue;
    if (edge !== null && item.text.trim() !== '') {
      const gap = (item.x - edge) / (item.size || 1);
      if (gap > COLUMN) text = `${text.trimEnd()}\t`;
      else if (gap > BLANK && !/\s$/.test(text)) text += ' ';
    }
    text += item.text;
    if (item.text.trim() !== '') edge = item.x + item.width;
  }
  return text.trimEnd();
};

/** A line that is nothing but a page number. */
const PAGE_NUMBER = /^[\s\-—–－·•.]*(?:第?\s*\d{1,4}\s*页?(?:\s*[/／共]+\s*\d{1,4}\s*页?)?)[\s\-—–－·•.]*$/;

/** The lines of a page from top to bottom, without the number at its head or foot. */
export const linesOfPage = (items: readonly PageItem[]): string[] => {
  const rows: { y: number; size: number; items: PageItem[] }[] = [];
  for (const item of [...items].filter((i) => i.text.trim() !== '').sort((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.at(-1);
    if (row && Math.abs(row.y - item.y) < SAME_LINE * Math.max(row.size, item.size)) row.items.push(item);
    else rows.push({ y: item.y, size: item.size, items: [item] });
  }
  const left = items.reduce((least, i) => (i.text.trim() === '' ? least : Math.min(least, i.x)), Infinity);
  const lines = rows.map((row) => {
    // the indent of a paragraph is told from its first line: two letters
    const first = row.items.reduce((a, b) => (b.x < a.x ? b : a));
    const indent = Math.round((first.x - left) / (first.size || 1));
    return (indent >= 2 && indent <= 6 ? '\u3000'.repeat(2) : '') + lineOf(row.items);
  });
  while (lines.length > 1 && PAGE_NUMBER.test(lines.at(-1) ?? '')) lines.pop();
  if (lines.length > 1 && PAGE_NUMBER.test(lines[0] ?? '')) lines.shift();
  return lines;
};

/** Pages that open or close with the same words have a running head; it is no part of the text. */
const RUNNING = 3;

export const withoutRunningHeads = (pages: readonly string[][]): string[][] => {
  const repeated = (pick: (lines: readonly string[]) => string | undefined): Set<string> => {
    const counts = new Map<string, number>();
    for (const lines of pages) {
      const line = pick(lines)?.trim();
      if (line) counts.set(line, (counts.get(line) ?? 0) + 1);
    }
    return new Set([...counts].filter(([, n]) => n >= RUNNING && n > pages.length / 2).map(([line]) => line));
  };
  const heads = repeated((lines) => lines[0]);
  const feet = repeated((lines) => lines.at(-1));
  return pages.map((lines) => {
    const from = heads.has(lines[0]?.trim() ?? '') ? 1 : 0;
    const to = lines.length > from && feet.has(lines.at(-1)?.trim() ?? '') ? lines.length - 1 : lines.length;
    return lines.slice(from, to);
  });
};
