import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { AttachmentFile, UploadReportAttachmentInput, UploadReportAttachmentPayload } from '../../../schema/attachment';
import { orThrow, toPayload } from '../answers';
import { signedIn, type DoorContext } from '../context';
import { subjectKeyOf, uuidOf } from '../global-id';

@Resolver()
export class AttachmentResolver {
  @Mutation(() => UploadReportAttachmentPayload, {
    nullable: true,
    description: 'Hands a file over to a report; a draft names it afterwards. 上传附件。',
  })
  async uploadReportAttachment(
    @Arg('input', () => UploadReportAttachmentInput, { description: 'See `UploadReportAttachmentInput`. 输入。' }) input: UploadReportAttachmentInput,
    @Ctx() context: DoorContext,
  ) {
    const { reportId, actingUnitId, name, content, idempotencyKey } = input;
    const answer = await context.desk.reports.uploadAttachment(signedIn(context), {
      report: subjectKeyOf('Report', reportId),
      actingUnit: actingUnitId ? uuidOf('Unit', actingUnitId) : null,
      ...{ name, content, idempotencyKey },
    });
    return toPayload(answer, context, input, (attachment) => ({ attachment }));
  }

  @Query(() => AttachmentFile, { description: 'A file of a report, for whoever may read what names it. 附件下载。' })
  async reportAttachment(
    @Arg('reportId', () => ID, { description: 'The report. 报送。' }) reportId: string,
    @Arg('id', () => ID, { description: 'The file within it. 附件编号。' }) id: string,
    @Ctx() context: DoorContext,
  ) {
    return orThrow(await context.desk.reports.attachmentFile(signedIn(context), { report: subjectKeyOf('Report', reportId), id }));
  }
}
