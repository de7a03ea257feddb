import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { AmendmentPreview } from '../../../schema/amendment';
import { orThrow } from '../answers';
import { signedIn, type DoorContext } from '../context';
import { subjectKeyOf, toGlobalId, uuidOf } from '../global-id';
import { reasonNode } from '../subject-parts';
import { unitNodes } from '../unit-nodes';

@Resolver()
export class AmendmentResolver {
  @Query(() => AmendmentPreview, {
    description: 'What taking over a later revision of the plan would do to the running campaign. For its coordinators. 预览方案调整的影响。',
  })
  async amendmentPreview(
    @Arg('campaignId', () => ID, { description: 'Global id of the campaign. 专项行动。' }) campaignId: string,
    @Arg('planRevision', () => Int, { description: 'The revision of its plan. 方案版本。' }) planRevision: number,
    @Arg('taskIds', () => [ID], { nullable: true, description: 'Only these running tasks; new tasks are always added. 仅限这些任务。' })
    taskIds: string[] | null,
    @Ctx() context: DoorContext,
  ) {
    const call = {
      ...{ campaignId: uuidOf('Campaign', campaignId), planRevision, reason: 'PREVIEW' },
      subjects: taskIds?.map((id) => subjectKeyOf('Task', id).id) ?? null,
    };
    const preview = orThrow(await context.desk.previewAmendment(signedIn(context), call));
    const { language } = context;
    return {
      planRevision: preview.planRevision,
      allowed: preview.allowed,
      reasons: preview.reasons.map((reason) => reasonNode(reason, language)),
      phases: preview.phases,
      tasks: preview.tasks.map(({ subject, joining, leaving, reasons, ...task }) => ({
        ...task,
        taskId: subject === null ? null : toGlobalId('Task', call.campaignId, subject),
        joining: () => unitNodes(joining, context),
        leaving: () => unitNodes(leaving, context),
        reasons: reasons.map((reason) => reasonNode(reason, language)),
      })),
      chased: preview.chased,
      reports: preview.reports.map(({ units, ...report }) => ({ ...report, count: units.length, units: () => unitNodes(units, context) })),
    };
  }
}
