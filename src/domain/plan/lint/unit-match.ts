/** Whether two printed names can mean one unit: 市检察院 and 市人民检察院, 应急宣传股 and 协调应急与新闻宣传股, 工信 and 工信局. */

const isSubsequence = (short: string, long: string): boolean => {
  let i = 0;
  for (const c of long) if (c === short[i]) i++;
  return i === short.length;
};

const bare = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\s|\([^)]*\)/g, '')
    .replace(/^本/, '');

/** Abbreviation by dropped characters only; the register's aliases decide what this cannot. */
export const maySameUnit = (a: string, b: string): boolean => {
  const [x, y] = [bare(a), bare(b)];
  if (x === y) return true;
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  return short.length >= 2 && isSubsequence(short, long);
};

/** 各镇街、相关业务股 stand for many units and are looked up by the register, not by name. */
export const standsForMany = (name: string): boolean =>
  /^(?:各|全体|所有|相关|有关|其他|市直|县直|区直|省直|乡镇|镇街|街道办事处$|街道$)/.test(name) ||
  /(?:有关|相关)(?:部门|单位)|^(?:沿.|辖区|全[省市县区])?各/.test(name);
