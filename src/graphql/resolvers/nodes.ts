import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Node } from '../../../schema/kernel/node';
import { signedIn, type DoorContext } from '../context';
import { fromGlobalId, subjectKeyOf } from '../global-id';
import { MAX_PAGE } from '../paging';
import { planNode } from '../plan-nodes';
import { requestError } from '../request-errors';
import { loadSubject } from '../subject-nodes';
import { unitOrNull } from '../unit-nodes';
import { accountNode } from '../people-nodes';

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Anything by its global id; null where there is none for the viewer. 按全局编号取对象。' })
  node(@Arg('id', () => ID, { description: 'Global id. 全局编号。' }) id: string, @Ctx() context: DoorContext) {
    signedIn(context);
    return load(id, context);
  }

  @Query(() => [Node], { nullable: 'items', description: 'Several at once, at most 100, in the order asked. 批量按全局编号取对象。' })
  nodes(@Arg('ids', () => [ID], { description: 'Global ids. 全局编号。' }) ids: string[], @Ctx() context: DoorContext) {
    signedIn(context);
    if (ids.length > MAX_PAGE) throw requestError('PAGE_SIZE_OUT_OF_RANGE', { max: MAX_PAGE });
    return ids.map((id) => load(id, context));
  }
}

async function load(id: string, context: DoorContext): Promise<object | null> {
  const { kind, parts } = fromGlobalId(id);
  const [uuid = ''] = parts;
  switch (kind) {
    case 'Campaign':
    case 'Task':
    case 'Report':
    case 'CoordinatingBody':
    case 'Bulletin':
    case 'Record':
    case 'Difference': {
      const found = await loadSubject(subjectKeyOf(kind, id), context);
      return found?.__typename === kind ? found : null;
    }
    case 'Unit':
      return unitOrNull(uuid, context);
    case 'Plan': {
      const plan = await context.loaders.plan.load(uuid);
      return plan && planNode(plan, context);
    }
    case 'Account':
      return accountNode(uuid, context);
    case 'Notice':
    case 'Membership':
      // Reached through their plan and their account.
      return null;
  }
}
