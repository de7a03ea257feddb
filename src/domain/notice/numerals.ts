/** Chinese numerals as they stand in numbering and dates: 一 to 九十九, 〇 in years, 廿, 元. */

const DIGITS: Record<string, number> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const FORMAL: Record<string, string> = { 壹: '一', 贰: '二', 叁: '三', 肆: '四', 伍: '五', 陆: '六', 柒: '七', 捌: '八', 玖: '九', 拾: '十' };

/** 十二 is 12, 二十 is 20, 7 is 7; NaN for anything else. */
export const readNumeral = (printed: string): number => {
  if (/^\d{1,4}$/.test(printed)) return Number(printed);
  const s = Array.from(printed, (c) => FORMAL[c] ?? c)
    .join('')
    .replace(/^廿/, '二十');
  const ten = s.indexOf('十');
  if (ten < 0) return s.length === 1 ? (DIGITS[s] ?? NaN) : NaN;
  const tens = ten === 0 ? 1 : (DIGITS[s.slice(0, ten)] ?? NaN);
  const ones = ten === s.length - 1 ? 0 : (DIGITS[s.slice(ten + 1)] ?? NaN);
  return tens * 10 + ones;
};

/** A year written digit by digit: 二〇二二 is 2022. */
export const readYear = (printed: string): number =>
  /^\d{4}$/.test(printed) ? Number(printed) : Number(Array.from(printed, (c) => DIGITS[c] ?? 'x').join(''));

const CHINESE = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/** 12 is 十二; for 1 to 99. */
export const writeNumeral = (n: number): string => {
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? CHINESE[tens] : ''}${tens > 0 ? '十' : ''}${CHINESE[n % 10] ?? ''}`;
};
