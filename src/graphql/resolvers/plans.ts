import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Campaign } from '../../../schema/campaign';
import { Plan } from '../../../schema/plan';
import {
  AcceptProposedUnitsInput,
  AcceptProposedUnitsPayload,
  BindPlanUnitsInput,
  BindPlanUnitsPayload,
  PublishPlanInput,
  PublishPlanPayload,
  ReadNoticeInput,
  ReadNoticePayload,
  SavePlanInput,
  SavePlanPayload,
  SupplementPlanInput,
  SupplementPlanPayload,
} from '../../../schema/plan.mutations';
import { standardRefusal } from '../../application/refusal-codes';
import { toPayload } from '../answers';
import { sighted, signedIn, type DoorContext } from '../context';
import { uuidOf } from '../global-id';
import { planContent, planNode, type PlanNode } from '../plan-nodes';
import { loadSubject, subjectNode } from '../subject-nodes';
import { unitNodes } from '../unit-nodes';

const INPUT = { description: 'What it takes. 输入。' } as const;

@Resolver(() => Plan)
export class PlanResolver {
  @Query(() => Plan, { nullable: true, description: 'A plan by its global id; null where the viewer may not see it. 方案。' })
  async plan(@Arg('id', () => ID, { description: 'Global id. 全局编号。' }) id: string, @Ctx() context: DoorContext) {
    signedIn(context);
    const plan = await context.loaders.plan.load(uuidOf('Plan', id));
    return plan && planNode(plan, context);
  }

  @FieldResolver(() => Campaign, { nullable: true })
  campaign(@Root() { campaignId }: PlanNode, @Ctx() context: DoorContext) {
    return campaignId === null ? null : loadSubject({ campaignId, id: campaignId }, context);
  }

  @Mutation(() => ReadNoticePayload, {
    nullable: true,
    description: 'Reads a notice, as text or as a file, into a draft plan. 读入通知，生成方案草稿。',
  })
  async readNotice(@Arg('input', () => ReadNoticeInput, INPUT) input: ReadNoticeInput, @Ctx() context: DoorContext) {
    const viewer = signedIn(context);
    const { officeId, text, file, idempotencyKey } = input;
    if ((text == null) === (file == null)) {
      const refusal = standardRefusal('BAD_INPUT', { problem: '请提供正文或文件之一。Give either text or a file.', path: ['text'] });
      return toPayload({ ok: false, refusal }, context, input, () => ({}));
    }
    const source = file ? { bytes: file.content, fileName: file.name } : { text: text ?? '' };
    const answer = await context.desk.plans.readNotice(viewer, { unitId: uuidOf('Unit', officeId), source, idempotencyKey });
    return toPayload(answer, context, input, (plan) => ({ plan: planNode(plan, context) }));
  }

  @Mutation(() => SavePlanPayload, { nullable: true, description: 'Saves the corrected plan, whole, as a new revision. 保存修改后的方案。' })
  async savePlan(@Arg('input', () => SavePlanInput, INPUT) input: SavePlanInput, @Ctx() context: DoorContext) {
    const answer = await context.desk.plans.savePlan(signedIn(context), {
      ...planCall(input),
      amending: input.amending,
      content: planContent(input.content),
    });
    return toPayload(answer, context, input, (plan) => ({ plan: planNode(plan, context) }));
  }

  @Mutation(() => BindPlanUnitsPayload, { nullable: true, description: 'Says which units the printed names mean. 对应单位名称。' })
  async bindPlanUnits(@Arg('input', () => BindPlanUnitsInput, INPUT) input: BindPlanUnitsInput, @Ctx() context: DoorContext) {
    const viewer = signedIn(context);
    const bindings = input.bindings.map(({ printed, unitIds }) => ({ printed, unitIds: unitIds.map((id) => uuidOf('Unit', id)) }));
    const answer = await context.desk.plans.bindPlanUnits(viewer, { ...planCall(input), amending: input.amending, bindings });
    return toPayload(answer, context, input, (plan) => ({ plan: planNode(plan, context) }));
  }

  @Mutation(() => SupplementPlanPayload, {
    nullable: true,
    description:
      'Works a supplementary notice into the plan of a running campaign, as its next revision; `amendCampaign` takes it over. 并入补充通知。',
  })
  async supplementPlan(@Arg('input', () => SupplementPlanInput, INPUT) input: SupplementPlanInput, @Ctx() context: DoorContext) {
    const viewer = signedIn(context);
    const call = { ...planCall(input), supplementId: uuidOf('Plan', input.supplementId) };
    const answer = await context.desk.plans.supplementPlan(viewer, call);
    return toPayload(answer, context, input, (plan) => ({ plan: planNode(plan, context) }));
  }

  @Mutation(() => PublishPlanPayload, {
    nullable: true,
    description: 'Makes a campaign of the plan, in draft; `launchCampaign` starts it. 发布方案。',
  })
  async publishPlan(@Arg('input', () => PublishPlanInput, INPUT) input: PublishPlanInput, @Ctx() context: DoorContext) {
    const answer = await context.desk.plans.publishPlan(signedIn(context), planCall(input));
    return toPayload(answer, context, input, async ({ plan, campaign }) => {
      const [seen] = await sighted(context).see([campaign]);
      return { plan: planNode(plan, context), campaign: seen ? subjectNode(seen, context) : null };
    });
  }

  @Mutation(() => AcceptProposedUnitsPayload, {
    nullable: true,
    description: 'Registers units that a plan names and the register does not know. 登记方案中的新单位。',
  })
  async acceptProposedUnits(@Arg('input', () => AcceptProposedUnitsInput, INPUT) input: AcceptProposedUnitsInput, @Ctx() context: DoorContext) {
    const viewer = signedIn(context);
    const plan = await context.loaders.plan.load(uuidOf('Plan', input.planId));
    if (!plan) return toPayload({ ok: false, refusal: standardRefusal('NOT_FOUND') }, context, input, () => ({}));
    const printed = await context.desk.plans.planUnits(plan);
    const answer = await context.desk.units.acceptProposedUnits(viewer, {
      office: plan.unitId,
      printed: printed.map(({ name }) => name),
      units: input.units.map(({ name, kind, parentId }) => ({ name, kind: kind as never, parentId: parentId ? uuidOf('Unit', parentId) : null })),
      on: plan.content.issuedOn?.length === 10 ? plan.content.issuedOn : null,
      idempotencyKey: input.idempotencyKey,
    });
    return toPayload(answer, context, input, (units) => ({
      units: unitNodes(
        units.map(({ id }) => id),
        context,
      ),
    }));
  }
}

function planCall({ id, expectedRevision, idempotencyKey }: { id: string; expectedRevision: number; idempotencyKey: string }) {
  return { planId: uuidOf('Plan', id), expectedRevision, idempotencyKey };
}
