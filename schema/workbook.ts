import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { payload, SubjectMutationInput } from './kernel/mutation';
import { Base64Scalar } from './kernel/scalars';
import { Report } from './report';

@ObjectType({ simpleResolvers: true, description: 'A workbook to be saved as a file. 工作簿文件。' })
export class WorkbookFile {
  @Field(() => String, { description: 'Name of the file. 文件名。' })
  name!: string;

  @Field(() => String, { description: 'Its media type. 文件类型。' })
  mediaType!: string;

  @Field(() => Int, { description: 'Bytes. 字节数。' })
  size!: number;

  @Field(() => Base64Scalar, { description: 'Its bytes. 文件内容。' })
  content!: Buffer;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A cell of a workbook that was not written as a number and was taken for one: show it to the user. 按数字识别的单元格。',
})
export class UnderstoodCell {
  @Field(() => String, { description: 'Name of the sheet. 工作表。' })
  sheet!: string;

  @Field(() => String, { description: 'Where, e.g. `E6`. 单元格。' })
  address!: string;

  @Field(() => String, { description: 'Key of the cell of the form. 栏号。' })
  cell!: string;

  @Field(() => String, { description: 'As it stands there. 原内容。' })
  written!: string;

  @Field(() => Float, { description: 'What it was taken for. 识别为。' })
  value!: number;

  @Field(() => String, { description: 'What to tell the user. 说明。' })
  message!: string;
}

@InputType({ description: 'What `importReportWorkbook` takes. 输入。' })
export class ImportReportWorkbookInput extends SubjectMutationInput {
  @Field(() => String, { description: 'Name of the file with its ending, `.xlsx`. 文件名（含扩展名）。' })
  name!: string;

  @Field(() => Base64Scalar, { description: 'Its bytes, at most 5 MiB. 文件内容。' })
  content!: Buffer;
}

export const ImportReportWorkbookPayload = payload('importReportWorkbook', 'report', () => Report, 'The report with its draft.');
Field(() => [UnderstoodCell], {
  description: 'What was not written as a number and was taken for one; empty when refused. 按数字识别的单元格。',
})(ImportReportWorkbookPayload.prototype, 'understood');
