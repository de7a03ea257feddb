/**
 * Walks the hash chain of every subject and names the first bad link of each: what was edited, deleted, inserted, put in another order or
 * cut off at the end. Then holds the log against the anchors (application/audit), which also show a subject that is gone with its whole log
 * and, where copies of them were kept outside, a chain that somebody who knows how has computed anew. Needs no law.
 */
import { AnchorCheck, type Witness } from './audit/check-anchors';
import type { AnchorFault } from './audit/expected-anchors';
import { nameSubjects } from './audit/name-subjects';
import { CHAIN_START, linkHash } from './drive/chain';
import type { AnchorSource, Head } from './ports/anchors';
import type { AuditLog, LogChain } from './ports/audit-log';
import type { LoggedEvent, SubjectKey } from './ports/store';
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
  /** Null where there were none to hold the log against. */
  anchors: {
    /** How many the log was held against, and how many of them were kept outside. */
    count: number;
    outside: number;
    /** Events that no anchor covers yet. */
    uncovered: number;
    /** By number: the first is the first link that does not hold. */
    bad: AnchorFault[];
  } | null;
}

/** What is needed of a log without anchors. */
type BareChain = SubjectKey & Pick<LogChain, 'subject'> & { events: LoggedEvent[] };
interface Chains<C> {
  count: AuditLog['count'];
  chains(campaignId: string | null): AsyncIterable<C>;
}

/** `witness`: copies of the anchors that were kept outside. */
export type VerifyPorts = { campaignId?: string | null } & (
  { ledger: AuditLog; anchors: AnchorSource; witness?: Witness | null } | { ledger: Chains<BareChain>; anchors?: undefined }
);
type OnProgress = (progress: Progress) => void;

/** How many subjects are named of a campaign whose log differs from an anchor. */
const NAMED = 20;

export const isWhole = ({ bad, anchors }: VerifyReport): boolean => bad.length === 0 && (anchors?.bad.length ?? 0) === 0;

export async function verify(ports: VerifyPorts, onProgress: OnProgress = () => undefined): Promise<VerifyReport> {
  const campaignId = ports.campaignId ?? null;
  if (!ports.anchors) return { ...(await walk(ports.ledger, campaignId, onProgress, async () => undefined)), anchors: null };
  const { ledger, anchors, witness = null } = ports;
  const check = await AnchorCheck.over(anchors, witness, campaignId);
  const walked = await walk(ledger, campaignId, onProgress, (chain) => check.take(chain));
  await check.end();
  const bad = [...check.faults, ...(await named(check, ledger, witness))].sort((a, b) => a.number - b.number);
  return { ...walked, anchors: { count: check.count, outside: witness?.anchors.length ?? 0, uncovered: check.uncovered, bad } };
}

async function walk<C extends BareChain>(
  ledger: Chains<C>,
  campaignId: string | null,
  onProgress: OnProgress,
  take: (chain: C) => Promise<void>,
): Promise<Omit<VerifyReport, 'anchors'>> {
  const of = await ledger.count(campaignId);
  const report: Omit<VerifyReport, 'anchors'> = { subjects: 0, events: 0, bad: [] };
  for await (const chain of ledger.chains(campaignId)) {
    report.subjects += 1;
    report.events += chain.events.length;
    const fault = firstBadLink(chain);
    if (fault)
      report.bad.push({ campaignId: chain.campaignId, id: chain.id, kind: chain.subject?.kind ?? chain.events[0]?.kind ?? 'UNKNOWN', ...fault });
    await take(chain);
    onProgress({ subjects: report.subjects, events: report.events, ofSubjects: of.subjects, ofEvents: of.events });
  }
  return report;
}

async function named(check: AnchorCheck, log: AuditLog, witness: Witness | null): Promise<AnchorFault[]> {
  const faults: AnchorFault[] = [];
  for (const { campaignId, number, fault } of check.mismatches) {
    const whole = { number, day: check.dayOf(number), campaignId, subjectId: null, seq: null, fault };
    const was = witness?.heads(number, campaignId);
    const subjects = was ? await nameSubjects(was, headsNow(check, log, campaignId, number), NAMED) : [];
    faults.push(...(subjects.length > 0 ? subjects.map((subject) => ({ ...whole, ...subject })) : [whole]));
  }
  return faults;
}

async function* headsNow(check: AnchorCheck, log: AuditLog, campaignId: string, number: number): AsyncGenerator<Head> {
  for await (const chain of log.chains(campaignId)) {
    const head = check.headsOf(chain).get(number);
    if (head) yield head;
  }
}

export function firstBadLink({ subject, events }: Pick<BareChain, 'subject' | 'events'>): Pick<BadLink, 'seq' | 'fault'> | null {
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
