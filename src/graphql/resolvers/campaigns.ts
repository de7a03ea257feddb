import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { BoardRow, CountDimension, GroupCount, UnitStanding } from '../../../schema/board';
import { Campaign, CampaignConnection } from '../../../schema/campaign';
import { CoordinatingBody } from '../../../schema/coordinating-body';
import { SubjectFilterInput, SubjectOrder } from '../../../schema/filters';
import { PageArgs } from '../../../schema/kernel/connection';
import { SubjectState } from '../../../schema/kernel/law-names';
import { ReportConnection } from '../../../schema/report';
import { TaskConnection } from '../../../schema/task';
import type { CampaignContext } from '../../application/desk';
import type { CountDimension as Dimension, CountRow } from '../../application/ports/reading';
import { sighted, type DoorContext } from '../context';
import { subjectFilter } from '../filters';
import { uuidOf } from '../global-id';
import { pageRequest, toConnection } from '../paging';
import { SORT_KEYS } from '../sort-keys';
import { loadSubject, subjectId, subjectNode, type SubjectKindName, type SubjectNode } from '../subject-nodes';
import { unitNode } from '../unit-nodes';

const FILTER = { nullable: true, description: 'Only these. 筛选条件。' } as const;
const ORDER = { defaultValue: 'PLAN_ORDER', description: 'In which order. 排序。' } as const;
const BY = { description: 'By what is counted, together. 统计维度。' } as const;

@Resolver(() => Campaign)
export class CampaignResolver {
  @Query(() => Campaign, { nullable: true, description: 'A campaign by its global id; null where the viewer may not see it. 专项行动。' })
  campaign(@Arg('id', () => ID, { description: 'Global id. 全局编号。' }) id: string, @Ctx() context: DoorContext) {
    sighted(context);
    const campaignId = uuidOf('Campaign', id);
    return loadSubject({ campaignId, id: campaignId }, context);
  }

  @Query(() => CampaignConnection, { description: 'The campaigns that the viewer may see, newest first. 专项行动列表。' })
  async campaigns(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('states', () => [SubjectState], { nullable: true, description: 'In one of these states. 状态。' }) states: string[] | null,
    @Ctx() context: DoorContext,
  ) {
    const request = pageRequest(page, SORT_KEYS.campaigns);
    return toConnection(await context.desk.subjects.reader.campaigns(sighted(context), states, request), request, (seen) =>
      subjectNode(seen, context),
    );
  }

  @FieldResolver(() => Campaign, { nullable: true, description: 'The campaign it is a part of, where the viewer sees that one. 上级专项行动。' })
  superior(@Root() { seen }: SubjectNode, @Ctx() context: DoorContext) {
    const { superior } = seen.subject.snapshot.context as unknown as CampaignContext;
    return superior ? loadSubject({ campaignId: superior.campaign, id: superior.campaign }, context) : null;
  }

  @FieldResolver(() => [Campaign], {
    description: 'The campaigns that are a part of it, as far as the viewer sees them, the older first. 下级专项行动。',
  })
  async lowerCampaigns(@Root() { seen }: SubjectNode, @Ctx() context: DoorContext) {
    const sight = sighted(context);
    const loader = context.loaders.perArguments('lowerCampaigns', null, (ids: readonly string[]) => context.desk.figures.lowerCampaigns(sight, ids));
    return (await loader.load(seen.subject.campaignId)).map((one) => subjectNode(one, context));
  }

  @FieldResolver(() => TaskConnection, { nullable: true })
  tasks(
    @Root() node: SubjectNode,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => SubjectFilterInput, FILTER) filter: SubjectFilterInput | null,
    @Arg('order', () => SubjectOrder, ORDER) order: SubjectOrder,
    @Ctx() context: DoorContext,
  ) {
    return subjectsOf(node, 'TASK', page, filter, order, context);
  }

  @FieldResolver(() => ReportConnection, { nullable: true })
  reports(
    @Root() node: SubjectNode,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => SubjectFilterInput, FILTER) filter: SubjectFilterInput | null,
    @Arg('order', () => SubjectOrder, ORDER) order: SubjectOrder,
    @Ctx() context: DoorContext,
  ) {
    return subjectsOf(node, 'REPORT', page, filter, order, context);
  }

  @FieldResolver(() => CoordinatingBody, { nullable: true })
  async body(@Root() { seen }: SubjectNode, @Ctx() context: DoorContext) {
    const found = await context.loaders.body.load(seen.subject.campaignId);
    return found && subjectNode(found, context);
  }

  @FieldResolver(() => [GroupCount], { description: 'How many tasks there are, by group, without loading them. 任务分组计数。' })
  taskCounts(
    @Root() node: SubjectNode,
    @Arg('by', () => [CountDimension], BY) by: Dimension[],
    @Arg('filter', () => SubjectFilterInput, FILTER) filter: SubjectFilterInput | null,
    @Ctx() context: DoorContext,
  ) {
    return counts(node, 'TASK', by, filter, context);
  }

  @FieldResolver(() => [GroupCount], { description: 'How many reports there are, by group, without loading them. 报送分组计数。' })
  reportCounts(
    @Root() node: SubjectNode,
    @Arg('by', () => [CountDimension], BY) by: Dimension[],
    @Arg('filter', () => SubjectFilterInput, FILTER) filter: SubjectFilterInput | null,
    @Ctx() context: DoorContext,
  ) {
    return counts(node, 'REPORT', by, filter, context);
  }

  @FieldResolver(() => [BoardRow], { description: 'The matrix of tasks and units, overdue first. 任务看板。' })
  taskBoard(@Root() node: SubjectNode, @Ctx() context: DoorContext) {
    return board(node, 'TASK', context);
  }

  @FieldResolver(() => [BoardRow], { description: 'The matrix of reports and periods, overdue first. 报送看板。' })
  reportBoard(@Root() node: SubjectNode, @Ctx() context: DoorContext) {
    return board(node, 'REPORT', context);
  }

  @FieldResolver(() => [UnitStanding], { description: 'How each unit does, best first; only the own ones for who takes part. 单位进展排名。' })
  async standings(@Root() { seen }: SubjectNode, @Ctx() context: DoorContext) {
    const sight = sighted(context);
    const loader = context.loaders.perArguments('standings', null, (ids: readonly string[]) => context.desk.subjects.reader.standings(sight, ids));
    const standings = await loader.load(seen.subject.campaignId);
    return standings.map(({ unitId, ...numbers }) => ({ ...numbers, unit: () => unitNode(unitId, context) }));
  }
}

export async function subjectsOf(
  { seen }: SubjectNode,
  kind: SubjectKindName,
  page: PageArgs,
  filter: SubjectFilterInput | null,
  order: SubjectOrder,
  context: DoorContext,
) {
  const request = pageRequest(page, order === 'DUE_FIRST' ? SORT_KEYS.subjectsByDue : SORT_KEYS.subjectsInPlanOrder);
  const { reader } = context.desk.subjects;
  const sight = sighted(context);
  const only = await subjectFilter(filter, context);
  const loader = context.loaders.perArguments('subjectsOf', [kind, only, order, request], (ids: readonly string[]) =>
    reader.subjectsOf(sight, ids, kind, only, order, request),
  );
  const found = await loader.load(seen.subject.campaignId);
  return toConnection(found, request, (one) => subjectNode(one, context));
}

async function counts({ seen }: SubjectNode, kind: SubjectKindName, by: Dimension[], filter: SubjectFilterInput | null, context: DoorContext) {
  const { reader } = context.desk.subjects;
  const sight = sighted(context);
  const only = await subjectFilter(filter, context);
  const loader = context.loaders.perArguments('counts', [kind, by, only], (ids: readonly string[]) => reader.counts(sight, ids, kind, by, only));
  const rows = await loader.load(seen.subject.campaignId);
  return rows.map(({ group, count }: CountRow) => ({
    unit: () => (group.UNIT ? unitNode(group.UNIT, context) : null),
    role: group.ROLE ?? null,
    state: group.STATE ?? null,
    partState: group.PART_STATE ?? null,
    timeliness: group.TIMELINESS ?? null,
    phase: group.PHASE ?? null,
    count,
  }));
}

async function board({ seen }: SubjectNode, kind: SubjectKindName, context: DoorContext) {
  const { campaignId } = seen.subject;
  const { reader } = context.desk.subjects;
  const sight = sighted(context);
  const rows = await context.loaders.perArguments('board', kind, (ids: readonly string[]) => reader.board(sight, ids, kind)).load(campaignId);
  return rows.map(({ subjectId: id, cells, ...row }) => ({
    ...row,
    id: subjectId({ campaignId, id }, kind),
    cells: cells.map(({ unitId, ...cell }) => ({ ...cell, unit: () => unitNode(unitId, context) })),
  }));
}
