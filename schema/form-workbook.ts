import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { describedEnum } from './kernel/described-enum';
import { MutationInput, payload } from './kernel/mutation';
import { Base64Scalar } from './kernel/scalars';
import { PlanForm } from './plan.forms';

export const FormDiagnosticCode = describedEnum('FormDiagnosticCode', 'What was doubtful in a form read from a workbook. 读取统计表的提示。', {
  FORM_NOT_FOUND: 'No table with indicators and units 没有找到统计表',
  OTHER_SHEETS_IGNORED: 'Another sheet has a table too 还有其他统计表',
  NUMBER_GIVEN: 'It had no number 没有序号',
  NUMBER_TWICE: 'The number stands twice 序号重复',
  UNIT_MISSING: 'It has no unit of measure 没有计量单位',
  UNITS_DO_NOT_FIT: 'Units and parts differ in number 计量单位与分项不符',
  DECIMALS_UNREADABLE: 'Decimals are no number from 0 to 6 小数位数不明',
  REQUIRED_UNREADABLE: 'Neither yes nor no 是否必填不明',
  TOO_MANY_ROWS: 'More rows than a form may have 行数过多',
});

export const FormDiagnosticSeverity = describedEnum('FormDiagnosticSeverity', 'How much it matters. 严重程度。', {
  ERROR: 'Not read 未能读取',
  WARNING: 'Read, and to be looked at 请核对',
  INFO: 'Good to know 提示',
});

@ObjectType({ simpleResolvers: true, description: 'Something doubtful in a form read from a workbook. 读取统计表的提示。' })
export class FormDiagnostic {
  @Field(() => FormDiagnosticCode, { description: 'Stable code. 代码。' })
  code!: string;

  @Field(() => FormDiagnosticSeverity, { description: 'How much it matters. 严重程度。' })
  severity!: string;

  @Field(() => String, { nullable: true, description: 'Name of the sheet. 工作表。' })
  sheet!: string | null;

  @Field(() => String, { nullable: true, description: 'Where, e.g. `C5`. 单元格。' })
  address!: string | null;

  @Field(() => String, { description: 'What to tell the user. 说明。' })
  message!: string;
}

@InputType({ description: 'What `readFormWorkbook` takes. 输入。' })
export class ReadFormWorkbookInput extends MutationInput {
  @Field(() => ID, { description: 'The office in whose name it is read. 主办单位。' })
  officeId!: string;

  @Field(() => String, { description: 'Name of the file with its ending, `.xlsx`. 文件名（含扩展名）。' })
  name!: string;

  @Field(() => Base64Scalar, { description: 'Its bytes, at most 5 MiB. 文件内容。' })
  content!: Buffer;
}

export const ReadFormWorkbookPayload = payload('readFormWorkbook', 'form', () => PlanForm, 'The form, to be saved with the plan.');
Field(() => [FormDiagnostic], { description: 'What was doubtful. 提示。' })(ReadFormWorkbookPayload.prototype, 'diagnostics');
