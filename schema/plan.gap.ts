import { Field, Float, ObjectType } from 'type-graphql';
import { describedEnum } from './kernel/described-enum';
import { PlanDateScalar } from './kernel/scalars';
import { Span } from './plan.span';

export const GapCode = describedEnum('GapCode', 'How a plan falls short of the superior one. 差距类别。', {
  TASK_WITHOUT_COUNTERPART: 'A superior task that nothing answers 上级任务无对应任务',
  TASK_COUNTERPART_DOUBTFUL: 'A superior task that may be answered: somebody must look 对应任务存疑',
  UNIT_WITHOUT_COUNTERPART: 'A superior unit that nobody stands for 上级单位无对应单位',
  PERIOD_ENDS_LATER: 'The whole ends later 整体结束晚于上级',
  PHASE_ENDS_LATER: 'A kind of phase ends later 阶段结束晚于上级',
  TASK_DUE_LATER: 'A task is due later 任务期限晚于上级',
  REPORT_NOT_FED: 'A report that the superior asks for is collected from nobody 上级要求的报送无来源',
  REPORT_TOO_SELDOM: 'It is collected less often than asked for 报送频次低于上级',
  REPORT_LATER: 'It is collected after it is asked for 报送时间晚于上级',
  INDICATOR_NOT_COLLECTED: 'A figure that no form has 上级指标未纳入',
  FORM_MISSING: 'No statistics form at all 无对应统计表',
});

export const TaskMatchGround = describedEnum('TaskMatchGround', 'Why a task is taken for the answer to a superior one. 任务对应依据。', {
  SAME_TITLE: 'The same matter 事项相同',
  SIMILAR_TITLE: 'Much the same matter under much the same heading 事项相近',
  IN_ITS_TEXT: 'Its text holds the whole matter 包含在任务内容中',
  DOUBTFUL: 'The nearest one, and not near enough 最接近但存疑',
  NONE: 'There is none 无',
});

export const UnitMatchGround = describedEnum('UnitMatchGround', 'Why a unit is taken for the counterpart of a superior one. 单位对应依据。', {
  SAME_FUNCTION: 'It does the same at its level 职能相同',
  MERGED: 'The matter belongs to another unit at lower levels 职能并入其他单位',
  NONE: 'There is none 无',
});

export const SuperiorFoundBy = describedEnum('SuperiorFoundBy', 'How the superior plan was found. 上级方案的确定方式。', {
  DOCUMENT_NUMBER: 'The basis prints its number 依据中有其发文字号',
  TITLE: 'The basis prints its title 依据中有其标题',
  CHOSEN: 'It was asked for 由用户指定',
});

@ObjectType({ simpleResolvers: true, description: 'The superior plan, as far as it is quoted to lower levels. 上级方案（对下级可见的部分）。' })
export class SuperiorPlan {
  @Field(() => String, { description: 'Its title. 标题。' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Its document number. 发文字号。' })
  documentNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Who issued it. 发文机关。' })
  issuer!: string | null;

  @Field(() => PlanDateScalar, { nullable: true, description: 'Its date. 发文日期。' })
  issuedOn!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A place in one of the two plans. 条款。' })
export class GapClause {
  @Field(() => String, { description: 'What it says. 内容。' })
  text!: string;

  @Field(() => Span, { nullable: true, description: "Where it stands in that plan's notice. 原文位置。" })
  span!: Span | null;
}

@ObjectType({ simpleResolvers: true, description: 'One way in which the plan falls short of the superior one. 一处差距。' })
export class GapRow {
  @Field(() => GapCode, { description: 'Stable code. 类别。' })
  code!: string;

  @Field(() => String, { description: 'What to tell the user, zh-CN or en by `Accept-Language`. 说明。' })
  message!: string;

  @Field(() => GapClause, { description: 'What the superior plan says. 上级条款。' })
  superior!: GapClause;

  @Field(() => GapClause, { nullable: true, description: 'What this plan says; null where it has nothing. 本级条款。' })
  own!: GapClause | null;

  @Field(() => Float, { nullable: true, description: 'Likeness of the two, 0 to 1, where the row is about tasks. 相似度。' })
  score!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'A superior task and what answers it. 上级任务及对应任务。' })
export class TaskCounterpart {
  @Field(() => GapClause, { description: 'The superior task. 上级任务。' })
  superior!: GapClause;

  @Field(() => GapClause, { nullable: true, description: 'The task of this plan; null for NONE. 本级任务。' })
  own!: GapClause | null;

  @Field(() => TaskMatchGround, { description: 'Why. 对应依据。' })
  ground!: string;

  @Field(() => Float, { description: 'What decided, 0 to 1: four parts in five the title, one part the heading; from 0.6 on it answers. 相似度。' })
  score!: number;

  @Field(() => Float, { description: 'Likeness of the titles, 0 to 1, without the words that every notice uses. 标题相似度。' })
  titleScore!: number;

  @Field(() => Float, { description: 'Likeness of the headings, 0 to 1. 工作重点相似度。' })
  areaScore!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A unit of the superior plan and its counterpart. 上级单位及对应单位。' })
export class UnitCounterpart {
  @Field(() => String, { description: 'As the superior plan prints it. 上级单位。' })
  superior!: string;

  @Field(() => String, { nullable: true, description: 'As this plan prints it; null for NONE. 本级单位。' })
  own!: string | null;

  @Field(() => UnitMatchGround, { description: 'Why. 对应依据。' })
  ground!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A plan held against the superior one that it follows. 与上级方案的差距报告。' })
export class GapReport {
  @Field(() => SuperiorPlan, { description: 'The superior plan. 上级方案。' })
  superior!: SuperiorPlan;

  @Field(() => SuperiorFoundBy, { description: 'How it was found. 确定方式。' })
  foundBy!: string;

  @Field(() => [GapRow], { description: 'Every gap: tasks, units, dates, reports. 差距。' })
  rows!: GapRow[];

  @Field(() => [TaskCounterpart], { description: 'Every superior task, in its order. 任务对应表。' })
  tasks!: TaskCounterpart[];

  @Field(() => [UnitCounterpart], { description: 'Every superior unit with a part in a task. 单位对应表。' })
  units!: UnitCounterpart[];
}
