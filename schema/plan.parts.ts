import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { DateScalar, PlanDateScalar } from './kernel/scalars';
import { AssignmentRole, BodyKind, BodyMemberRole, Cadence, CriterionKind, OnDayOff, PhaseKind, ReportKind, ReportingPeriod } from './plan.enums';
import { Span } from './plan.span';
import { Comparison } from './target';

/**
 * The parts of a plan, as src/domain/plan/model.ts has them. They come in and go out in the same shape, so that each class is both; defaults are of
 * what comes in. A contract test holds contract and model against each other.
 */

@ObjectType({ simpleResolvers: true, description: 'From when to when the plan runs. 起止时间。' })
@InputType('PlanPeriodInput', { description: 'From when to when the plan runs. 起止时间。' })
export class PlanPeriod {
  @Field(() => PlanDateScalar, { nullable: true, description: 'First day. 开始。' })
  start!: string | null;

  @Field(() => PlanDateScalar, { nullable: true, description: 'Last day. 结束。' })
  end!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'How units are chased for what they owe. 催报规则。' })
@InputType('PlanChasingInput', { description: 'How units are chased for what they owe. 催报规则。' })
export class PlanChasing {
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

@ObjectType({ simpleResolvers: true, description: 'What must be reached before a phase ends. 转段条件。' })
@InputType('PlanCriterionInput', { description: 'What must be reached before a phase ends. 转段条件。' })
export class PlanCriterion {
  @Field(() => CriterionKind, { description: 'What is counted. 条件类别。' })
  kind!: string;

  @Field(() => Float, { defaultValue: 100, description: 'Share to be reached, in percent. 达到比例（%）。' })
  percent!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A phase as the notice has it. 阶段。' })
@InputType('PlanPhaseInput', { description: 'A phase as the notice has it. 阶段。' })
export class PlanPhase {
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

  @Field(() => [PlanCriterion], { nullable: true, description: 'Exit criteria; null takes the defaults of the kind. 转段条件，空则取默认。' })
  exit!: PlanCriterion[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Moves on by itself when its end has passed and its criteria are met. 是否自动转段。' })
  advancesByItself!: boolean;

  @Field(() => Span, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: Span | null;
}

@ObjectType({ simpleResolvers: true, description: "A unit's part in a task as printed. 分工。" })
@InputType('PlanAssignmentInput', { description: "A unit's part in a task as printed. 分工。" })
export class PlanAssignment {
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

  @Field(() => Span, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: Span | null;
}

@ObjectType({ simpleResolvers: true, description: 'A number to reach. 目标。' })
@InputType('PlanTargetInput', { description: 'A number to reach. 目标。' })
export class PlanTarget {
  @Field(() => String, { description: 'What is measured. 指标。' })
  what!: string;

  @Field(() => Comparison, { description: 'How it is compared. 比较方式。' })
  op!: string;

  @Field(() => Float, { description: 'The number. 目标值。' })
  value!: number;

  @Field(() => String, { description: 'Its unit of measure. 计量单位。' })
  unit!: string;

  @Field(() => Span, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: Span | null;
}

@ObjectType({ simpleResolvers: true, description: 'One numbered measure. 任务。' })
@InputType('PlanTaskInput', { description: 'One numbered measure. 任务。' })
export class PlanTask {
  @Field(() => String, { description: 'Its path as printed, e.g. 二(二)3(1). 编号。' })
  number!: string;

  @Field(() => String, { defaultValue: '', description: 'The heading that groups it. 工作重点。' })
  area!: string;

  @Field(() => String, { description: 'What is to be done, in short. 名称。' })
  title!: string;

  @Field(() => String, { defaultValue: '', description: 'The whole text. 内容。' })
  text!: string;

  @Field(() => [PlanAssignment], { defaultValue: [], description: 'Who does it. 分工。' })
  assignments!: PlanAssignment[];

  @Field(() => [PlanTarget], { defaultValue: [], description: 'Numbers to reach. 目标。' })
  targets!: PlanTarget[];

  @Field(() => PlanDateScalar, {
    nullable: true,
    description: 'A date printed in the task itself; null: the end of the last phase before the summary. 完成期限。',
  })
  dueOn!: string | null;

  @Field(() => Span, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: Span | null;
}

@ObjectType({ simpleResolvers: true, description: 'What each unit owes, how often, by when. 报送要求。' })
@InputType('PlanReportingInput', { description: 'What each unit owes, how often, by when. 报送要求。' })
export class PlanReporting {
  @Field(() => ReportKind, { description: 'What is owed. 报送类别。' })
  what!: string;

  @Field(() => [ReportKind], { defaultValue: [], description: 'What else is owed by the same rule. 一并报送的类别。' })
  also!: string[];

  @Field(() => String, { defaultValue: '', description: 'What is owed, as printed. 报送内容（原文）。' })
  title!: string;

  @Field(() => Cadence, { description: 'How often. 频次。' })
  cadence!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Day of the month, or 1 (Monday) to 7 for WEEKLY, N for EVERY_N_DAYS, day of the ten days for TEN_DAILY. 报送日。',
  })
  dueDay!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'The date, for ONCE. 报送日期。' })
  dueDate!: string | null;

  @Field(() => ReportingPeriod, { defaultValue: 'CURRENT', description: 'Which period it covers. 所属期。' })
  period!: string;

  @Field(() => OnDayOff, { defaultValue: 'AS_PRINTED', description: 'When the day it is due by is a day off. 逢休息日。' })
  onDayOff!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Working days after the due date when the period closes by itself, and what has not come is missing; null: the office closes it. 截止。',
  })
  closesAfter!: number | null;

  @Field(() => String, { nullable: true, description: 'Who owes it, as printed; null: every unit taking part. 报送单位（原文）。' })
  owedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'To whom, as printed. 报送对象（原文）。' })
  to!: string | null;

  @Field(() => String, { nullable: true, description: "Key of the form that STATISTICS asks for; null: the plan's only form. 所用统计表。" })
  form!: string | null;

  @Field(() => [String], {
    defaultValue: [],
    description: 'Sections that a narrative or a final summary must have, by their titles. 应包括的内容。',
  })
  sections!: string[];

  @Field(() => String, { defaultValue: '', description: 'The words as printed. 原文。' })
  printed!: string;

  @Field(() => Span, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: Span | null;
}

@ObjectType({ simpleResolvers: true, description: 'A member of the coordinating body as printed. 成员。' })
@InputType('PlanMemberInput', { description: 'A member of the coordinating body as printed. 成员。' })
export class PlanMember {
  @Field(() => BodyMemberRole, { description: 'The role. 职务。' })
  role!: string;

  @Field(() => String, { nullable: true, description: 'The person; null where only a unit or a post is named. 姓名。' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'The post. 职位。' })
  post!: string | null;

  @Field(() => String, { nullable: true, description: 'The unit as printed. 单位（原文）。' })
  unit!: string | null;

  @Field(() => Span, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: Span | null;
}

@ObjectType({ simpleResolvers: true, description: 'Where the office of the body sits. 办公室。' })
@InputType('PlanOfficeInput', { description: 'Where the office of the body sits. 办公室。' })
export class PlanOffice {
  @Field(() => String, { description: 'The unit as printed. 设在单位（原文）。' })
  unit!: string;

  @Field(() => String, { nullable: true, description: 'Its head. 办公室主任。' })
  head!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The coordinating body as the notice has it. 领导机构。' })
@InputType('PlanBodyInput', { description: 'The coordinating body as the notice has it. 领导机构。' })
export class PlanBody {
  @Field(() => BodyKind, { description: 'Its form. 形式。' })
  kind!: string;

  @Field(() => String, { description: 'Its name. 名称。' })
  name!: string;

  @Field(() => [PlanMember], { defaultValue: [], description: 'Its members. 成员。' })
  members!: PlanMember[];

  @Field(() => PlanOffice, { nullable: true, description: 'Its office. 办公室。' })
  office!: PlanOffice | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Dissolved when the work is done. 任务完成后自动撤销。' })
  dissolvesOnCompletion!: boolean;

  @Field(() => Span, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: Span | null;
}

@ObjectType({ simpleResolvers: true, description: 'A time limit that the notice sets. 时限。' })
@InputType('PlanDeadlineInput', { description: 'A time limit that the notice sets. 时限。' })
export class PlanDeadline {
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

  @Field(() => Span, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: Span | null;
}
