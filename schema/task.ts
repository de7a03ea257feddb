import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connection } from './kernel/connection';
import { describedEnum } from './kernel/described-enum';
import { DateScalar } from './kernel/scalars';
import { WorkflowSubject } from './kernel/subject';
import { Attention, PartRole, Timeliness } from './participation';
import { Target } from './target';
import { Unit } from './unit';

export const ObjectionRuling = describedEnum('ObjectionRuling', 'How the office ruled on an objection. 异议裁定。', {
  UPHELD: 'The unit is out of the task. 异议成立',
  OVERRULED: 'The unit stays in the task. 异议不成立',
});

export const WaivedBy = describedEnum('WaivedBy', 'Who went on without the part. 由谁决定不再等待。', {
  OFFICE: 'The office excused it. 办公室免除',
  LEAD: 'The lead went on without it. 牵头单位先行提交',
});

@ObjectType({ simpleResolvers: true, description: 'A unit says that its part is not its own. 异议。' })
export class Objection {
  @Field(() => String, { description: 'Why. 理由。' })
  reason!: string;

  @Field(() => DateScalar, { description: 'When it was raised. 提出日期。' })
  on!: string;

  @Field(() => ObjectionRuling, { nullable: true, description: 'The ruling; null while it is open. 裁定。' })
  ruling!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was ruled so. 裁定理由。' })
  rulingReason!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it was ruled. 裁定日期。' })
  ruledOn!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A part that is no longer waited for. 不再等待的分工。' })
export class Waiver {
  @Field(() => WaivedBy, { description: 'Who decided it. 决定方。' })
  by!: string;

  @Field(() => String, { description: 'Why. 理由。' })
  reason!: string;

  @Field(() => DateScalar, { description: 'When. 日期。' })
  on!: string;
}

@ObjectType({ simpleResolvers: true, description: "A unit's part in a task. 分工。" })
export class Part {
  @Field(() => Unit, { description: 'The unit. 单位。' })
  unit!: Unit;

  @Field(() => PartRole, { description: 'Lead, cooperating, responsible or implementing. 角色。' })
  role!: string;

  @Field(() => String, { description: 'The state of the part, SCREAMING_SNAKE_CASE. 分工状态。' })
  state!: string;

  @Field(() => Boolean, { description: 'Still in it; false once it has left or been waived. 是否仍在任务中。' })
  active!: boolean;

  @Field(() => Boolean, { description: 'The ball is in its court. 是否待其办理。' })
  mustAct!: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'By when it must act. 办理期限。' })
  dueOn!: string | null;

  @Field(() => String, { nullable: true, description: 'The section in charge, as the notice names it. 责任股室。' })
  section!: string | null;

  @Field(() => String, { nullable: true, description: 'The person in charge, as the notice names it. 责任人。' })
  person!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it joined the task. 加入日期。' })
  joinedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day to acknowledge or object. 签收、异议截止日。' })
  acknowledgeBy!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it acknowledged. 签收日期。' })
  acknowledgedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it contributed or handed in, the latest time. 完成日期。' })
  doneOn!: string | null;

  @Field(() => String, { nullable: true, description: 'What it reported when it did. 完成情况。' })
  result!: string | null;

  @Field(() => Objection, { nullable: true, description: 'Its objection, open or ruled on. 异议。' })
  objection!: Objection | null;

  @Field(() => Waiver, { nullable: true, description: 'Set when the part is no longer waited for. 免除。' })
  waived!: Waiver | null;

  @Field(() => Unit, { nullable: true, description: 'The unit below that does the work. 受委派单位。' })
  delegate!: Unit | null;

  @Field(() => String, { nullable: true, description: 'Name of the person who claimed it. 认领人。' })
  claimedBy!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A later date that was asked for and is not yet decided. 延期申请。' })
export class Extension {
  @Field(() => DateScalar, { description: 'The date asked for. 申请延至。' })
  dueOn!: string;

  @Field(() => String, { description: 'Why. 理由。' })
  reason!: string;

  @Field(() => Unit, { nullable: true, description: 'Who asked. 申请单位。' })
  unit!: Unit | null;

  @Field(() => DateScalar, { description: 'When it was asked. 申请日期。' })
  on!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The office sent it back. 退回。' })
export class Return {
  @Field(() => DateScalar, { description: 'When. 退回日期。' })
  on!: string;

  @Field(() => String, { description: 'Why. 退回理由。' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Supervision imposed on a task. 督办。' })
export class TaskSupervision {
  @Field(() => String, { description: 'What is required. 督办要求。' })
  requirement!: string;

  @Field(() => DateScalar, { description: 'Last day to answer. 答复期限。' })
  answerBy!: string;

  @Field(() => DateScalar, { description: 'Since when. 督办日期。' })
  on!: string;

  @Field(() => String, { nullable: true, description: 'The answer. 答复。' })
  answer!: string | null;
}

@ObjectType({ simpleResolvers: true, implements: WorkflowSubject, description: 'One numbered measure of the plan, carried out by units. 任务。' })
export class Task extends WorkflowSubject {
  @Field(() => String, { description: 'Its path as printed, e.g. 二(二)3(1). 编号。' })
  number!: string;

  @Field(() => String, { description: 'What is to be done, in short. 任务名称。' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'The heading that groups it. 工作重点、领域。' })
  area!: string | null;

  @Field(() => String, { nullable: true, description: 'The whole text. 任务内容。' })
  text!: string | null;

  @Field(() => [Target], { description: 'Numbers to reach. 目标。' })
  targets!: Target[];

  @Field(() => DateScalar, { nullable: true, description: 'By when it is to be done. 完成期限。' })
  dueOn!: string | null;

  @Field(() => Timeliness, { nullable: true, description: 'On track, due soon or overdue. 时效。' })
  timeliness!: string | null;

  @Field(() => Attention, { nullable: true, description: 'Normal, urged or supervised. 关注程度。' })
  attention!: string | null;

  @Field(() => ID, { nullable: true, description: 'Key of the phase whose end is the due date. 所属阶段。' })
  phase!: string | null;

  @Field(() => [Part], { description: 'Lead units first, those that have left last. 分工。' })
  parts!: Part[];

  @Field(() => Extension, { nullable: true, description: 'A later date that waits for a decision. 待批延期。' })
  extension!: Extension | null;

  @Field(() => [Return], { description: 'How often it was sent back, and why. 退回记录。' })
  returns!: Return[];

  @Field(() => TaskSupervision, { nullable: true, description: 'Set while or after it was supervised. 督办。' })
  supervision!: TaskSupervision | null;

  @Field(() => Int, { nullable: true, description: 'How often it was urged. 催办次数。' })
  timesUrged!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it was accepted. 通过日期。' })
  acceptedOn!: string | null;
}
export const TaskConnection = connection(() => Task, 'Task', 'tasks 任务');
