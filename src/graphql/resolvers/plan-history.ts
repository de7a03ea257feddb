import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../../schema/kernel/connection';
import { Plan } from '../../../schema/plan';
import { PlanChange, PlanVersionConnection } from '../../../schema/plan.diff';
import type { PlanChange as Change } from '../../application/desk';
import type { StoredPlan, StoredPlanVersion } from '../../application/ports/plans';
import { signedIn, type DoorContext } from '../context';
import { refusedWith } from '../errors';
import { pageRequest, toConnection } from '../paging';
import { planChangeNode } from '../plan-changes';
import type { PlanNode } from '../plan-nodes';
import { SORT_KEYS } from '../sort-keys';

const FIRST = 1;

@Resolver(() => Plan)
export class PlanHistoryResolver {
  @FieldResolver(() => [PlanChange], { nullable: true })
  async changes(
    @Root() { stored }: PlanNode,
    @Arg('since', () => Int, { nullable: true, description: 'The earlier revision; without it, 1: what was read from the notice. 起始版本。' })
    since: number | null,
    @Ctx() context: DoorContext,
  ) {
    const from = since ?? FIRST;
    if (from < FIRST || from > stored.revision) throw refusedWith('BAD_INPUT', { problem: `since: ${FIRST} … ${stored.revision}` });
    return shown(await changesSince(stored, from, context), context);
  }

  @FieldResolver(() => PlanVersionConnection)
  async versions(@Root() { stored }: PlanNode, @Args(() => PageArgs) page: PageArgs, @Ctx() context: DoorContext) {
    const request = pageRequest(page, SORT_KEYS.planVersions);
    const viewer = signedIn(context);
    const loader = context.loaders.perArguments('Plan.versions', request, (plans: readonly StoredPlan[]) =>
      context.desk.plans.planVersions(viewer, plans, request),
    );
    return toConnection(await loader.load(stored), request, (version) => versionNode(stored, version, context));
  }
}

function versionNode(plan: StoredPlan, { revision, content, savedBy, savedAt }: StoredPlanVersion, context: DoorContext) {
  return {
    ...{ revision, title: content.title, savedAt },
    savedBy: () => context.loaders.accountName.load(savedBy),
    changes: async () =>
      revision === FIRST ? [] : (shown(await changesSince({ ...plan, revision, content }, revision - 1, context), context) ?? []),
  };
}

/** Of all plans and versions of an operation in one statement. */
function changesSince(plan: StoredPlan, since: number, context: DoorContext): Promise<Change[] | null> {
  const viewer = signedIn(context);
  type Asked = { plan: StoredPlan; since: number };
  const loader = context.loaders.perArguments<Asked, Change[] | null>('Plan.changes', null, (asked) => context.desk.plans.planChanges(viewer, asked));
  return loader.load({ plan, since });
}

const shown = (changes: Change[] | null, { language }: DoorContext) => changes?.map((change) => planChangeNode(change, language)) ?? null;
