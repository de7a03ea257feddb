/**
 * Reporting rules: who owes what, how often, by when. Each due expression of a sentence that speaks of handing in is a rule
 * (每月24日前报送当月统计表; 9月18日前报…,之后每月28日前上报…,12月3日前报送… are three).
 */
import type { PlanInput, ReportKind } from '../plan/model';
import { foldText } from './fold';
import { duesIn, PER_YEAR, type Due } from './reporting-dues';
import { kindsIn, labelOfKinds } from './report-kinds';
import { opensWithLabel } from './labels';
import type { Reading } from './reading';
import { sectionsIn, type ListedSections } from './report-sections';
import type { Clip } from './source';

/** What the text says of a rule; the model's defaults say the rest. */
type ReportingRule = NonNullable<PlanInput['reporting']>[number];

const HANDS_IN =
  /(?<![汇通举申播预公海党简晚])(?:报送|上报|报至|报到|填报|呈报|报告(?!期|表|会)|报备|报[^警名案刊纸考废价道销税经批酬答告])|反馈|备案|提交|送交|送至|寄送|发送|邮箱/;
const TO =
  /(?:报(?![告表])送?(?:至|到|给)?|上报(?:至|到)?|反馈(?:至|给)?|提交(?:至|给)?|送至?)((?:[\u4e00-\u9fff“”]{2,30}?)(?:办公室|局|委|办|专班|领导小组|股|科|处|中心|指挥部|队)(?:办公室)?)/;
/** 向县安委办报送 */
const TO_BEFORE = /向([\u4e00-\u9fff“”]{2,30}?(?:办公室|局|委|办|专班|领导小组|股|科|处|中心|指挥部|队|政府))(?:书面)?(?:报送|上报|报告|提交|反馈)/;
const PREVIOUS = /上(?:个)?(?:月|季度|周|旬|半年)|前一(?:日|天|周|月)|当日之前|次日|次月|下月/;
const OWED_BY = /^(?:请|要求)?((?:各|全体|所有|区局|市局|县局)[^,。;:]{1,40}?)(?=于|要|应|须|需|请|将|在|每|按|从|自|明确|确定|指定|\d)/;

/** 发现重大案情即时报告: no part of what is handed in by a date. */
const AT_ONCE = /[,;](?:如|遇有?|发现|出现|发生|重大|重要|紧急)[^。;]{2,40}?(?:即时|及时|随时|立即|第一时间)[^。;]{0,10}(?:报告|上报|报送|报).*$/;

interface Owed {
  kinds: ReportKind[];
  title: [number, number];
}

/** Where the due expression's own words for what is owed stand: behind it up to the next one, or before it. */
const owedAt = (text: string, due: Due, previousEnd: number, next: number): Owed | null => {
  const behind = text.slice(due.to, next);
  const clean = behind.replace(/联络员会议/g, '');
  const kinds = kindsIn(withoutRecipient(clean).replace(AT_ONCE, ''));
  if (kinds.length > 0) return { kinds, title: [due.to, next] };
  // what is owed stands before the date: in the nearest part of the sentence that names it
  for (let to = due.from, from = to; from > previousEnd; to = from) {
    // a search from before the first character would find it again and again
    from = to < 2 ? 0 : Math.max(previousEnd, text.lastIndexOf(',', to - 2) + 1);
    if (from >= to) break;
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
/** A sentence of this subject hands nothing in, whatever dates and verbs it has. */
const OF_THE_FORM = /[本此该]表(?!彰|扬|现)/;
const NOT_REPORTING = /责任单位:|完成时限:/;

const rulesIn = (
  sentence: Clip,
  context: string,
  reading: Reading,
  annexes: ReadonlyMap<string, ReportKind[]>,
  end: string | null,
): ReportingRule[] => {
  const { text } = sentence;
  if (text.length > 1200 || !HANDS_IN.test(text) || NOT_REPORTING.test(text) || opensWithLabel(text)) return [];
  const dues = duesIn(text, reading, end);
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
    const hands =
      HANDS_IN.test(near) ||
      (due.words !== undefined && HANDS_IN.test(text.slice(...due.words))) ||
      (i === dues.length - 1 && HANDS_IN.test(text.slice(previousEnd, due.from)));
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
    // 每月2日前报送上月工作总结: only what ends the campaign is its summary
    if (owed && due.cadence !== 'ONCE' && PER_YEAR[due.cadence] === undefined)
      owed = { ...owed, kinds: [...new Set(owed.kinds.map((k) => (k === 'FINAL_SUMMARY' ? 'NARRATIVE' : k)))] };
    // a note below a form: 本表每月填报一次 says nothing new, 本表于每月5日前报送 does
    const ofTheForm = owed === null && OF_THE_FORM.test(text.slice(previousEnd, next));
    const usual: ReportKind[] = ofTheForm ? (due.day === null && due.date === null ? [] : ['STATISTICS']) : ['NARRATIVE'];
    const kinds = owed?.kinds ?? (due.cadence === 'ONCE' && !ofTheForm ? [] : usual);
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
      onDayOff: 'AS_PRINTED',
      closesAfter: null,
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

/** @param end the last day of the campaign, where it is known */
export const readReporting = (reading: Reading, end: string | null): ReportingRule[] => {
  const annexes = annexKinds(reading);
  const rules: ReportingRule[] = [];
  /** Of the paragraph before, where its rules ask for words. */
  let before: Said[] = [];
  for (const { clip, tabular } of reading.paragraphs) {
    if (tabular) continue;
    const said: Said[] = [];
    let from = 0;
    for (let i = 0; i <= clip.length; i++) {
      if (i < clip.length && !SENTENCE.test(clip.text[i] ?? '')) continue;
      if (i - from > 4) {
        const found = rulesIn(clip.cut(from, i), clip.text.slice(Math.max(0, from - 300), from), reading, annexes, end);
        rules.push(...found);
        const refersBack = REFERS_BACK.test(clip.text.slice(from, i));
        said.push(...found.filter(inWords).map((rule) => ({ rule, from, to: i, refersBack })));
      }
      from = i + 1;
    }
    for (const listed of sectionsIn(clip)) giveSections(listed, said, before);
    before = said;
  }
  return withoutRepeats(rules);
};

/** A rule with the sentence that it stands in. */
interface Said {
  rule: ReportingRule;
  from: number;
  to: number;
  /** 以上1和2请于每月2号前报送: what is owed was named before. */
  refersBack: boolean;
}
const REFERS_BACK = /^(?:以上|上述|前述|上列)/;
const kindsOf = ({ what, also = [] }: ReportingRule): ReportKind[] => [what, ...also];
const inWords = (rule: ReportingRule): boolean => kindsOf(rule).some((kind) => kind === 'NARRATIVE' || kind === 'FINAL_SUMMARY');

/** A list is of the rules of its own sentence, or else of those that refer back to it, or of the sentence before it; at the head of a paragraph of those of the paragraph before. */
function giveSections({ at, of, titles }: ListedSections, said: readonly Said[], before: readonly Said[]): void {
  const here = said.filter(({ from, to }) => from <= at && at <= to);
  const last = said.filter(({ to }) => to <= at).at(-1);
  const back = said.filter(({ from, refersBack }) => from > at && refersBack);
  const near = here.length > 0 ? here : back.length > 0 ? back : last ? said.filter(({ from }) => from === last.from) : at < 10 ? before : [];
  const meant = near.filter(({ rule }) => of !== null && kindsOf(rule).includes(of));
  for (const { rule } of meant.length > 0 ? meant : of === 'FINAL_SUMMARY' ? [] : near) if (!rule.sections?.length) rule.sections = [...titles];
}

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
