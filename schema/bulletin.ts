import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connection } from './kernel/connection';
import { MutationInput, payload } from './kernel/mutation';
import { Base64Scalar, DateScalar } from './kernel/scalars';
import { WorkflowSubject } from './kernel/subject';
import { PlanRankingItem } from './plan.ranking';
import { Unit } from './unit';

@ObjectType({ simpleResolvers: true, description: 'The days that a bulletin speaks of, both included. 所属时段。' })
export class BulletinPeriod {
  @Field(() => DateScalar, { description: 'First day. 开始。' })
  from!: string;

  @Field(() => DateScalar, { description: 'Last day. 结束。' })
  to!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What was counted of reports and tasks. 统计数。' })
export class BulletinCounts {
  @Field(() => Int, { description: 'Reports owed. 应报。' })
  expected!: number;

  @Field(() => Int, { description: 'Handed in, whenever, and not returned since. 已报（退回后尚未重报的不计）。' })
  submitted!: number;

  @Field(() => Int, { description: 'Handed in on time. 按时。' })
  timely!: number;

  @Field(() => Int, { description: 'Handed in late. 迟报。' })
  late!: number;

  @Field(() => Int, { description: 'Not handed in before the period was closed. 漏报。' })
  missing!: number;

  @Field(() => Int, { description: 'Past their date, the period still open. 逾期未报。' })
  overdue!: number;

  @Field(() => Int, { description: 'Handed in saying that there was nothing. 零报告。' })
  zero!: number;

  @Field(() => Int, { description: 'Returned at least once. 曾退回。' })
  returned!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'In time or late, then returned, and not come again; null in bulletins of before this was counted. 退回后尚未重报。',
  })
  sentBack?: number | null;

  @Field(() => Int, { nullable: true, description: 'Missing, and supplied after the period was closed; null likewise. 补报。' })
  supplied?: number | null;

  @Field(() => Int, { description: 'Parts in tasks. 承担任务。' })
  parts!: number;

  @Field(() => Int, { description: 'Of these in accepted tasks. 已完成任务。' })
  partsAccepted!: number;
}

@ObjectType({ simpleResolvers: true, description: 'How one unit stands. 单位排名。' })
export class BulletinRow {
  @Field(() => Unit, { description: 'The unit. 单位。' })
  unit!: Unit;

  @Field(() => Int, { nullable: true, description: 'Its rank, shared by equal scores; null where nothing was measured. 名次。' })
  rank!: number | null;

  @Field(() => String, { nullable: true, description: '0 to 100 with two decimals. 得分。' })
  score!: string | null;

  @Field(() => [String], {
    nullable: 'items',
    description: 'Of each measure in the order of `measures`, in percent; null where it does not apply. 各项得分。',
  })
  percents!: (string | null)[];

  @Field(() => BulletinCounts, { description: 'What the score is made of. 统计数。' })
  counts!: BulletinCounts;

  @Field(() => Boolean, { description: 'Commended. 表扬。' })
  commended!: boolean;

  @Field(() => Boolean, { description: 'Criticised. 批评。' })
  criticised!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'What the counts of a unit stand on. 数据来源。' })
export class BulletinSource {
  @Field(() => Unit, { description: 'The unit. 单位。' })
  unit!: Unit;

  @Field(() => [ID], { description: 'The reports that were counted, by their global ids. 所计报送的编号。' })
  reportIds!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'A sum of a statistics form. 汇总数据。' })
export class BulletinFigure {
  @Field(() => String, { description: 'Key of the form. 统计表。' })
  form!: string;

  @Field(() => String, { description: 'Key of the cell. 栏目。' })
  cell!: string;

  @Field(() => String, { description: 'What is counted. 指标。' })
  label!: string;

  @Field(() => String, { description: 'Unit of measure. 计量单位。' })
  unit!: string;

  @Field(() => String, { nullable: true, description: 'The sum, a decimal; null where nobody filled it in. 数量。' })
  value!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'That a leader sent it back. 退回修改。' })
export class BulletinReturn {
  @Field(() => DateScalar, { description: 'When. 日期。' })
  on!: string;

  @Field(() => String, { nullable: true, description: 'By whom. 退回人。' })
  actor!: string | null;

  @Field(() => String, { description: 'Why. 理由。' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'That it was recalled or discarded. 撤回或作废。' })
export class BulletinEnd {
  @Field(() => DateScalar, { description: 'When. 日期。' })
  on!: string;

  @Field(() => String, { description: 'Why. 理由。' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The paper as a Word file, in the format of GB/T 9704-2012. 公文格式文件。' })
export class BulletinFile {
  @Field(() => String, { description: 'Name of the file. 文件名。' })
  name!: string;

  @Field(() => String, { description: 'Its media type. 文件类型。' })
  mediaType!: string;

  @Field(() => Base64Scalar, { description: 'Its bytes. 文件内容。' })
  content!: Buffer;
}

@ObjectType({ simpleResolvers: true, implements: WorkflowSubject, description: "The office's periodic comparison of units. 通报。" })
export class Bulletin extends WorkflowSubject {
  @Field(() => String, { description: 'Its title. 标题。' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Its document number. 发文字号。' })
  number!: string | null;

  @Field(() => String, { nullable: true, description: 'To whom it goes. 主送机关。' })
  addressee!: string | null;

  @Field(() => String, { nullable: true, description: 'How things stand, in words. 总体情况。' })
  overview!: string | null;

  @Field(() => String, { nullable: true, description: 'What is asked next. 下一步要求。' })
  requirements!: string | null;

  @Field(() => String, { nullable: true, description: 'Who gets a copy. 抄送机关。' })
  copyTo!: string | null;

  @Field(() => BulletinPeriod, { nullable: true, description: 'The days it speaks of. 所属时段。' })
  period!: BulletinPeriod | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it was counted. 统计日期。' })
  asOf!: string | null;

  @Field(() => [PlanRankingItem], { description: 'By what units were ranked. 排名项目。' })
  measures!: PlanRankingItem[];

  @Field(() => BulletinCounts, { nullable: true, description: 'All units together. 合计。' })
  totals!: BulletinCounts | null;

  @Field(() => [BulletinRow], { description: 'Every unit, best first. 各单位情况。' })
  rows!: BulletinRow[];

  @Field(() => [BulletinFigure], { description: 'The sums of the statistics forms. 汇总数据。' })
  figures!: BulletinFigure[];

  @Field(() => [BulletinSource], { description: 'The reports behind every row; for those who see the whole campaign. 数据来源。' })
  sources!: BulletinSource[];

  @Field(() => [BulletinReturn], { description: 'What leaders sent back, oldest first. 退回记录。' })
  returns!: BulletinReturn[];

  @Field(() => DateScalar, { nullable: true, description: 'When it was approved. 批准日期。' })
  approvedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'By whom. 批准人。' })
  approvedBy!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it went out. 印发日期。' })
  publishedOn!: string | null;

  @Field(() => BulletinEnd, { nullable: true, description: 'That it was recalled or discarded, and why. 撤回或作废。' })
  ended!: BulletinEnd | null;
}
export const BulletinConnection = connection(() => Bulletin, 'Bulletin', 'bulletins 通报');

@InputType({ description: 'What `draftBulletin` takes. 输入。' })
export class DraftBulletinInput extends MutationInput {
  @Field(() => ID, { description: 'The campaign. 专项行动。' })
  campaignId!: string;

  @Field(() => DateScalar, { description: 'First day it speaks of. 开始日期。' })
  from!: string;

  @Field(() => DateScalar, { description: 'Last day it speaks of; reports count whose period ends by then. 结束日期。' })
  to!: string;

  @Field(() => String, { nullable: true, description: 'Its title; as the desk words it by default. 标题。' })
  title?: string | null;

  @Field(() => ID, { nullable: true, description: 'For whom the viewer acts, if several units are possible. 办理单位。' })
  actingUnitId?: string | null;
}

export const DraftBulletinPayload = payload('draftBulletin', 'bulletin', () => Bulletin, 'The draft.');
