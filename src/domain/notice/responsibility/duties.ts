/**
 * Duties told in sentences whose subject is a unit: 区金融办负责统筹协调…, 市公安局:依法打击…, 市住建局会同市发改委负责…,
 * 由县局牵头…,县公安局配合. The subject must be nothing but units, and the verb a word of responsibility.
 *
 *   duty    = phrase { ("," | ";" | "。") phrase }
 *   phrase  = [ "由" ] units verb [ object ] | ("会同" | "联合" | "配合" …) units object
 */
import type { AssignmentRole } from '../../plan/model';
import { isGroupOfUnits, looksLikeUnit, surelyUnit } from '../unit-names';
import { splitPairs } from './parts';
import type { NamedUnit } from './productions';

export const SUBJECT_LEAD = /^(?:其中,?|同时,?|(?:此|该|本|这)项(?:工作|任务)(?:由)?|由)/;
const VERBS: [RegExp, AssignmentRole][] = [
  [
    /^(?:作为(?:总)?牵头(?:单位|部门)|(?:要|应)?(?:负责|总|共同|具体|分别)?(?:按[^,。;、按]{1,8}?)?(?:分别|共同|各自)?牵头|为牵头(?:单位|部门))/,
    'LEAD',
  ],
  [/^(?:要|应)?(?:积极|密切|共同|做好)?(?:配合|协助|参与|参加|协同|协办)/, 'COOPERATING'],
  [/^(?:要|应)?(?:按照?|根据)[^,。;()]{2,24}?(?:要求|原则)(?:具体|抓好|认真)?(?:落实|实施|执行)/, 'IMPLEMENTING'],
  [
    /^(?:要|应)?(?:按照?|根据)[^,。;()]{0,24}?(?:职责|分工|职能|原则)(?:分工)?(?:,)?(?:依法|分别|共同|具体|各自)?(?:负责|处置|处理|查处|做好|抓好|落实|承担|开展|组织)/,
    'RESPONSIBLE',
  ],
  [/^(?:具体|组织)?(?:实施|落实)(?=[,。;]|$|属地)/, 'IMPLEMENTING'],
  [/^(?:要|应)?(?:具体|主要|分别|共同|全面|统一|直接)?(?:负责|承担|主管(?!部门|单位|机关|局)|统筹(?=[\u4e00-\u9fff]{2}))(?![人同的])/, 'RESPONSIBLE'],
  [/^按[^,。;、()]{1,8}?负责/, 'RESPONSIBLE'],
  [/^(?:要|应)?(?:会同|联合|商(?![务会业贸场圈户品标]))/, 'LEAD'],
  [/^(?:指导|督促|组织)(?=[\u4e00-\u9fff]{2})/, 'RESPONSIBLE'],
];
/** Verbs that say what a unit does, where the list as a whole deals out duties. */
export const DOES =
  /^(?:要|应|须|依法|加强|加大|强化|组织|指导|督促|开展|落实|做好|抓好|建立|制定|打击|查处|监督|检查|推进|推动|完善|协调|统筹|及时|切实|严格|严厉|深入|全面|履行|将|对|在|结合|会同|充分|积极|通过|支持|引导|规范|保障|提供|排查|配合|按照?|利用|根据|以|把|从|继续|牢固|持续)/;
/** What others do beside the one that answers. */
export const ADDS = /^(?:汇总|支持|提前介入|派员|派人|进驻|提供|保障|给予)/;
export const BESIDE = /^(?:并|共同)?(?:会同|联合|商|协同|配合|协助)/;
const COMMA_OR_STOP = /[,;。]/;
const UNIT_CHAR = /[\u4e00-\u9fff0-9()"“”、·]/;
const MAX_SUBJECT = 120;

interface Subject {
  names: [number, number][];
  end: number;
}

const LABEL_WORD = /^(?:牵头|主办|主责|责任|配合|协办|协同|参与|参加|实施|承办|落实|填报|报送|联系|发证|指导)/;

const isUnitName = (name: string): boolean =>
  !LABEL_WORD.test(name) &&
  name.length >= 2 &&
  name.length <= 26 &&
  (surelyUnit(name) || (looksLikeUnit(name) && (isGroupOfUnits(name) || /[省市州县区旗镇乡]/.test(name[0] ?? ''))) || isGroupOfUnits(name));

/** 各镇(街道)、开发区 and names joined by 、: [start, end) of each, or null where one of them is no unit. */
const namesIn = (text: string, from: number, to: number): [number, number][] | null => {
  const names: [number, number][] = [];
  let at = from;
  let depth = 0;
  for (let i = from; i <= to; i++) {
    const c = text[i];
    if (i < to && c === '(') depth++;
    if (i < to && c === ')') depth--;
    if (i < to && (depth > 0 || c !== '、')) continue;
    if (i > at) names.push(...splitPairs(text, at, i));
    at = i + 1;
  }
  return names.length > 0 && names.every(([a, b]) => isUnitName(text.slice(a, b).replace(/等(?:有关|相关)?(?:部门|单位)?$/, ''))) ? names : null;
};

/** The units that a phrase opens with: as far as a verb, a colon or 等. */
export const subjectAt = (text: string, from: number, to: number, isVerb: (rest: string) => boolean): Subject | null => {
  let depth = 0;
  for (let i = from; i <= to && i - from < MAX_SUBJECT; i++) {
    const c = text[i] ?? '';
    if (c === '(') depth++;
    if (c === ')') depth--;
    if (depth > 0) continue;
    if (i > from + 1 && (c === ':' || isVerb(text.slice(i, i + 30)))) {
      const names = namesIn(text, from, i);
      if (names) return { names, end: i };
    }
    if (i < to && !UNIT_CHAR.test(c)) return null;
  }
  return null;
};

export const verbAt = (rest: string): { role: AssignmentRole; length: number } | null => {
  for (const [pattern, role] of VERBS) {
    const m = pattern.exec(rest);
    if (m) return { role, length: m[0].length };
  }
  return null;
};

export const placed = (names: readonly [number, number][], role: AssignmentRole, text: string): NamedUnit[] =>
  names.map(([start, end]) => ({
    role,
    section: null,
    person: null,
    start,
    end: end - (/等(?:有关|相关)?(?:部门|单位)?$/.exec(text.slice(start + 2, end))?.[0].length ?? 0),
  }));

/** 会同区委网信办清理…: the units behind the word, as far as they are units. */
export const besideIn = (text: string, from: number, to: number): NamedUnit[] => {
  for (let end = Math.min(to, from + 60); end > from + 1; end--) {
    if (
      text[end] === ')' ||
      (text[end - 1] === '办' && text[end] === '理') ||
      !/[局委办厅院部所股科队室站心会司行府区镇村道社门)]/.test(text[end - 1] ?? '')
    )
      continue;
    const names = namesIn(text, from, end);
    if (names) return placed(names, 'COOPERATING', text);
  }
  return [];
};

export interface Duty {
  units: NamedUnit[];
  start: number;
  end: number;
}

/**
 * @param dealt the text stands in a list that deals out duties, so that any verb behind a unit and a colon will do
 */
export const dutyIn = (text: string, from: number, to: number, dealt: boolean): Duty | null => {
  const units: NamedUnit[] = [];
  let at = from;
  let opened = false;
  let first = true;
  for (let i = from; i <= to; i++) {
    if (i < to && !COMMA_OR_STOP.test(text[i] ?? '')) continue;
    const stop = i === to || text[i] !== ',';
    const lead = SUBJECT_LEAD.exec(text.slice(at, Math.min(i, at + 12)))?.[0].length ?? 0;
    const start = at + lead;
    const isVerb = (rest: string): boolean =>
      verbAt(rest) !== null || (units.length > 0 && ADDS.test(rest)) || (dealt && units.length === 0 && DOES.test(rest));
    const subject = subjectAt(text, start, i, isVerb);
    if (subject) {
      const colon = text[subject.end] === ':';
      const rest = text.slice(subject.end + (colon ? 1 : 0), Math.min(i, subject.end + 40));
      const verb = verbAt(rest);
      const role = verb?.role ?? (opened && ADDS.test(rest) ? 'COOPERATING' : colon || dealt ? 'RESPONSIBLE' : null);
      if (role) {
        units.push(...placed(subject.names, role, text));
        if (verb && /(?:会同|联合|商)$/.test(rest.slice(0, verb.length)))
          units.push(...besideIn(text, subject.end + (colon ? 1 : 0) + verb.length, i));
        opened = true;
      }
    } else if (opened) {
      const beside = BESIDE.exec(text.slice(at, Math.min(i, at + 8)));
      if (beside) units.push(...besideIn(text, at + beside[0].length, i));
    }
    // a duty opens its sentence, or stands behind 对…的,由…; what comes later only adds to it
    if (!opened && (stop || i - from > MAX_SUBJECT)) return null;
    if (opened && units.length > 0 && first && at > from && !/由/.test(text.slice(at, start))) return null;
    if (opened) first = false;
    at = i + 1;
  }
  return units.length === 0 ? null : { units: settled(units, text), start: from, end: to };
};

/** Each unit once, in the first role it was given; a lone 负责 beside 配合 leads. */
export const settled = (units: readonly NamedUnit[], text: string): NamedUnit[] => {
  const seen = new Set<string>();
  const once = units.filter((u) => {
    const name = text.slice(u.start, u.end);
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
  const alone = once.filter((u) => u.role === 'RESPONSIBLE');
  const others = once.filter((u) => u.role === 'COOPERATING');
  if (alone.length === 1 && others.length > 0 && alone.length + others.length === once.length)
    return once.map((u) => (u.role === 'RESPONSIBLE' ? { ...u, role: 'LEAD' } : u));
  const leads = once.filter((u) => u.role === 'LEAD');
  // 会同 makes a lead only where somebody stands beside it
  return leads.length > 0 && once.length === leads.length && !/牵头/.test(text) ? once.map((u) => ({ ...u, role: 'RESPONSIBLE' })) : once;
};
