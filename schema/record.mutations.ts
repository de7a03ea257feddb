import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { describedEnum } from './kernel/described-enum';
import { MutationInput, payload } from './kernel/mutation';
import { Base64Scalar } from './kernel/scalars';
import { CaseRecord } from './record';
import { RecordFieldInput } from './record.fields';

@InputType()
abstract class LedgerInput extends MutationInput {
  @Field(() => ID, { description: 'The campaign. 专项行动。' })
  campaignId!: string;

  @Field(() => String, { description: 'Key of a ledger of the plan. 台账编号。' })
  kind!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Whose records these are, where the ledger has no column for it; the own unit by default. 所属单位，台账有单位栏的不填。',
  })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The unit for which the viewer acts; needed by who belongs to several. 以哪个单位的名义操作。' })
  actingUnitId?: string | null;
}

@InputType({ description: 'What `addRecord` takes. 输入。' })
export class AddRecordInput extends LedgerInput {
  @Field(() => [RecordFieldInput], { description: 'What it says; columns that are left out are empty. 内容。' })
  fields!: RecordFieldInput[];
}
export const AddRecordPayload = payload('addRecord', 'record', () => CaseRecord, 'The record.');

@InputType({ description: 'What `importRecords` takes. 输入。' })
export class ImportRecordsInput extends LedgerInput {
  @Field(() => String, { description: 'Name of the file with its ending, `.xlsx`. 文件名（含扩展名）。' })
  name!: string;

  @Field(() => Base64Scalar, { description: 'Its bytes, at most 5 MiB and 20,000 rows. 文件内容。' })
  content!: Buffer;

  @Field(() => String, {
    nullable: true,
    description: 'Why rows are corrected that are recorded otherwise; without it such rows refuse the file. 更正理由，不填则有改动的行不予导入。',
  })
  reason?: string | null;
}

export const RecordImportOutcome = describedEnum('RecordImportOutcome', 'What came of a row of an import. 导入结果。', {
  RECORDED: 'It was not there and is now 新登记',
  CORRECTED: 'It was recorded otherwise and was corrected 已更正',
  UNCHANGED: 'It was recorded as it is 无变化',
  STRUCK: 'It was struck and stays so 原已作废，未导入',
});

@ObjectType({ simpleResolvers: true, description: 'A row of an import. 导入的一行。' })
export class RecordImportRow {
  @Field(() => Int, { description: 'Number of the row in the sheet. 行号。' })
  row!: number;

  @Field(() => String, { description: 'The number under which it is known. 编号。' })
  identity!: string;

  @Field(() => RecordImportOutcome, { description: 'What came of it. 结果。' })
  outcome!: string;

  @Field(() => ID, { description: 'Global id of the record. 记录编号。' })
  recordId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What an import came to. 导入结果。' })
export class RecordImport {
  @Field(() => Int, { description: 'Rows that were not there and are now. 新登记。' })
  recorded!: number;

  @Field(() => Int, { description: 'Rows that were corrected. 更正。' })
  corrected!: number;

  @Field(() => Int, { description: 'Rows that were there as they are. 无变化。' })
  unchanged!: number;

  @Field(() => Int, { description: 'Rows that were struck before and stay so. 原已作废。' })
  struck!: number;

  @Field(() => [RecordImportRow], { description: 'Every row, in the order of the sheet. 逐行结果。' })
  rows!: RecordImportRow[];

  @Field(() => [String], { description: 'Headings that the ledger has not; what stands below them was not read. 未读取的栏目。' })
  ignored!: string[];
}
export const ImportRecordsPayload = payload('importRecords', 'imported', () => RecordImport, 'What it came to.');
