/** Whether a name in a plan's basis (根据《…》) means a certain plan. */
import type { Plan } from './model';

export const SUPERIOR_GROUNDS = ['DOCUMENT_NUMBER', 'TITLE'] as const;
export type SuperiorGround = (typeof SUPERIOR_GROUNDS)[number];

/** A shorter title (工作方案) stands in many names. */
export const SHORTEST_TITLE = 8;

/** Without title marks, brackets' kinds and blanks: 〔2022〕31号 and [2022]31号 are one number. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[《》〈〉<>"“”\s]/g, '')
    .replace(/[〔［【(]/g, '[')
    .replace(/[〕］】)]/g, ']');

/** The plan that a covering notice issues: 关于印发《甲方案》的通知 means 甲方案. */
export const planNamed = (name: string): string =>
  plainName(name)
    .replace(/^.*关于(?:印发|转发|下发)/, '')
    .replace(/的(?:通知|函)(?:\[.*)?$/, '');

/** The surer ground, or null. A title may stand in the name, or the name in the title: notices shorten each other, and put the issuer before. */
export function groundOf(basis: string, plan: Pick<Plan, 'title' | 'documentNumber'>): SuperiorGround | null {
  const name = plainName(basis);
  const number = plan.documentNumber && plainName(plan.documentNumber);
  if (number && name.includes(number)) return 'DOCUMENT_NUMBER';
  const [called, title] = [planNamed(basis), planNamed(plan.title)];
  if (called === title) return 'TITLE';
  const holds = (whole: string, part: string): boolean => part.length >= SHORTEST_TITLE && whole.includes(part);
  return holds(called, title) || holds(title, called) ? 'TITLE' : null;
}

export interface NameKeys {
  /** The names themselves: titles that are exactly so. */
  whole: string[];
  /** The first characters of each name: it may stand inside a longer title. */
  heads: string[];
  /** Every run of as many characters of the names: a title that begins with one may stand inside a name. */
  runs: string[];
  /** What can be a document number at the end or in the middle of a name. */
  numbers: string[];
}

/** A document number is no longer than this and ends in 号. */
const LONGEST_NUMBER = 30;
/** Longer than any title: a longer name is damage. */
const LONGEST_NAME = 300;

/** What to look a plan up by, without going through all of them: names in the form of `plainName`. */
export function nameKeys(names: readonly string[]): NameKeys {
  const whole = [...new Set(names.map((name) => name.slice(0, LONGEST_NAME)))];
  const runs = new Set<string>();
  const numbers = new Set<string>();
  for (const name of whole) {
    const characters = [...name];
    for (let i = 0; i + SHORTEST_TITLE <= characters.length; i++) runs.add(characters.slice(i, i + SHORTEST_TITLE).join(''));
    characters.forEach((character, end) => {
      if (character !== '号') return;
      for (let from = Math.max(0, end - LONGEST_NUMBER); from < end; from++) numbers.add(characters.slice(from, end + 1).join(''));
    });
  }
  const heads = whole.map((name) => [...name].slice(0, SHORTEST_TITLE).join('')).filter((head) => [...head].length === SHORTEST_TITLE);
  return { whole, heads: [...new Set(heads)], runs: [...runs], numbers: [...numbers] };
}
