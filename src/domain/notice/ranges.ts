/**
 * Ranges of dates: 8月下旬-8月31日, 2020年9月-2021年9月, 10月16日至31日, 5月14日31日 (the dash was lost), 即日起至12月底, 9月10日前, 3月1日起, 2019-2021年.
 */
import { scanDates, toDate, type DateMention } from './dates';

export interface DateRange {
  start: string | null;
  end: string | null;
  /** characters of the text that the range takes */
  from: number;
  to: number;
  /** A year is printed in the range itself; otherwise it was inherited. */
  ownYear: boolean;
  /** Words of a date that cannot be (2月30日). */
  impossible: boolean;
  /** A quarter or half a year: it names when something goes on, not by when it is due. */
  coarse?: true;
}

const CONNECT = /^(?:开始|起|日)?[,、]?(?:至|到|-{1,4}|一(?=\d)){1,2}/;
const YEARS = /((?:19|20)\d{2})(?:年)?(?:至|到|-{1,4})((?:19|20)\d{2})年/g;

const yearsOnly = (text: string): DateRange[] =>
  [...text.matchAll(YEARS)].map((m) => ({
    start: `${m[1]}-01`,
    end: `${m[2]}-12`,
    from: m.index,
    to: m.index + m[0].length,
    ownYear: true,
    impossible: false,
  }));

const QUARTERS =
  /(?:((?:19|20)\d{2}|今|本|当|明|次)年)?(?:第?([一二三四]|[1-4])(?:(?:[、和至到-]第?)([一二三四]|[1-4]))?季度|(上|下)半年)(?!度?(?:首|末|第|每|月))/g;
const QUARTER: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 1: 1, 2: 2, 3: 3, 4: 4 };
const twoDigits = (month: number): string => String(month).padStart(2, '0');

/** 第二季度, 一至三季度, 2023年下半年: from the first month to the last. */
const quarters = (text: string, year: number | null): DateRange[] =>
  [...text.matchAll(QUARTERS)].flatMap((m) => {
    const printed = m[1] === undefined || !/\d/.test(m[1]) ? null : Number(m[1]);
    const own = printed ?? (year === null ? null : year + (/[明次]/.test(m[1] ?? '') ? 1 : 0));
    if (own === null || /每$|[^\u4e00-\u9fff]?上$/.test(text.slice(Math.max(0, m.index - 1), m.index))) return [];
    const [first, last] = m[4] ? (m[4] === '上' ? [1, 2] : [3, 4]) : [QUARTER[m[2] ?? ''] ?? 1, QUARTER[m[3] ?? m[2] ?? ''] ?? 4];
    return [
      {
        start: `${own}-${twoDigits(first * 3 - 2)}`,
        end: `${own}-${twoDigits(last * 3)}`,
        from: m.index,
        to: m.index + m[0].length,
        ownYear: printed !== null,
        impossible: false,
        coarse: true,
      },
    ];
  });

const order = (d: DateMention): number => (d.month ?? 0) * 100 + (d.day ?? (d.part ? { 初: 1, 上旬: 5, 中旬: 15, 下旬: 25, 底: 31 }[d.part] : 0));

/** One or two mentions as a range. A mention that only says 日 borrows its month; a year that is missing is inherited. */
const rangeOf = (a: DateMention | null, b: DateMention | null, year: number | null, from: number, to: number): DateRange | null => {
  const ownYear = a?.year != null || b?.year != null;
  const startYear =
    a?.year ?? (a && b?.year != null ? b.year - (b.month !== null && a.month !== null && order(a) > order(b) ? 1 : 0) : (b?.year ?? year));
  if (startYear === null) return null;
  const second = b && b.month === null && a ? { ...b, month: a.month } : b;
  const endYear =
    second?.year ?? (a && second && order(second) < order({ ...a, day: second.day === null ? null : a.day }) ? startYear + 1 : startYear);
  const start = a ? toDate(a, startYear, 'START') : null;
  const end = second ? toDate(second, endYear, 'END') : null;
  const impossible = (a !== null && a.month !== null && start === null) || (second !== null && second.month !== null && end === null);
  return start === null && end === null && !impossible ? null : { start, end, from, to, ownYear, impossible };
};

/** 3月15日(星期三)下班前, 9月8日12:00前: a weekday or an hour says nothing about the day. */
const WITHIN_DAY = /^(?:\((?:星期|周)[一二三四五六日天]\))?(?:(?:上午|下午|中午|晚上?)?\d{1,2}(?:时|点|:\d\d)(?:整|\d{1,2}分)?|下班|上班|中午)?/;

/** A lone mention covers itself: 2020年8月 is that month, 8月下旬 its last ten days. */
const alone = (d: DateMention, year: number | null, text: string): DateRange | null => {
  const y = d.year ?? year;
  if (y === null) return null;
  const extra = WITHIN_DAY.exec(text.slice(d.end, d.end + 16))?.[0].length ?? 0;
  const after = text.slice(d.end + extra, d.end + extra + 4);
  const before = text.slice(Math.max(0, d.start - 6), d.start);
  const base = { from: d.start, to: d.end, ownYear: d.year !== null, impossible: false };
  if (d.month === null) return null;
  if (/^(?:日|底|月)?(?:以前|之前|前)/.test(after))
    return { ...base, start: null, end: toDate(d, y, 'END'), to: d.end + extra + (/^(?:以前|之前)/.test(after) ? 2 : 1) };
  if (/即日起?(?:至|到|-+)$/.test(before)) return { ...base, start: null, end: toDate(d, y, 'END') };
  if (/^(?:起|开始|以后|以来)/.test(after)) return { ...base, start: toDate(d, y, 'START'), end: null, to: d.end + 1 };
  const start = toDate(d, y, 'START');
  return { ...base, start, end: toDate(d, y, 'END'), impossible: start === null };
};

/**
 * All ranges in a run of folded text, in order.
 * @param year the year to inherit where none is printed; null leaves such mentions out
 * @param today the date that 即日起 means (the notice's own)
 */
export const scanRanges = (text: string, year: number | null, today: string | null = null): DateRange[] => {
  const spans = [...yearsOnly(text), ...(/季度|半年/.test(text) ? quarters(text, year) : [])];
  const mentions = scanDates(text, year).filter((d) => !spans.some((s) => d.start >= s.from && d.end <= s.to));
  const ranges: DateRange[] = [...spans];
  let known = year;
  for (let i = 0; i < mentions.length; i++) {
    const a = mentions[i] as DateMention;
    const b = mentions[i + 1];
    const between = b ? text.slice(a.end, Math.min(b.start, a.end + 12)) : '';
    const lost = b !== undefined && b.start === a.end && a.day !== null && b.year === null;
    // 2024年1月至春节: the end is no date
    const open = /^(?:至|到|-+)(?:春节|元旦|国庆|中秋|元宵|两会)(?:前夕?)?/.exec(text.slice(a.end, a.end + 8));
    const connected = b !== undefined && b.start - a.end <= 6 && (lost || CONNECT.exec(between)?.[0].length === between.length);
    const range = connected ? rangeOf(a, b, known, a.start, b.end) : alone(a, known, text);
    if (connected) i++;
    if (!range) continue;
    if (open && !connected) [range.end, range.to] = [null, range.to + open[0].length];
    if (!connected && range.start === null && /即日起?(?:至|到|-+)$/.test(text.slice(Math.max(0, a.start - 6), a.start))) range.start = today;
    known = Number((range.end ?? range.start)?.slice(0, 4) ?? known) || known;
    ranges.push(range);
  }
  return ranges.sort((x, y) => x.from - y.from);
};
