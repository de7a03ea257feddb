/** What the use cases on notices and plans work with. */
import type { Drive } from '../drive/types';
import type { WorkCalendars } from '../ports/calendar';
import type { CampaignRecords } from '../ports/campaigns';
import type { Clock } from '../ports/clock';
import type { Plans, PlanTransaction } from '../ports/plans';
import type { Transactions } from '../ports/transaction';
import type { UnitDirectory } from '../ports/units';
import type { Answer, Refusal } from '../refusal';
import { standardRefusal, type RefusalCode } from '../refusal-codes';

export type NoticeRefusal =
  'NOTICE_EMPTY' | 'NOTICE_TOO_LARGE' | 'NOTICE_UNREADABLE' | 'NOTICE_FORMAT_UNKNOWN' | 'NOTICE_ARCHIVE_BOMB' | 'NOTICE_WITHOUT_TASKS';

export interface PlanDesk {
  transactions: Transactions<PlanTransaction>;
  plans: Plans;
  records: CampaignRecords;
  units: UnitDirectory;
  calendars: WorkCalendars;
  clock: Clock;
  drive: Pick<Drive, 'create' | 'drive'>;
  /** The text of a document. Refuses what is empty, too large, damaged or of a kind that is not known. */
  documents: { read(bytes: Uint8Array, fileName: string | null): Promise<Answer<{ text: string; mediaType: string }, NoticeRefusal>> };
}

/** Refuses in the standing words of the table. */
export const refuse = <Code extends RefusalCode>(code: Code, data: Record<string, unknown> = {}): { ok: false; refusal: Refusal<Code> } => ({
  ok: false,
  refusal: { ...standardRefusal(code, data), code },
});
