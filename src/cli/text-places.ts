/** Places in a text as people count them: lines and columns, and the width of characters on a terminal. */

/** Finds the line of an offset by bisection; made once for a text. */
export class TextPlaces {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.starts.push(i + 1);
  }

  /** Line and column from 1; a column counts characters, not bytes or cells. */
  at(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.starts[low] ?? 0;
    return { line: low + 1, column: Array.from(this.text.slice(start, offset)).length + 1 };
  }

  /** [start, end) of a line in the text, without its end. */
  lineSpan(line: number): [number, number] {
    const start = this.starts[line - 1] ?? 0;
    const next = this.starts[line];
    const end = next === undefined ? this.text.length : next - 1;
    return [start, this.text[end - 1] === '\r' ? end - 1 : end];
  }
}

/** East Asian wide and full-width characters take two cells (Unicode Standard Annex 11), combining marks none. */
export const cellsOf = (char: string): number => {
  const c = char.codePointAt(0) ?? 0;
  if (c < 0x300) return 1;
  if ((c >= 0x300 && c <= 0x36f) || c === 0x200b || c === 0x200d || c === 0xfeff) return 0;
  const wide =
    (c >= 0x1100 && c <= 0x115f) ||
    (c >= 0x2e80 && c <= 0x303e) ||
    (c >= 0x3041 && c <= 0xa4cf) ||
    (c >= 0xac00 && c <= 0xd7a3) ||
    (c >= 0xf900 && c <= 0xfaff) ||
    (c >= 0xfe30 && c <= 0xfe6f) ||
    (c >= 0xff00 && c <= 0xff60) ||
    (c >= 0xffe0 && c <= 0xffe6) ||
    (c >= 0x1f300 && c <= 0x1faff) ||
    (c >= 0x20000 && c <= 0x3fffd);
  return wide ? 2 : 1;
};

export const widthOf = (text: string): number => Array.from(text).reduce((n, c) => n + cellsOf(c), 0);
