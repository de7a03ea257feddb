import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { BulletinConnection, BulletinFile, DraftBulletinInput, DraftBulletinPayload } from '../../../schema/bulletin';
import { Campaign } from '../../../schema/campaign';
import { PageArgs } from '../../../schema/kernel/connection';
import { WorkbookFile } from '../../../schema/workbook';
import { toPayload } from '../answers';
import { sighted, signedIn, type DoorContext } from '../context';
import { subjectKeyOf, toGlobalId, uuidOf } from '../global-id';
import { subjectNode, type SubjectNode } from '../subject-nodes';
import { workbookNode } from '../workbook-node';
import { subjectsOf } from './campaigns';

@Resolver(() => Campaign)
export class BulletinResolver {
  @FieldResolver(() => BulletinConnection, {
    nullable: true,
    description: 'Its bulletins, oldest first; who takes part sees those that were published. 通报。',
  })
  bulletins(@Root() node: SubjectNode, @Args(() => PageArgs) page: PageArgs, @Ctx() context: DoorContext) {
    return subjectsOf(node, 'BULLETIN', page, null, 'PLAN_ORDER', context);
  }

  @Query(() => BulletinFile, {
    nullable: true,
    description: 'The paper of a bulletin, for whoever may read the bulletin; null otherwise. 通报公文下载。',
  })
  async bulletinPaper(@Arg('id', () => ID, { description: 'The bulletin. 通报。' }) id: string, @Ctx() context: DoorContext) {
    sighted(context);
    const seen = await context.loaders.subject.load(subjectKeyOf('Bulletin', id));
    return seen?.subject.kind === 'BULLETIN' ? context.desk.bulletins.bulletinFile(seen) : null;
  }

  @Query(() => WorkbookFile, {
    nullable: true,
    description:
      'The statistics of a bulletin as a workbook: ranking, rates, figures by unit with totals and coverage, and the reports behind every row, as they were counted. For whoever may read the bulletin, the figures and reports of units as far as they may be seen; null otherwise. 通报统计表下载。',
  })
  async bulletinWorkbook(@Arg('id', () => ID, { description: 'The bulletin. 通报。' }) id: string, @Ctx() context: DoorContext) {
    const { units } = sighted(context);
    const seen = await context.loaders.subject.load(subjectKeyOf('Bulletin', id));
    if (seen?.subject.kind !== 'BULLETIN') return null;
    const reportId = (report: string): string => toGlobalId('Report', seen.subject.campaignId, report);
    return workbookNode(await context.desk.bulletins.bulletinWorkbook(seen, { units, reportId }));
  }

  @Mutation(() => DraftBulletinPayload, {
    nullable: true,
    description: 'Draft a bulletin of a period, counted and ranked by the rules of the plan; for coordinators. 起草通报。',
  })
  async draftBulletin(
    @Arg('input', () => DraftBulletinInput, { description: 'See `DraftBulletinInput`. 输入。' }) input: DraftBulletinInput,
    @Ctx() context: DoorContext,
  ) {
    const { campaignId, from, to, title = null, actingUnitId, idempotencyKey } = input;
    const answer = await context.desk.bulletins.draftBulletin(signedIn(context), {
      campaignId: uuidOf('Campaign', campaignId),
      period: { from, to },
      actingUnit: actingUnitId ? uuidOf('Unit', actingUnitId) : null,
      ...{ title, idempotencyKey },
    });
    return toPayload(answer, context, input, async (subject) => {
      const [seen] = await sighted(context).see([subject]);
      return { bulletin: seen ? subjectNode(seen, context) : null };
    });
  }
}
