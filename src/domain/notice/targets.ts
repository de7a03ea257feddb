/** Targets: numbers to reach, in percent or counted (覆盖率超过80%, 抽查比例达到5%, 不少于20家). */
import type { Target } from '../plan/model';
import type { Clip } from './source';

const WORDS: [RegExp, Target['op']][] = [
  [/^(?:超过|大于|高于|突破|超)$/, '>'],
  [/^(?:不超过|不高于|不大于|控制在|压减至|压降至|降至|降到|不多于)$/, '<='],
  [/^(?:低于|小于|少于)$/, '<'],
  [/^(?:为|是|等于)$/, '='],
];
const OP =
  '不低于|不少于|不小于|不超过|不高于|不大于|不多于|达到或超过|要达到|均达到|应达到|达到|达|超过|大于|高于|低于|小于|少于|突破|提高到|提高至|提升至|提升到|保持在|稳定在|控制在|压减至|压降至|降至|降到|为';
const PERCENT = new RegExp(`(${OP})?(?:约|全部)?(\\d{1,4}(?:\\.\\d{1,4})?)[%](以上|以内|以下)?`, 'g');
const COUNTED =
  /(不少于|不低于|达到|超过)(\d{1,7}(?:\.\d{1,2})?)(万?(?:家次|户次|人次|批次|家|户|次|起|件|个(?!月|工作日)|名|人|场|吨|公里|亩|份|万元|亿元))(以上)?/g;
const SUBJECT_BREAK = /[,，。;:、()]/;

/** The noun phrase before a number, back to the last break; a break that leaves nothing is stepped over once. */
const subjectBefore = (clip: Clip, at: number): [number, number] => {
  let from = at;
  while (from > 0 && at - from < 30 && !SUBJECT_BREAK.test(clip.text[from - 1] ?? '')) from--;
  const verb = /^(?:争取|力争|实现|确保|保证|要|使|将|全年|做到)+/.exec(clip.text.slice(from, at));
  return [from + (verb && verb[0].length < at - from ? verb[0].length : 0), at];
};

const opOf = (word: string | undefined, suffix: string | undefined): Target['op'] => {
  if (suffix === '以内' || suffix === '以下') return '<=';
  for (const [pattern, op] of WORDS) if (word && pattern.test(word)) return suffix === '以上' ? '>=' : op;
  return '>=';
};

/** Only what names what is measured (覆盖率, 比例, …率) or carries a word of measure is a target; 罚款10% in a description is not. */
export const readTargets = (clip: Clip): Target[] => {
  const targets: Target[] = [];
  for (const m of clip.text.matchAll(PERCENT)) {
    const [from, to] = subjectBefore(clip, m.index);
    const what = clip.printed(from, to);
    if (what.length < 2 || (!m[1] && !/(?:率|比例|比重|占比|覆盖面|占)$/.test(what))) continue;
    targets.push({ what, op: opOf(m[1], m[3]), value: Number(m[2]), unit: '%', span: clip.span(from, m.index + m[0].length) });
  }
  for (const m of clip.text.matchAll(COUNTED)) {
    const [from, to] = subjectBefore(clip, m.index);
    const what = clip.printed(from, to);
    if (what.length < 2) continue;
    targets.push({ what, op: opOf(m[1], m[4]), value: Number(m[2]), unit: m[3] ?? '', span: clip.span(from, m.index + m[0].length) });
  }
  return targets;
};
