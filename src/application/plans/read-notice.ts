/** An issued notice, as text or as a file, becomes a draft plan of the office that reads it. */
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { civilDateOf } from '../../domain/calendar';
import { readNotice as readNoticeText } from '../../domain/notice';
import { forbidden, mayWritePlansOf } from '../policy';
import { idempotently } from '../idempotently';
import type { StoredNotice, StoredPlan } from '../ports/plans';
import type { Viewer } from '../ports/viewer';
import type { Answer } from '../refusal';
import { planAt, recordOf, type PlanAt } from './change-plan';
import { checkPlan } from './check-plan';
import { refuse, type NoticeRefusal, type PlanDesk } from './desk';
import { around, certainBindings, references } from './match-units';

export interface ReadNotice {
  /** The office in whose name the notice is read; it will own the campaign. */
  unitId: string;
  source: { text: string } | { bytes: Uint8Array; fileName: string };
  idempotencyKey: string;
}

export type ReadNoticeRefusal = NoticeRefusal | 'FORBIDDEN' | 'IDEMPOTENCY_KEY_REQUIRED' | 'IDEMPOTENCY_KEY_REUSED';

export async function readNotice(desk: PlanDesk, viewer: Viewer, call: ReadNotice): Promise<Answer<StoredPlan, ReadNoticeRefusal>> {
  if (!mayWritePlansOf(viewer, call.unitId)) return forbidden('WRITE_PLANS');
  const bytes = 'text' in call.source ? Buffer.from(call.source.text, 'utf8') : call.source.bytes;
  const fileName = 'text' in call.source ? null : call.source.fileName;
  const digest = createHash('sha256').update(bytes).digest();
  const body = { unitId: call.unitId, fileName, digest: digest.toString('hex') };
  // Read before the transaction: a long document must not keep a connection waiting.
  const draft = await readDraft(desk, viewer, call.unitId, bytes, fileName, digest);
  const answer = await idempotently(
    desk,
    viewer,
    { key: call.idempotencyKey, command: 'readNotice', body },
    async (tx): Promise<Answer<PlanAt, NoticeRefusal>> => {
      if (!draft.ok) return draft;
      const { notice, plan } = draft.value;
      await tx.plans.addNotice(notice);
      await tx.plans.addPlan(plan);
      return { ok: true, value: recordOf(plan) };
    },
  );
  return answer.ok ? { ok: true, value: await planAt(desk, answer.value) } : answer;
}

async function readDraft(
  desk: PlanDesk,
  viewer: Viewer,
  unitId: string,
  bytes: Uint8Array,
  fileName: string | null,
  digest: Buffer,
): Promise<Answer<{ notice: StoredNotice; plan: StoredPlan }, NoticeRefusal>> {
  const document = await desk.documents.read(bytes, fileName);
  if (!document.ok) return document;
  const { text, mediaType } = document.value;
  const read = readNoticeText(text, { lint: false });
  if (read.tasks.length === 0) return refuse('NOTICE_WITHOUT_TASKS');
  const at = desk.clock.now();
  const context = around(await references(desk, civilDateOf(at)), unitId, read);
  const bindings = certainBindings(read, context);
  const content = { ...read, diagnostics: checkPlan(read, bindings, context) };
  const made = { unitId, createdBy: viewer.accountId, createdAt: at };
  const notice: StoredNotice = { id: v7(), ...made, fileName, mediaType, text, digest };
  const plan: StoredPlan = {
    ...{ id: v7(), ...made, noticeId: notice.id, title: content.title, status: 'DRAFT', revision: 1, content, bindings },
    ...{ campaignId: null, amends: false, updatedAt: at },
  };
  return { ok: true, value: { notice, plan } };
}
