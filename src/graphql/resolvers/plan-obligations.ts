import { Arg, Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../../schema/kernel/connection';
import { Plan } from '../../../schema/plan';
import { PlanObligationConnection, PlanObligationCount } from '../../../schema/plan.obligations';
import type { PlanObligation } from '../../application/desk';
import { signedIn, type DoorContext } from '../context';
import { uuidOf } from '../global-id';
import { pageRequest, toConnection } from '../paging';
import type { PlanNode } from '../plan-nodes';
import { SORT_KEYS } from '../sort-keys';
import { unitNode } from '../unit-nodes';

@Resolver(() => Plan)
export class PlanObligationResolver {
  @FieldResolver(() => PlanObligationConnection, { nullable: true })
  async obligations(
    @Root() { stored }: PlanNode,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('unitId', () => ID, { nullable: true, description: 'Only of this unit. 仅此单位。' }) unitId: string | null | undefined,
    @Arg('rule', () => String, { nullable: true, description: 'Only of this rule, e.g. `r2`. 仅此报送要求。' }) rule: string | null | undefined,
    @Ctx() context: DoorContext,
  ) {
    const request = pageRequest(page, SORT_KEYS.planObligations);
    const unit = unitId == null ? null : uuidOf('Unit', unitId);
    const found = await context.desk.plans.planObligations(signedIn(context), stored, { unit, rule: rule ?? null, page: request });
    if (!found) return null;
    const connection = toConnection(found.page, request, (obligation) => obligationNode(obligation, context));
    return Object.assign(connection, { totalCount: found.total });
  }

  @FieldResolver(() => [PlanObligationCount], { nullable: true })
  async obligationCounts(@Root() { stored }: PlanNode, @Ctx() context: DoorContext) {
    const counts = await context.desk.plans.planObligationCounts(signedIn(context), stored);
    return counts?.map(({ what, ...count }) => ({ ...count, kind: what })) ?? null;
  }
}

function obligationNode({ unit, what, title, rule, period, dueOn, closesOn, phase, notAnnounced }: PlanObligation, context: DoorContext) {
  return { kind: what, title, rule, period, dueOn, closesOn, phase, notAnnounced, unit: () => unitNode(unit, context) };
}
