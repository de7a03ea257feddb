import { Field, ID, InputType, Int } from 'type-graphql';
import { Campaign } from './campaign';
import { MutationInput, payload } from './kernel/mutation';
import { Base64Scalar } from './kernel/scalars';
import { Plan } from './plan';
import { PlanContentInput } from './plan.inputs';
import { Unit, UnitKind } from './unit';

@InputType({ description: 'A file with a notice: .docx, .txt or .md. 通知文件。' })
export class NoticeFileInput {
  @Field(() => String, { description: 'Its name with the ending. 文件名（含扩展名）。' })
  name!: string;

  @Field(() => Base64Scalar, { description: 'Its bytes. 文件内容。' })
  content!: Buffer;
}

@InputType({ description: 'What `readNotice` takes: the text, or a file. 输入。' })
export class ReadNoticeInput extends MutationInput {
  @Field(() => ID, { description: 'The office in whose name the notice is read; it will own the campaign. 主办单位。' })
  officeId!: string;

  @Field(() => String, { nullable: true, description: 'The text of the notice; leave out when a file is given. 通知正文。' })
  text?: string | null;

  @Field(() => NoticeFileInput, { nullable: true, description: 'A file; leave out when text is given. 通知文件。' })
  file?: NoticeFileInput | null;
}

@InputType()
export abstract class PlanMutationInput extends MutationInput {
  @Field(() => ID, { description: 'Global id of the plan. 方案编号。' })
  id!: string;

  @Field(() => Int, { description: 'The revision that the user has on screen; another one is refused as stale. 用户所见的版本。' })
  expectedRevision!: number;
}

const AMENDING = {
  defaultValue: false,
  description:
    'The plan is published, and this prepares an amendment of its running campaign: `amendCampaign` takes it over. 是否为调整运行中的专项行动。',
} as const;

@InputType({ description: 'What `savePlan` takes. 输入。' })
export class SavePlanInput extends PlanMutationInput {
  @Field(() => Boolean, AMENDING)
  amending!: boolean;

  @Field(() => PlanContentInput, { description: 'The whole plan; its diagnostics are found anew. 整个方案。' })
  content!: PlanContentInput;
}

@InputType({ description: 'What one printed name means. 单位对应。' })
export class PlanBindingInput {
  @Field(() => String, { description: 'The name as the plan prints it. 原文名称。' })
  printed!: string;

  @Field(() => [ID], { description: 'The unit, or the units of a group; none takes the binding back. 单位。' })
  unitIds!: string[];
}

@InputType({ description: 'What `bindPlanUnits` takes. 输入。' })
export class BindPlanUnitsInput extends PlanMutationInput {
  @Field(() => Boolean, AMENDING)
  amending!: boolean;

  @Field(() => [PlanBindingInput], { description: 'Names that are not mentioned stay as they are. 单位对应。' })
  bindings!: PlanBindingInput[];
}

@InputType({ description: 'What `supplementPlan` takes. 输入。' })
export class SupplementPlanInput extends PlanMutationInput {
  @Field(() => ID, { description: 'The draft plan read from the supplementary notice, of the same office. 由补充通知读出的方案。' })
  supplementId!: string;
}

@InputType({ description: 'What `publishPlan` takes. 输入。' })
export class PublishPlanInput extends PlanMutationInput {}

@InputType({ description: 'A unit to be added to the register, as proposed or corrected. 新增单位。' })
export class AcceptedUnitInput {
  @Field(() => String, { description: 'Its name; one that the plan prints. 名称。' })
  name!: string;

  @Field(() => UnitKind, { description: 'What kind of unit it is. 类别。' })
  kind!: string;

  @Field(() => ID, { nullable: true, description: 'The unit above it. 上级单位。' })
  parentId?: string | null;
}

@InputType({ description: 'What `acceptProposedUnits` takes. 输入。' })
export class AcceptProposedUnitsInput extends MutationInput {
  @Field(() => ID, { description: 'The plan that names the units. 方案编号。' })
  planId!: string;

  @Field(() => [AcceptedUnitInput], { description: 'The units chosen, one by one. 单位。' })
  units!: AcceptedUnitInput[];
}

export const ReadNoticePayload = payload('readNotice', 'plan', () => Plan, 'The draft plan.');
export const SavePlanPayload = payload('savePlan', 'plan', () => Plan, 'The plan with its diagnostics.');
export const BindPlanUnitsPayload = payload('bindPlanUnits', 'plan', () => Plan, 'The plan with its bindings.');
export const SupplementPlanPayload = payload('supplementPlan', 'plan', () => Plan, 'The plan with the supplement worked in.');
export const PublishPlanPayload = payload('publishPlan', 'plan', () => Plan, 'The published plan.');
Field(() => Campaign, { nullable: true, description: 'The campaign, in draft: launch it next. Null when refused. 专项行动（待启动）。' })(
  PublishPlanPayload.prototype,
  'campaign',
);
export const AcceptProposedUnitsPayload = payload('acceptProposedUnits', 'units', () => [Unit], 'The units as registered.');
