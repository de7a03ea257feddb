/**
 * Walks the hash chain of every subject and names the first bad link of each: what was edited, deleted, inserted, put in another order or
 * cut off at the end. Needs no law. What it cannot see: a subject that is gone with its whole log, and a chain that somebody who knows how
 * has computed anew up to the head kept with the subject; against those, keep the heads outside (docs/decisions/0001-engine.md).
 */
import { CHAIN_START, linkHash } from './drive/chain';
import type { Chain, Ledger } from './ports/ledger';
import type { LoggedEvent } from './ports/store';
import type { Progress } from './replay';

export type ChainFault = 'EDITED' | 'DELETED' | 'INSERTED' | 'REORDERED' | 'TAIL_CUT' | 'HEAD_EDITED' | 'SUBJECT_MISSING';

export interface BadLink {
  campaignId: string;
  id: string;
  kind: string;
  /** The first event that is not what it was, or is missing. */
  seq: number;
  fault: ChainFault;
}

export interface VerifyReport {
  subjects: number;
  events: number;
  bad: BadLink[];
}

export async function verify(
  ports: { ledger: Ledger; campaignId?: string | null },
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<VerifyReport> {
  const campaignId = ports.campaignId ?? null;
  const of = await ports.ledger.count(campaignId);
  const report: VerifyReport = { subjects: 0, events: 0, bad: [] };
  for await (const chain of ports.ledger.chains(campaignId)) {
    report.subjects += 1;
    report.events += chain.events.length;
    const fault = firstBadLink(chain);
    if (fault)
      report.bad.push({ campaignId: chain.campaignId, id: chain.id, kind: chain.subject?.kind ?? chain.events[0]?.kind ?? 'UNKNOWN', ...fault });
    onProgress({ subjects: report.subjects, events: report.events, ofSubjects: of.subjects, ofEvents: of.events });
  }
  return report;
}

export function firstBadLink({ subject, events }: Chain): Pick<BadLink, 'seq' | 'fault'> | null {
  let head = CHAIN_START;
  for (const [index, event] of events.entries()) {
    const seq = index + 1;
    const whole = event.seq === seq && event.prevHash.equals(head) && linkHash(head, event).equals(event.hash);
    if (!whole) return nameOfFault(events, index, head);
    head = event.hash;
  }
  if (!subject) return { seq: 1, fault: 'SUBJECT_MISSING' };
  if (events.length < subject.revision) return { seq: events.length + 1, fault: 'TAIL_CUT' };
  if (events.length > subject.revision) return { seq: subject.revision + 1, fault: 'INSERTED' };
  return subject.headHash.equals(head) ? null : { seq: events.length, fault: 'HEAD_EDITED' };
}

/** The event at `index` is the first that does not fit. Its hash still tells which place it was made for. */
function nameOfFault(events: readonly LoggedEvent[], index: number, head: Buffer): Pick<BadLink, 'seq' | 'fault'> {
  const seq = index + 1;
  const event = events[index];
  if (!event || event.seq > seq) return { seq, fault: 'DELETED' };
  const madeFor = placeOf(event, events.length);
  if (madeFor === event.seq) {
    // It is what it was, and what stands before it is not: that one was changed, or came between, and was given a hash of its own.
    if (event.prevHash.equals(head)) return { seq, fault: 'EDITED' };
    return seq === 1 ? { seq, fault: 'DELETED' } : { seq: seq - 1, fault: 'EDITED' };
  }
  const next = events[index + 1];
  const afterwards = next ? placeOf(next, events.length) : null;
  if (madeFor === null) return { seq, fault: afterwards !== null && next && afterwards === next.seq - 1 ? 'INSERTED' : 'EDITED' };
  if (madeFor === seq - 1 && (afterwards === null || afterwards === seq)) return { seq: seq - 1, fault: 'INSERTED' };
  const taken = events.some((other) => other !== event && placeOf(other, events.length) === seq);
  return { seq, fault: taken ? 'REORDERED' : 'DELETED' };
}

/** The place in the log for which an event's own hash is right; null when for none. */
function placeOf(event: LoggedEvent, length: number): number | null {
  for (const seq of [event.seq, event.seq - 1, event.seq + 1]) if (fits(event, seq)) return seq;
  for (let seq = 1; seq <= length + 1; seq += 1) if (fits(event, seq)) return seq;
  return null;
}

const fits = (event: LoggedEvent, seq: number): boolean => linkHash(event.prevHash, { ...event, seq }).equals(event.hash);
