/**
 * Reporting rules: who owes what, how often, by when. Each due expression of a sentence that speaks of handing in is a rule
 * (每月24日前报送当月统计表; 9月18日前报…,之后每月28日前上报…,12月3日前报送… are three).
 */
import type { ReportingRule, ReportKind } from '../plan/model';
import { foldText } from './fold';
import { scanRanges } from './ranges';
import { kindsIn, labelOfKinds } from './report-kinds';
import { opensWithLabel } from './labels';
import type { Reading } from './reading';
import type { Clip } from './source';

type Cadence = ReportingRule['cadence'];

interface Due {
  cadence: Cadence;
  day: number | null;
  date: string | null;
  from: number;
  to: number;
  /** where what is owed is printed, when it does not stand beside this date */
  words?: [number, number];
}

const DAYS: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 7, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7 };
const CN: Record<string, number> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 半: 15 };
const BEFORE = '(?:(?:\\d{1,2}(?:时|点|:00))?(?:下班)?(?:之前|以前|前|内)?)';
const LAST_DAY = 31;

const PERIODIC: [RegExp, (m: RegExpExecArray) => { cadence: Cadence; days: (number | null)[] }][] = [
  [
    new RegExp(`每(?:个)?季度?(?:的)?(?:最后一个月|末月|首月|末|第[一二三]个月)?(?:的)?(\\d{1,2})[日号]${BEFORE}`),
    (m) => ({ cadence: 'QUARTERLY', days: [Number(m[1])] }),
  ],
  [/每(?:个)?季度?(?:的)?(?:末|底|结束)?(?:后)?(?:\d{1,2}(?:个工作)?日内)?前?/, () => ({ cadence: 'QUARTERLY', days: [null] })],
  [
    new RegExp(`(?:每(?:个|一)?月|按月于?|(?:次|下)月)(?:的)?((?:\\d{1,2}[日号]?[、和及])*\\d{1,2})[日号]${BEFORE}`),
    (m) => ({ cadence: 'MONTHLY', days: (m[1] ?? '').split(/[日号]?[、和及]/).map((d) => Number(d)) }),
  ],
  [/每(?:个)?月(?:的)?(?:月底|底|末|最后一(?:天|日|个工作日))(?:之前|以前|前)?/, () => ({ cadence: 'MONTHLY', days: [LAST_DAY] })],
  [/每半个?月(?:前)?/, () => ({ cadence: 'EVERY_N_DAYS', days: [15] })],
  [
    /(?:每(?:个)?)(?:周|星期)((?:[一二三四五六日天末][、和及](?:每)?(?:周|星期)?)*[一二三四五六日天末])(?:上午|下午)?(?:\d{1,2}(?:时|点))?(?:下班)?(?:之前|以前|前)?/,
    (m) => ({ cadence: 'WEEKLY', days: Array.from((m[1] ?? '').replace(/[、和及每周星期]/g, ''), (d) => DAYS[d] ?? null) }),
  ],
  [/(?:每(?:个)?(?:周|星期)|按周|周报|一周一(?:报|调度))/, () => ({ cadence: 'WEEKLY', days: [null] })],
  [/每([两二三四五六七八九十]|\d{1,2})周/, (m) => ({ cadence: 'EVERY_N_DAYS', days: [7 * (CN[m[1] ?? ''] ?? Number(m[1]))] })],
  [/每(?:隔)?([二两三四五六七八九十]|\d{1,2})(?:天|日)/, (m) => ({ cadence: 'EVERY_N_DAYS', days: [CN[m[1] ?? ''] ?? Number(m[1])] })],
  [/每旬|逢旬/, () => ({ cadence: 'EVERY_N_DAYS', days: [10] })],
  [/每半年(?:末月|最后一个月|的?(?:首月|次月))(?:的)?(\d{1,2})[日号](?:之前|以前|前)?/, (m) => ({ cadence: 'SEMIANNUAL', days: [Number(m[1])] })],
  [/每半年|半年一(?:报|次)/, () => ({ cadence: 'SEMIANNUAL', days: [null] })],
  [
    new RegExp(
      `每(?:天|日)(?:(?:上午|下午|晚)?\\d{1,2}(?:时|点|:\\d\\d))?(?:之前|以前|前)?|次日(?:上午|下午)?\\d{0,2}(?:时|点)?前|(?:实行|落实|执行|坚持)日报告?制?|日报告?制`,
    ),
    () => ({ cadence: 'DAILY', days: [null] }),
  ],
  [/每(?:个|一)?月(?!度)|每月度|按月/, () => ({ cadence: 'MONTHLY', days: [null] })],
];

const ANCHORED = PERIODIC.map(([pattern, read]) => [new RegExp(`^(?:${pattern.source})`), read] as const);

const periodicIn = (text: string): Due[] => {
  const found: Due[] = [];
  for (let i = text.search(/[每按次下逢半日周一]/); i >= 0 && i < text.length; i++) {
    if (!/[每按次下逢半日周一]/.test(text[i] ?? '')) continue;
    const rest = text.slice(i, i + 40);
    for (const [pattern, read] of ANCHORED) {
      const m = pattern.exec(rest);
      if (!m) continue;
      const { cadence, days } = read(m);
      for (const day of days) {
        if (day !== null && !(day >= 1 && day <= LAST_DAY)) continue;
        found.push({ cadence, day, date: null, from: i, to: i + m[0].length });
      }
      i += m[0].length - 1;
      break;
    }
  }
  return found;
};

const HANDS_IN =
  /(?<![汇通举申播预公海党简晚])(?:报送|上报|报至|报到|填报|呈报|报告(?!期|表|会)|报备|报[^警名案刊纸考废价道销税经批酬答告])|反馈|备案|提交|送交|送至|寄送|发送|邮箱/;
const TO =
  /(?:报送?(?:至|到|给)?|上报(?:至|到)?|反馈(?:至|给)?|提交(?:至|给)?|送至?)((?:[\u4e00-\u9fff“”]{2,30}?)(?:办公室|局|委|办|专班|领导小组|股|科|处|中心|指挥部|队)(?:办公室)?)/;
/** 向县安委办报送 */
const TO_BEFORE = /向([\u4e00-\u9fff“”]{2,30}?(?:办公室|局|委|办|专班|领导小组|股|科|处|中心|指挥部|队|政府))(?:书面)?(?:报送|上报|报告|提交|反馈)/;
const PREVIOUS = /上(?:个)?(?:月|季度|周|旬|半年)|前一(?:日|天|周|月)|当日之前|次日|次月|下月/;
const OWED_BY = /^(?:请|要求)?((?:各|全体|所有|区局|市局|县局)[^,。;:]{1,40}?)(?=于|要|应|须|需|请|将|在|每|按|从|自|明确|确定|指定|\d)/;

const onceIn = (text: string, reading: Reading, periodic: readonly Due[]): Due[] =>
  scanRanges(text, reading.year).flatMap((r) => {
    if (r.end === null || r.end.length !== 10 || periodic.some((p) => r.from < p.to && r.to > p.from)) return [];
    const before = r.start === null || /^(?:前|之前|以前)/.test(text.slice(r.to));
    // a lone day beside 报送 is a due date too (于12月31日报送), and so is one joined to another (6月30日、12月31日前); a range is not
    const alone =
      r.start === r.end &&
      /^(?:日)?(?:(?:将|报|上报|前)|[、和及](?:(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日[、和及])*(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日(?:之前|以前|前))/.test(
        text.slice(r.to),
      );
    if (!before && !alone) return [];
    return [{ cadence: 'ONCE' as const, day: null, date: r.end, from: r.from, to: r.to }];
  });

interface Owed {
  kinds: ReportKind[];
  title: [number, number];
}

/** Where the due expression's own words for what is owed stand: behind it up to the next one, or before it. */
const owedAt = (text: string, due: Due, previousEnd: number, next: number): Owed | null => {
  const behind = text.slice(due.to, next);
  const clean = behind.replace(/联络员会议/g, '');
  const kinds = kindsIn(withoutRecipient(clean));
  if (kinds.length > 0) return { kinds, title: [due.to, next] };
  // what is owed stands before the date: in the nearest part of the sentence that names it
  for (let to = due.from, from = to; from > previousEnd; to = from) {
    from = Math.max(previousEnd, text.lastIndexOf(',', to - 2) + 1);
    const before = kindsIn(text.slice(from, due.from));
    if (before.length > 0) return /印发/.test(text.slice(from, to)) ? null : { kinds: before, title: [from, due.from] };
    if (from === 0) break;
  }
  return null;
};

/** The recipient's name may hold words for reports (信息中心, 报送市领导小组办公室); it is not what is owed. */
const withoutRecipient = (text: string): string => text.replace(TO, '报');

const trimTitle = (clip: Clip, from: number, to: number): string => {
  const text = clip.text.slice(from, to);
  const verb =
    /(?:将|把|制定|制订|形成|填写|报送|上报|填报|提交|反馈)(?!至|到)([^,。;]{2,60}?)(?=(?:及时)?(?:报送|上报|报至|报到|报(?![表告])|提交|反馈|送)|[,。;(]|$)/.exec(
      text,
    );
  if (!verb)
    return clip
      .printed(from, to)
      .replace(/^[，,、。；;前]+/, '')
      .slice(0, 60);
  const start = from + verb.index + verb[0].length - (verb[1] ?? '').length;
  return clip.printed(start, start + (verb[1] ?? '').length);
};

const titleFor = (sentence: Clip, owed: Owed | null, kinds: readonly ReportKind[], backward: boolean): string => {
  const printed = owed && !backward ? trimTitle(sentence, ...owed.title).replace(/^[》”"（(]+|[《“"（(]+$/g, '') : '';
  return kindsIn(foldText(printed)).length > 0 ? printed : labelOfKinds(kinds);
};

const OFFICE_ITSELF =
  /(?:办公室|专班|领导小组|指挥部|联席会议|[市县区省旗州](?:政府|局|委|办))(?:要|应|将|负责|汇总(?:后)?|及时|定期)*,?(?:汇总后?)?,?$/;
const UPWARDS = /^[^,。;]{0,6}(?:向|报)[^,。;]{0,14}(?:政府|党委|[省市县区旗]委|领导小组|常务会|省级|上级)/;
const LEADS_ON = /,(?:并|应|须|要|请|原则上|具体)?(?:(?:即|分别|统一)(?:于|在|为)?|于)$/;
const PER_YEAR: Partial<Record<Cadence, true>> = { SEMIANNUAL: true, QUARTERLY: true };

/**
 * 每半年报送一次…,分别于6月25日、12月25日前报…: the dates say when the period's report is due, and are no rules of their own; 每半月…,于每月
 * 15日、30日前…: the days of the month are the rule. Either way what is owed is printed once, behind the first of them.
 */
const settled = (dues: readonly Due[], text: string): Due[] => {
  const found: Due[] = [];
  for (let i = 0; i < dues.length; i++) {
    const due = dues[i] as Due;
    const next = dues[i + 1];
    const between = next ? text.slice(due.to, next.from) : '';
    const leadsOn = due.cadence !== 'ONCE' && due.cadence !== 'DAILY' && next !== undefined && LEADS_ON.test(between);
    if (!leadsOn || (due.day !== null && due.cadence !== 'EVERY_N_DAYS')) {
      found.push(due);
      continue;
    }
    let k = i + 1;
    while (k + 1 < dues.length && (dues[k + 1]?.from === dues[k]?.from || /^[、和及]$/.test(text.slice(dues[k]?.to, dues[k + 1]?.from)))) k++;
    const said = dues.slice(i + 1, k + 1);
    const words: [number, number] = [due.to, (said[0] as Due).from];
    const days = new Set(said.map((d) => (d.date ? Number(d.date.slice(8)) : d.day)));
    if (PER_YEAR[due.cadence] && said.every((d) => d.date !== null)) {
      found.push({ ...due, day: days.size === 1 ? ([...days][0] ?? null) : null, to: (said.at(-1) as Due).to, words });
    } else if (said.every((d) => d.cadence !== 'ONCE' && d.day !== null)) found.push(...said.map((d) => ({ ...d, words })));
    else {
      found.push(due);
      continue;
    }
    i = k;
  }
  return found;
};

/** A sentence of this subject hands nothing in, whatever dates and verbs it has. */
const NOT_REPORTING = /责任单位:|完成时限:/;

const rulesIn = (sentence: Clip, context: string, reading: Reading, annexes: ReadonlyMap<string, ReportKind[]>): ReportingRule[] => {
  const { text } = sentence;
  if (text.length > 1200 || !HANDS_IN.test(text) || NOT_REPORTING.test(text) || opensWithLabel(text)) return [];
  const periodic = periodicIn(text);
  const dues = settled(
    [...periodic, ...onceIn(text, reading, periodic)].sort((a, b) => a.from - b.from),
    text,
  );
  const rules: ReportingRule[] = [];
  let previousEnd = 0;
  dues.forEach((due, i) => {
    // dates joined by 、 (6月30日、12月31日前) share what stands behind the last of them
    let k = i + 1;
    while (k < dues.length && (dues[k]?.from === due.from || /^[、和及]$/.test(text.slice(dues[k - 1]?.to, dues[k]?.from)))) k++;
    let next = dues[k]?.from ?? text.length;
    // a new subject behind a comma that only leads up to the next date is not this rule's
    const comma = text.lastIndexOf(',', next - 1);
    if (next < text.length && comma > due.to + 4 && !HANDS_IN.test(text.slice(due.to, comma)) === false) next = comma;
    const near = text.slice(due.to, next);
    // the coordinating office reports upwards itself: nobody owes it anything
    if (OFFICE_ITSELF.test(text.slice(Math.max(0, due.from - 24), due.from)) && UPWARDS.test(near)) return;
    const hands = HANDS_IN.test(near) || (i === dues.length - 1 && HANDS_IN.test(text.slice(previousEnd, due.from)));
    if (!hands) return;
    const apart =
      due.words && kindsIn(withoutRecipient(text.slice(due.to, next))).length === 0 ? kindsIn(withoutRecipient(text.slice(...due.words))) : [];
    let owed = due.words && apart.length > 0 ? { kinds: apart, title: due.words } : owedAt(text, due, previousEnd, next);
    // 报送附件2: the annex says what it is
    const annex = owed === null ? /附件(\d{1,2})/.exec(near) : null;
    const byAnnex = annexes.get(annex?.[1] ?? '');
    if (byAnnex) owed = { kinds: byAnnex, title: [due.to, next] };
    const backward = /(?:以上|上述|前述|以上材料|相关材料)/.test(text.slice(previousEnd, due.from)) || owed === null;
    if (backward) {
      const earlier = kindsIn(context.slice(-300));
      const kinds = [...new Set([...earlier, ...(owed?.kinds ?? [])])].filter((k) => k !== 'LIAISON_ROSTER' && k !== 'IMPLEMENTATION_PLAN');
      if (kinds.length > 0) owed = { kinds, title: owed?.title ?? [previousEnd, next] };
    }
    const kinds = owed?.kinds ?? (due.cadence === 'ONCE' ? [] : (['NARRATIVE'] as ReportKind[]));
    if (kinds.length === 0) {
      previousEnd = next;
      return;
    }
    const stop = Math.max(due.to, Math.min(next, due.to + near.length));
    const from = Math.min(due.from, owed?.title[0] ?? due.from);
    const owedBy = OWED_BY.exec(text.slice(previousEnd))?.[1] ?? OWED_BY.exec(text)?.[1] ?? null;
    const to = TO.exec(near)?.[1] ?? TO_BEFORE.exec(near)?.[1] ?? null;
    rules.push({
      what: kinds[0] as ReportKind,
      also: kinds.slice(1),
      title: titleFor(sentence, owed, kinds, backward),
      cadence: due.cadence,
      dueDay: due.day,
      dueDate: due.date,
      period: PREVIOUS.test(near) || PREVIOUS.test(text.slice(due.from, due.to)) ? 'PREVIOUS' : 'CURRENT',
      owedBy,
      to,
      printed: sentence.printed(from, stop),
      span: sentence.span(from, stop),
    });
    previousEnd = next;
  });
  return rules;
};

/** Sentences end at 。; a semicolon separates rules of one list and is kept as a stop too. */
const SENTENCE = /[。!?;]/;

/** What each annex holds: 附件2 is a 统计表, by the list of annexes or by the title below its heading. */
const annexKinds = (reading: Reading): Map<string, ReportKind[]> => {
  const found = new Map<string, ReportKind[]>();
  reading.paragraphs.forEach(({ clip }, i) => {
    if (clip.length > 120) return;
    const heading = /^附件?(\d{1,2}):?$/.exec(clip.text);
    const title = heading ? (reading.paragraphs[i + 1]?.clip.text ?? '') : '';
    for (const [number, words] of heading
      ? [[heading[1] ?? '', title]]
      : [...clip.text.matchAll(/(?:^附件?:|^)(\d{1,2})[.、](.{4,60})$/g)].map((m) => [m[1] ?? '', m[2] ?? '']))
      if (number && words && !found.has(number) && kindsIn(words.slice(0, 60)).length > 0) found.set(number, kindsIn(words.slice(0, 60)));
  });
  return found;
};

export const readReporting = (reading: Reading): ReportingRule[] => {
  const annexes = annexKinds(reading);
  const rules: ReportingRule[] = [];
  for (const { clip, tabular } of reading.paragraphs) {
    if (tabular) continue;
    let from = 0;
    for (let i = 0; i <= clip.length; i++) {
      if (i < clip.length && !SENTENCE.test(clip.text[i] ?? '')) continue;
      if (i - from > 4) rules.push(...rulesIn(clip.cut(from, i), clip.text.slice(Math.max(0, from - 300), from), reading, annexes));
      from = i + 1;
    }
  }
  return withoutRepeats(rules);
};

/** The covering notice and the plan often say the same rule twice. */
const withoutRepeats = (rules: readonly ReportingRule[]): ReportingRule[] => {
  const seen = new Set<string>();
  return rules.filter((r) => {
    const key = [r.cadence, r.dueDay, r.dueDate, r.what].join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};
