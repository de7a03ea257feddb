/** What NOTIFY carries to other processes: a hint to look, and for whom. Bounded, since PostgreSQL takes no more than 8,000 bytes. */
import type { Position } from '../../application/ports/publisher';
import type { EventReference } from '../../application/ports/store';
import { isBefore } from './tail';

export const CHANNEL = 'muster_events';
const MOST_BYTES = 7_900;

export interface Announcement {
  /** Up to and including this position there is something to read. */
  upTo: Position;
  /** null: more than can be named. */
  campaigns: string[] | null;
  subjects: string[] | null;
}

export function announce(events: readonly EventReference[]): string | null {
  const [first] = events;
  if (!first) return null;
  const upTo = events.reduce((last, { position }) => (isBefore(last, position) ? position : last), first.position);
  const campaigns = [...new Set(events.map(({ campaignId }) => campaignId))];
  const subjects = [...new Set(events.map(({ subjectId }) => subjectId))];
  const forms: Announcement[] = [
    { upTo, campaigns, subjects },
    { upTo, campaigns, subjects: null },
    { upTo, campaigns: null, subjects: null },
  ];
  return forms.map((form) => JSON.stringify(form)).find((text) => text.length <= MOST_BYTES) ?? null;
}

/** null for what is no announcement of ours: anybody who may connect can NOTIFY. */
export function readAnnouncement(payload: string): Announcement | null {
  try {
    const read = JSON.parse(payload) as Announcement;
    return typeof read.upTo === 'string' && !isBefore(read.upTo, read.upTo) ? read : null;
  } catch {
    return null;
  }
}
