/** What the model itself says in English of a plan that does not fit it, in Chinese. */
const WORDS: Readonly<Record<string, string>> = {
  'a date is YYYY-MM-DD or YYYY-MM': '日期应写作 YYYY-MM-DD 或 YYYY-MM',
  'this day does not exist': '没有这一天',
  'a full date is YYYY-MM-DD': '日期应写作 YYYY-MM-DD',
  'a rule that compares needs left, op and right': '比较规则应有左式、比较方式和右式',
  'a rule on a single cell needs the cell': '单项规则应写明单元格',
};

/** `message` as zod's Chinese locale has it, or the model's own words. */
export const inChinese = (message: string): string => WORDS[message] ?? message;
