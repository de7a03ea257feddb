import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';

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

  @Field(() => [Float], { description: 'One figure for each of its parts, in order. 各分项数值。' })
  values!: number[];
}

@ObjectType({ simpleResolvers: true, description: 'What a report says. 报送内容。' })
export class ReportContent {
  @Field(() => String, { nullable: true, description: 'Text. 正文。' })
  text!: string | null;

  @Field(() => [String], { nullable: true, description: 'Names of documents handed in elsewhere. 另行报送的文件。' })
  documents!: string[] | null;

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

  @Field(() => [Float], { description: 'One figure for each of its parts, in order. 各分项数值。' })
  values!: number[];
}

@InputType({ description: 'What a report says: a roster needs liaisons, a statistics form figures, everything else text or documents. 报送内容。' })
export class ReportContentInput {
  @Field(() => String, { nullable: true, description: 'Text. 正文。' })
  text?: string | null;

  @Field(() => [String], { nullable: true, description: 'Names of documents handed in elsewhere. 另行报送的文件。' })
  documents?: string[] | null;

  @Field(() => [LiaisonInput], { nullable: true, description: 'Of a liaison roster. 联络员名单。' })
  liaisons?: LiaisonInput[] | null;

  @Field(() => [IndicatorFiguresInput], { nullable: true, description: 'Of a statistics form. 统计数据。' })
  figures?: IndicatorFiguresInput[] | null;
}
