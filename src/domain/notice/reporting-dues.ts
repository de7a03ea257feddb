/**
 * When reports are due: every word of a sentence that says how often or by when (每月24日前, 每两周, 逢10日、20日, 9月18日前). Which of them
 * are rules, and of what, is the sentence's affair (reporting.ts).
 */
import type { ReportingRule } from '../plan/model';
import { readNumeral } from './numerals';
import { scanRanges } from './ranges';
import type { Reading } from './reading';

type Cadence = ReportingRule['cadence'];

export interface Due {
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
  [/每(?:个)?季度?(?:的)?(?:末|底|最后一(?:天|日|个工作日))(?:之前|以前|前)?(?!月|\d)/, () => ({ cadence: 'QUARTERLY', days: [LAST_DAY] })],
  [/每(?:个)?季度?(?:的)?(?:末|底|结束)?(?:后)?(?:\d{1,2}(?:个工作)?日内)?前?/, () => ({ cadence: 'QUARTERLY', days: [null] })],
  [
    new RegExp(`(?:每(?:个|一)?月|按月于?|(?:次|下)月)(?:的)?逢?((?:\\d{1,2}[日号]?[、和及])*\\d{1,2})[日号]${BEFORE}`),
    (m) => ({ cadence: 'MONTHLY', days: (m[1] ?? '').split(/[日号]?[、和及]/).map((d) => Number(d)) }),
  ],
  [/每旬逢(\d)[日号]/, (m) => ({ cadence: 'MONTHLY', days: [0, 10, 20].map((tens) => tens + Number(m[1])) })],
  [
    /逢((?:\d{1,2}[日号]?[、和及])*\d{1,2})[日号]/,
    (m) => ({ cadence: 'MONTHLY', days: (m[1] ?? '').split(/[日号]?[、和及]/).map((d) => Number(d)) }),
  ],
  [/每(?:个)?月(?:的)?(?:月底|底|末|最后一(?:天|日|个工作日))(?:之前|以前|前)?/, () => ({ cadence: 'MONTHLY', days: [LAST_DAY] })],
  [/每半个?月(?:前)?/, () => ({ cadence: 'EVERY_N_DAYS', days: [15] })],
  [
    /(?:每(?:个)?)(?:周|星期)((?:[一二三四五六日天末][、和及](?:每)?(?:周|星期)?)*[一二三四五六日天末])(?:上午|下午)?(?:\d{1,2}(?:时|点))?(?:下班)?(?:之前|以前|前)?/,
    (m) => ({ cadence: 'WEEKLY', days: Array.from((m[1] ?? '').replace(/[、和及每周星期]/g, ''), (d) => DAYS[d] ?? null) }),
  ],
  [/(?:每(?:个)?(?:周|星期)|按周|周报(?![表送])|一周一(?:报|调度))/, () => ({ cadence: 'WEEKLY', days: [null] })],
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

/** 行动结束后5日内报送总结: counted from the end of the campaign, where that is a day. */
const AFTER_THE_END = /(?:行动|整治|活动|工作|检查|攻坚)(?:全部)?结束后的?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|天)(?:以|之)?内/g;

const afterTheEnd = (text: string, end: string | null | undefined): Due[] =>
  end?.length !== 10
    ? []
    : [...text.matchAll(AFTER_THE_END)].map((m) => {
        const last = new Date(`${end}T00:00:00Z`);
        last.setUTCDate(last.getUTCDate() + readNumeral(m[1] ?? ''));
        return { cadence: 'ONCE' as const, day: null, date: last.toISOString().slice(0, 10), from: m.index, to: m.index + m[0].length };
      });

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

const IN_BRACKET = /^[^,。;()]{0,24}\((?:即)?(?:每月)?$/;
const LEADS_ON = /,(?:并|应|须|要|请|原则上|具体)?(?:(?:即|分别|统一)(?:于|在|为)?|于)$/;
export const PER_YEAR: Partial<Record<Cadence, true>> = { SEMIANNUAL: true, QUARTERLY: true };

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
    const leadsOn =
      due.cadence !== 'ONCE' &&
      due.cadence !== 'DAILY' &&
      next !== undefined &&
      (LEADS_ON.test(between) || (due.cadence === 'EVERY_N_DAYS' && IN_BRACKET.test(between)));
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

/** All dues of a sentence, in order. */
export const duesIn = (text: string, reading: Reading, end: string | null): Due[] => {
  const periodic = periodicIn(text);
  return settled(
    [...periodic, ...onceIn(text, reading, periodic), ...afterTheEnd(text, end)].sort((a, b) => a.from - b.from),
    text,
  );
};
