import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Accumulation } from './form.enums';
import { describedEnum } from './kernel/described-enum';
import { SubjectState } from './kernel/law-names';
import { MutationInput, payload } from './kernel/mutation';
import { DateScalar, DateTimeScalar } from './kernel/scalars';
import { Timeliness } from './participation';
import { Report } from './report';
import { Unit } from './unit';

export const FigureSpan = describedEnum('FigureSpan', 'Up to the period that a day lies in. 统计时段。', {
  PERIOD: 'That period alone; of what is recorded, that day 当期（台账为当日）',
  YEAR_TO_DATE: 'Since the first of January 今年以来',
  SINCE_START:
    'Since the campaign began; like YEAR_TO_DATE with what is owed once from the day it is given out 行动以来（与本年一样，含已交办的一次性报送）',
});
export const FigureGrouping = describedEnum('FigureGrouping', 'By what totals are told apart. 统计分组。', {
  UNIT: 'Each unit that owes, wherever it stands 报送单位',
  BELOW: 'The units directly below the one asked about 直接下级单位',
  PERIOD: 'Period 期次',
});
export const RateGrouping = describedEnum('RateGrouping', 'By what rates are told apart. 报送率分组。', {
  UNIT: 'Each unit that owes, wherever it stands 报送单位',
  BELOW: 'The units directly below the one asked about 直接下级单位',
  PERIOD: 'Period 期次',
  RULE: 'Reporting rule 报送要求',
});
export const FigureScope = describedEnum('FigureScope', 'Which campaigns are added up. 汇总范围。', {
  OWN: 'This campaign 本行动',
  WITH_LOWER: 'And the campaigns below it 本行动及下级行动',
});
export const FigureSource = describedEnum('FigureSource', 'Where figures come from. 数据来源。', {
  REPORTED: 'Reported by the units 单位报送',
  RECORDED:
    'Counted from records of single cases: by days, running totals since the campaign began, no stocks 按台账汇总（逐日；累计数自行动开始起）',
});

@InputType({
  description:
    'A period belongs to a window when it ends in it; what is owed once belongs to the day it is due by, and to a span up to today as soon as it is owed. 统计时间范围；各期按其最后一日归入，一次性报送按期限归入，截至今日的时段含尚未到期的。',
})
export class FigureWindowInput {
  @Field(() => FigureSpan, { nullable: true, description: 'Up to the period that `on` lies in; `from` and `to` are left out then. 时段。' })
  span?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the span; today by default. 日期，缺省为今日。' })
  on?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day. 起。' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day. 止。' })
  to?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A period of a reporting rule. 期次。' })
export class FigurePeriod {
  @Field(() => String, { description: 'E.g. `2022-09`; `ONCE`. 期次。' })
  key!: string;

  @Field(() => DateScalar, { description: 'First day. 起。' })
  start!: string;

  @Field(() => DateScalar, { description: 'Last day. 止。' })
  end!: string;
}

@ObjectType({ simpleResolvers: true, description: 'How many reports were owed, and what became of them. 报送情况。' })
export class ReportingCounts {
  @Field(() => Int, { description: 'Owed. 应报。' })
  expected!: number;

  @Field(() => Int, { description: 'Something counts at present, zero reports included. 已报（含零报告）。' })
  submitted!: number;

  @Field(() => Int, { description: 'What counts has been accepted. 已通过。' })
  accepted!: number;

  @Field(() => Int, { description: 'In time. 按时。' })
  timely!: number;

  @Field(() => Int, { description: 'After the date. 迟报。' })
  late!: number;

  @Field(() => Int, { description: 'The period was closed without it. 漏报。' })
  missing!: number;

  @Field(() => Int, { description: 'Past the date, and not here. 逾期未报。' })
  overdue!: number;

  @Field(() => Int, { description: 'Reported that there was nothing. 零报告。' })
  zero!: number;

  @Field(() => Int, { description: 'Returned at least once. 曾被退回。' })
  returned!: number;
}

@ObjectType({ simpleResolvers: true, description: 'The total of one cell, and how much it covers. 栏目合计。' })
export class FigureCell {
  @Field(() => String, { description: 'E.g. `7` or `7.1`. 栏号。' })
  key!: string;

  @Field(() => String, { nullable: true, description: 'Its name; null for what the present form does not have. 名称。' })
  label!: string | null;

  @Field(() => String, { nullable: true, description: 'Unit of measure. 计量单位。' })
  measure!: string | null;

  @Field(() => Accumulation, { nullable: true, description: 'How it adds up over periods. 累计方式。' })
  accumulation!: string | null;

  @Field(() => String, { nullable: true, description: 'An exact decimal; null where nobody has filled it in. 数值（精确小数）。' })
  value!: string | null;

  @Field(() => Int, { description: 'Reports that have filled it in. 已填报数。' })
  filled!: number;

  @Field(() => Int, { description: 'Reports owed. 应填报数。' })
  expected!: number;

  @Field(() => String, { nullable: true, description: 'The period it is taken from; null for a sum. 取数期次。' })
  period!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What one report adds. 单份报送的数值。' })
export class FigureReport {
  @Field(() => Report, { nullable: true, description: 'The report. 报送。' })
  report!: Report | null;

  @Field(() => FigurePeriod, { description: 'Its period. 期次。' })
  period!: FigurePeriod;

  @Field(() => [FigureCell], { description: 'Its figures. 数值。' })
  cells!: FigureCell[];
}

@ObjectType({ simpleResolvers: true, description: 'What one campaign adds to a group of totals. 各行动的构成。' })
export class FigureCampaign {
  @Field(() => ID, { description: 'Global id of the campaign. 专项行动编号。' })
  campaignId!: string;

  @Field(() => String, { description: 'Its title. 标题。' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Key of its reporting rule; null: it asks for nothing that is asked for here. 报送要求编号。' })
  rule!: string | null;

  @Field(() => ReportingCounts, { description: 'What is added up of it. 计入情况。' })
  coverage!: ReportingCounts;

  @Field(() => Int, {
    description: 'Reports owed to it and not added up: the unit, one above it or one below it owes to a campaign named before. 不重复计入的报送数。',
  })
  leftOut!: number;
}

@ObjectType({ simpleResolvers: true, description: 'One group of totals. 一组合计。' })
export class FigureGroup {
  @Field(() => Unit, { nullable: true, description: 'The unit; null for everything that one may see. 单位。' })
  unit!: Unit | null;

  @Field(() => FigurePeriod, { nullable: true, description: 'Set when grouped by PERIOD. 期次。' })
  period!: FigurePeriod | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day of its first period. 实际起日。' })
  from!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of its last period. 实际止日。' })
  to!: string | null;

  @Field(() => ReportingCounts, { description: 'What it covers. 覆盖情况。' })
  coverage!: ReportingCounts;

  @Field(() => [FigureCell], { description: 'Its totals, in the order of the form. 各栏合计。' })
  cells!: FigureCell[];

  @Field(() => [FigureCampaign], { description: 'The campaigns it is made of, where asked for WITH_LOWER; else none. 构成：各行动。' })
  campaigns!: FigureCampaign[];

  @Field(() => [FigureGroup], { description: 'What it is made of: the units directly below. 构成：直接下级单位。' })
  parts!: FigureGroup[];

  @Field(() => [FigureReport], {
    description: "What it is made of: the unit's own reports; of what is recorded none, see `records`. 构成：本单位的报送；台账数见 records。",
  })
  reports!: FigureReport[];
}

@ObjectType({ simpleResolvers: true, description: 'Totals of what was reported under one rule. 统计汇总。' })
export class FigureTable {
  @Field(() => String, { description: 'Key of the reporting rule. 报送要求编号。' })
  rule!: string;

  @Field(() => String, { nullable: true, description: 'Key of its form. 统计表编号。' })
  form!: string | null;

  @Field(() => String, { nullable: true, description: 'Title of its form. 统计表名称。' })
  title!: string | null;

  @Field(() => [FigureGroup], { description: 'The totals. 合计。' })
  groups!: FigureGroup[];
}

@ObjectType({ simpleResolvers: true, description: 'How reports came. 报送率。' })
export class ReportingRate {
  @Field(() => Unit, { nullable: true, description: 'Set when grouped by UNIT or BELOW. 单位。' })
  unit!: Unit | null;

  @Field(() => FigurePeriod, { nullable: true, description: 'Set when grouped by PERIOD. 期次。' })
  period!: FigurePeriod | null;

  @Field(() => String, { nullable: true, description: 'Key of the reporting rule. 报送要求编号。' })
  rule!: string | null;

  @Field(() => ReportingCounts, { description: 'In numbers. 数量。' })
  counts!: ReportingCounts;

  @Field(() => String, {
    nullable: true,
    description: 'Submitted of expected, in percent with two places; null where nothing is owed. 报送率（%）。',
  })
  submittedPercent!: string | null;

  @Field(() => String, { nullable: true, description: 'Timely of expected, in percent with two places; null where nothing is owed. 按时率（%）。' })
  timelyPercent!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'One report in the matrix of units and periods. 报送矩阵单元格。' })
export class ReportMatrixCell {
  @Field(() => ID, { description: 'Global id of the report. 报送编号。' })
  reportId!: string;

  @Field(() => Unit, { description: 'Who owes it. 单位。' })
  unit!: Unit;

  @Field(() => String, { description: 'Key of the reporting rule. 报送要求编号。' })
  rule!: string;

  @Field(() => FigurePeriod, { description: 'Its period. 期次。' })
  period!: FigurePeriod;

  @Field(() => SubjectState, { description: 'Its state. 状态。' })
  state!: string;

  @Field(() => Timeliness, { nullable: true, description: 'Whether it came in time. 时效。' })
  timeliness!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'By when. 期限。' })
  dueOn!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Figures as they stood at one moment; never changed. 统计数快照。' })
export class FigureSnapshot {
  @Field(() => ID, { description: 'Names it within its campaign. 快照编号。' })
  key!: string;

  @Field(() => String, { description: 'What it is for. 名称。' })
  title!: string;

  @Field(() => DateTimeScalar, { description: 'When it was taken. 时间。' })
  takenAt!: Date;

  @Field(() => String, { nullable: true, description: 'By whom. 办理人。' })
  takenBy!: string | null;

  @Field(() => String, { description: 'SM3 of the content, hexadecimal. 摘要（SM3）。' })
  digest!: string;

  @Field(() => Boolean, { description: 'Whether the content is still what the digest says; worked out when it is read. 是否完好。' })
  intact!: boolean;

  @Field(() => String, { description: 'Canonical JSON: the form, totals, periods, units and every report. 内容（规范化JSON）。' })
  content!: string;
}

@InputType({ description: 'What `createFigureSnapshot` takes. 输入。' })
export class CreateFigureSnapshotInput extends MutationInput {
  @Field(() => ID, { description: 'The campaign. 专项行动。' })
  campaignId!: string;

  @Field(() => String, { description: 'What it is for. 名称。' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Key of a reporting rule; the first that asks for statistics by default. 报送要求编号。' })
  rule?: string | null;

  @Field(() => String, { nullable: true, description: 'Key of a form, instead of a rule. 统计表编号。' })
  form?: string | null;

  @Field(() => FigureSource, { defaultValue: 'REPORTED', description: 'Where they come from. 数据来源。' })
  source!: string;

  @Field(() => FigureWindowInput, { nullable: true, description: 'Since the campaign began by default. 时间范围。' })
  window?: FigureWindowInput | null;

  @Field(() => ID, { nullable: true, description: 'Everything below this unit; all by default. 单位（含下级）。' })
  unitId?: string | null;
}

export const CreateFigureSnapshotPayload = payload('createFigureSnapshot', 'figureSnapshot', () => FigureSnapshot, 'The snapshot. 快照。');
