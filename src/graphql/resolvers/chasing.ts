/** 催报 to all who are late, and what did not arrive. */
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { DeliveryFailure, UndeliveredMessage, UrgeLateReportsInput, UrgeLateReportsPayload } from '../../../schema/message-delivery';
import { orThrow } from '../answers';
import { signedIn, type DoorContext } from '../context';
import { toUserError } from '../errors';
import { toGlobalId, uuidOf } from '../global-id';
import { loadSubject } from '../subject-nodes';
import { readyUnits, unitNode } from '../unit-nodes';

@Resolver()
export class ChasingResolver {
  @Mutation(() => UrgeLateReportsPayload, {
    nullable: true,
    description:
      'Urges all who have not handed in what was due, each with its own result. Sent again under the same key, nobody is urged twice. 一键催报全部逾期未报。',
  })
  async urgeLateReports(
    @Arg('input', () => UrgeLateReportsInput, { description: 'See `UrgeLateReportsInput`. 输入。' }) input: UrgeLateReportsInput,
    @Ctx() context: DoorContext,
  ) {
    const viewer = signedIn(context);
    const { rule = null, period = null, message = null, actingUnitId, idempotencyKey, clientMutationId = null } = input;
    const campaignId = uuidOf('Campaign', input.campaignId);
    const actingUnit = actingUnitId ? uuidOf('Unit', actingUnitId) : null;
    const answer = await context.desk.reports.urgeLateReports(viewer, { campaignId, rule, period, message, actingUnit, idempotencyKey });
    if (!answer.ok)
      return { reports: [], accepted: 0, refused: 0, more: false, userErrors: [toUserError(answer.refusal, context.language)], clientMutationId };
    const { results, more } = answer.value;
    await readyUnits(
      results.map(({ report }) => report.unit),
      context,
    );
    const accepted = results.filter(({ outcome }) => outcome.ok).length;
    return {
      reports: results.map(({ report, outcome }) => ({
        reportId: toGlobalId('Report', campaignId, report.id),
        unit: unitNode(report.unit, context),
        userErrors: outcome.ok ? [] : [toUserError(outcome.refusal, context.language)],
      })),
      ...{ accepted, refused: results.length - accepted, more, userErrors: [], clientMutationId },
    };
  }

  @Query(() => [UndeliveredMessage], {
    description: 'Messages that did not arrive by mail or webhook, the newest hundred. For the coordinators of the campaign. 未送达的消息。',
  })
  async undeliveredMessages(
    @Arg('campaignId', () => ID, { description: 'Global id of the campaign. 专项行动。' }) campaignId: string,
    @Ctx() context: DoorContext,
  ) {
    const found = orThrow(await context.desk.messages.undeliveredMessages(signedIn(context), uuidOf('Campaign', campaignId)));
    return found.map(({ campaignId: campaign, subjectId, recipient, ...row }) => ({
      ...row,
      recipient: () => (recipient === null ? null : context.loaders.accountName.load(recipient)),
      subject: () => loadSubject({ campaignId: campaign, id: subjectId }, context),
    }));
  }

  @Query(() => [DeliveryFailure], {
    description: 'What goes wrong with mail and webhook, by reason, over all campaigns. For administrators and auditors. 消息渠道故障。',
  })
  async deliveryFailures(@Ctx() context: DoorContext) {
    return orThrow(await context.desk.messages.deliveryFailures(signedIn(context)));
  }
}
