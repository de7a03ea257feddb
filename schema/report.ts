import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connection } from './kernel/connection';
import { describedEnum } from './kernel/described-enum';
import { DateScalar } from './kernel/scalars';
import { WorkflowSubject } from './kernel/subject';
import { Attention, Timeliness } from './participation';
import { ReportKind } from './plan.enums';
import { ReportContent } from './report.content';
import { Correction, Prefill, ReportEntry } from './report.entry';
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

export const SubmissionOutcome = describedEnum('SubmissionOutcome', 'What became of something handed in. 处理结果。', {
  ACCEPTED: 'Accepted 已通过',
  RETURNED: 'Returned 已退回',
  WITHDRAWN: 'Taken back by the unit 已撤回',
  REOPENED: 'Opened again for a correction 已更正',
});

@ObjectType({ simpleResolvers: true, description: 'A warning of the form, and what the unit said to it. 对提示的说明。' })
export class Explanation {
  @Field(() => String, { description: 'Code of the warning. 提示代码。' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Key of the rule; null for what every form asks. 规则编号。' })
  rule!: string | null;

  @Field(() => [String], { description: 'Keys of the cells that it is about. 栏号。' })
  cells!: string[];

  @Field(() => String, { description: 'The warning. 提示。' })
  message!: string;

  @Field(() => String, { description: 'What the unit said. 说明。' })
  text!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Something that was handed in. 一次报送。' })
export class Submission {
  @Field(() => DateScalar, { description: 'When. 报送日期。' })
  on!: string;

  @Field(() => String, { nullable: true, description: 'By whom. 报送人。' })
  actor!: string | null;

  @Field(() => Boolean, { description: 'Nothing to report. 是否零报告。' })
  zero!: boolean;

  @Field(() => ReportContent, { nullable: true, description: 'What it said; null for a zero report. 内容。' })
  content!: ReportContent | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Working days after the day it was due by (after a return: by the date given then), 0 in time; null where it was not counted. 迟报工作日数。',
  })
  workingDaysLate!: number | null;

  @Field(() => SubmissionOutcome, { nullable: true, description: 'What became of it; null while it lies with the office. 处理结果。' })
  outcome!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When that was. 处理日期。' })
  outcomeOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Why. 理由。' })
  reason!: string | null;

  @Field(() => [Explanation], { description: 'Warnings that stood against it, with what the unit said to them. 对提示的说明。' })
  explanations!: Explanation[];
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

  @Field(() => Int, {
    nullable: true,
    description: 'How late it came, in working days: the most of what was handed in; null before anything was. 迟报工作日数。',
  })
  workingDaysLate!: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When the clock closes the period and what has not come is missing; null where only the office closes it. 截止日期。',
  })
  closesOn!: string | null;

  @Field(() => Attention, { nullable: true, description: 'URGED until what it was urged for is handed in, else null. 是否催报中。' })
  attention!: string | null;

  @Field(() => Int, { nullable: true, description: 'How often it was urged. 催报次数。' })
  timesUrged!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it was urged last. 最近催报日期。' })
  urgedOn!: string | null;

  @Field(() => ID, { nullable: true, description: 'Key of the phase in which it is owed. 所属阶段。' })
  phase!: string | null;

  @Field(() => ReportContent, {
    nullable: true,
    description: 'What counts now: accepted, or else handed in; while a correction is awaited, what was accepted before. 现行内容。',
  })
  content!: ReportContent | null;

  @Field(() => Boolean, { nullable: true, description: 'What counts now is a zero report; null before anything was handed in. 是否零报告。' })
  zero!: boolean | null;

  @Field(() => ReportContent, { nullable: true, description: 'The draft, for people of the unit that owes it. 草稿。' })
  draft!: ReportContent | null;

  @Field(() => [Submission], { description: 'Everything that was handed in, oldest first; a correction keeps both values. 历次报送。' })
  submissions!: Submission[];

  @Field(() => ReportEntry, { nullable: true, description: 'The report as it is filled in, cell by cell. 填报界面。' })
  entry!: ReportEntry | null;

  @Field(() => Prefill, { nullable: true, description: 'What may be copied from the period before, for people of the unit that owes it. 上期带入。' })
  prefill!: Prefill | null;

  @Field(() => [Correction], { description: 'Figures that were handed in otherwise than before, oldest first. 更正记录。' })
  corrections!: Correction[];

  @Field(() => DateScalar, { nullable: true, description: 'By when it must come again after a return. 重报期限。' })
  returnDueOn!: string | null;
}
export const ReportConnection = connection(() => Report, 'Report', 'reports 报送');
