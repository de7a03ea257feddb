import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { Accumulation, FigureComparison, FigureFaultSeverity, FormRuleKind, MissingStrategy, RuleSpan } from './form.enums';
import { Span } from './plan.span';

/** The statistics forms of a plan, as src/domain/plan/form-model.ts has them, in and out, and the cells they are made of. */

@ObjectType({ simpleResolvers: true, description: 'A numbered line of a statistics form. 指标。' })
@InputType('PlanIndicatorInput', { description: 'A numbered line of a statistics form. 指标。' })
export class PlanIndicator {
  @Field(() => Int, { description: 'Its number. 序号。' })
  number!: number;

  @Field(() => String, { description: 'Its name, e.g. 立案/结案数. 名称。' })
  name!: string;

  @Field(() => [String], { defaultValue: [], description: 'The figures it is made of, e.g. 立案, 结案. 分项。' })
  parts!: string[];

  @Field(() => String, { description: 'Its unit of measure, e.g. 件/件/人. 计量单位。' })
  unit!: string;

  @Field(() => String, { nullable: true, description: 'The heading of the form it stands under. 所属分组。' })
  group!: string | null;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether it must be filled in. 是否必填。' })
  required!: boolean;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many decimals a figure may have; null: by the unit, two for amounts and measures, none for what is counted. 小数位数，空则按计量单位。',
  })
  decimals!: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether figures below zero are meant, as of a difference; counts and amounts take none otherwise, shares always may. 允许负数。',
  })
  negative!: boolean;

  @Field(() => Accumulation, { defaultValue: 'FLOW', description: 'What the figures of several periods make together. 累计方式。' })
  accumulation!: string;

  @Field(() => String, { defaultValue: '', description: 'How it is filled in. 填报说明。' })
  guidance!: string;

  @Field(() => Span, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: Span | null;
}

@ObjectType({ simpleResolvers: true, description: 'What must hold between the figures of a form. 审核规则。' })
@InputType('PlanFormRuleInput', { description: 'What must hold between the figures of a form. 审核规则。' })
export class PlanFormRule {
  @Field(() => String, { defaultValue: '', description: 'Its key; empty: c1, c2 … by order. 规则编号，空则按顺序。' })
  key!: string;

  @Field(() => FormRuleKind, { description: 'What it checks. 规则类别。' })
  kind!: string;

  @Field(() => FigureFaultSeverity, { nullable: true, description: 'Whether it stops a report; null: ERROR, and WARNING of an OUTLIER. 严重程度。' })
  severity!: string | null;

  @Field(() => String, { defaultValue: '', description: 'What the unit is told; empty: the rule itself in words. 提示语。' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'Of COMPARE: sums and differences of cells and numbers, `[7.1] + [7.2] - 3`. 左式。' })
  left!: string | null;

  @Field(() => FigureComparison, { nullable: true, description: 'Of COMPARE: how the sides are compared. 比较方式。' })
  op!: string | null;

  @Field(() => String, { nullable: true, description: 'Of COMPARE: the other side. 右式。' })
  right!: string | null;

  @Field(() => MissingStrategy, { defaultValue: 'SKIP_IF_ANY_MISSING', description: 'Of COMPARE: when cells are not filled. 缺数时的处理。' })
  missing!: string;

  @Field(() => RuleSpan, { defaultValue: 'PERIOD', description: 'Of COMPARE: the period alone or everything accepted so far with it. 本期或累计。' })
  over!: string;

  @Field(() => String, { nullable: true, description: 'Of MONOTONE and OUTLIER: the cell, `7` or `7.1`. 指标或分项。' })
  cell!: string | null;

  @Field(() => Float, { nullable: true, description: 'Of OUTLIER: how many deviations from the median; null: 3. 倍数。' })
  factor!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'A place of a form that takes one figure. 单元格。' })
export class FormCell {
  @Field(() => String, { description: '`7`, or `7.1` of a compound indicator. 编号。' })
  key!: string;

  @Field(() => Int, { description: 'Number of its indicator. 指标序号。' })
  indicator!: number;

  @Field(() => Int, { nullable: true, description: 'Which part of a compound indicator, from 1; null of a plain one. 第几分项。' })
  part!: number | null;

  @Field(() => String, { description: 'What it is called. 名称。' })
  label!: string;

  @Field(() => String, { description: 'Its unit of measure. 计量单位。' })
  unit!: string;

  @Field(() => Int, { description: 'How many decimals its figure may have. 小数位数。' })
  decimals!: number;

  @Field(() => Boolean, { description: 'Whether it must be filled in. 是否必填。' })
  required!: boolean;

  @Field(() => Boolean, { description: 'Whether its figure may lie below zero. 是否允许负数。' })
  negative!: boolean;

  @Field(() => Accumulation, { description: 'What the figures of several periods make together. 累计方式。' })
  accumulation!: string;

  @Field(() => String, { nullable: true, description: 'The heading it stands under. 所属分组。' })
  group!: string | null;

  @Field(() => String, { description: 'How it is filled in. 填报说明。' })
  guidance!: string;
}

/** What a coordinator writes of a form; the rest is worked out. */
@ObjectType()
@InputType('PlanFormInput', { description: 'A statistics form. 统计表。' })
export class FormAsWritten {
  @Field(() => String, { defaultValue: '', description: 'Its key, by which reporting rules name it; empty: f1, f2 … by order. 编号，空则按顺序。' })
  key!: string;

  @Field(() => String, { description: 'Its title. 名称。' })
  title!: string;

  @Field(() => String, { defaultValue: '', description: 'How the form is filled in. 填表说明。' })
  guidance!: string;

  @Field(() => [PlanIndicator], { defaultValue: [], description: 'Its lines. 指标。' })
  indicators!: PlanIndicator[];

  @Field(() => [PlanFormRule], { defaultValue: [], description: 'What must hold between its figures. 审核规则。' })
  rules!: PlanFormRule[];

  @Field(() => Span, { nullable: true, description: 'Where it stands in the notice. 原文位置。' })
  span!: Span | null;
}

@ObjectType({ simpleResolvers: true, description: 'A statistics form. 统计表。' })
export class PlanForm extends FormAsWritten {
  @Field(() => String, { description: 'Changes with whatever the form says: figures of another version were asked for differently. 版本。' })
  version!: string;

  @Field(() => [FormCell], { description: 'Its cells in order, one for each figure. 填报单元格。' })
  cells!: FormCell[];
}
