import { Field, InputType, Int } from 'type-graphql';
import { PlanDateScalar } from './kernel/scalars';
import { FormAsWritten } from './plan.forms';
import { PlanBody, PlanChasing, PlanDeadline, PlanPeriod, PlanPhase, PlanReporting, PlanTask } from './plan.parts';
import { PlanRanking } from './plan.ranking';
import { PlanRecordKind } from './plan.records';

/** The whole plan as a coordinator sends it back, in the shape of src/domain/plan/model.ts. A contract test holds the two against each other. */

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

  @Field(() => PlanPeriod, { nullable: true, description: 'From when to when it runs. 起止时间。' })
  period!: PlanPeriod | null;

  @Field(() => Int, { defaultValue: 5, description: 'Working days to acknowledge or object. 签收、异议期限（工作日）。' })
  acknowledgeWithin!: number;

  @Field(() => PlanChasing, { nullable: true, description: 'How units are chased; null: as the house usually does. 催报规则，空则取默认。' })
  chasing!: PlanChasing | null;

  @Field(() => PlanRanking, {
    nullable: true,
    description: 'How units are ranked in bulletins; null: as the house usually does. 排名规则，空则取默认。',
  })
  ranking!: PlanRanking | null;

  @Field(() => [PlanPhase], { defaultValue: [], description: 'Its phases in order. 阶段。' })
  phases!: PlanPhase[];

  @Field(() => [PlanTask], { defaultValue: [], description: 'Its tasks in order. 任务。' })
  tasks!: PlanTask[];

  @Field(() => [PlanReporting], { defaultValue: [], description: 'What units owe. 报送要求。' })
  reporting!: PlanReporting[];

  @Field(() => PlanBody, { nullable: true, description: 'Its coordinating body. 领导机构。' })
  body!: PlanBody | null;

  @Field(() => [FormAsWritten], { defaultValue: [], description: 'Its statistics forms. 统计表。' })
  forms!: FormAsWritten[];

  @Field(() => [PlanRecordKind], {
    defaultValue: [],
    description: 'Its ledgers: what is recorded of single cases, and what that adds to its forms. 台账。',
  })
  records!: PlanRecordKind[];

  @Field(() => [PlanDeadline], { defaultValue: [], description: 'Time limits it sets. 时限。' })
  deadlines!: PlanDeadline[];
}
