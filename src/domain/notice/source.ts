/**
 * The notice as a source text. Everything that is read points back into it: a span is [start, end) in UTF-16 code units of the
 * original, and what is quoted is cut from the original, never from the folded text.
 */
import { foldText } from './fold';

export type TextSpan = [number, number];

/** 牵牵头, 配合合, 、、: what a copy printed twice; a blank takes the place of the second, so that every position stays. */
const DOUBLED =
  /牵(?=牵头)|(?<=牵头)头|配(?=配合)|(?<=配合)合(?![同作成并理格])|负(?=负责)|(?<=负责)责(?!任)|责(?=责任)|(?<=责任)任(?![务何期命职])|(?<=单位)位|(?<=(?<!目)的)的|(?<=各县)县(?=区)|(?<=、)、|(?<=,),|(?<=。)。|(?<=:):|(?<=;);/g;
const withoutDoubles = (folded: string): string => folded.replace(DOUBLED, ' ');

/** A half-width stop behind words ends a sentence like 。; behind a number it belongs to the number (一. (一). 1.). */
const HALF_WIDTH_STOP = /(?<=[\u4e00-\u9fff)"”》%])\.(?=[ \n]*(?:[\u4e00-\u9fff("“《\d]|$))/g;
const NUMBER_BEFORE = /(?:^|[\n 。;:])\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\)?$/;
const withStops = (folded: string): string =>
  folded.replace(HALF_WIDTH_STOP, (stop, at: number) => (NUMBER_BEFORE.test(folded.slice(Math.max(0, at - 6), at)) ? stop : '。'));

export class Source {
  readonly folded: string;

  constructor(readonly original: string) {
    this.folded = withoutDoubles(withStops(foldText(original)));
  }
}

const isSkipped = (c: string): boolean => c === ' ' || c === '\n';

/**
 * A stretch of the notice read as one run of text: folded, without blanks, line ends and page marks, with the place of every
 * character in the original.
 */
export class Clip {
  private constructor(
    readonly source: Source,
    /** folded, nothing in it but printed characters */
    readonly text: string,
    private readonly at: Int32Array,
  ) {}

  static of(source: Source, ranges: readonly TextSpan[]): Clip {
    let size = 0;
    for (const [start, end] of ranges) size += end - start;
    const at = new Int32Array(size);
    const parts: string[] = [];
    let n = 0;
    for (const [start, end] of ranges) {
      let from = start;
      for (let i = start; i < end; i++) {
        if (!isSkipped(source.folded[i] ?? '')) {
          at[n++] = i;
          continue;
        }
        if (i > from) parts.push(source.folded.slice(from, i));
        from = i + 1;
      }
      if (end > from) parts.push(source.folded.slice(from, end));
    }
    return new Clip(source, parts.join(''), at.slice(0, n));
  }

  get length(): number {
    return this.text.length;
  }

  /** The span in the original of the characters [from, to) of this clip. */
  span(from = 0, to = this.length): TextSpan {
    const start = this.at[Math.min(from, this.length - 1)] ?? 0;
    const last = this.at[Math.min(Math.max(to, from + 1), this.length) - 1];
    return [start, last === undefined ? start : last + 1];
  }

  /** The characters [from, to) as the notice prints them, without the blanks and line ends between them. */
  printed(from = 0, to = this.length): string {
    const chars: string[] = [];
    for (let i = Math.max(0, from); i < Math.min(to, this.length); i++) chars.push(this.source.original[this.at[i] ?? 0] ?? '');
    return chars.join('');
  }

  /** Where a character of this clip stands in the notice. */
  place(index: number): number {
    return this.at[index] ?? 0;
  }

  /** Whether blanks stood before this character in the notice ("1 加强…" is a mark, "1加强" may be a slip). */
  blankBefore(index: number): boolean {
    return index > 0 && (this.at[index] ?? 0) - (this.at[index - 1] ?? 0) > 1;
  }

  /** The same, for blanks only: where a line was broken there may be none in the sentence. */
  spaceBefore(index: number): boolean {
    if (!this.blankBefore(index)) return false;
    const between = this.source.folded.slice((this.at[index - 1] ?? 0) + 1, this.at[index] ?? 0);
    return !between.includes('\n') && /^ +$/.test(between);
  }

  cut(from: number, to = this.length): Clip {
    return new Clip(this.source, this.text.slice(from, to), this.at.slice(from, to));
  }

  static join(clips: readonly Clip[], source: Source): Clip {
    let size = 0;
    for (const c of clips) size += c.length;
    const at = new Int32Array(size);
    let n = 0;
    for (const c of clips) {
      at.set(c.at, n);
      n += c.length;
    }
    return new Clip(source, clips.map((c) => c.text).join(''), at);
  }
}

/** Folded words as the notice prints them, found in a clip from `from` on; unchanged where they do not stand there in one piece. */
export const printedIn = (clip: Clip, words: string, from = 0): string => {
  const at = clip.text.indexOf(words, from);
  return at < 0 ? words : clip.printed(at, at + words.length);
};
