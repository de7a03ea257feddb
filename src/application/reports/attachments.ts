/**
 * Files of a report. A file is handed over by itself, and belongs to the report from then on; the draft names it by a SAVE_DRAFT, whose event
 * carries its name, size and digest. Whoever may read what names it may read the file.
 */
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { ReportContext } from '../../../workflows';
import type { Attachment } from '../../../workflows/facts';
import { idempotently } from '../idempotently';
import { isOfUnit, relations, type PolicySubject } from '../policy';
import type { AttachmentFile, Attachments, AttachmentTransaction } from '../ports/attachments';
import type { Clock } from '../ports/clock';
import type { Reading } from '../ports/reading';
import type { SubjectKey } from '../ports/store';
import type { Transactions } from '../ports/transaction';
import type { Viewer } from '../ports/viewer';
import { createSight, type Seen } from '../reading/sight';
import { done, type Answer, type Refusal } from '../refusal';
import { standardRefusal, type RefusalCode } from '../refusal-codes';
import { cleanName, kindOfFile, KNOWN_ENDINGS } from './file-kinds';

export interface AttachmentDesk {
  attachments: Attachments;
  transactions: Transactions<AttachmentTransaction>;
  reading: Reading;
  clock: Clock;
}

export interface UploadAttachment {
  report: SubjectKey;
  actingUnit: string | null;
  name: string;
  content: Buffer;
  idempotencyKey: string;
}

const MEGABYTE = 1024 * 1024;
/** In base64 it stays below what a request may have (MAX_BODY_BYTES). */
export const LARGEST_ATTACHMENT = 10 * MEGABYTE;
/** Of one report, with what is no longer named: nothing that was handed over is taken away. */
export const MOST_ATTACHMENTS = 40;
export const MOST_ATTACHED = 100 * MEGABYTE;

/** States in which a draft can be written. */
const OPEN = ['OWED', 'DRAFTING', 'RETURNED'];

export type UploadRefusal = RefusalCode | 'IDEMPOTENCY_KEY_REQUIRED';

export async function uploadAttachment(desk: AttachmentDesk, viewer: Viewer, call: UploadAttachment): Promise<Answer<Attachment, UploadRefusal>> {
  const seen = await seenReport(desk, viewer, call.report);
  if (!seen) return refuse('NOT_FOUND');
  const { subject } = seen;
  const standing = relations(viewer, subject as unknown as PolicySubject, call.actingUnit, { who: ['OWING_UNIT'] });
  if (!standing.ok) return standing;
  if (!standing.value.relations.includes('OWING_UNIT')) return refuse('FORBIDDEN', { right: 'OWING_UNIT' });
  if (!OPEN.includes(subject.state)) return refuse('REPORT_NOT_OPEN', { state: subject.state });
  const { content } = call;
  if (content.length === 0) return refuse('ATTACHMENT_EMPTY', { name: cleanName(call.name) });
  if (content.length > LARGEST_ATTACHMENT)
    return refuse('ATTACHMENT_TOO_LARGE', { megabytes: Math.ceil(content.length / MEGABYTE), most: LARGEST_ATTACHMENT / MEGABYTE });
  const name = cleanName(call.name);
  const kind = kindOfFile(name, content);
  if (!kind.ok)
    return kind.fault === 'UNKNOWN'
      ? refuse('ATTACHMENT_KIND_UNKNOWN', { name, endings: KNOWN_ENDINGS })
      : refuse('ATTACHMENT_NOT_AS_NAMED', { name });
  const digest = createHash('sha256').update(content).digest('hex');
  const report = { campaignId: subject.campaignId, reportId: subject.id };
  return idempotently(
    desk,
    viewer,
    { key: call.idempotencyKey, command: 'uploadReportAttachment', body: { ...report, name, digest } },
    async (tx): Promise<Answer<Attachment, RefusalCode>> => {
      const held = await tx.attachments.held(report);
      if (held.files >= MOST_ATTACHMENTS || held.bytes + content.length > MOST_ATTACHED)
        return refuse('TOO_MANY_ATTACHMENTS', { files: MOST_ATTACHMENTS, megabytes: MOST_ATTACHED / MEGABYTE });
      const file = { id: v7(), name, mediaType: kind.mediaType, size: content.length, digest };
      await tx.attachments.add(report, { ...file, content }, { accountId: viewer.accountId, at: desk.clock.now() });
      return done(file);
    },
  );
}

/** The bytes, for whoever may read what names the file: a submission, or the draft of one's own unit. */
export async function attachmentFile(
  desk: Pick<AttachmentDesk, 'attachments' | 'reading'>,
  viewer: Viewer,
  call: { report: SubjectKey; id: string },
): Promise<Answer<AttachmentFile, 'NOT_FOUND'>> {
  const seen = await seenReport(desk, viewer, call.report);
  if (!seen || seen.level !== 'WHOLE') return refuse('NOT_FOUND');
  const { subject } = seen;
  const { unit } = subject.definition as { unit: string };
  if (!isOfUnit(viewer, unit) && !handedIn(subject.snapshot.context as unknown as ReportContext).includes(call.id)) return refuse('NOT_FOUND');
  const file = await desk.attachments.file({ campaignId: subject.campaignId, reportId: subject.id }, call.id);
  return file ? done(file) : refuse('NOT_FOUND');
}

const handedIn = ({ submissions }: ReportContext): string[] =>
  submissions.flatMap(({ content }) => ((content?.attachments ?? []) as Attachment[]).map(({ id }) => id));

async function seenReport({ reading }: Pick<AttachmentDesk, 'reading'>, viewer: Viewer, key: SubjectKey): Promise<Seen | null> {
  const [seen] = await createSight(viewer, reading).see(await reading.subjects([key]));
  return seen?.subject.kind === 'REPORT' ? seen : null;
}

const refuse = <Code extends RefusalCode>(code: Code, data: Record<string, unknown> = {}): { ok: false; refusal: Refusal<Code> } => ({
  ok: false,
  refusal: { ...standardRefusal(code, data), code },
});
