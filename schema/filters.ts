import { Field, ID, InputType } from 'type-graphql';
import { describedEnum } from './kernel/described-enum';
import { SubjectState } from './kernel/law-names';
import { DateScalar } from './kernel/scalars';
import { SubjectKind } from './kernel/subject';
import { PartRole, Timeliness } from './participation';

export const SubjectOrder = describedEnum('SubjectOrder', 'In which order. 排序。', {
  PLAN_ORDER: 'As the plan has them 按方案顺序',
  DUE_FIRST: 'What is due first on top 期限近者在前',
});
export type SubjectOrder = keyof typeof SubjectOrder;

@InputType({ description: 'Compares a date; several conditions hold together. 日期比较。' })
export class DateComparator {
  @Field(() => DateScalar, { nullable: true, description: 'On this day. 等于。' })
  eq?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Before this day. 早于。' })
  lt?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'On this day or before. 不晚于。' })
  lte?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'After this day. 晚于。' })
  gt?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'On this day or after. 不早于。' })
  gte?: string | null;
}

@InputType({ description: 'Which tasks or reports; several conditions hold together. 筛选条件。' })
export class SubjectFilterInput {
  @Field(() => [SubjectState], { nullable: true, description: 'In one of these states. 状态。' })
  states?: string[] | null;

  @Field(() => [Timeliness], { nullable: true, description: 'Of one of these. 时效。' })
  timeliness?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'In one of these phases, by key. 阶段。' })
  phases?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Closed, or still open. 是否已办结。' })
  closed?: boolean | null;

  @Field(() => DateComparator, { nullable: true, description: 'By due date. 期限。' })
  dueOn?: DateComparator | null;

  @Field(() => [ID], { nullable: true, description: 'One of these units takes part. 参与单位。' })
  unitIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'A unit in the tree below and including this one takes part. 本单位及下级单位参与。' })
  withinUnitId?: string | null;

  @Field(() => [PartRole], { nullable: true, description: 'In one of these roles. 角色。' })
  roles?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the title or the number. 标题或编号包含。' })
  text?: string | null;
}

@InputType({ description: 'Which things to act on; several conditions hold together. 待办筛选条件。' })
export class InboxFilterInput {
  @Field(() => [SubjectKind], { nullable: true, description: 'Of these kinds. 类别。' })
  kinds?: string[] | null;

  @Field(() => PartRole, { nullable: true, description: 'In this role. 角色。' })
  role?: string | null;

  @Field(() => DateComparator, { nullable: true, description: 'By due date. 期限。' })
  due?: DateComparator | null;

  @Field(() => [Timeliness], { nullable: true, description: 'Of one of these. 时效。' })
  timeliness?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'In this campaign. 专项行动。' })
  campaignId?: string | null;
}
