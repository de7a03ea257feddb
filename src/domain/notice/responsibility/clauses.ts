/**
 * Where clauses of responsibility stand: in brackets behind a measure or a heading, after a label (牵头单位:…), or as the last
 * sentence of a measure (由X牵头,Y配合). A bracket that was never closed, or never opened, still holds its clause.
 */
import { labelEnding } from '../labels';
import { isGroupOfUnits, looksLikeUnit, surelyUnit } from '../unit-names';
import { findBlankets } from './blanket';
import { dutyIn } from './duties';
import { BESIDE_UNIT, splitPairs } from './parts';
import { parseClause, type NamedUnit } from './productions';
import { dutiesInSentences } from './sentences';
import { tokenize, type Token } from './tokens';

export interface Clause {
  units: NamedUnit[];
  /** [start, end) in the text, brackets included */
  start: number;
  end: number;
  /** a bracket without its other half */
  broken: boolean;
  /** [start, end) of what 完成时限: says */
  due: [number, number] | null;
}

export interface ClauseOptions {
  firstLeads: boolean;
  /** whether blanks, and nothing else, stood before a character of the text */
  spaceBefore?: (index: number) => boolean;
  /** whether a paragraph of the text ends before a character */
  endsBefore?: (index: number) => boolean;
  /** also sentences whose subject is a unit are clauses: in a list that deals out duties any verb will do, elsewhere 负责 and its kin */
  sentences?: 'NONE' | 'LAST' | 'DUTIES';
}

const MAX_NAME = 30;
/** Longer than this is no clause but text in brackets. */
const MAX_CLAUSE = 700;
const NOT_A_NAME = /[的了把将使被让其应须要]|问题|情况|行为|是否|进行|开展|加强|以上|以下|万元|\d{2,}/;

const plausible = (name: string): boolean => name.length >= 2 && name.length <= MAX_NAME && (looksLikeUnit(name) || !NOT_A_NAME.test(name));

const namesOf = (tokens: readonly Token[]): string[] => tokens.flatMap((t) => (t.kind === 'NAME' ? [t.text] : []));

/** Names behind a colon are persons, and so are those joined to them: 执法大队:某某、某某 */
const isPerson = (tokens: readonly Token[], at: number): boolean => {
  let i = at;
  while (tokens[i - 1]?.kind === 'ENUM' && tokens[i - 2]?.kind === 'NAME' && !looksLikeUnit((tokens[i] as { text: string }).text)) i -= 2;
  return tokens[i - 1]?.kind === 'COLON';
};

/** Whether a text in brackets is a clause: a word of responsibility beside names that can be units, or nothing but sure units. */
const holdsClause = (text: string, tokens: readonly Token[], atEnd: boolean): boolean => {
  const names = namesOf(tokens);
  if (names.length === 0) return false;
  const labels = tokens.filter((t) => t.kind === 'LABEL' && t.label !== 'DUE' && t.label !== 'LEAD_PERSON');
  if (labels.length > 0) return true;
  const units = names.filter((n) => looksLikeUnit(n) || isGroupOfUnits(n)).length;
  if (tokens.some((t) => t.kind === 'ROLE' && t.role !== 'TOGETHER_WITH')) {
    return names.every(plausible) && (units > 0 || tokens.some((t) => t.kind === 'ROLE' && t.role === 'LEAD'));
  }
  if (tokens.some((t) => t.kind === 'ROLE') && names.every((n) => looksLikeUnit(n) || isGroupOfUnits(n))) return true;
  if (!atEnd) return false;
  const beforeColon = tokens.flatMap((t, i) =>
    t.kind === 'NAME' && !isPerson(tokens, i) ? splitPairs(text, t.start, t.end).map(([a, b]) => text.slice(a, b)) : [],
  );
  const sure = beforeColon.filter((name) => surelyUnit(name)).length;
  return sure > 0 && beforeColon.every((name) => surelyUnit(name) || (isGroupOfUnits(name) && looksLikeUnit(name)));
};

/** 烟草专卖所 某某: behind a blank stands a person, and what is left is the name of the unit. */
const withoutPersons = (text: string, tokens: readonly Token[], spaceBefore: ClauseOptions['spaceBefore']): readonly Token[] =>
  tokens.map((t) => {
    if (t.kind !== 'NAME' || !spaceBefore) return t;
    for (let i = t.start + 3; i < t.end - 1; i++)
      if (spaceBefore(i) && surelyUnit(text.slice(t.start, i)) && BESIDE_UNIT.test(text.slice(i, t.end)))
        return { ...t, end: i, text: text.slice(t.start, i) };
    return t;
  });

const dueOf = (tokens: readonly Token[]): [number, number] | null => {
  const at = tokens.findIndex((t) => t.kind === 'LABEL' && t.label === 'DUE');
  if (at < 0) return null;
  const from = (tokens[at] as Token).end;
  const stop = tokens.slice(at + 1).find((t) => t.kind === 'LABEL' || t.kind === 'STOP');
  return [from, stop ? stop.start : (tokens.at(-1) as Token).end];
};

/** 列首位的为牵头单位,下同 is a remark on the list and no part of it; commas of the same length stand in for it. */
const REMARK = /[^、,;:。()]{0,12}(?:列|排|位|首)[^、,;:。()]{0,12}(?:为|是)(?:牵头|主办|主责|第一责任)(?:单位|部门)?|,?(?:以)?下同/g;
const withoutRemark = (text: string, from: number, to: number): string => {
  const part = text.slice(from, to);
  let own = /下同|首位|第一/.test(part) ? part.replace(REMARK, (m) => ','.repeat(m.length)) : part;
  for (const b of findBlankets(own)) own = own.slice(0, b.start) + '。'.repeat(b.end - b.start) + own.slice(b.end);
  return own === part ? text : text.slice(0, from) + own + text.slice(to);
};

const WHEN =
  /^(?=.*\d)[\d年月日上中下旬底末前]{3,16}(?:前|底前)?(?:基本|全面|全部)?(?:完成|建成|落实|到位|启动)?$|^(?:长期坚持|持续推进|长期|持续|常年|年底前(?:完成)?)$/;

const clauseIn = (
  text: string,
  from: number,
  to: number,
  outer: [number, number],
  atEnd: boolean,
  broken: boolean,
  options: ClauseOptions,
): Clause | null => {
  if (to - from < 2 || to - from > MAX_CLAUSE) return null;
  const bare = withoutRemark(text, from, to);
  const all = tokenize(bare, from, to);
  // 2019年12月底前完成 behind the units says when, and is no name
  const when = all.find((t) => t.kind === 'NAME' && WHEN.test(t.text));
  const tokens = when ? all.filter((t) => !(t.kind === 'NAME' && WHEN.test(t.text))) : all;
  if (!holdsClause(bare, withoutPersons(bare, tokens, options.spaceBefore), atEnd)) return null;
  const units = parseClause(bare, tokens, options.firstLeads, options.spaceBefore).filter((u) => plausible(text.slice(u.start, u.end)));
  return units.length === 0 ? null : { units, start: outer[0], end: outer[1], broken, due: dueOf(all) ?? (when ? [when.start, when.end] : null) };
};

/** Whether the bracket that is open at `from` is closed again further on, with whole pairs only in between and no new item. */
const closesLater = (text: string, from: number): boolean => {
  let depth = 1;
  for (let i = from; i < text.length && i < from + MAX_CLAUSE; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return true;
  }
  return false;
};

/** The top-level brackets of a text; an unclosed one ends at the text's end, an unopened one starts behind the last full stop. */
interface Bracket {
  open: number;
  close: number;
  broken: boolean;
  /** where it may have opened instead */
  orOpen?: number;
}

const bracketsOf = (text: string, endsBefore: (index: number) => boolean = () => false): Bracket[] => {
  const found: Bracket[] = [];
  const opens: number[] = [];
  let lastStop = -1;
  let lastFullStop = -1;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    // so was one that is open where its paragraph ends
    if (opens.length > 0 && endsBefore(i) && !closesLater(text, i)) {
      found.push({ open: opens[0] as number, close: i, broken: true });
      opens.length = 0;
    }
    if (c === '(') opens.push(i);
    else if (c === ')') {
      const open = opens.pop();
      if (open === undefined) found.push({ open: lastFullStop, close: i, broken: true, orOpen: lastStop });
      else if (opens.length === 0) found.push({ open, close: i, broken: false });
    } else if (c === '。') {
      // a bracket opened before this full stop that nothing closes was never closed
      if (opens.length > 0 && !closesLater(text, i)) {
        found.push({ open: opens[0] as number, close: i, broken: true });
        opens.length = 0;
      }
      lastStop = i;
      lastFullStop = i;
    } else if (c === ';' && opens.length === 0) lastStop = i;
  }
  if (opens.length > 0) found.push({ open: opens[0] as number, close: text.length, broken: true });
  return found;
};

const BOUNDARY = /[。;!?)"”]/;

/** Labels outside brackets, each with the stretch it governs (to the full stop or the end). */
const labelledStretches = (
  text: string,
  taken: readonly { start: number; end: number }[],
  blankBefore: (i: number) => boolean,
): [number, number][] => {
  const found: [number, number][] = [];
  let until = -1;
  let next = 0;
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    while (next < taken.length && (taken[next]?.end ?? 0) <= colon) next++;
    if (colon < until || (taken[next]?.start ?? Infinity) <= colon) continue;
    const label = labelEnding(text.slice(Math.max(0, colon - 14), colon));
    if (!label || label.label === 'DUE' || label.label === 'LEAD_PERSON') continue;
    const start = colon - label.length;
    let open = start;
    while (open > 0 && start - open < 4 && !BOUNDARY.test(text[open - 1] ?? '') && !blankBefore(open)) open--;
    if (open > 0 && !BOUNDARY.test(text[open - 1] ?? '') && !blankBefore(open) && text[open - 1] !== ',') continue;
    const stop = text.slice(colon, colon + MAX_CLAUSE).indexOf('。');
    until = stop < 0 ? Math.min(text.length, colon + MAX_CLAUSE) : colon + stop;
    found.push([start, until]);
  }
  return found;
};

const allUnits = (text: string, start: number, end: number): boolean => {
  const tokens = tokenize(text, start, end);
  if (tokens.at(-1)?.kind === 'NAME') return false;
  const units = parseClause(text, tokens, false);
  return units.length > 0 && namesOf(tokens).length <= units.length && units.every((u) => looksLikeUnit(text.slice(u.start, u.end)));
};

/**
 * 由X牵头,Y配合。 as the last sentence of a measure, or behind its subject (农产品由X负责); every name must be a unit, or it is an
 * ordinary sentence.
 */
const lastSentence = (text: string): [number, number] | null => {
  const end = /[。;]$/.test(text) ? text.length - 1 : text.length;
  const start = Math.max(text.lastIndexOf('。', end - 1), text.lastIndexOf(';', end - 1)) + 1;
  if (end - start < 6 || end - start > 200) return null;
  const sentence = text.slice(start, end);
  if (!/牵头|负责|会同|配合/.test(sentence) || /^(?:其他|其它|此外)/.test(sentence)) return null;
  if (allUnits(text, start, end)) {
    // 各街道具体实施。区城管局牵头,区公安分局配合。 is one clause in two sentences
    const before = Math.max(text.lastIndexOf('。', start - 2), text.lastIndexOf(';', start - 2)) + 1;
    return start > 0 && start - before < 80 && start - before > 4 && allUnits(text, before, start - 1) ? [before, end] : [start, end];
  }
  const by = sentence.indexOf('由');
  return by > 0 && !/^(?:于|此|来)/.test(sentence.slice(by + 1)) && allUnits(text, start + by, end) ? [start + by, end] : null;
};

/** 打击非法采砂:县水利局牵头,县公安局;: nothing but units behind the last colon. */
const tailClause = (text: string, options: ClauseOptions): Clause | null => {
  const end = /[。;]$/.test(text) ? text.length - 1 : text.length;
  const from = text.lastIndexOf(':', end - 1) + 1;
  if (from < 3 || end - from < 3 || end - from > 160 || text.slice(from, end).includes('。')) return null;
  const names = namesOf(tokenize(text, from, end));
  const sure = names.every((name) => surelyUnit(name) || (isGroupOfUnits(name) && looksLikeUnit(name)));
  return names.length > 0 && sure ? clauseIn(text, from, end, [from, end], true, false, options) : null;
};

/** Sentences are looked through for a duty up to here; a measure says early whose it is. */
const DUTY_REACH = 600;

const dutyClause = (text: string, options: ClauseOptions): Clause | null => {
  const dealt = options.sentences === 'DUTIES';
  let from = 0;
  for (let i = 0; i <= Math.min(text.length, DUTY_REACH); i++) {
    if (i < text.length && !/[。;]/.test(text[i] ?? '')) continue;
    const duty = i - from > 5 ? dutyIn(text, from, text.length, dealt) : null;
    if (duty) return { units: duty.units, start: duty.start, end: duty.end, broken: false, due: null };
    if (!dealt && from > 0) return null;
    from = i + 1;
  }
  return null;
};

/** All clauses of a text, in order; where none is set apart, also a sentence that is one. */
export const findClauses = (whole: string, blankBefore: (i: number) => boolean, options: ClauseOptions): Clause[] => {
  // a blanket clause behind a measure speaks of others
  const last = findBlankets(whole).at(-1);
  const text = last && last.start > 0 && last.end >= whole.length - 1 && whole[last.start - 1] === '。' ? whole.slice(0, last.start) : whole;
  const clauses: Clause[] = [];
  for (const { open, close, broken, orOpen } of bracketsOf(text, options.endsBefore)) {
    const rest = text.slice(close + 1, close + 3);
    const atEnd = rest === '' || /^[。;.(]/.test(rest) || (options.endsBefore?.(close + 1) ?? false);
    const from = (start: number): Clause | null =>
      clauseIn(text, start + 1, close, [Math.max(0, start), Math.min(close + 1, text.length)], atEnd, broken, options);
    const clause = from(open) ?? (orOpen !== undefined && orOpen !== open ? from(orOpen) : null);
    if (clause) clauses.push(clause);
  }
  for (const [start, end] of labelledStretches(text, clauses, blankBefore)) {
    const clause = clauseIn(text, start, end, [start, end], true, false, options);
    if (clause) clauses.push(clause);
  }
  if (clauses.length === 0 && (options.sentences ?? 'NONE') !== 'NONE') {
    const sentence = lastSentence(text);
    const clause =
      (sentence && clauseIn(text, ...sentence, sentence, true, false, options)) ?? dutyClause(text, options) ?? tailClause(text, options);
    const duty = clause ? null : dutiesInSentences(text, options.endsBefore);
    if (clause) clauses.push(clause);
    else if (duty) clauses.push({ ...duty, broken: false, due: null });
  }
  return clauses.sort((a, b) => a.start - b.start);
};

const FIRST_LEADS =
  /(?:列|排|位)(?:名)?(?:在|于)?(?:第一|首)(?:位|个|名)?(?:置)?(?:的|者)?(?:单位|部门)?(?:,)?(?:均)?(?:为|是|系)(?:牵头|主办|主责|第一责任)|第一(?:个)?(?:责任)?(?:单位|部门)(?:均)?(?:为|是)(?:牵头|主办)|首位(?:的)?(?:单位|部门)?(?:均)?为(?:牵头|主办)/;

/** "列首位的为牵头单位,下同": where it is said, or -1. */
export const firstLeadsAt = (text: string): number => text.search(FIRST_LEADS);

/**
 * The clause of consecutive label lines (牵头单位:… / 责任股室:… / 配合单位:…), each a line of its own.
 * @param lines [start, end) of each line in the text
 */
export const clauseOfLines = (text: string, lines: readonly [number, number][], options: ClauseOptions): Clause | null => {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last || last[1] - first[0] > MAX_CLAUSE * 3) return null;
  const tokens = lines.flatMap(([from, to]): Token[] => [...tokenize(text, from, to), { kind: 'STOP', start: to, end: to }]);
  const units = parseClause(text, tokens, options.firstLeads, options.spaceBefore).filter((u) => plausible(text.slice(u.start, u.end)));
  return units.length === 0 ? null : { units, start: first[0], end: last[1], broken: false, due: dueOf(tokens) };
};
