import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Bulletin } from './bulletin';
import { CoordinatingBody } from './coordinating-body';
import { Difference } from './difference';
import { connection } from './kernel/connection';
import { describedEnum } from './kernel/described-enum';
import { PlanDateScalar } from './kernel/scalars';
import { WorkflowSubject } from './kernel/subject';
import { Notice } from './notice';
import { Plan } from './plan';
import { CriterionKind, PhaseKind } from './plan.enums';
import { PlanPeriod } from './plan.parts';
import { CaseRecord } from './record';
import { Report, ReportConnection } from './report';
import { Task, TaskConnection } from './task';
import { Unit } from './unit';

export const PhaseStanding = describedEnum('PhaseStanding', 'Where a phase lies. 阶段进展。', {
  PAST: 'Over 已结束',
  CURRENT: 'Under way 进行中',
  COMING: 'Still to come 未开始',
});

@ObjectType({ simpleResolvers: true, description: 'What keeps a criterion from being met. 未满足条件的事项。' })
export class MissingItem {
  @Field(() => String, { description: 'What or who is missing. 名称。' })
  title!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit. 单位。' })
  unit!: Unit | null;
}

@ObjectType({ simpleResolvers: true, description: 'What must be reached before a phase ends, with its numbers. 转段条件。' })
export class Criterion {
  @Field(() => CriterionKind, { description: 'What is counted. 条件类别。' })
  kind!: string;

  @Field(() => Int, { description: 'Share to be reached, in percent. 达到比例（%）。' })
  percent!: number;

  @Field(() => Int, { nullable: true, description: 'How many are done; counted in the present phase. 已完成数。' })
  done!: number | null;

  @Field(() => Int, { nullable: true, description: 'Out of how many. 总数。' })
  total!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is met. 是否满足。' })
  met!: boolean | null;

  @Field(() => [MissingItem], { description: 'What is missing. 缺少事项。' })
  missing!: MissingItem[];
}

@ObjectType({ simpleResolvers: true, description: 'A phase of a campaign. 阶段。' })
export class Phase {
  @Field(() => ID, { description: 'Names the phase within the campaign. 阶段编号。' })
  key!: string;

  @Field(() => String, { description: 'Its name. 名称。' })
  name!: string;

  @Field(() => PhaseKind, { description: 'What it is for. 类别。' })
  kind!: string;

  @Field(() => PlanDateScalar, { nullable: true, description: 'First day. 开始。' })
  start!: string | null;

  @Field(() => PlanDateScalar, { nullable: true, description: 'Last day. 结束。' })
  end!: string | null;

  @Field(() => PhaseStanding, { description: 'Over, under way or still to come. 进展。' })
  standing!: string;

  @Field(() => Boolean, { description: 'Moves on by itself when its end has passed and its criteria are met. 是否自动转段。' })
  advancesByItself!: boolean;

  @Field(() => [Criterion], { description: 'What must be reached before it ends. 转段条件。' })
  criteria!: Criterion[];
}

@ObjectType({ simpleResolvers: true, implements: WorkflowSubject, description: 'One plan being carried out. 专项行动。' })
export class Campaign extends WorkflowSubject {
  @Field(() => String, { description: 'Its title. 标题。' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Document number of the notice. 发文字号。' })
  documentNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Who issued the notice. 发文机关。' })
  issuer!: string | null;

  @Field(() => PlanDateScalar, { nullable: true, description: 'Date of the notice. 发文日期。' })
  issuedOn!: string | null;

  @Field(() => PlanPeriod, { nullable: true, description: 'From when to when it runs. 起止时间。' })
  period!: PlanPeriod | null;

  @Field(() => Unit, { description: 'The unit that owns it: the office. 主办单位（办公室）。' })
  office!: Unit;

  @Field(() => [Phase], { description: 'Its phases in order. 各阶段。' })
  phases!: Phase[];

  @Field(() => Phase, { nullable: true, description: 'The phase under way; null before the launch and after the conclusion. 当前阶段。' })
  currentPhase!: Phase | null;

  @Field(() => [String], { description: 'The headings that group its tasks, in order. 工作重点。' })
  areas!: string[];

  @Field(() => [Unit], { description: 'The units that take part. 参加单位。' })
  units!: Unit[];

  @Field(() => Plan, { nullable: true, description: 'The plan it runs now. 方案。' })
  plan!: Plan | null;

  @Field(() => Notice, { nullable: true, description: 'The notice its plan was read from. 通知。' })
  notice!: Notice | null;

  @Field(() => CoordinatingBody, { nullable: true, description: 'Who leads it. 领导机构。' })
  body!: CoordinatingBody | null;

  @Field(() => TaskConnection, { nullable: true, description: 'Its tasks. 任务。' })
  tasks!: unknown;

  @Field(() => ReportConnection, { nullable: true, description: 'What is owed in it: all, or what the viewer may see. 报送。' })
  reports!: unknown;
}
export const CampaignConnection = connection(() => Campaign, 'Campaign', 'campaigns 专项行动');

// The way back is declared here, because files must not import each other in a circle.
for (const Kind of [Task, Report, CoordinatingBody, Bulletin, CaseRecord, Difference]) {
  Field(() => Campaign, { description: 'The campaign it belongs to. 所属专项行动。' })(Kind.prototype, 'campaign');
}
Field(() => Campaign, { nullable: true, description: 'The campaign that runs it, or that it amends. 对应的专项行动。' })(Plan.prototype, 'campaign');
