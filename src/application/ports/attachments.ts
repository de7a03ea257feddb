/** Files of reports: bytes beside the log, in the same database, so that a backup holds both. What a file is called is in the log as well. */
import type { Attachment } from '../../../workflows/facts';
import type { IdempotencyLedger } from './transaction';

/** A report. */
export interface ReportKey {
  campaignId: string;
  reportId: string;
}

export interface AttachmentFile extends Attachment {
  content: Buffer;
}

export interface Attachments {
  /** Those of these ids that belong to the report they are asked of, in no order. One statement for all reports. */
  named(asked: readonly (ReportKey & { ids: readonly string[] })[]): Promise<(ReportKey & Attachment)[]>;
  file(report: ReportKey, id: string): Promise<AttachmentFile | null>;
}

export interface AttachmentWork {
  /** How much the report has, counted for this transaction alone: others that add to the same report wait. */
  held(report: ReportKey): Promise<{ files: number; bytes: number }>;
  add(report: ReportKey, file: AttachmentFile, by: { accountId: string; at: Date }): Promise<void>;
}

export interface AttachmentTransaction {
  attachments: AttachmentWork;
  idempotency: IdempotencyLedger;
}
