import { EntitySchema } from '@mikro-orm/core';

/** A file of a report. The log names it by id, with name, size and digest. */
export interface AttachmentRow {
  campaignId: string;
  reportId: string;
  id: string;
  name: string;
  mediaType: string;
  size: number;
  /** SHA-256. */
  digest: Buffer;
  content: Buffer;
  uploadedBy: string;
  uploadedAt: Date;
}
export const Attachment = new EntitySchema<AttachmentRow>({
  name: 'Attachment',
  tableName: 'attachment',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    reportId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    mediaType: { type: 'text' },
    size: { type: 'integer' },
    digest: { type: 'blob' },
    content: { type: 'blob' },
    uploadedBy: { type: 'uuid' },
    uploadedAt: { type: 'datetime', columnType: 'timestamptz' },
  },
});
