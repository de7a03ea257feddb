import { Field, Float, InputType, Int } from 'type-graphql';
import { PlanDateScalar } from './kernel/scalars';
import { AssignmentRole, BodyKind, BodyMemberRole, CriterionKind, PhaseKind } from './plan.enums';
import { PlanFormInput } from './plan.inputs.forms';
import { PlanReportingInput } from './plan.inputs.reporting';
import { PlanRankingInput } from './plan.ranking';
import { PlanRecordKindInput } from './plan.records';
import { SpanInput } from './plan.inputs.span';
import { Comparison } from './target';

/** The whole plan as a coordinator sends it back, in the shape of src/domain/plan/model.ts. A contract test holds the two against each other. */

@InputType({ description: 'From when to when the plan runs. 起止时间。' })
export class PlanPeriodInput {
  @Field(() => PlanDateScalar, { nullable: true, description: 'First day. 开始。' })
  start!: string | null;

  @Field(() => PlanDateScalar, { nullable: true, description: 'Last day. 结束。' })
  end!: string | null;
}

@InputType({ description: 'How units are chased for what they owe. 催报规则。' })
export class PlanChasingInput {
  @Field(() => [Int], {
    defaultValue: [3, 1],
    description: 'Working days before the due date on which they are reminded; 0 is the day itself. 期前提醒。',
  })
  remindBefore!: number[];

  @Field(() => [Int], { defaultValue: [1], description: 'Working days after it. 逾期提醒。' })
  remindAfter!: number[];

  @Field(() => Int, {
    nullable: true,
    defaultValue: 3,
    description: 'Working days after it on which the head of the unit is told; null: never. 逾期上报负责人。',
  })
  escalateAfter!: number | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Nothing is sent on days off, and days are working days; false: all days count. 休息日不打扰。',
  })
  quietOnDaysOff!: boolean;
}

@InputType({ description: 'What must be reached before a phase ends. 转段条件。' })
export class PlanCriterionInput {
  @Field(() => CriterionKind, { description: 'What is counted. 条件类别。' })
  kind!: string;

  @Field(() => Float, { defaultValue: 100, description: 'Share to be reached, in percent. 达到比例（%）。' })
  percent!: number;
}

@InputType({ description: 'A phase as the notice has it. 阶段。' })
export class PlanPhaseInput {
  @Field(() => String, { description: 'Its name. 名称。' })
  name!: string;

  @Field(() => PhaseKind, { description: 'What it is for. 类别。' })
  kind!: string;

  @Field(() => PlanDateScalar, { nullable: true, description: 'First day, or its month. 开始。' })
  start!: string | null;

  @Field(() => PlanDateScalar, { nullable: true, description: 'Last day, or its month. 结束。' })
  end!: string | null;

  @Field(() => String, { defaultValue: '', description: 'The dates as printed. 原文日期。' })
  printed!: string;

  @Field(() => [PlanCriterionInput], { nullable: true, description: 'Exit criteria; null takes the defaults of the kind. 转段条件，空则取默认。' })
  exit!: PlanCriterionInput[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Moves on by itself when its end has passed and its criteria are met. 是否自动转段。' })
  advancesByItself!: boolean;

  @Field(() => SpanInput, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: SpanInput | null;
}

@InputType({ description: "A unit's part in a task as printed. 分工。" })
export class PlanAssignmentInput {
  @Field(() => String, { description: 'The unit as printed. 单位（原文）。' })
  unit!: string;

  @Field(() => AssignmentRole, { description: 'Its role. 角色。' })
  role!: string;

  @Field(() => String, { nullable: true, description: 'Section in charge. 责任股室。' })
  section!: string | null;

  @Field(() => String, { nullable: true, description: 'Person in charge. 责任人。' })
  person!: string | null;

  @Field(() => String, { defaultValue: '', description: 'The words as printed. 原文。' })
  printed!: string;

  @Field(() => SpanInput, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: SpanInput | null;
}

@InputType({ description: 'A number to reach. 目标。' })
export class PlanTargetInput {
  @Field(() => String, { description: 'What is measured. 指标。' })
  what!: string;

  @Field(() => Comparison, { description: 'How it is compared. 比较方式。' })
  op!: string;

  @Field(() => Float, { description: 'The number. 目标值。' })
  value!: number;

  @Field(() => String, { description: 'Its unit of measure. 计量单位。' })
  unit!: string;

  @Field(() => SpanInput, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: SpanInput | null;
}

@InputType({ description: 'One numbered measure. 任务。' })
export class PlanTaskInput {
  @Field(() => String, { description: 'Its path as printed, e.g. 二(二)3(1). 编号。' })
  number!: string;

  @Field(() => String, { defaultValue: '', description: 'The heading that groups it. 工作重点。' })
  area!: string;

  @Field(() => String, { description: 'What is to be done, in short. 名称。' })
  title!: string;

  @Field(() => String, { defaultValue: '', description: 'The whole text. 内容。' })
  text!: string;

  @Field(() => [PlanAssignmentInput], { defaultValue: [], description: 'Who does it. 分工。' })
  assignments!: PlanAssignmentInput[];

  @Field(() => [PlanTargetInput], { defaultValue: [], description: 'Numbers to reach. 目标。' })
  targets!: PlanTargetInput[];

  @Field(() => PlanDateScalar, {
    nullable: true,
    description: 'A date printed in the task itself; null: the end of the last phase before the summary. 完成期限。',
  })
  dueOn!: string | null;

  @Field(() => SpanInput, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: SpanInput | null;
}

@InputType({ description: 'A member of the coordinating body as printed. 成员。' })
export class PlanMemberInput {
  @Field(() => BodyMemberRole, { description: 'The role. 职务。' })
  role!: string;

  @Field(() => String, { nullable: true, description: 'The person; null where only a unit or a post is named. 姓名。' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'The post. 职位。' })
  post!: string | null;

  @Field(() => String, { nullable: true, description: 'The unit as printed. 单位（原文）。' })
  unit!: string | null;

  @Field(() => SpanInput, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: SpanInput | null;
}

@InputType({ description: 'Where the office of the body sits. 办公室。' })
export class PlanOfficeInput {
  @Field(() => String, { description: 'The unit as printed. 设在单位（原文）。' })
  unit!: string;

  @Field(() => String, { nullable: true, description: 'Its head. 办公室主任。' })
  head!: string | null;
}

@InputType({ description: 'The coordinating body as the notice has it. 领导机构。' })
export class PlanBodyInput {
  @Field(() => BodyKind, { description: 'Its form. 形式。' })
  kind!: string;

  @Field(() => String, { description: 'Its name. 名称。' })
  name!: string;

  @Field(() => [PlanMemberInput], { defaultValue: [], description: 'Its members. 成员。' })
  members!: PlanMemberInput[];

  @Field(() => PlanOfficeInput, { nullable: true, description: 'Its office. 办公室。' })
  office!: PlanOfficeInput | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Dissolved when the work is done. 任务完成后自动撤销。' })
  dissolvesOnCompletion!: boolean;

  @Field(() => SpanInput, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: SpanInput | null;
}

@InputType({ description: 'A time limit that the notice sets. 时限。' })
export class PlanDeadlineInput {
  @Field(() => String, { description: 'For what. 事项。' })
  what!: string;

  @Field(() => Int, {
    description: 'How many days; of a limit in hours the days that it takes up (24 hours are 1). 天数；按小时计的时限取其所占天数。',
  })
  days!: number;

  @Field(() => Int, { nullable: true, description: 'How many hours, where the notice says hours; null: it says days. 小时数；空为按天计。' })
  hours!: number | null;

  @Field(() => Boolean, { description: 'Working days. 是否工作日。' })
  working!: boolean;

  @Field(() => SpanInput, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: SpanInput | null;
}

@InputType({ description: 'The whole plan. 整个方案。' })
export class PlanContentInput {
  @Field(() => String, { description: 'Its title. 标题。' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Its document number. 发文字号。' })
  documentNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Who issued it. 发文机关。' })
  issuer!: string | null;

  @Field(() => PlanDateScalar, { nullable: true, description: 'Its date. 发文日期。' })
  issuedOn!: string | null;

  @Field(() => [String], { defaultValue: [], description: 'Superior notices it follows. 依据。' })
  basis!: string[];

  @Field(() => PlanPeriodInput, { nullable: true, description: 'From when to when it runs. 起止时间。' })
  period!: PlanPeriodInput | null;

  @Field(() => Int, { defaultValue: 5, description: 'Working days to acknowledge or object. 签收、异议期限（工作日）。' })
  acknowledgeWithin!: number;

  @Field(() => PlanChasingInput, { nullable: true, description: 'How units are chased; null: as the house usually does. 催报规则，空则取默认。' })
  chasing!: PlanChasingInput | null;

  @Field(() => PlanRankingInput, {
    nullable: true,
    description: 'How units are ranked in bulletins; null: as the house usually does. 排名规则，空则取默认。',
  })
  ranking!: PlanRankingInput | null;

  @Field(() => [PlanPhaseInput], { defaultValue: [], description: 'Its phases in order. 阶段。' })
  phases!: PlanPhaseInput[];

  @Field(() => [PlanTaskInput], { defaultValue: [], description: 'Its tasks in order. 任务。' })
  tasks!: PlanTaskInput[];

  @Field(() => [PlanReportingInput], { defaultValue: [], description: 'What units owe. 报送要求。' })
  reporting!: PlanReportingInput[];

  @Field(() => PlanBodyInput, { nullable: true, description: 'Its coordinating body. 领导机构。' })
  body!: PlanBodyInput | null;

  @Field(() => [PlanFormInput], { defaultValue: [], description: 'Its statistics forms. 统计表。' })
  forms!: PlanFormInput[];

  @Field(() => [PlanRecordKindInput], {
    defaultValue: [],
    description: 'Its ledgers: what is recorded of single cases, and what that adds to its forms. 台账。',
  })
  records!: PlanRecordKindInput[];

  @Field(() => [PlanDeadlineInput], { defaultValue: [], description: 'Time limits it sets. 时限。' })
  deadlines!: PlanDeadlineInput[];
}
