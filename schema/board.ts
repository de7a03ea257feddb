import { Field, ID, Int, ObjectType } from 'type-graphql';
import { describedEnum } from './kernel/described-enum';
import { SubjectState } from './kernel/law-names';
import { DateScalar } from './kernel/scalars';
import { Attention, PartRole, Timeliness } from './participation';
import { Unit } from './unit';

export const CountDimension = describedEnum('CountDimension', 'By what is counted. 统计维度。', {
  UNIT: 'Unit 单位',
  ROLE: "Unit's role 角色",
  STATE: 'State 状态',
  PART_STATE: "State of the unit's part 分工状态",
  TIMELINESS: 'Timeliness 时效',
  PHASE: 'Phase 阶段',
});

@ObjectType({ simpleResolvers: true, description: 'One group and how many are in it. 分组计数。' })
export class GroupCount {
  @Field(() => Unit, { nullable: true, description: 'Set when counted by UNIT. 单位。' })
  unit!: Unit | null;

  @Field(() => PartRole, { nullable: true, description: 'Set when counted by ROLE. 角色。' })
  role!: string | null;

  @Field(() => SubjectState, { nullable: true, description: 'Set when counted by STATE. 状态。' })
  state!: string | null;

  @Field(() => String, { nullable: true, description: 'Set when counted by PART_STATE. 分工状态。' })
  partState!: string | null;

  @Field(() => Timeliness, { nullable: true, description: 'Set when counted by TIMELINESS. 时效。' })
  timeliness!: string | null;

  @Field(() => ID, { nullable: true, description: 'Set when counted by PHASE. 阶段。' })
  phase!: string | null;

  @Field(() => Int, { description: 'How many. 数量。' })
  count!: number;
}

@ObjectType({ simpleResolvers: true, description: "One unit's part in one row of the board. 看板单元格。" })
export class BoardCell {
  @Field(() => Unit, { description: 'The unit. 单位。' })
  unit!: Unit;

  @Field(() => PartRole, { description: 'Its role. 角色。' })
  role!: string;

  @Field(() => String, { description: 'State of the part. 分工状态。' })
  state!: string;

  @Field(() => Boolean, { description: 'The ball is in its court. 是否待其办理。' })
  mustAct!: boolean;

  @Field(() => Boolean, { description: 'Still in it. 是否仍在其中。' })
  active!: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'By when it must act. 办理期限。' })
  dueOn!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A row of the board: a task, or a report. 看板行。' })
export class BoardRow {
  @Field(() => ID, { description: 'Global id of the task or report. 任务或报送编号。' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Number of a task. 任务编号。' })
  number!: string | null;

  @Field(() => String, { description: 'Its title. 名称。' })
  title!: string;

  @Field(() => SubjectState, { description: 'Its state. 状态。' })
  state!: string;

  @Field(() => Timeliness, { nullable: true, description: 'Its timeliness. 时效。' })
  timeliness!: string | null;

  @Field(() => Attention, { nullable: true, description: 'Normal, urged or supervised. 关注程度。' })
  attention!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'By when. 期限。' })
  dueOn!: string | null;

  @Field(() => ID, { nullable: true, description: 'Its phase. 阶段。' })
  phase!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a report: its rule. 报送要求编号。' })
  rule!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a report: its period. 期次。' })
  period!: string | null;

  @Field(() => [BoardCell], { description: 'Its units. 各单位。' })
  cells!: BoardCell[];
}

@ObjectType({ simpleResolvers: true, description: 'How a unit does in a campaign. 单位进展。' })
export class UnitStanding {
  @Field(() => Unit, { description: 'The unit. 单位。' })
  unit!: Unit;

  @Field(() => Int, { description: 'Parts it has in tasks. 承担任务数。' })
  parts!: number;

  @Field(() => Int, { description: 'Of those, accepted. 已通过数。' })
  accepted!: number;

  @Field(() => Int, { description: 'Of those, open. 未完成数。' })
  open!: number;

  @Field(() => Int, { description: 'Of those, overdue. 逾期数。' })
  overdue!: number;

  @Field(() => Int, { description: 'Where it must act. 待办数。' })
  mustAct!: number;

  @Field(() => Int, { description: 'Reports owed so far. 应报送数。' })
  reportsOwed!: number;

  @Field(() => Int, { description: 'Of those, timely. 按时数。' })
  reportsTimely!: number;

  @Field(() => Int, { description: 'Of those, late. 迟报数。' })
  reportsLate!: number;

  @Field(() => Int, { description: 'Of those, missing. 漏报数。' })
  reportsMissing!: number;
}
