import { Field, ID, ObjectType } from 'type-graphql';
import { connection } from './kernel/connection';
import { DateScalar } from './kernel/scalars';
import { WorkflowSubject } from './kernel/subject';
import { Timeliness } from './participation';
import { ReportKind } from './plan.enums';
import { Unit } from './unit';

@ObjectType({ simpleResolvers: true, description: 'What a report covers. 报送所属期。' })
export class ReportPeriod {
  @Field(() => String, { description: '`ONCE`, or e.g. `2022-09`; unique within unit and rule. 期次。' })
  key!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day. 开始。' })
  start!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day. 结束。' })
  end!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  implements: WorkflowSubject,
  description: 'One thing that one unit owes for one period; it exists from the moment it is owed. 报送。',
})
export class Report extends WorkflowSubject {
  @Field(() => ReportKind, { description: 'What is owed. 报送类别。' })
  kind!: string;

  @Field(() => String, { description: 'What is owed, as printed. 报送内容。' })
  title!: string;

  @Field(() => Unit, { description: 'Who owes it. 报送单位。' })
  unit!: Unit;

  @Field(() => String, { description: 'Key of the reporting rule in the plan. 报送要求编号。' })
  rule!: string;

  @Field(() => ReportPeriod, { description: 'What it covers. 所属期。' })
  period!: ReportPeriod;

  @Field(() => DateScalar, { nullable: true, description: 'By when. 报送期限。' })
  dueOn!: string | null;

  @Field(() => Timeliness, { nullable: true, description: 'Timely, late or missing, kept apart from the state. 时效。' })
  timeliness!: string | null;

  @Field(() => ID, { nullable: true, description: 'Key of the phase in which it is owed. 所属阶段。' })
  phase!: string | null;
}
export const ReportConnection = connection(() => Report, 'Report', 'reports 报送');
