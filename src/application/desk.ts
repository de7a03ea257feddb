/**
 * What the door asks of the desk: one interface, put together by compose.ts. Everything that shows or changes something takes the viewer
 * first and applies the policy itself: what a viewer may not see is answered as if it did not exist.
 */
import type { Law, PossibleEvent } from '../../workflows/contract';
import type { Criterion } from '../../workflows/facts';
import type { Drive } from './drive/types';
import type { SubjectLevel } from './policy';
import type { Publisher } from './ports/publisher';
import type {
  BoardRow,
  CountDimension,
  CountRow,
  DeadlineRow,
  HistoryRow,
  InboxFilter,
  InboxRow,
  MessageRow,
  Page,
  PageRequest,
  SubjectFilter,
  SubjectSort,
  UnitStanding,
} from './ports/reading';
import type { StoredSubject, SubjectKey } from './ports/store';
import type { Viewer } from './ports/viewer';
import type { Answer } from './refusal';
import type { RefusalCode } from './refusal-codes';

/** A subject as one viewer sees it. */
export interface SubjectView {
  subject: StoredSubject;
  level: Exclude<SubjectLevel, 'NONE'>;
}

export interface PhaseView {
  key: string;
  name: string;
  kind: string;
  start: string | null;
  end: string | null;
  standing: 'PAST' | 'CURRENT' | 'COMING';
  /** With their numbers where the phase is the present one, else without. */
  criteria: Criterion[];
  advancesByItself: boolean;
}

/** Everything that has a machine, for a viewer. Constant in statements, whatever the number of rows. */
export interface SubjectReading {
  subjects(viewer: Viewer, keys: readonly SubjectKey[]): Promise<(SubjectView | null)[]>;
  campaigns(viewer: Viewer, states: readonly string[] | null, page: PageRequest): Promise<Page<SubjectView>>;
  subjectsOf(viewer: Viewer, campaignId: string, kind: string, filter: SubjectFilter, sort: SubjectSort, page: PageRequest): Promise<Page<SubjectView>>;
  /** Of the units for which the viewer acts. */
  inbox(viewer: Viewer, filter: InboxFilter, page: PageRequest): Promise<Page<Omit<InboxRow, 'subject'> & SubjectView>>;
  inboxCount(viewer: Viewer, filter: InboxFilter): Promise<number>;
  counts(viewer: Viewer, campaignId: string, kind: string, by: readonly CountDimension[], filter: SubjectFilter): Promise<CountRow[]>;
  board(viewer: Viewer, campaignId: string, kind: string): Promise<BoardRow[]>;
  standings(viewer: Viewer, campaignId: string): Promise<UnitStanding[]>;
  phases(viewer: Viewer, campaigns: readonly SubjectView[]): Promise<PhaseView[][]>;
  history(viewer: Viewer, subject: SubjectView, afterRevision: number, limit: number): Promise<HistoryRow[]>;
  deadlines(keys: readonly SubjectKey[]): Promise<DeadlineRow[][]>;
  /** What the viewer may do with each now, and why not; events that only the clock or the engine sends are left out. */
  availableActions(viewer: Viewer, subjects: readonly SubjectView[]): Promise<PossibleEvent[][]>;
  diagram(subject: SubjectView, format: 'MERMAID' | 'XSTATE', language: 'zh' | 'en'): string;
  messages(viewer: Viewer, unreadOnly: boolean, page: PageRequest): Promise<Page<MessageRow>>;
  markRead(viewer: Viewer, messageIds: readonly string[]): Promise<number>;
}

export interface Authenticated {
  viewer: Viewer;
  expiresAt: Date;
}

export interface Desk {
  laws: Readonly<Record<string, Law>>;
  drive: Pick<Drive, 'drive' | 'driveMany'>;
  reading: SubjectReading;
  changes: Pick<Publisher, 'follow' | 'eventsAfter' | 'head'>;
  /** TOKEN_EXPIRED, TOKEN_INVALID, ACCOUNT_DISABLED. */
  viewerFromToken(token: string): Promise<Answer<Authenticated, RefusalCode | (string & {})>>;
  /** Refused while the database does not answer. */
  ready(): Promise<boolean>;
}
