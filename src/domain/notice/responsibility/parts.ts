/**
 * Productions of the responsibility grammar, over the tokens of one clause:
 *
 *   clause  = part { (";" | "," | nothing) part }
 *   part    = label names | names role | names "会同" names [role] | names
 *   names   = name { ("、" | ",") name } ["等" …]
 *   name    = UNIT [ "(" (role | SECTION) ")" ] [ ":" PERSON ]
 *
 * Roles go by the word of responsibility, not by position; only what carries no word at all takes its role from its place.
 */
import type { AssignmentRole } from '../../plan/model';
import type { ResponsibilityLabel } from '../labels';
import { isGroupOfUnits, looksLikeUnit, surelyUnit } from '../unit-names';
import type { RoleWord, Token } from './tokens';

export interface Name {
  start: number;
  end: number;
  role: AssignmentRole | null;
  section: string | null;
  person: string | null;
}

export interface Part {
  names: Name[];
  role: AssignmentRole | null;
  /** the role was printed as a label before the names */
  labelled: boolean;
  /** 负责 and its kin: a part beside a lead, a responsibility of its own without one */
  soft: boolean;
  /** the part was ended by ; or 。 */
  final: boolean;
}

const LEADING_WORDS =
  /^(?:(?:此|该|本|这)项(?:工作|任务)|(?:上述|以上)(?:各项)?(?:工作|任务)|其中|分别|原则上)?,?(?:均|主要|并|具体)?由|^(?:请|以及|及|和|与|并|或|由|其中|其他|包括)(?=.{2})/;
const SECTION_NAME = /(?:股|科|处|室|队|所|中心)$/;
/** A person, and perhaps by when, behind a blank. */
export const BESIDE_UNIT = /^([\u4e00-\u9fff·]{2,3})(?:\d{1,2}(?:时|日|月).*)?$/;
const PERSON = /^[\u4e00-\u9fff·]{2,4}$/;

/** 市公安局和市交通局 are two units, 市文化和旅游局 is one: both halves must be names of their own. */
export const splitPairs = (text: string, start: number, end: number): [number, number][] => {
  const name = text.slice(start, end);
  for (const m of name.matchAll(/以及|和|及|与/g)) {
    const left = name.slice(0, m.index);
    const right = name.slice(m.index + m[0].length);
    if (surelyUnit(left) && looksLikeUnit(right) && right.length >= 2)
      return [[start, start + m.index], ...splitPairs(text, start + m.index + m[0].length, end)];
  }
  return [[start, end]];
};

const trimmed = (text: string, start: number, end: number): [number, number] => {
  let from = start;
  let to = end;
  // 县县公安局: a character printed twice; 市市场监管局 is none
  const name = text.slice(from, to);
  from += /^([县省镇旗州各区乡])\1+(?=\1)|^([县省镇旗州各区乡])(?=\2)|^市(?=市(?![场政容民]))/.exec(name)?.[0].length ?? 0;
  const lead = LEADING_WORDS.exec(text.slice(from, to));
  if (lead && lead[0].length < to - from) from += lead[0].length;
  // 甲局共同 牵头: a word that goes with the verb
  to -= /(?:共同|分别|各自|联合|具体)$/.exec(text.slice(from, to))?.[0].length ?? 0;
  while (to > from && /[等.\-_"'“”]/.test(text[to - 1] ?? '')) to--;
  return [from, to];
};

const roleOfLabel = (label: ResponsibilityLabel): AssignmentRole | null =>
  label === 'LEAD' || label === 'COOPERATING' || label === 'RESPONSIBLE' || label === 'IMPLEMENTING' ? label : null;

const roleOfWord = (word: RoleWord): AssignmentRole => (word === 'TOGETHER_WITH' ? 'COOPERATING' : word);

export class PartsReader {
  readonly parts: Part[] = [];
  private part = this.fresh();
  private label: ResponsibilityLabel | null = null;
  private after: RoleWord | null = null;
  private i = 0;
  /** the clause divides work among the sections of one unit */
  private sectionsAreUnits = false;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
    private readonly spaceBefore: (index: number) => boolean,
  ) {}

  private fresh(): Part {
    return { names: [], role: null, labelled: false, soft: false, final: false };
  }

  private close(final = false): void {
    this.part.final = final;
    if (this.part.names.length > 0) {
      if (this.part.role === null && this.label) {
        this.part.role = roleOfLabel(this.label);
        this.part.labelled = this.part.role !== null;
      }
      if (this.after === 'TOGETHER_WITH') this.part.role = 'COOPERATING';
      this.parts.push(this.part);
    } else if (final && this.parts.length > 0) {
      (this.parts.at(-1) as Part).final = true;
    }
    this.part = this.fresh();
  }

  private name(start: number, end: number): void {
    // 县人社局 劳动监察大队, 区公安分局 区通信办: a blank parts two names where both sides are names
    for (let i = start + 2; i < end - 1; i++) {
      const right = this.text.slice(i, end);
      // 烟草专卖所 某某: a person behind the name of a section
      const person =
        this.spaceBefore(i) && SECTION_NAME.test(this.text.slice(start, i)) && surelyUnit(this.text.slice(start, i)) && BESIDE_UNIT.exec(right);
      if (person && !looksLikeUnit(right)) {
        this.part.names.push({ start, end: i, role: null, section: null, person: person[1] ?? null });
        return;
      }
      if (!this.spaceBefore(i) || this.text[i - 1] === ')' || !surelyUnit(this.text.slice(start, i)) || !looksLikeUnit(right)) continue;
      this.name(start, i);
      const unit = this.part.names.at(-1);
      if (unit && SECTION_NAME.test(right) && !/^[省市县区旗镇乡各]/.test(right)) unit.section = right;
      else this.name(i, end);
      return;
    }
    for (const [a, b] of splitPairs(this.text, ...trimmed(this.text, start, end))) {
      if (b > a) this.part.names.push({ start: a, end: b, role: null, section: null, person: null });
    }
  }

  /** What stands in brackets behind a name: its word of responsibility, its section, or a remark. */
  private bracket(): void {
    let depth = 0;
    const inside: Token[] = [];
    for (; this.i < this.tokens.length; this.i++) {
      const t = this.tokens[this.i] as Token;
      if (t.kind === 'OPEN') depth++;
      else if (t.kind === 'CLOSE') depth--;
      else if (t.kind === 'STOP' && t.start === t.end) {
        // the line ends: the bracket was never closed, and the next label is none of its own
        this.i--;
        break;
      } else inside.push(t);
      if (depth === 0) break;
    }
    const last = this.part.names.at(-1) ?? this.parts.at(-1)?.names.at(-1);
    if (!last) return;
    const word = inside.find((t) => t.kind === 'ROLE');
    const names = inside.filter((t) => t.kind === 'NAME');
    const person = names.map((n) => (n.kind === 'NAME' ? n.text : ''));
    if (inside.some((t) => t.kind === 'LABEL' && t.label === 'LEAD_PERSON') && person.length > 0 && person.every((n) => PERSON.test(n))) {
      last.person = person.join('、');
      return;
    }
    if (word?.kind === 'ROLE' && names.length === 0) {
      last.role = roleOfWord(word.role);
      // 甲局、乙局(共同牵头)、丙局: both lead
      if (/共同|联合/.test(this.text.slice(word.start, word.end))) for (const earlier of this.part.names) earlier.role ??= last.role;
    } else if (names.length > 0 && names.every((n) => n.kind === 'NAME' && SECTION_NAME.test(n.text))) {
      last.section = names.map((n) => (n.kind === 'NAME' ? n.text : '')).join('、');
    }
  }

  /** Persons behind a colon: 股:某某、某某 */
  private persons(): boolean {
    const last = this.part.names.at(-1);
    const next = this.tokens[this.i + 1];
    if (!last || next?.kind !== 'NAME' || !PERSON.test(next.text) || surelyUnit(next.text)) return false;
    const found = [next.text];
    this.i++;
    for (;;) {
      const sep = this.tokens[this.i + 1];
      const name = this.tokens[this.i + 2];
      if (sep?.kind !== 'ENUM' || name?.kind !== 'NAME' || !PERSON.test(name.text) || looksLikeUnit(name.text)) break;
      found.push(name.text);
      this.i += 2;
    }
    last.person = found.join('、');
    return true;
  }

  /** 市商务局负责餐饮场所: what stands right behind the verb of a named subject is its object, unless it can only be a unit. */
  private isObject(t: { start: number; text: string }): boolean {
    const before = this.tokens[this.i - 1];
    if (
      before?.kind !== 'ROLE' ||
      before.end !== t.start ||
      before.role === 'TOGETHER_WITH' ||
      this.part.names.length > 0 ||
      this.spaceBefore(t.start)
    )
      return false;
    const subject = this.parts.at(-1);
    return subject !== undefined && !subject.final && !surelyUnit(t.text) && !isGroupOfUnits(t.text);
  }

  private word(role: RoleWord): void {
    if (role === 'TOGETHER_WITH') {
      if (this.part.names.length > 0) {
        this.part.role = 'LEAD';
        this.close();
      }
      this.after = role;
      return;
    }
    const soft = role === 'RESPONSIBLE';
    if (this.part.names.length > 0) {
      if (this.after !== 'TOGETHER_WITH') [this.part.role, this.part.soft] = [roleOfWord(role), soft];
      this.close();
      this.after = null;
      return;
    }
    // "A、B,按职责分工负责": the word belongs to the names before the comma that have none
    for (let k = this.parts.length - 1; k >= 0; k--) {
      const earlier = this.parts[k] as Part;
      if (earlier.role !== null || earlier.final) break;
      [earlier.role, earlier.soft] = [roleOfWord(role), soft];
    }
  }

  read(): Part[] {
    for (; this.i < this.tokens.length; this.i++) {
      const t = this.tokens[this.i] as Token;
      switch (t.kind) {
        case 'NAME':
          if (!this.isObject(t)) this.name(t.start, t.end);
          break;
        case 'LABEL':
          this.close(true);
          this.label = t.label;
          if (t.label !== 'SECTION' && /(?:科室|股室|处室)/.test(this.text.slice(t.start, t.end))) this.sectionsAreUnits = true;
          this.after = null;
          if (t.label === 'SECTION' && (this.parts.length === 0 || this.sectionsAreUnits)) {
            // 责任科室:… without a unit before it, or beside 牵头科室:…: the sections themselves are the units
            this.sectionsAreUnits = true;
            this.label = this.text.slice(t.start, t.end).includes('牵头') ? 'LEAD' : 'RESPONSIBLE';
          } else if (t.label === 'SECTION' || t.label === 'LEAD_PERSON' || t.label === 'DUE') this.annotation(t.label);
          break;
        case 'ROLE':
          this.word(t.role);
          break;
        case 'OPEN':
          this.bracket();
          break;
        case 'COLON':
          // (市市场监管局:负责) has its word behind the colon
          if (!this.persons() && this.tokens[this.i + 1]?.kind !== 'ROLE') this.part.names.pop();
          break;
        case 'COMMA':
          this.close();
          break;
        case 'STOP':
          this.close(true);
          this.label = null;
          this.after = null;
          break;
        case 'ENUM':
        case 'ETC':
        case 'CLOSE':
          break;
      }
    }
    this.close(true);
    return this.parts;
  }

  /** 责任股室:…, 责任人:… say more about the units already named; 完成时限:… is no unit at all. */
  private annotation(label: ResponsibilityLabel): void {
    const found: string[] = [];
    for (; this.i + 1 < this.tokens.length; this.i++) {
      const t = this.tokens[this.i + 1] as Token;
      if (t.kind === 'LABEL' || t.kind === 'STOP') break;
      if (t.kind === 'NAME') found.push(t.text);
    }
    this.label = null;
    const unit = this.parts.at(-1)?.names.at(-1);
    if (!unit || found.length === 0) return;
    if (label === 'SECTION') unit.section = [unit.section, ...found].filter(Boolean).join('、');
    else if (label === 'LEAD_PERSON' && found.every((f) => PERSON.test(f))) unit.person = found.join('、');
  }
}
