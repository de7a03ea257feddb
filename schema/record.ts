import { Field, Int, ObjectType } from 'type-graphql';
import { connection } from './kernel/connection';
import { DateScalar } from './kernel/scalars';
import { WorkflowSubject } from './kernel/subject';
import { RecordColumnKind } from './plan.records';
import { Unit } from './unit';

@ObjectType({ simpleResolvers: true, description: 'What stands in one column of a record. 一栏内容。' })
export class RecordField {
  @Field(() => String, { description: 'Name of the column. 栏目。' })
  column!: string;

  @Field(() => RecordColumnKind, { description: 'What the column takes. 类别。' })
  kind!: string;

  @Field(() => String, {
    nullable: true,
    description: 'As text: a date YYYY-MM-DD, a decimal as it was written, a unit by its global id; null where nothing stands. 内容。',
  })
  value!: string | null;

  @Field(() => Unit, { nullable: true, description: 'Of a column that names a unit. 所填单位。' })
  unit!: Unit | null;
}

@ObjectType({ simpleResolvers: true, description: 'A column that was corrected, with both values. 更正的一栏。' })
export class RecordChange {
  @Field(() => String, { description: 'Name of the column. 栏目。' })
  column!: string;

  @Field(() => String, { nullable: true, description: 'What stood there. 更正前。' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What stands there since. 更正后。' })
  after!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A correction of a record. 台账更正。' })
export class RecordCorrection {
  @Field(() => DateScalar, { description: 'When. 日期。' })
  on!: string;

  @Field(() => String, { nullable: true, description: 'By whom. 更正人。' })
  actor!: string | null;

  @Field(() => String, { description: 'Why. 理由。' })
  reason!: string;

  @Field(() => [RecordChange], { description: 'What was changed. 更正内容。' })
  changes!: RecordChange[];
}

@ObjectType({ simpleResolvers: true, description: 'That a record was struck, and perhaps restored. 作废和恢复。' })
export class RecordStrike {
  @Field(() => DateScalar, { description: 'When it was struck. 作废日期。' })
  on!: string;

  @Field(() => String, { nullable: true, description: 'By whom. 作废人。' })
  actor!: string | null;

  @Field(() => String, { description: 'Why. 理由。' })
  reason!: string;

  @Field(() => DateScalar, { nullable: true, description: 'When it was restored; null: it was not. 恢复日期。' })
  restoredOn!: string | null;

  @Field(() => String, { nullable: true, description: 'By whom it was restored. 恢复人。' })
  restoredBy!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was restored. 恢复理由。' })
  restoredBecause!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What a record adds to a cell of a form, and on which day. 计数。' })
export class RecordAddition {
  @Field(() => String, { description: 'Key of the form. 统计表。' })
  form!: string;

  @Field(() => String, { description: 'Key of the cell. 栏号。' })
  cell!: string;

  @Field(() => String, { description: 'How much, a decimal. 数量。' })
  amount!: string;

  @Field(() => DateScalar, { description: 'On which day it counts. 计入日期。' })
  on!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The row of the workbook that a record was read from. 导入来源。' })
export class RecordSource {
  @Field(() => String, { description: 'Name of the file. 文件名。' })
  file!: string;

  @Field(() => Int, { description: 'Number of the row. 行号。' })
  row!: number;
}

@ObjectType('Record', {
  simpleResolvers: true,
  implements: WorkflowSubject,
  description: 'A single case or inspection in a ledger of the plan, which adds to the figures that are told from records. 台账记录。',
})
export class CaseRecord extends WorkflowSubject {
  @Field(() => String, { description: 'Title and number. 标题。' })
  title!: string;

  @Field(() => String, { description: 'Key of its ledger in the plan. 台账编号。' })
  kind!: string;

  @Field(() => String, { description: 'Title of its ledger. 台账名称。' })
  ledger!: string;

  @Field(() => String, { description: 'The number under which it is known. 编号。' })
  identity!: string;

  @Field(() => Unit, { description: 'Whose record it is. 单位。' })
  unit!: Unit;

  @Field(() => DateScalar, { description: 'Its day. 日期。' })
  date!: string;

  @Field(() => [RecordField], { description: 'What it says, in the order of its columns. 内容。' })
  fields!: RecordField[];

  @Field(() => [RecordAddition], { description: 'What it adds to the figures; nothing once it is struck. 计数。' })
  adds!: RecordAddition[];

  @Field(() => [RecordCorrection], { description: 'How it was corrected, oldest first. 更正记录。' })
  corrections!: RecordCorrection[];

  @Field(() => [RecordStrike], { description: 'That it was struck, oldest first. 作废记录。' })
  strikes!: RecordStrike[];

  @Field(() => DateScalar, { description: 'When it was recorded. 登记日期。' })
  recordedOn!: string;

  @Field(() => String, { nullable: true, description: 'By whom. 登记人。' })
  recordedBy!: string | null;

  @Field(() => RecordSource, { nullable: true, description: 'Where it was read; null where it was written by hand. 导入来源。' })
  source!: RecordSource | null;
}
export const RecordConnection = connection(() => CaseRecord, 'Record', 'records 台账记录');
