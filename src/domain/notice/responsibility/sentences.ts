/**
 * Duties in the middle of a measure's sentences: 备案由市工信局按行业负责受理, 由区教育局牵头,区司法局配合,于3月底前…,
 * 市人社局负责…,市公安局负责…, 区卫生健康局要…. A phrase counts only where nothing but units stands before its verb.
 *
 *   sentence = phrase { "," phrase }
 *   phrase   = [ words "由" ] units verb [ object ] | units "会同" units [ object ] | ("会同" | "配合" …) units
 */
import { isGroupOfUnits } from '../unit-names';
import { ADDS, BESIDE, besideIn, DOES, placed, settled, subjectAt, SUBJECT_LEAD, verbAt, type Duty } from './duties';
import type { NamedUnit } from './productions';

/** Behind 由 any of these says whose it is. */
const BY_VERB =
  /^(?:统一|具体|会商|研究|组织|牵头|按|汇总|承办|办理|承担|核定|审核|认定|实施|落实|调配|保障|做好|督促|指导|开展|完成|建立|制定|提出|向)/;
/** 要求 asks somebody else. */
const SETS_OUT = /^(?:在[^,。;]{2,20}(?:设立|设置|建立|开设)|对[^,。;]{2,30}(?:进行|开展|实施|依法))/;
const MUST = /^(?:要|应当?|须|必须|需)(?![求急加付时])(?=[\u4e00-\u9fff]{2})/;
/** Who is told to do something by name; 住建部门要…, 各单位要… tell everybody of a kind. */
const BY_NAME = /(?:局|委|办|院|队|中心|办公室|办事处|政府|分局|联社|公司|银行|支行|工会|妇联|团委)$/;
/** A verb of doing and none of responsibility. */
const TELLS = /^(?:要|应)?(?:指导|督促|组织)/;
const NO_BY = /^由(?:于|此|来|衷)|[理自缘]由$/;
/** A measure says early whose it is. */
const REACH = 1500;
const LONGEST_SENTENCE = 400;

const rolesOf = (text: string, by: boolean, opened: readonly NamedUnit[]): ((rest: string) => NamedUnit['role'] | null) => {
  const led = opened.some((unit) => unit.role === 'LEAD');
  return (rest) => {
    const verb = verbAt(rest);
    if (verb && !(verb.role === 'COOPERATING' && opened.length === 0)) return verb.role;
    if (by && BY_VERB.test(rest)) return 'RESPONSIBLE';
    if (opened.length > 0 && ADDS.test(rest)) return led ? 'COOPERATING' : 'RESPONSIBLE';
    if (MUST.test(rest) || SETS_OUT.test(rest) || (opened.length > 0 && DOES.test(rest))) return led ? 'COOPERATING' : 'RESPONSIBLE';
    return null;
  };
};

/** The places where a phrase's units may begin: at its head, and behind each 由. */
const startsIn = (text: string, from: number, to: number): { at: number; by: boolean }[] => {
  const lead = SUBJECT_LEAD.exec(text.slice(from, Math.min(to, from + 12)))?.[0] ?? '';
  const starts = [{ at: from + lead.length, by: lead.endsWith('由') }];
  for (let at = text.indexOf('由', from + 1); at >= 0 && at < to - 4; at = text.indexOf('由', at + 1))
    if (!NO_BY.test(text.slice(at, at + 2)) && !NO_BY.test(text.slice(at - 1, at + 1))) starts.push({ at: at + 1, by: true });
  return starts;
};

const phraseUnits = (text: string, from: number, to: number, opened: readonly NamedUnit[]): NamedUnit[] => {
  for (const { at, by } of startsIn(text, from, to)) {
    const roleOf = rolesOf(text, by, opened);
    const subject = subjectAt(text, at, to, (rest) => roleOf(rest) !== null);
    if (!subject || text[subject.end] === ':') continue;
    const rest = text.slice(subject.end, Math.min(to, subject.end + 40));
    const role = roleOf(rest);
    if (role === null) continue;
    const told = !by && opened.length === 0 && (verbAt(rest) === null || TELLS.test(rest));
    if (told && !subject.names.every(([a, b]) => BY_NAME.test(text.slice(a, b)) && !isGroupOfUnits(text.slice(a, b)))) continue;
    const beside = /^(?:要|应)?(?:会同|联合|商)/.exec(rest);
    const others = beside ? besideIn(text, subject.end + beside[0].length, to) : [];
    return [...placed(subject.names, beside && others.length > 0 ? 'LEAD' : role, text), ...others];
  }
  if (opened.length === 0) return [];
  const beside = BESIDE.exec(text.slice(from, Math.min(to, from + 8)));
  return beside ? besideIn(text, from + beside[0].length, to) : [];
};

const sentenceDuty = (text: string, from: number, to: number): Duty | null => {
  const units: NamedUnit[] = [];
  let at = from;
  let depth = 0;
  let [start, end] = [from, to];
  for (let i = from; i <= to; i++) {
    const c = text[i];
    if (i < to && c === '(') depth++;
    if (i < to && c === ')') depth = Math.max(0, depth - 1);
    if (i < to && (c !== ',' || depth > 0)) continue;
    const found = phraseUnits(text, at, i, units);
    if (found.length > 0) {
      if (units.length === 0) start = at;
      end = i;
      units.push(...found);
    }
    at = i + 1;
  }
  return units.some((unit) => unit.role !== 'COOPERATING') ? { units: settled(units, text), start, end } : null;
};

/** The first duties of a text; 甲局负责…。乙局负责… in sentences side by side are duties of one measure. */
export const dutiesInSentences = (text: string, endsBefore: (index: number) => boolean = () => false): Duty | null => {
  let found: Duty | null = null;
  let from = 0;
  for (let i = 0; i <= Math.min(text.length, REACH); i++) {
    // a heading without a stop ends where its paragraph does
    const stop = i === text.length || /[。;!?]/.test(text[i] ?? '');
    if (!stop && !endsBefore(i)) continue;
    const other = /^(?:其他|其它|此外)/.test(text.slice(from, from + 2));
    const duty = i - from > 5 && i - from < LONGEST_SENTENCE && !other ? sentenceDuty(text, from, i) : null;
    if (duty) found = found ? { units: settled([...found.units, ...duty.units], text), start: found.start, end: duty.end } : duty;
    from = stop ? i + 1 : i;
  }
  return found;
};
