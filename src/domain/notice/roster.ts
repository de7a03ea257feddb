/** A body's members set out as a list: 组长:, 副组长:, 成员: with one or more names to a line, a label standing for the lines below it. */
import type { PlanMember } from '../plan/model';
import { memberRoleOf } from './body-words';
import { ROSTER_LABEL } from './labels';
import type { Paragraph } from './paragraphs';
import { printedIn } from './source';
import { looksLikeUnit, splitPost } from './unit-names';

const LABEL = /^(总召集人|副?总?召集人|第[一二]召集人|(?:第[一二]|常务)?副?(?:组长|总指挥长?|指挥长|主任|会长|指挥)|政委|成员单位|成员|组员|委员)/;
const NAME = /^[\u4e00-\u9fff·]{2,4}$/;
const NO_NAME =
  /(?:局|委|办|厅|院|部|股|所|队|站|区|县|镇|政府|中心|公司|单位|书记|主任|局长|科长|股长|市长|县长|区长|部长|处长|院长|所长|干部|同志|领导)$/;
/** 周启科 ends like a section and 高新区 begins like a name: the ending decides where it is the ending of a unit only. */
const isName = (s: string): boolean => NAME.test(s) && !NO_NAME.test(s) && !(/^[省市县镇乡州旗]/.test(s) && looksLikeUnit(s));

interface Entry {
  name: string | null;
  text: string;
}

/** 杨 晨 is one name set wide. */
const columns = (raw: string): string[] => {
  const cells = raw
    .trim()
    .split(/ +/)
    .filter((c) => c !== '');
  const merged: string[] = [];
  for (let i = 0; i < cells.length; i++) {
    const here = cells[i] as string;
    const next = cells[i + 1];
    if (here.length === 1 && next?.length === 1 && /[\u4e00-\u9fff]/.test(here)) {
      merged.push(here + next);
      i++;
    } else merged.push(here);
  }
  return merged;
};

const splitTop = (text: string): string[] => {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (c === '(') depth++;
    if (c === ')') depth--;
    if (i === text.length || (depth <= 0 && (c === '、' || c === ';' || c === ','))) {
      if (i > from) pieces.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return pieces;
};

/** The entries of one line behind its label. */
export const entriesOf = (raw: string): Entry[] => {
  const cells = columns(raw.trim().replace(/[。;]$/, ''));
  if (cells.length === 0) return [];
  const entries: Entry[] = [];
  const paired = cells.length >= 2 && isName(cells[0] as string);
  if (paired) {
    for (let i = 0; i < cells.length;) {
      const name = cells[i] as string;
      if (!isName(name)) {
        const last = entries.at(-1);
        if (last) last.text += name;
        i++;
        continue;
      }
      const next = cells[i + 1];
      if (next !== undefined && !isName(next)) {
        entries.push({ name, text: next.replace(/^\(|\)$/g, '') });
        i += 2;
      } else {
        entries.push({ name, text: '' });
        i++;
      }
    }
    return entries;
  }
  const last = cells.at(-1) as string;
  if (cells.length === 2 && isName(last)) return [{ name: last, text: cells[0] as string }];
  const whole = cells.join('');
  const pieces = splitTop(whole);
  if (pieces.length > 1 && isName(pieces[0] as string) && !isName(pieces[1] as string))
    return [{ name: pieces[0] as string, text: pieces.slice(1).join('、') }];
  return pieces.map((p) => {
    const bracketed = /^([\u4e00-\u9fff·]{2,4})\(([^)]*)\)?$/.exec(p);
    if (bracketed && isName(bracketed[1] ?? '')) return { name: bracketed[1] ?? '', text: bracketed[2] ?? '' };
    return isName(p) ? { name: p, text: '' } : { name: null, text: p.replace(/(?:各1名|有关|等)$/, '') };
  });
};

export interface Roster {
  members: PlanMember[];
  /** index of the first and the last paragraph of the roster */
  from: number;
  to: number;
}

const labelOf = (p: Paragraph): { label: string; rest: string } | null => {
  const m = LABEL.exec(p.clip.text);
  if (!m) return null;
  // behind the label stands a colon, a blank or nothing
  let seen = 0;
  let i = 0;
  for (; i < p.raw.length && seen < m[0].length; i++) if (p.raw[i] !== ' ' && p.raw[i] !== '\n') seen++;
  const after = p.raw.slice(i);
  if (!/^(?: |:|$)/.test(after) && !ROSTER_LABEL.test(p.clip.text)) return null;
  return { label: m[0], rest: after.replace(/^ *(?:\([^)]*\))? *:?/, '') };
};

/** 组长:市委常委、常务副市长: a body has one leader, whose posts these are. */
const onePerson = (label: string, entries: readonly Entry[]): readonly Entry[] =>
  entries.length > 1 &&
  ['LEADER', 'CONVENER'].includes(memberRoleOf(label)) &&
  entries.every((e) => e.name === null && /(?:长|书记|主任|常委|委员|成员|主席)$/.test(e.text))
    ? [{ name: null, text: entries.map((e) => e.text).join('、') }]
    : entries;

const SENTENCE = /。./;

/** An entry as a member: what stands behind the name is a unit and a post. */
const memberOf = (label: string, entry: Entry, p: Paragraph): PlanMember => {
  const text = entry.text.replace(/ /g, '');
  const { unit, post } = splitPost(text);
  const printed = (words: string | null): string | null => words && printedIn(p.clip, words);
  return { role: memberRoleOf(label), name: printed(entry.name), unit: printed(unit), post: printed(post), span: p.clip.span() };
};

/** The first roster that names a leader or convener, from paragraph `start` on. */
export const readRoster = (paragraphs: readonly Paragraph[], start = 0): Roster | null => {
  for (let i = start; i < paragraphs.length; i++) {
    const opening = labelOf(paragraphs[i] as Paragraph);
    if (!opening || !['LEADER', 'CONVENER'].includes(memberRoleOf(opening.label)) || /^主任/.test(opening.label)) continue;
    const members: PlanMember[] = [];
    let membersNamed = false;
    let label = '';
    let to = i;
    for (let k = i; k < paragraphs.length; k++) {
      const p = paragraphs[k] as Paragraph;
      const own = labelOf(p);
      if (own && label !== '' && memberRoleOf(own.label) !== 'MEMBER' && memberRoleOf(own.label) !== 'DEPUTY' && membersNamed) break;
      if (own) label = own.label;
      const line = own ? own.rest : p.raw;
      if (!own && (SENTENCE.test(p.clip.text) || p.clip.length > 60)) break;
      const entries = entriesOf(line);
      // posts and units set below one another, far to the right, belong to the label above them
      const hangs = !own && /^ {6,}/.test(p.raw) && entries.every((e) => /[长任记员人事席导]$|[局委办厅院部]$/.test(e.text));
      if (!own && !hangs && !entries.every((e) => e.name !== null)) break;
      for (const e of onePerson(label, entries)) members.push(memberOf(label, e, p));
      membersNamed ||= entries.length > 0 && memberRoleOf(label) === 'MEMBER';
      to = k;
    }
    if (members.length >= 2) return { members, from: i, to };
  }
  return null;
};
