/**
 * How a title that is too long for one line is divided. GB/T 9704-2012 asks for whole words on every line, and lines that look balanced: as many as
 * are needed, none longer than fits, as equal as words allow, the shorter ones last where they cannot be equal (梯形).
 */

/** 二号 on 156 mm. */
export const TITLE_WIDTH = 20;
/** Longer ones are no titles. */
const MOST_LINES = 5;

/** In characters; what is not Chinese is half as wide. */
export const widthInCharacters = (text: string): number => [...text].reduce((sum, one) => sum + (one.charCodeAt(0) > 0xff ? 1 : 0.5), 0);

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
const NEVER_FIRST = /^[的和与及、，。：；）》」』〕”’！？年月日号]/;
const NEVER_LAST = /[（《「『〔“‘]$/;

/** Where a title is divided without tearing apart what is said before: 打击侵权假冒 stays whole, 专项行动进展情况 begins a line. */
const BEGINS_WELL = /^(?:专项|整治|治理|工作|进展|落实|推进|开展)/;
/** As much as two characters and a half of difference between two lines. */
const TORN = 8;

/** Words of this trade that a dictionary of everyday Chinese takes apart. */
const WHOLE = /(专项行动|专项整治|专项治理|侵权假冒|假冒伪劣|知识产权|工作专班|领导小组|进展情况)/;

const wordsIn = (text: string): string[] =>
  text.split(WHOLE).flatMap((part) => (WHOLE.test(part) ? [part] : [...WORDS.segment(part)].map(({ segment }) => segment)));

/** What a line may be broken into: words, with what does not stand apart from them. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const segment of wordsIn(text)) {
    const last = found.at(-1);
    // A word that is not known comes as single characters.
    const apart = last !== undefined && last.length === 1 && segment.length === 1;
    const inDate = last !== undefined && /\d[年月]$/.test(last) && /^\d/.test(segment);
    if (last !== undefined && (apart || inDate || last === '关于' || NEVER_FIRST.test(segment) || NEVER_LAST.test(last)))
      found[found.length - 1] = last + segment;
    else found.push(segment);
  }
  return found;
}

/** One line for each line break that is written, divided where it is too long. */
export const titleLines = (title: string): string[] => title.split('\n').flatMap((line) => balanced(line.trim()));

function balanced(text: string): string[] {
  const least = Math.ceil(widthInCharacters(text) / TITLE_WIDTH);
  if (least <= 1 || least > MOST_LINES) return [text];
  const words = pieces(text);
  for (let lines = least; lines <= Math.min(words.length, MOST_LINES); lines += 1) {
    const found = divided(words, lines, widthInCharacters(text) / lines);
    if (found) return found.lines;
  }
  return [text];
}

/** The division that strays least from equal lines; null where one word alone is too long. */
function divided(words: readonly string[], lines: number, equal: number): { lines: string[]; strays: number } | null {
  if (lines === 1) {
    const text = words.join('');
    const width = widthInCharacters(text);
    return width > TITLE_WIDTH ? null : { lines: [text], strays: (width - equal) ** 2 };
  }
  if (widthInCharacters(words.join('')) > lines * TITLE_WIDTH) return null;
  let best: { lines: string[]; strays: number } | null = null;
  for (let taken = 1; taken <= words.length - lines + 1; taken += 1) {
    const first = words.slice(0, taken).join('');
    const width = widthInCharacters(first);
    if (width > TITLE_WIDTH) break;
    const rest = divided(words.slice(taken), lines - 1, equal);
    if (!rest) continue;
    const strays = rest.strays + (width - equal) ** 2 + (BEGINS_WELL.test(words[taken] ?? '') ? 0 : TORN);
    // Of two that are alike, the one whose first line is the longer.
    if (best === null || strays <= best.strays) best = { lines: [first, ...rest.lines], strays };
  }
  return best;
}
