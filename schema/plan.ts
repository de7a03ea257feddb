import { Field, Int, ObjectType } from 'type-graphql';
import { connection } from './kernel/connection';
import { describedEnum } from './kernel/described-enum';
import { Node } from './kernel/node';
import { DateTimeScalar, PlanDateScalar } from './kernel/scalars';
import { Notice } from './notice';
import { PlanChange, PlanVersionConnection } from './plan.diff';
import { GapReport } from './plan.gap';
import { PlanStatus, Severity } from './plan.enums';
import { PlanObligationConnection, PlanObligationCount } from './plan.obligations';
import { PlanForm } from './plan.forms';
import { PlanBody, PlanChasing, PlanDeadline, PlanPeriod, PlanPhase, PlanReporting, PlanTask } from './plan.parts';
import { PlanRanking } from './plan.ranking';
import { PlanRecordKind } from './plan.records';
import { Span } from './plan.span';
import { Unit, UnitKind } from './unit';

@ObjectType({ simpleResolvers: true, description: 'What the reader or the lint found. 诊断。' })
export class Diagnostic {
  @Field(() => String, { description: 'Stable code, e.g. PLAN013. 代码。' })
  code!: string;

  @Field(() => Severity, { description: 'How serious it is. 严重程度。' })
  severity!: string;

  @Field(() => String, { description: 'What is the matter. 说明。' })
  message!: string;

  @Field(() => Span, { nullable: true, description: 'The clause it is about. 原文位置。' })
  span!: Span | null;

  @Field(() => String, { description: 'What might be done about it. 建议。' })
  hint!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The content of a plan: the program that Muster runs. 方案内容。' })
export class PlanContent {
  @Field(() => String, { description: 'Its title. 标题。' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Its document number. 发文字号。' })
  documentNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Who issued it. 发文机关。' })
  issuer!: string | null;

  @Field(() => PlanDateScalar, { nullable: true, description: 'Its date. 发文日期。' })
  issuedOn!: string | null;

  @Field(() => [String], { description: 'Superior notices it follows. 依据。' })
  basis!: string[];

  @Field(() => PlanPeriod, { nullable: true, description: 'From when to when it runs. 起止时间。' })
  period!: PlanPeriod | null;

  @Field(() => Int, { description: 'Working days to acknowledge or object. 签收、异议期限（工作日）。' })
  acknowledgeWithin!: number;

  @Field(() => PlanChasing, { nullable: true, description: 'How units are chased; null: as the house usually does. 催报规则，空则取默认。' })
  chasing!: PlanChasing | null;

  @Field(() => PlanRanking, {
    nullable: true,
    description: 'How units are ranked in bulletins; null: as the house usually does. 排名规则，空则取默认。',
  })
  ranking!: PlanRanking | null;

  @Field(() => [PlanPhase], { description: 'Its phases in order. 阶段。' })
  phases!: PlanPhase[];

  @Field(() => [PlanTask], { description: 'Its tasks in order. 任务。' })
  tasks!: PlanTask[];

  @Field(() => [PlanReporting], { description: 'What units owe. 报送要求。' })
  reporting!: PlanReporting[];

  @Field(() => PlanBody, { nullable: true, description: 'Its coordinating body. 领导机构。' })
  body!: PlanBody | null;

  @Field(() => [PlanForm], { description: 'Its statistics forms. 统计表。' })
  forms!: PlanForm[];

  @Field(() => [PlanRecordKind], { description: 'Its ledgers: what is recorded of single cases, and what that adds to its forms. 台账。' })
  records!: PlanRecordKind[];

  @Field(() => [PlanDeadline], { description: 'Time limits it sets. 时限。' })
  deadlines!: PlanDeadline[];
}

export const UnitMatchKind = describedEnum('UnitMatchKind', 'What the register makes of a printed name. 单位匹配结果。', {
  EXACT: 'The name itself 名称一致',
  ALIAS: 'An alias 简称',
  ABBREVIATION: 'A usual short form 缩写',
  PREFIX: 'The name with a region left out or added 省略地名',
  GROUP: 'A group of units 一组单位',
  GROUP_OF_PARTICIPANTS: 'Those who take part 各参加单位',
  AMBIGUOUS: 'Several units fit 多个单位相符',
  UNKNOWN: 'No unit of the register 单位库中没有',
});

@ObjectType({ simpleResolvers: true, description: 'A unit that the register does not have, as it could be added. 建议新增的单位。' })
export class ProposedUnit {
  @Field(() => String, { description: 'Its name. 名称。' })
  name!: string;

  @Field(() => UnitKind, { description: 'What kind it seems to be. 类别。' })
  kind!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit it seems to be below. 上级单位。' })
  parent!: Unit | null;
}

@ObjectType({ simpleResolvers: true, description: 'A unit name that the plan prints, and what it means. 方案中的单位名称。' })
export class PlanUnit {
  @Field(() => String, { description: 'The name as printed. 原文名称。' })
  printed!: string;

  @Field(() => Boolean, { description: 'Must be bound before the plan is published. 发布前是否必须对应。' })
  required!: boolean;

  @Field(() => [Unit], { description: 'The units it is bound to; empty: not bound yet. 已对应单位。' })
  units!: Unit[];

  @Field(() => UnitMatchKind, { description: 'What the register makes of it. 匹配结果。' })
  match!: string;

  @Field(() => [Unit], { description: 'Units that fit, where it is not certain which is meant. 候选单位。' })
  candidates!: Unit[];

  @Field(() => ProposedUnit, { nullable: true, description: 'The unit as it could be added to the register. 建议新增的单位。' })
  proposal!: ProposedUnit | null;

  @Field(() => Span, { nullable: true, description: 'Where it stands first. 原文位置。' })
  span!: Span | null;
}

@ObjectType({ simpleResolvers: true, implements: Node, description: 'A plan that is read, corrected and published. 方案。' })
export class Plan extends Node {
  @Field(() => String, { description: 'Its title. 标题。' })
  title!: string;

  @Field(() => PlanStatus, { description: 'Draft or published. 状态。' })
  status!: string;

  @Field(() => Int, { description: 'Rises by one with every change. 版本号。' })
  revision!: number;

  @Field(() => Unit, { description: 'The office that owns it. 主办单位。' })
  office!: Unit;

  @Field(() => Notice, { nullable: true, description: 'The notice it was read from. 原通知。' })
  notice!: Notice | null;

  @Field(() => PlanContent, { description: 'What it says. 内容。' })
  content!: PlanContent;

  @Field(() => [Diagnostic], { description: 'What the reader and the lint found, worst first. 诊断。' })
  diagnostics!: Diagnostic[];

  @Field(() => [PlanUnit], { description: 'The unit names it prints, in order of appearance. 单位名称。' })
  units!: PlanUnit[];

  @Field(() => [PlanChange], {
    nullable: true,
    description:
      'What was changed since the notice was read, or since another revision. For its office; null for units that take part. 与读入时（或某版本）相比的变动。',
  })
  changes!: PlanChange[] | null;

  @Field(() => GapReport, {
    nullable: true,
    description:
      'Held against the superior plan that its basis names, where that plan is in the system and was sent to this office. For its office; null otherwise. 与上级方案的差距。',
  })
  gapReport!: GapReport | null;

  @Field(() => PlanVersionConnection, { description: 'Its revisions, newest first. For its office; empty for units that take part. 历次版本。' })
  versions!: unknown;

  @Field(() => PlanObligationConnection, {
    nullable: true,
    description:
      'Who will owe what by when, by due date; of one unit or one rule if wanted. For its office; null for others, and where the plan has errors. 报送义务预览。',
  })
  obligations!: unknown;

  @Field(() => [PlanObligationCount], { nullable: true, description: 'The same in numbers, a row for each rule. 报送义务合计。' })
  obligationCounts!: PlanObligationCount[] | null;

  @Field(() => Boolean, { description: 'It changes a running campaign. 是否为调整方案。' })
  amends!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was last changed. 更新时间。' })
  updatedAt!: Date;
}
export const PlanConnection = connection(() => Plan, 'Plan', 'plans 方案');
