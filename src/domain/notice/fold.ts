/**
 * Folding: one character for one, so that a position in the folded text is the same position in the notice.
 *
 * Full-width forms become half-width, every kind of bracket becomes ( ), every dash -, every blank a space, and traditional
 * characters their simplified ones. Grammars are written once, against the folded text; what is printed comes from the original.
 */
import { Converter } from 'opencc-js/t2cn';

const table = new Map<number, number>();
const fold = (from: string, to: string): void => {
  const target = Array.from(to);
  Array.from(from).forEach((c, i) => table.set(c.charCodeAt(0), (target[i] ?? target[target.length - 1] ?? c).charCodeAt(0)));
};

const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
/** OpenCC's characters, each by itself: its phrases may change the length of a text, and every position must stay. */
const foldTraditional = (): void => {
  const characters = Array.from({ length: LAST_HAN - FIRST_HAN + 1 }, (_, i) => String.fromCharCode(FIRST_HAN + i));
  const simplified = Converter({ from: 't', to: 'cn' })(characters.join('\n')).split('\n');
  characters.forEach((c, i) => {
    const one = simplified[i] ?? c;
    if (one.length === 1 && one !== c) table.set(c.charCodeAt(0), one.charCodeAt(0));
  });
};
foldTraditional();
fold('[【〔［{｛〖﹝', '(');
fold(']】〕］}｝〗﹞', ')');
fold('—–―─－﹣‐‑‒~～〜∼━', '-');
fold('\u3000\u00a0\t\r\v\u2002\u2003\u2009\ufeff\u200b\u200c\u200d\u00ad*`', ' ');
fold('\f\u2028\u2029\u0085', '\n');
fold('∶︰﹕', ':');
fold('﹐', ',');
fold('﹔', ';');
fold('﹒', '.');
fold('○◯', '〇');

const foldOne = (code: number): number => {
  const known = table.get(code);
  if (known !== undefined) return known;
  return code > 0xff00 && code < 0xff5f ? code - 0xfee0 : code;
};

/** The folded text: same length in UTF-16 code units as the notice. */
export const foldText = (original: string): string => {
  const parts: string[] = [];
  const buffer: number[] = [];
  for (let i = 0; i < original.length; i++) {
    buffer.push(foldOne(original.charCodeAt(i)));
    if (buffer.length === 8192) parts.push(String.fromCharCode(...buffer.splice(0)));
  }
  parts.push(String.fromCharCode(...buffer));
  return parts.join('');
};
