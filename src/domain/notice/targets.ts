/** Targets: numbers to reach, in percent or counted (覆盖率超过80%, 抽查比例达到5%, 不少于20家). */
import type { Target } from '../plan/model';
import { readNumeral } from './numerals';
import type { Clip } from './source';

const WORDS: [RegExp, Target['op']][] = [
  [/^(?:超过|大于|高于|突破|超)$/, '>'],
  [/^(?:不得?超过|不高于|不大于|控制在|压减至|压降至|降至|降到|不多于|压缩[至到]|缩短[至到])$/, '<='],
  [/^(?:低于|小于|少于)$/, '<'],
  [/^(?:为|是|等于)$/, '='],
];
const OP =
  '不得低于|不得少于|不得超过|不低于|不少于|不小于|不超过|不高于|不大于|不多于|达到或超过|要达到|均达到|应达到|达到|达|超过|大于|高于|低于|小于|少于|突破|提高到|提高至|提升至|提升到|保持在|稳定在|控制在|压减至|压降至|降至|降到|压降|下降|增加|增长|提高|压减|减少|在|为';
const PERCENT = new RegExp(`(${OP})?(?:约|全部)?(\\d{1,4}(?:\\.\\d{1,4})?)[%](以上|以内|以下)?`, 'g');
const MEASURE =
  '万?(?:平方米|立方米|米|天|家次|户次|人次|批次|场次|车次|台次|辆次|艘次|点次|个?工作日|家|户|次|起|件|个(?!月|工作日|小时)|名|人|场|吨|公里|亩|份|万元|亿元|辆|项|台|套|处|栋|座|条|批|期|篇|所|宗|支)';
const COUNTED = new RegExp(
  `(不得少于|不得低于|不得超过|不少于|不低于|不超过|不多于|达到|超过|控制在|压缩[至到]|缩短[至到])(\\d{1,7}(?:\\.\\d{1,2})?|[一两二三四五六七八九十]{1,2})(${MEASURE})(以上|以内|以下)?`,
  'g',
);
const PERCENT_IN_WORDS = new RegExp(`(${OP})百分之(百|[一二三四五六七八九十]{1,3})(?![一二三四五六七八九十百点])`, 'g');
const numberOf = (printed: string | undefined): number => (/^\d/.test(printed ?? '') ? Number(printed) : readNumeral(printed ?? ''));
/** 高于10%的卖场, 超过20家的企业: a number that says which are meant, and none to reach. */
const SAYS_WHICH = /^(?:的(?!目标)|(?:以上|以下)的)/;
const CONDITION = /^(?:超过|大于|高于|低于|小于|少于)$/;
/** 查处案件5件以上。 and 至少公布2项: numbers to reach without a word of measure before them. */
const OR_MORE = new RegExp(`(\\d{1,7})(${MEASURE})以上(?=[。;,()]|$)`, 'g');
const AT_LEAST = new RegExp(`至少[\\u4e00-\\u9fff]{0,6}?(\\d{1,7}|[一两二三四五六七八九十]{1,2})(${MEASURE})`, 'g');
/** A number of 以上 is to be reached only behind a verb of doing; 造成3人以上死亡 is not. */
const DOING =
  /(?:完成|查处|办理|查办|办结|侦破|开展|组织|检查|抽检|抽查|培训|发放|新增|新建|建成|淘汰|曝光|创建|建设|改造|整治|取缔|发布|打掉|捣毁|销毁|移送|公布|举办|建立|推出)[^,。;\d]{0,10}$/;
const SUBJECT_BREAK = /[,，。;:、()]/;

/** The noun phrase before a number, back to the last break; a break that leaves nothing is stepped over once. */
const subjectBefore = (clip: Clip, at: number): [number, number] => {
  let from = at;
  if (clip.text[from - 1] === ',') from--;
  const until = from;
  while (from > 0 && at - from < 30 && !SUBJECT_BREAK.test(clip.text[from - 1] ?? '')) from--;
  const verb = /^(?:争取|力争|实现|确保|保证|要|使|将|全年|做到)+/.exec(clip.text.slice(from, until));
  return [from + (verb && verb[0].length < until - from ? verb[0].length : 0), until];
};

const opOf = (word: string | undefined, suffix: string | undefined): Target['op'] => {
  if (suffix === '以内' || suffix === '以下') return '<=';
  for (const [pattern, op] of WORDS) if (word && pattern.test(word)) return suffix === '以上' ? '>=' : op;
  return '>=';
};

/** Only what names what is measured (覆盖率, 比例, …率) or carries a word of measure is a target; 罚款10% in a description is not. */
export const readTargets = (clip: Clip): Target[] => {
  const { text } = clip;
  const targets: Target[] = [];
  const add = (m: RegExpExecArray, target: Pick<Target, 'op' | 'value' | 'unit'>): void => {
    const [from, to] = subjectBefore(clip, m.index);
    const what = clip.printed(from, to).replace(/(?:应当?|须|要|均|都|应该)$/, '');
    if (what.length >= 2) targets.push({ what, ...target, span: clip.span(from, m.index + m[0].length) });
  };
  const saysWhich = (m: RegExpExecArray): boolean => CONDITION.test(m[1] ?? '') && SAYS_WHICH.test(text.slice(m.index + m[0].length));
  for (const m of text.matchAll(PERCENT)) {
    const [from, to] = subjectBefore(clip, m.index);
    const rate = /(?:率|比例|比重|占比|覆盖面|占)(?:应当?|须|要|均|都|应该)?$/.test(clip.text.slice(from, to));
    if (((!m[1] || m[1] === '在') && !rate) || saysWhich(m)) continue;
    add(m, { op: opOf(m[1], m[3]), value: Number(m[2]), unit: '%' });
  }
  for (const m of text.matchAll(COUNTED)) if (!saysWhich(m)) add(m, { op: opOf(m[1], m[4]), value: numberOf(m[2]), unit: m[3] ?? '' });
  for (const m of text.matchAll(OR_MORE)) {
    if (DOING.test(text.slice(Math.max(0, m.index - 24), m.index))) add(m, { op: '>=', value: Number(m[1]), unit: m[2] ?? '' });
  }
  for (const m of text.matchAll(AT_LEAST)) add(m, { op: '>=', value: numberOf(m[1]), unit: m[2] ?? '' });
  for (const m of text.matchAll(PERCENT_IN_WORDS))
    add(m, { op: opOf(m[1], undefined), value: m[2] === '百' ? 100 : readNumeral(m[2] ?? ''), unit: '%' });
  return targets.sort((x, y) => (x.span?.[0] ?? 0) - (y.span?.[0] ?? 0));
};
