import { Field, Float, ObjectType } from 'type-graphql';
import { FigureFaultSeverity } from './form.enums';
import { describedEnum } from './kernel/described-enum';
import { DateScalar, JsonScalar } from './kernel/scalars';
import { FormCell } from './plan.forms';
import { ReportSection } from './report.content';

/** A report as it is filled in. */

export const CellState = describedEnum('CellState', 'State of a cell. 单元格状态。', {
  EMPTY: 'Nothing is written 未填',
  DRAFT: 'Written; a rule that looks at it waits for other cells 已填，待其他栏',
  VALID: 'Written, and nothing against it 已填，校验通过',
  WARNING: 'Written, and unusual: wants an explanation 已填，有疑点',
  ERROR: 'Written, and wrong 已填，有误',
  SUBMITTED: 'Handed in 已报送',
  ACCEPTED: 'Accepted 已通过',
});

export const CorrectionCause = describedEnum('CorrectionCause', 'Why a report was handed in again. 更正缘由。', {
  RETURNED: 'The office had returned it 退回',
  REOPENED: 'It had been accepted, and was opened again 更正',
});

@ObjectType({ simpleResolvers: true, description: 'What the plan has against what is written. 校验结果。' })
export class FormFault {
  @Field(() => String, { description: 'Stable code, e.g. REQUIRED, RULE_BROKEN, SECTION_MISSING. 代码。' })
  code!: string;

  @Field(() => FigureFaultSeverity, { description: 'An error stands in the way, a warning wants an explanation. 严重程度。' })
  severity!: string;

  @Field(() => [String], { description: 'Keys of the cells, or titles of the sections, that it is about. 相关栏目。' })
  cells!: string[];

  @Field(() => String, { nullable: true, description: "Key of the form's rule; null for what every form asks. 规则编号。" })
  rule!: string | null;

  @Field(() => String, { description: 'What to tell the user. 说明。' })
  message!: string;

  @Field(() => JsonScalar, { description: 'Numbers that it speaks of. 相关数据。' })
  data!: Record<string, unknown>;
}

@ObjectType({ simpleResolvers: true, description: 'The form that a report is written on. 所用统计表。' })
export class EntryForm {
  @Field(() => String, { description: 'Its key in the plan. 编号。' })
  key!: string;

  @Field(() => String, { description: 'Its title. 名称。' })
  title!: string;

  @Field(() => String, { description: 'Changes with what it asks. 版本。' })
  version!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A cell of a report. 填报单元格。' })
export class EntryCell extends FormCell {
  @Field(() => Float, { nullable: true, description: 'The figure; null where nothing is written, 0 is zero. 数值。' })
  value!: number | null;

  @Field(() => CellState, { description: 'Where it stands. 状态。' })
  state!: string;

  @Field(() => [FormFault], { description: 'What is against it. 校验结果。' })
  faults!: FormFault[];

  @Field(() => Float, { nullable: true, description: 'What was accepted for the period before. 上期数。' })
  previous!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'A section of a report. 分节填报。' })
export class EntrySection {
  @Field(() => String, { description: 'Its title. 标题。' })
  title!: string;

  @Field(() => Boolean, { description: 'Whether the plan asks for it. 是否必填。' })
  required!: boolean;

  @Field(() => String, { nullable: true, description: 'Its text. 正文。' })
  text!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A report as it is filled in: its draft to the unit that owes it, to others what was handed in. 填报界面。',
})
export class ReportEntry {
  @Field(() => EntryForm, { nullable: true, description: 'The form, of statistics. 所用统计表。' })
  form!: EntryForm | null;

  @Field(() => [EntryCell], { description: "Its cells, in the form's order. 单元格。" })
  cells!: EntryCell[];

  @Field(() => [EntrySection], { description: 'Sections that the plan asks for, and others that were written. 分节。' })
  sections!: EntrySection[];

  @Field(() => [FormFault], { description: 'Everything against what is written; empty before anything is. 校验结果。' })
  faults!: FormFault[];
}

export const PrefillSource = describedEnum('PrefillSource', 'Where a figure comes from that may be copied. 带入数据来源。', {
  PREVIOUS_PERIOD: 'What was accepted for the period before 上期数',
  RECORDS: 'Added up from the records of single cases, of the unit and those that report through it 台账汇总',
});

@ObjectType({ simpleResolvers: true, description: 'A figure that may be copied. 可带入的数值。' })
export class PrefillCell {
  @Field(() => String, { description: 'Key of the cell. 栏号。' })
  key!: string;

  @Field(() => Float, { description: 'The figure. 数值。' })
  value!: number;

  @Field(() => PrefillSource, { description: 'Where it comes from. 来源。' })
  source!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What may be copied with `saveReportDraft`: what was recorded of single cases; from the period before running totals and stocks, and texts. 数据带入。',
})
export class Prefill {
  @Field(() => String, { nullable: true, description: 'The period before, from which texts and totals come; null where there is none. 来源期次。' })
  period!: string | null;

  @Field(() => [PrefillCell], { description: 'Figures. 数值。' })
  cells!: PrefillCell[];

  @Field(() => [ReportSection], { description: 'Sections. 分节文字。' })
  sections!: ReportSection[];
}

@ObjectType({ simpleResolvers: true, description: 'A figure that was handed in otherwise than before; both values are kept. 更正。' })
export class Correction {
  @Field(() => String, { description: 'Key of the cell. 栏号。' })
  cell!: string;

  @Field(() => String, { description: 'Its label. 栏目。' })
  label!: string;

  @Field(() => Float, { nullable: true, description: 'The value before. 原值。' })
  before!: number | null;

  @Field(() => Float, { nullable: true, description: 'The value after. 更正值。' })
  after!: number | null;

  @Field(() => DateScalar, { description: 'When the new value was handed in. 更正日期。' })
  on!: string;

  @Field(() => String, { nullable: true, description: 'By whom. 更正人。' })
  actor!: string | null;

  @Field(() => CorrectionCause, { description: 'Why it was handed in again. 缘由。' })
  asked!: string;

  @Field(() => String, { nullable: true, description: 'The reason that the office gave. 理由。' })
  reason!: string | null;
}
