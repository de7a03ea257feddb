import { Field, ID, Int, ObjectType } from 'type-graphql';
import { describedEnum } from './kernel/described-enum';
import { SubjectState } from './kernel/law-names';
import { DateScalar } from './kernel/scalars';
import { Reason } from './kernel/user-error';
import { Unit } from './unit';

export const AmendmentChange = describedEnum('AmendmentChange', 'What an amendment does to a phase or a task. 调整方式。', {
  UNCHANGED: 'Carried over as it is. 不变。',
  CHANGED: 'Carried over with changes. 有变动。',
  ADDED: 'New. 新增。',
  DROPPED: 'No longer in the plan: closed. 取消。',
  CLOSED: 'Over already: stays as it ended. 已办结，保持原状。',
});

export const TaskAspect = describedEnum('TaskAspect', 'What of a task changes. 任务变动内容。', {
  NUMBER: 'Its number. 编号。',
  AREA: 'Its heading. 工作重点。',
  TITLE: 'Its title. 标题。',
  TEXT: 'Its text. 正文。',
  DUE_DATE: 'Its due date. 时限。',
  LEAD: 'Its lead. 牵头单位。',
  PARTS: 'The other units. 其他单位。',
});

@ObjectType({ simpleResolvers: true, description: 'A phase as it would be after the amendment. 调整后的阶段。' })
export class PhaseAmendment {
  @Field(() => String, { description: 'Key of the phase in this campaign. 阶段标识。' })
  key!: string;

  @Field(() => String, { description: 'Its name. 名称。' })
  name!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day. 起始日期。' })
  start!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day. 结束日期。' })
  end!: string | null;

  @Field(() => AmendmentChange, { description: 'What happens to it. 调整方式。' })
  change!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What the amendment would do to one task. 对一项任务的影响。' })
export class TaskAmendment {
  @Field(() => ID, { nullable: true, description: 'Global id of the running task; null for a new one. 任务编号。' })
  taskId!: string | null;

  @Field(() => String, { description: 'Number as printed. 编号。' })
  number!: string;

  @Field(() => String, { description: 'Title. 标题。' })
  title!: string;

  @Field(() => AmendmentChange, { description: 'What happens to it. 调整方式。' })
  change!: string;

  @Field(() => [TaskAspect], { description: 'What of it changes. 变动内容。' })
  aspects!: string[];

  @Field(() => [Unit], { description: 'Units that come in; they start notified. 新加入的单位。' })
  joining!: Unit[];

  @Field(() => [Unit], { description: 'Units that leave; their parts become withdrawn. 退出的单位。' })
  leaving!: Unit[];

  @Field(() => SubjectState, { nullable: true, description: 'State now; null for a new task. 现状态。' })
  stateBefore!: string | null;

  @Field(() => SubjectState, { nullable: true, description: 'State afterwards; null where the law refuses. 调整后状态。' })
  stateAfter!: string | null;

  @Field(() => [Reason], { description: 'Why it is refused; empty when it is not. 不能调整的原因。' })
  reasons!: Reason[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Reports of one rule and period that fare alike: only what is not due yet. 对未到期报送的影响。',
})
export class ReportAmendment {
  @Field(() => AmendmentChange, { description: 'CHANGED, DROPPED or ADDED. 调整方式。' })
  change!: string;

  @Field(() => String, { description: 'Key of the reporting rule in this campaign. 报送要求编号。' })
  rule!: string;

  @Field(() => String, { description: 'What is owed. 报送内容。' })
  title!: string;

  @Field(() => String, { description: 'Key of the period. 期次。' })
  period!: string;

  @Field(() => DateScalar, { nullable: true, description: 'By when now; null for a new one. 现期限。' })
  dueOnBefore!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'By when afterwards; null where it is no longer owed. 调整后期限。' })
  dueOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When the clock closes the period afterwards. 调整后截止日期。' })
  closesOn!: string | null;

  @Field(() => Int, { description: 'How many units. 单位数。' })
  count!: number;

  @Field(() => [Unit], { description: 'The units. 单位。' })
  units!: Unit[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'What `amendCampaign` would do, asked of the same laws with the same facts; nothing is written. 调整预览，与实际结果一致。',
})
export class AmendmentPreview {
  @Field(() => Int, { description: 'The revision of the plan that would be taken over. 方案版本。' })
  planRevision!: number;

  @Field(() => Boolean, { description: 'Whether it would be accepted now. 当前能否执行。' })
  allowed!: boolean;

  @Field(() => [Reason], { description: 'Every reason against it. 全部原因。' })
  reasons!: Reason[];

  @Field(() => [PhaseAmendment], { description: 'The phases afterwards, in order. 调整后的阶段。' })
  phases!: PhaseAmendment[];

  @Field(() => [TaskAmendment], { description: 'Every task, running ones first. 各项任务。' })
  tasks!: TaskAmendment[];

  @Field(() => [ReportAmendment], { description: 'Reports that move, are no longer owed, or are owed from now on. 报送。' })
  reports!: ReportAmendment[];

  @Field(() => Int, {
    description: 'How many reports that are not due yet are chased otherwise from now on; their dates stay. 催报方式随之调整的报送份数。',
  })
  chased!: number;
}
