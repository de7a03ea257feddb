import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { Attachment } from './attachment';

/** What a report says: which parts it needs depends on its kind. The same shape comes in and goes out. */

@ObjectType({ simpleResolvers: true, description: 'The contact of a unit. 联络员。' })
export class Liaison {
  @Field(() => String, { description: 'Name. 姓名。' })
  name!: string;

  @Field(() => String, { description: 'Telephone. 电话。' })
  phone!: string;

  @Field(() => String, { nullable: true, description: 'Post. 职务。' })
  post!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The figures of one indicator. 指标数值。' })
export class IndicatorFigures {
  @Field(() => Int, { description: 'Number of the indicator in the form. 指标序号。' })
  indicator!: number;

  @Field(() => [Float], { nullable: 'items', description: 'One figure for each of its parts, in order; null where nothing is written. 各分项数值。' })
  values!: (number | null)[];
}

@ObjectType({ simpleResolvers: true, description: 'A section of a report. 分节文字。' })
export class ReportSection {
  @Field(() => String, { description: 'Title, as the plan asks for it. 标题。' })
  title!: string;

  @Field(() => String, { description: 'Text. 正文。' })
  text!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What a report says. 报送内容。' })
export class ReportContent {
  @Field(() => String, { nullable: true, description: 'Text. 正文。' })
  text!: string | null;

  @Field(() => [String], { nullable: true, description: 'Names of documents handed in elsewhere. 另行报送的文件。' })
  documents!: string[] | null;

  @Field(() => [ReportSection], { nullable: true, description: 'Sections by their titles. 分节文字。' })
  sections!: ReportSection[] | null;

  @Field(() => [Attachment], { nullable: true, description: 'Files handed in with it. 附件。' })
  attachments!: Attachment[] | null;

  @Field(() => [Liaison], { nullable: true, description: 'Of a liaison roster. 联络员名单。' })
  liaisons!: Liaison[] | null;

  @Field(() => [IndicatorFigures], { nullable: true, description: 'Of a statistics form. 统计数据。' })
  figures!: IndicatorFigures[] | null;
}

@InputType({ description: 'The contact of a unit. 联络员。' })
export class LiaisonInput {
  @Field(() => String, { description: 'Name. 姓名。' })
  name!: string;

  @Field(() => String, { description: 'Telephone. 电话。' })
  phone!: string;

  @Field(() => String, { nullable: true, description: 'Post. 职务。' })
  post?: string | null;
}

@InputType({ description: 'The figures of one indicator. 指标数值。' })
export class IndicatorFiguresInput {
  @Field(() => Int, { description: 'Number of the indicator in the form. 指标序号。' })
  indicator!: number;

  @Field(() => [Float], { nullable: 'items', description: 'One figure for each of its parts, in order; null where nothing is written. 各分项数值。' })
  values!: (number | null)[];
}

@InputType({ description: 'A cell of a statistics form. 报表的一格。' })
export class CellInput {
  @Field(() => String, { description: 'Its key: `7`, or `7.2` for the second part of a compound indicator. 栏号。' })
  key!: string;

  @Field(() => Float, { nullable: true, description: 'The figure; null clears, 0 is zero. 数值。' })
  value?: number | null;
}

@InputType({ description: 'A section of a report. 分节文字。' })
export class SectionInput {
  @Field(() => String, { description: 'Title, as the plan asks for it. 标题。' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Text; empty or null clears. 正文。' })
  text?: string | null;
}

@InputType({ description: 'What is said to a warning: name the rule, or a cell that it is about. 对提示的说明。' })
export class ExplanationInput {
  @Field(() => String, { nullable: true, description: 'Key of the rule. 规则编号。' })
  rule?: string | null;

  @Field(() => String, { nullable: true, description: 'Key of a cell. 栏号。' })
  cell?: string | null;

  @Field(() => String, { description: 'Why it is so. 原因。' })
  text!: string;
}

@InputType({ description: 'What a report says: a roster needs liaisons, a statistics form figures, everything else text or documents. 报送内容。' })
export class ReportContentInput {
  @Field(() => String, { nullable: true, description: 'Text. 正文。' })
  text?: string | null;

  @Field(() => [String], { nullable: true, description: 'Names of documents handed in elsewhere. 另行报送的文件。' })
  documents?: string[] | null;

  @Field(() => [SectionInput], { nullable: true, description: 'Sections by their titles. 分节文字。' })
  sections?: SectionInput[] | null;

  @Field(() => [LiaisonInput], { nullable: true, description: 'Of a liaison roster. 联络员名单。' })
  liaisons?: LiaisonInput[] | null;

  @Field(() => [IndicatorFiguresInput], { nullable: true, description: 'Of a statistics form. 统计数据。' })
  figures?: IndicatorFiguresInput[] | null;
}
