import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { FigurePeriod } from './figures';
import { connection } from './kernel/connection';
import { describedEnum } from './kernel/described-enum';
import { MutationInput, payload } from './kernel/mutation';
import { DateScalar } from './kernel/scalars';
import { WorkflowSubject } from './kernel/subject';
import { UserError } from './kernel/user-error';
import { Timeliness } from './participation';
import { Report } from './report';
import { Unit } from './unit';

export const DifferenceAnswerKind = describedEnum('DifferenceAnswerKind', 'What the unit found. 核实结果。', {
  REPORT_IS_WRONG: 'The report is wrong 报表有误',
  RECORDS_ARE_WRONG: 'The records are wrong or incomplete 台账有误或不全',
  BOTH_ARE_RIGHT: 'Both are right: they count differently 均无误，统计口径不同',
  OTHER: 'Something else 其他',
});

@ObjectType({ simpleResolvers: true, description: 'What was asked about a cell, as it stood then. 核实的栏目。' })
export class DifferenceCell {
  @Field(() => String, { description: 'E.g. `7` or `7.1`. 栏号。' })
  key!: string;

  @Field(() => String, { description: 'What is counted. 指标。' })
  label!: string;

  @Field(() => String, { description: 'Unit of measure. 计量单位。' })
  measure!: string;

  @Field(() => String, { nullable: true, description: 'What the report said, an exact decimal; null: nothing. 报表数。' })
  reported!: string | null;

  @Field(() => String, { description: 'What the records came to. 台账数。' })
  recorded!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What a cell stood at when something was said or decided about it. 当时数值。' })
export class DifferenceStood {
  @Field(() => String, { description: 'E.g. `7` or `7.1`. 栏号。' })
  key!: string;

  @Field(() => String, { nullable: true, description: 'What the report said; null: nothing, or it was no longer owed. 报表数。' })
  reported!: string | null;

  @Field(() => String, { nullable: true, description: 'What the records came to; null where the report was no longer owed. 台账数。' })
  recorded!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What the unit answered. 单位说明。' })
export class DifferenceAnswer {
  @Field(() => DateScalar, { description: 'When. 日期。' })
  on!: string;

  @Field(() => String, { nullable: true, description: 'By whom. 说明人。' })
  actor!: string | null;

  @Field(() => DifferenceAnswerKind, { description: 'What the unit found. 核实结果。' })
  answer!: string;

  @Field(() => String, { description: 'In words. 说明。' })
  text!: string;

  @Field(() => [DifferenceStood], { description: 'What stood at that moment. 说明时的数值。' })
  stood!: DifferenceStood[];
}

@ObjectType({ simpleResolvers: true, description: 'A question and its answer. 一次核实。' })
export class DifferenceRound {
  @Field(() => DateScalar, { description: 'When it was asked. 提请日期。' })
  on!: string;

  @Field(() => String, { nullable: true, description: 'By whom. 提请人。' })
  actor!: string | null;

  @Field(() => String, { description: 'What was asked. 核实要求。' })
  question!: string;

  @Field(() => DateScalar, { nullable: true, description: 'By when an answer was wanted. 说明期限。' })
  dueOn!: string | null;

  @Field(() => DifferenceAnswer, { nullable: true, description: 'What was answered; null: nothing yet. 说明。' })
  answer!: DifferenceAnswer | null;
}

@ObjectType({ simpleResolvers: true, description: 'That the office has settled it. 核结情况。' })
export class DifferenceSettlement {
  @Field(() => DateScalar, { description: 'When. 日期。' })
  on!: string;

  @Field(() => String, { nullable: true, description: 'By whom. 核结人。' })
  actor!: string | null;

  @Field(() => String, { nullable: true, description: 'What the office noted. 备注。' })
  note!: string | null;

  @Field(() => [DifferenceStood], { description: 'What stood at that moment. 核结时的数值。' })
  stood!: DifferenceStood[];
}

@ObjectType({ simpleResolvers: true, description: 'That the question was withdrawn. 撤回情况。' })
export class DifferenceWithdrawal {
  @Field(() => DateScalar, { description: 'When. 日期。' })
  on!: string;

  @Field(() => String, { nullable: true, description: 'By whom. 撤回人。' })
  actor!: string | null;

  @Field(() => String, { description: 'Why. 理由。' })
  reason!: string;
}

@ObjectType({
  simpleResolvers: true,
  implements: WorkflowSubject,
  description: 'A question to a unit: its report says otherwise than the records. The answer is kept and changes no figure. 差异核实。',
})
export class Difference extends WorkflowSubject {
  @Field(() => String, { description: 'Its title. 标题。' })
  title!: string;

  @Field(() => Unit, { description: 'The unit that is asked: it owes the report. 报送单位。' })
  unit!: Unit;

  @Field(() => Report, { nullable: true, description: 'The report. 报送。' })
  report!: Report | null;

  @Field(() => String, { description: 'Key of the reporting rule. 报送要求编号。' })
  rule!: string;

  @Field(() => FigurePeriod, { description: 'The period of the report. 期次。' })
  period!: FigurePeriod;

  @Field(() => [DifferenceCell], { description: 'What was asked about, as it stood then. 核实的栏目。' })
  cells!: DifferenceCell[];

  @Field(() => String, { description: 'What is asked now, or was asked last. 核实要求。' })
  question!: string;

  @Field(() => DateScalar, { nullable: true, description: 'By when an answer is wanted; null without a date, and once it has come. 说明期限。' })
  dueOn!: string | null;

  @Field(() => Timeliness, { nullable: true, description: 'Whether that date has passed. 时效。' })
  timeliness!: string | null;

  @Field(() => DifferenceAnswer, { nullable: true, description: 'The answer to what was asked last. 说明。' })
  answer!: DifferenceAnswer | null;

  @Field(() => [DifferenceRound], { description: 'Every question with its answer, oldest first. 历次核实。' })
  rounds!: DifferenceRound[];

  @Field(() => DifferenceSettlement, { nullable: true, description: 'That it was settled. 核结情况。' })
  settled!: DifferenceSettlement | null;

  @Field(() => DifferenceWithdrawal, { nullable: true, description: 'That it was withdrawn. 撤回情况。' })
  withdrawn!: DifferenceWithdrawal | null;
}
export const DifferenceConnection = connection(() => Difference, 'Difference', 'questions about differences 差异核实');

@InputType({ description: 'What `askAboutDifference` takes. 输入。' })
export class AskAboutDifferenceInput extends MutationInput {
  @Field(() => ID, { description: 'The report. 报送。' })
  reportId!: string;

  @Field(() => [String], { nullable: true, description: 'Keys of cells, all that differ by default. 栏号，缺省为全部不一致的栏目。' })
  cells?: string[] | null;

  @Field(() => String, { description: 'What is asked. 核实要求。' })
  question!: string;

  @Field(() => DateScalar, { nullable: true, description: 'By when an answer is wanted. 说明期限。' })
  dueOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'For whom the viewer acts, if several units are possible. 办理单位。' })
  actingUnitId?: string | null;
}
export const AskAboutDifferencePayload = payload('askAboutDifference', 'difference', () => Difference, 'The question.');

@InputType({ description: 'What `askAboutDifferences` takes. 输入。' })
export class AskAboutDifferencesInput extends MutationInput {
  @Field(() => ID, { description: 'The campaign. 专项行动。' })
  campaignId!: string;

  @Field(() => String, { description: 'Key of the reporting rule. 报送要求编号。' })
  rule!: string;

  @Field(() => String, { description: 'Key of the period, e.g. `2022-09`. 期次。' })
  period!: string;

  @Field(() => String, { description: 'What each unit is asked. 核实要求。' })
  question!: string;

  @Field(() => DateScalar, { nullable: true, description: 'By when an answer is wanted. 说明期限。' })
  dueOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'For whom the viewer acts, if several units are possible. 办理单位。' })
  actingUnitId?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of asking one unit. 单个单位的提请结果。' })
export class DifferenceAsked {
  @Field(() => Unit, { description: 'The unit. 单位。' })
  unit!: Unit;

  @Field(() => Difference, { nullable: true, description: 'The question. Null when refused. 差异核实，被拒绝时为空。' })
  difference!: Difference | null;

  @Field(() => [UserError], { description: 'Why it was not asked; empty when it was. 未能提请的原因。' })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The answer of `askAboutDifferences`. 返回结果。' })
export class AskAboutDifferencesPayload {
  @Field(() => [DifferenceAsked], { description: 'One for each unit whose report differs and that had no open question. 逐单位结果。' })
  units!: DifferenceAsked[];

  @Field(() => Int, { description: 'How many were asked. 已提请数。' })
  asked!: number;

  @Field(() => Int, { description: 'How many differ and had an open question already. 已有未办结核实的单位数。' })
  askedBefore!: number;

  @Field(() => [UserError], { description: 'Why nobody was asked; empty when the reports were looked at. 整批被拒绝的原因，否则为空。' })
  userErrors!: UserError[];

  @Field(() => String, { nullable: true, description: 'As the client sent it. 客户端自用标识。' })
  clientMutationId!: string | null;
}
