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

@ObjectType({ simpleResolvers: true, description: 'A column of a ledger. 台账栏目。' })
@InputType('PlanRecordColumnInput', { description: 'A column of a ledger. 台账栏目。' })
export class PlanRecordColumn {
  @Field(() => String, { description: 'Its heading, by which everything else names it. 栏目名称。' })
  name!: string;

  @Field(() => RecordColumnKind, { description: 'What it takes. 类别。' })
  kind!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it must be filled in. 是否必填。' })
  required!: boolean;

  @Field(() => Int, { nullable: true, description: 'Of DECIMAL: how many places; null: two. 小数位数，空则两位。' })
  decimals!: number | null;

  @Field(() => [String], { defaultValue: [], description: 'Of CHOICE: what may be chosen. 可选内容。' })
  choices!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'Of which records something is counted. 计数条件。' })
@InputType('PlanRecordWhenInput', { description: 'Of which records something is counted. 计数条件。' })
export class PlanRecordWhen {
  @Field(() => String, { description: 'The column. 栏目。' })
  column!: string;

  @Field(() => [String], { description: 'What stands there. 内容为其中之一。' })
  oneOf!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'What each record of a ledger adds to a cell of a form. 计数规则。' })
@InputType('PlanRecordAdditionInput', { description: 'What each record of a ledger adds to a cell of a form. 计数规则。' })
export class PlanRecordAddition {
  @Field(() => String, { nullable: true, description: "Key of the form; null: the plan's only form. 统计表。" })
  form!: string | null;

  @Field(() => String, { description: 'Key of the cell, `7` or `7.1`. 栏号。' })
  cell!: string;

  @Field(() => String, { defaultValue: 'ONE', description: '`ONE` for each record, or the column that holds the amount. 每条计一，或按某栏数值。' })
  amount!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The day on which it counts, nothing while it is empty; null: the day of the record. 计入日期所在栏。',
  })
  dateColumn!: string | null;

  @Field(() => PlanRecordWhen, { nullable: true, description: 'Only of records that say so; null: of all. 计数条件。' })
  when!: PlanRecordWhen | null;
}

@ObjectType({ simpleResolvers: true, description: 'A ledger: what is recorded of single cases or inspections. 台账。' })
@InputType('PlanRecordKindInput', { description: 'A ledger: what is recorded of single cases or inspections. 台账。' })
export class PlanRecordKind {
  @Field(() => String, { defaultValue: '', description: 'Its key; empty: k1, k2 … by order. 编号，空则按顺序。' })
  key!: string;

  @Field(() => String, { description: 'Its title. 名称。' })
  title!: string;

  @Field(() => [PlanRecordColumn], { defaultValue: [], description: 'Its columns. 栏目。' })
  columns!: PlanRecordColumn[];

  @Field(() => String, { description: 'The column under which a record is known, unique for each unit. 编号栏。' })
  identity!: string;

  @Field(() => String, { nullable: true, description: 'The column that names the unit; null: the unit that records. 单位栏。' })
  unitColumn!: string | null;

  @Field(() => String, { description: 'The column of the day of the record. 日期栏。' })
  dateColumn!: string;

  @Field(() => [PlanRecordAddition], { defaultValue: [], description: 'What each record adds to which cell. 计数规则。' })
  adds!: PlanRecordAddition[];
}
