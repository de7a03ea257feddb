import { Field, Int, ObjectType } from 'type-graphql';
import { connection } from './kernel/connection';
import { DateScalar } from './kernel/scalars';
import { Cadence, ReportKind } from './plan.enums';
import { ReportPeriod } from './report';
import { Unit } from './unit';

@ObjectType({
  simpleResolvers: true,
  description: 'One thing that one unit will owe for one period if the plan is launched as it is. 一项报送义务（预览）。',
})
export class PlanObligation {
  @Field(() => Unit, { description: 'Who will owe it. 报送单位。' })
  unit!: Unit;

  @Field(() => ReportKind, { description: 'What will be owed. 报送类别。' })
  kind!: string;

  @Field(() => String, { description: 'What it will be called. 报送内容。' })
  title!: string;

  @Field(() => String, { description: 'Key of the reporting rule, `r1` by its place in the plan. 报送要求编号。' })
  rule!: string;

  @Field(() => ReportPeriod, { description: 'What it covers. 所属期。' })
  period!: ReportPeriod;

  @Field(() => DateScalar, { description: 'By when, after the rule for days off. 报送期限。' })
  dueOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'When the period closes by itself; null: the office closes it. 截止日期。' })
  closesOn!: string | null;

  @Field(() => String, { description: 'Key of the phase in which it comes to be owed. 所属阶段。' })
  phase!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'The first year whose days off are not announced yet: the dates are counted over weekends alone; null: they are certain. 尚未公布节假日的年份。',
  })
  notAnnounced!: number | null;
}
export const PlanObligationConnection = connection(() => PlanObligation, 'PlanObligation', 'obligations of a plan 报送义务', { totalCount: true });

@ObjectType({ simpleResolvers: true, description: 'What one rule of a plan will ask for in all. 一项报送要求的合计。' })
export class PlanObligationCount {
  @Field(() => String, { description: 'Key of the rule. 报送要求编号。' })
  rule!: string;

  @Field(() => ReportKind, { description: 'What is owed. 报送类别。' })
  kind!: string;

  @Field(() => String, { description: 'As printed. 报送内容（原文）。' })
  title!: string;

  @Field(() => Cadence, { description: 'How often. 频次。' })
  cadence!: string;

  @Field(() => Int, { description: 'Periods. 期数。' })
  periods!: number;

  @Field(() => Int, { description: 'Units. 单位数。' })
  units!: number;

  @Field(() => Int, { description: 'Reports in all. 报送总数。' })
  obligations!: number;

  @Field(() => DateScalar, { nullable: true, description: 'The first is due by then; null: nothing is ever owed. 首次期限。' })
  firstDueOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last. 末次期限。' })
  lastDueOn!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The first year whose days off are not announced yet; null: every date is certain. 尚未公布节假日的年份。',
  })
  notAnnounced!: number | null;
}
