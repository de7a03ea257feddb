/** What ledgers are made of, for comparing two plans. */
import { field, key, orNothing, type FactKind } from './diff-facts';
import { words, yesOrNo } from './diff-words';
import { additionsWords, columnWords, COLUMN_KIND_WORDS } from './record-words';
import type { RecordColumn, RecordKind } from './records-model';

/** Ledgers are written by hand and never read from a text. */
type Written<T> = T & { span: null };
/** A plan stored before there were ledgers has none. */
export const byHand = <T extends object>(facts: readonly T[] | undefined): Written<T>[] => (facts ?? []).map((fact) => ({ ...fact, span: null }));

export const RECORD_KINDS: FactKind<Written<RecordKind>> = {
  name: 'records',
  label: words('台账', 'ledger'),
  same: [({ key: own, title }) => key(own, title), ({ title }) => title, ({ key: own }) => orNothing(own)],
  called: ({ title }) => title,
  whole: ({ title, columns }) => words(`${title}（${columns.length}栏）`, `${title} (${columns.length} columns)`),
  fields: [
    field('key', '编号', 'key', (kind) => orNothing(kind.key)),
    field('title', '名称', 'title', ({ title }) => title),
    field('identity', '编号栏', 'column of the number', ({ identity }) => identity),
    field('unitColumn', '单位栏', 'column of the unit', ({ unitColumn }) => unitColumn),
    field('dateColumn', '日期栏', 'column of the day', ({ dateColumn }) => dateColumn),
    field('adds', '计数规则', 'what it adds', ({ adds }) => additionsWords(adds)),
  ],
};

export const RECORD_COLUMNS: FactKind<Written<RecordColumn>> = {
  name: 'columns',
  label: words('栏目', 'column'),
  same: [({ name, kind }) => key(name, kind), ({ name }) => name],
  called: ({ name }) => name,
  whole: columnWords,
  fields: [
    field('kind', '类别', 'kind', ({ kind }) => COLUMN_KIND_WORDS[kind]),
    field('required', '必填', 'required', ({ required }) => yesOrNo(required)),
    field('decimals', '小数位数', 'decimals', ({ decimals }) => (decimals === null ? null : String(decimals))),
    field('choices', '可选内容', 'choices', ({ choices }) => orNothing(choices.join('、'))),
  ],
};
