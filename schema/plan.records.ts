import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { describedEnum } from './kernel/described-enum';

/** The ledgers of a plan, as src/domain/plan/records-model.ts has them, out and in. */

export const RecordColumnKind = describedEnum('RecordColumnKind', 'What a column of a ledger takes. 台账栏目类别。', {
  TEXT: 'Text 文本',
  DATE: 'A day 日期',
  INTEGER: 'A whole number 整数',
  DECIMAL: 'A decimal 小数',
  UNIT: 'A unit of the register 单位',
  CHOICE: 'One of those offered 选项',
});

const COLUMN = {
  name: 'Its heading, by which everything else names it. 栏目名称。',
  kind: 'What it takes. 类别。',
  required: 'Whether it must be filled in. 是否必填。',
  decimals: 'Of DECIMAL: how many places; null: two. 小数位数，空则两位。',
  choices: 'Of CHOICE: what may be chosen. 可选内容。',
} as const;
const WHEN = { column: 'The column. 栏目。', oneOf: 'What stands there. 内容为其中之一。' } as const;
const ADDITION = {
  form: "Key of the form; null: the plan's only form. 统计表。",
  cell: 'Key of the cell, `7` or `7.1`. 栏号。',
  amount: '`ONE` for each record, or the column that holds the amount. 每条计一，或按某栏数值。',
  dateColumn: 'The day on which it counts, nothing while it is empty; null: the day of the record. 计入日期所在栏。',
  when: 'Only of records that say so; null: of all. 计数条件。',
} as const;
const KIND = {
  key: 'Its key; empty: k1, k2 … by order. 编号，空则按顺序。',
  title: 'Its title. 名称。',
  columns: 'Its columns. 栏目。',
  identity: 'The column under which a record is known, unique for each unit. 编号栏。',
  unitColumn: 'The column that names the unit; null: the unit that records. 单位栏。',
  dateColumn: 'The column of the day of the record. 日期栏。',
  adds: 'What each record adds to which cell. 计数规则。',
} as const;

@ObjectType({ simpleResolvers: true, description: 'A column of a ledger. 台账栏目。' })
export class PlanRecordColumn {
  @Field(() => String, { description: COLUMN.name })
  name!: string;

  @Field(() => RecordColumnKind, { description: COLUMN.kind })
  kind!: string;

  @Field(() => Boolean, { description: COLUMN.required })
  required!: boolean;

  @Field(() => Int, { nullable: true, description: COLUMN.decimals })
  decimals!: number | null;

  @Field(() => [String], { description: COLUMN.choices })
  choices!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'Of which records something is counted. 计数条件。' })
export class PlanRecordWhen {
  @Field(() => String, { description: WHEN.column })
  column!: string;

  @Field(() => [String], { description: WHEN.oneOf })
  oneOf!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'What each record of a ledger adds to a cell of a form. 计数规则。' })
export class PlanRecordAddition {
  @Field(() => String, { nullable: true, description: ADDITION.form })
  form!: string | null;

  @Field(() => String, { description: ADDITION.cell })
  cell!: string;

  @Field(() => String, { description: ADDITION.amount })
  amount!: string;

  @Field(() => String, { nullable: true, description: ADDITION.dateColumn })
  dateColumn!: string | null;

  @Field(() => PlanRecordWhen, { nullable: true, description: ADDITION.when })
  when!: PlanRecordWhen | null;
}

@ObjectType({ simpleResolvers: true, description: 'A ledger: what is recorded of single cases or inspections. 台账。' })
export class PlanRecordKind {
  @Field(() => String, { description: KIND.key })
  key!: string;

  @Field(() => String, { description: KIND.title })
  title!: string;

  @Field(() => [PlanRecordColumn], { description: KIND.columns })
  columns!: PlanRecordColumn[];

  @Field(() => String, { description: KIND.identity })
  identity!: string;

  @Field(() => String, { nullable: true, description: KIND.unitColumn })
  unitColumn!: string | null;

  @Field(() => String, { description: KIND.dateColumn })
  dateColumn!: string;

  @Field(() => [PlanRecordAddition], { description: KIND.adds })
  adds!: PlanRecordAddition[];
}

@InputType({ description: 'A column of a ledger. 台账栏目。' })
export class PlanRecordColumnInput {
  @Field(() => String, { description: COLUMN.name })
  name!: string;

  @Field(() => RecordColumnKind, { description: COLUMN.kind })
  kind!: string;

  @Field(() => Boolean, { defaultValue: false, description: COLUMN.required })
  required!: boolean;

  @Field(() => Int, { nullable: true, description: COLUMN.decimals })
  decimals!: number | null;

  @Field(() => [String], { defaultValue: [], description: COLUMN.choices })
  choices!: string[];
}

@InputType({ description: 'Of which records something is counted. 计数条件。' })
export class PlanRecordWhenInput {
  @Field(() => String, { description: WHEN.column })
  column!: string;

  @Field(() => [String], { description: WHEN.oneOf })
  oneOf!: string[];
}

@InputType({ description: 'What each record of a ledger adds to a cell of a form. 计数规则。' })
export class PlanRecordAdditionInput {
  @Field(() => String, { nullable: true, description: ADDITION.form })
  form!: string | null;

  @Field(() => String, { description: ADDITION.cell })
  cell!: string;

  @Field(() => String, { defaultValue: 'ONE', description: ADDITION.amount })
  amount!: string;

  @Field(() => String, { nullable: true, description: ADDITION.dateColumn })
  dateColumn!: string | null;

  @Field(() => PlanRecordWhenInput, { nullable: true, description: ADDITION.when })
  when!: PlanRecordWhenInput | null;
}

@InputType({ description: 'A ledger: what is recorded of single cases or inspections. 台账。' })
export class PlanRecordKindInput {
  @Field(() => String, { defaultValue: '', description: KIND.key })
  key!: string;

  @Field(() => String, { description: KIND.title })
  title!: string;

  @Field(() => [PlanRecordColumnInput], { defaultValue: [], description: KIND.columns })
  columns!: PlanRecordColumnInput[];

  @Field(() => String, { description: KIND.identity })
  identity!: string;

  @Field(() => String, { nullable: true, description: KIND.unitColumn })
  unitColumn!: string | null;

  @Field(() => String, { description: KIND.dateColumn })
  dateColumn!: string;

  @Field(() => [PlanRecordAdditionInput], { defaultValue: [], description: KIND.adds })
  adds!: PlanRecordAdditionInput[];
}
