import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql';
import { CampaignConnection } from '../../../schema/campaign';
import { InboxFilterInput } from '../../../schema/filters';
import { PageArgs } from '../../../schema/kernel/connection';
import { PlanConnection } from '../../../schema/plan';
import { PlanStatus } from '../../../schema/plan.enums';
import { InboxConnection, MarkMessagesReadInput, MarkMessagesReadPayload, MessageConnection, Viewer } from '../../../schema/viewer';
import type { PlanStatus as Status } from '../../application/ports/plans';
import { sighted, signedIn, type DoorContext } from '../context';
import { inboxFilter } from '../filters';
import { pageRequest, toConnection } from '../paging';
import { viewerNode } from '../people-nodes';
import { planNode } from '../plan-nodes';
import { requestError } from '../request-errors';
import { isBigint, SORT_KEYS } from '../sort-keys';
import { loadSubject, subjectNode } from '../subject-nodes';
import { readyUnits, unitNode, unitNodes } from '../unit-nodes';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Who is signed in, and what is theirs. 当前用户。' })
  viewer(@Ctx() context: DoorContext) {
    return viewerNode(signedIn(context), context);
  }

  @FieldResolver(() => InboxConnection)
  async inbox(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => InboxFilterInput, { nullable: true, description: 'Only these. 筛选条件。' }) filter: InboxFilterInput | null,
    @Ctx() context: DoorContext,
  ) {
    const sight = sighted(context);
    const request = pageRequest(page, SORT_KEYS.inbox);
    const { inbox } = context.desk.subjects;
    const only = inboxFilter(filter);
    const found = await inbox.page(sight, only, request);
    await readyUnits(
      found.rows.flatMap(({ row }) => row.coUnits),
      context,
    );
    const connection = toConnection(found, request, ({ seen, unitId, role, partState, dueOn, lamp, workingDaysLeft, coUnits }) => ({
      kind: seen.subject.kind,
      title: seen.subject.title,
      role,
      partState,
      dueOn,
      lamp,
      workingDaysLeft,
      subject: () => subjectNode(seen, context),
      unit: () => unitNode(unitId, context),
      coUnits: () => unitNodes(coUnits, context),
    }));
    return Object.assign(connection, { totalCount: () => inbox.count(sight, only) });
  }

  @FieldResolver(() => CampaignConnection)
  async campaigns(@Args(() => PageArgs) page: PageArgs, @Ctx() context: DoorContext) {
    const request = pageRequest(page, SORT_KEYS.campaigns);
    return toConnection(await context.desk.subjects.reader.campaigns(sighted(context), null, request), request, (seen) => subjectNode(seen, context));
  }

  @FieldResolver(() => PlanConnection)
  async plans(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('status', () => PlanStatus, { nullable: true, description: 'Draft or published. 状态。' }) status: Status | null = null,
    @Ctx() context: DoorContext,
  ) {
    const request = pageRequest(page, SORT_KEYS.plans);
    return toConnection(await context.desk.plans.plansOfViewer(signedIn(context), status, request), request, (plan) => planNode(plan, context));
  }

  @FieldResolver(() => MessageConnection)
  async messages(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('unreadOnly', () => Boolean, { defaultValue: false, description: 'Only those not read yet. 仅未读。' }) unreadOnly: boolean,
    @Ctx() context: DoorContext,
  ) {
    const request = pageRequest(page, SORT_KEYS.messages);
    const found = await context.desk.subjects.reader.messages(sighted(context), unreadOnly, request);
    return toConnection(found, request, ({ unitId, campaignId, subjectId, ...message }) => ({
      ...message,
      unit: () => unitNode(unitId, context),
      subject: () => loadSubject({ campaignId, id: subjectId }, context),
    }));
  }

  @Mutation(() => MarkMessagesReadPayload, { nullable: true, description: 'Marks messages of the own units as read. 标记消息为已读。' })
  async markMessagesRead(
    @Arg('input', () => MarkMessagesReadInput, { description: 'Which. 输入。' }) { ids, clientMutationId = null }: MarkMessagesReadInput,
    @Ctx() context: DoorContext,
  ) {
    const sight = sighted(context);
    const wrong = ids.find((id) => !isBigint(id));
    if (wrong !== undefined) throw requestError('INVALID_ID', { id: wrong.slice(0, 100) });
    // Marking twice is marking once, so the key need not be kept.
    const marked = await context.desk.subjects.markRead(sight, ids);
    return { marked, userErrors: [], clientMutationId };
  }
}
