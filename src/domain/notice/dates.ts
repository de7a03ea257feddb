/**
 * Dates as notices print them: 2022年8月21日, 8月下旬, 12月底, 二〇二二年八月, 2022.8.21, 31日, 2021年. A mention keeps what is printed and
 * what is missing; the year is filled in by whoever knows the text around it.
 */
import { readNumeral, readYear } from './numerals';

export interface DateMention {
  year: number | null;
  month: number | null;
  day: number | null;
  /** 上旬 中旬 下旬 底 末 初; it makes a different day at the start and at the end of a range */
  part: '上旬' | '中旬' | '下旬' | '底' | '初' | null;
  start: number;
  end: number;
}

const N = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const PART = '上旬|中旬|下旬|月?底|月?末|月?初';
const PATTERN = new RegExp(
  [
    // 2022.8.21  2022-08-21  2022/8/21
    '(?<y1>(?:19|20)\\d{2})[.\\-/](?<m1>\\d{1,2})(?:[.\\-/](?<d1>\\d{1,2}))?(?![\\d.])',
    // 2022.7.16-8.31
    '(?<=(?:19|20)\\d{2}[./]\\d{1,2}[./]\\d{1,2}(?:-{1,4}|至|到))(?<m7>\\d{1,2})[./](?<d7>\\d{1,2})(?![\\d.])',
    // 2022年8月21日  2022年8月下旬  2022年8(月 dropped)  2022年底  2022年
    `(?<y2>(?:19|20)\\d{2}|[一二][〇零九]?[〇零一二三四五六七八九]{2,3}|今|本|当|明|次|翌)年(?:度)?(?:(?<m2>${N})(?:月份?|(?=[)\\-至到]|$))(?:(?<d2>${N})(?:日|号|(?=[\\-至到)]))|(?<p2>${PART}))?|(?<p5>底|末|初))?`,
    // 8月21日  8月下旬  8月
    `(?<m3>${N})月份?(?:(?<d3>${N})(?:日|号|(?=[\\-至到)]))|(?<p3>${PART})|(?!\\d))`,
    // 5-7月: the first month without its 月
    `(?<![\\d月日年.\\-一二三四五六七八九十])(?<m8>${N})(?=(?:-{1,4}|至|到)${N}月(?!龄))`,
    // 年底
    '(?<![\\d今本当明次翌度])(?<p6>年底|年末)',
    // 31日
    `(?<d4>\\d{1,2})(?:日|号)`,
  ].join('|'),
  'g',
);

const YEAR_WORDS: Record<string, number> = { 今: 0, 本: 0, 当: 0, 明: 1, 次: 1, 翌: 1 };

const partOf = (printed: string | undefined): DateMention['part'] => {
  if (!printed) return null;
  if (/[底末]$/.test(printed)) return '底';
  if (/初$/.test(printed)) return '初';
  return printed as DateMention['part'];
};

const inRange = (n: number | null, max: number): boolean => n === null || (n >= 1 && n <= max);

/**
 * All mentions in a run of folded text, in order.
 * @param baseYear the year that 今年 means; without it 今年 leaves the year open
 */
export const scanDates = (text: string, baseYear: number | null = null): DateMention[] => {
  const found: DateMention[] = [];
  for (const m of text.matchAll(PATTERN)) {
    const g = m.groups ?? {};
    const printedYear = g.y1 ?? g.y2;
    const word = printedYear ? YEAR_WORDS[printedYear] : undefined;
    const year =
      printedYear === undefined
        ? g.p6
          ? baseYear
          : null
        : word !== undefined
          ? baseYear === null
            ? null
            : baseYear + word
          : readYear(printedYear);
    const month = g.m1 ?? g.m2 ?? g.m3 ?? g.m7 ?? g.m8;
    const day = g.d1 ?? g.d2 ?? g.d3 ?? g.d4 ?? g.d7;
    const mention: DateMention = {
      year: year !== null && year >= 1900 && year <= 2100 ? year : null,
      month: month === undefined ? (g.p6 ? 12 : g.p5 ? (partOf(g.p5) === '底' ? 12 : 1) : null) : readNumeral(month),
      day: day === undefined ? null : readNumeral(day),
      part: partOf(g.p2 ?? g.p3 ?? g.p5 ?? g.p6),
      start: m.index,
      end: m.index + m[0].length,
    };
    if (mention.month !== null && !(mention.month >= 1)) continue;
    if (inRange(mention.month, 12) && inRange(mention.day, 31)) found.push(mention);
  }
  return found;
};

export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const pad = (n: number): string => String(n).padStart(2, '0');

/**
 * The civil date of a mention whose year is known: `YYYY-MM-DD`, `YYYY-MM` where no day is printed, or null where it cannot be
 * (2 月 30 日, a day without a month).
 * @param edge what 下旬 and 底 mean: 下旬 starts on the 21st and ends on the last day; 底 is the last day either way
 */
export const toDate = (mention: Pick<DateMention, 'month' | 'day' | 'part'>, year: number, edge: 'START' | 'END'): string | null => {
  const { month, part } = mention;
  if (month === null) return null;
  const last = daysInMonth(year, month);
  let day = mention.day;
  if (part === '底') day = last;
  else if (part === '初') day = edge === 'START' ? 1 : null;
  else if (part === '上旬') day = edge === 'START' ? 1 : 10;
  else if (part === '中旬') day = edge === 'START' ? 11 : 20;
  else if (part === '下旬') day = edge === 'START' ? 21 : last;
  if (day === null) return `${year}-${pad(month)}`;
  return day > last ? null : `${year}-${pad(month)}-${pad(day)}`;
};

/** The first full year printed in a text, or null. */
export const firstYear = (text: string): number | null => scanDates(text).find((d) => d.year !== null)?.year ?? null;
