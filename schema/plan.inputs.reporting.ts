import { Field, InputType, Int } from 'type-graphql';
import { DateScalar } from './kernel/scalars';
import { Cadence, OnDayOff, ReportKind, ReportingPeriod } from './plan.enums';
import { SpanInput } from './plan.inputs.span';

/** A reporting rule of a plan as a coordinator sends it back. */

@InputType({ description: 'What each unit owes, how often, by when. 报送要求。' })
export class PlanReportingInput {
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

  @Field(() => SpanInput, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: SpanInput | null;
}
