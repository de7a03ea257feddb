import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MutationInput, payload } from './kernel/mutation';
import { Base64Scalar } from './kernel/scalars';

@ObjectType({ simpleResolvers: true, description: 'A file that was handed in with a report. 附件。' })
export class Attachment {
  @Field(() => ID, { description: 'Within its report. 附件编号。' })
  id!: string;

  @Field(() => String, { description: 'Name of the file. 文件名。' })
  name!: string;

  @Field(() => String, { description: 'Its media type. 文件类型。' })
  mediaType!: string;

  @Field(() => Int, { description: 'Bytes. 字节数。' })
  size!: number;

  @Field(() => String, { description: 'SHA-256 of its bytes, hexadecimal; the log keeps it. 文件摘要。' })
  digest!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A file with its bytes. 附件内容。' })
export class AttachmentFile extends Attachment {
  @Field(() => Base64Scalar, { description: 'Its bytes. 文件内容。' })
  content!: Buffer;
}

@InputType({ description: 'What `uploadReportAttachment` takes. 输入。' })
export class UploadReportAttachmentInput extends MutationInput {
  @Field(() => ID, { description: 'The report, while a draft of it can be written. 报送。' })
  reportId!: string;

  @Field(() => ID, { nullable: true, description: 'For whom the viewer acts, if several units are possible. 办理单位。' })
  actingUnitId?: string | null;

  @Field(() => String, { description: 'Name of the file with its ending; it is kept without paths and invisible characters. 文件名（含扩展名）。' })
  name!: string;

  @Field(() => Base64Scalar, { description: 'Its bytes, at most 10 MiB. 文件内容。' })
  content!: Buffer;
}

export const UploadReportAttachmentPayload = payload(
  'uploadReportAttachment',
  'attachment',
  () => Attachment,
  'The file; a draft names it with `saveReportDraft(attachments: …)`.',
);
