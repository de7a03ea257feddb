/** Ledgers as a coordinator reads them. */
import { joined, words, asPrinted, type Words } from './bilingual';
import { ONE, type RecordAddition, type RecordColumn, type RecordColumnKind } from './records-model';

export const COLUMN_KIND_WORDS: Readonly<Record<RecordColumnKind, Words>> = {
  TEXT: words('文本', 'text'),
  DATE: words('日期', 'date'),
  INTEGER: words('整数', 'whole number'),
  DECIMAL: words('小数', 'decimal'),
  UNIT: words('单位', 'unit'),
  CHOICE: words('选项', 'choice'),
};

export function columnWords({ name, kind, required, decimals, choices }: RecordColumn): Words {
  const more = [
    ...(required ? [words('必填', 'required')] : []),
    ...(decimals === null ? [] : [words(`${decimals}位小数`, `${decimals} places`)]),
    ...(choices.length > 0 ? [asPrinted(choices.join('、'))] : []),
  ];
  return joined([asPrinted(name), COLUMN_KIND_WORDS[kind], ...more], '，', ', ');
}

/** 计入 f1 7.1：一件，按“结案日期”，“结果”为处罚、移送的. */
export function additionWords({ form, cell, amount, dateColumn, when }: RecordAddition): Words {
  const to = [form, cell].filter((one) => one !== null).join(' ');
  const zh = [amount === ONE ? '每条计1' : `按“${amount}”`, ...(dateColumn === null ? [] : [`计入“${dateColumn}”`])];
  const en = [amount === ONE ? 'one each' : `by "${amount}"`, ...(dateColumn === null ? [] : [`on "${dateColumn}"`])];
  if (when) {
    zh.push(`“${when.column}”为${when.oneOf.join('、')}的`);
    en.push(`where "${when.column}" is ${when.oneOf.join(', ')}`);
  }
  return words(`计入${to}：${zh.join('，')}`, `adds to ${to}: ${en.join(', ')}`);
}

export const additionsWords = (adds: readonly RecordAddition[]): Words | null =>
  adds.length === 0
    ? null
    : joined(
        adds.map((one) => additionWords(one)),
        '；',
        '; ',
      );
