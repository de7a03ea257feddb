/**
 * The log in a file, for an auditor who has no access to the database: lines of JSON, written and read in memory that does not grow with the
 * log. docs/audit-export.md describes them.
 */
import { createHash } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import type { Anchor, AnchorSource, CampaignAnchor, PlaceInAnchor } from '../../application/ports/anchors';
import type { AuditLog, LogChain, PlacedEvent } from '../../application/ports/audit-log';
import type { LoggedEvent, SubjectKey } from '../../application/ports/store';
import { writeLines } from './anchor-files';
import { anchorLine, AuditFileRefused, partLine, toAnchor, toPart, toPlace, type Fields } from './anchor-lines';
import { readLines } from './text-lines';

const FORMAT = 'muster-log';
const VERSION = 1;

export interface Exported {
  subjects: number;
  events: number;
  /** SM3 of all lines before the last. */
  digest: string;
}

/** Writes to `path` what `campaignId` (null: all) has in log and anchors. A file that is there already is replaced once the new one is whole. */
export async function writeExport(
  source: { ledger: AuditLog; anchors: AnchorSource },
  campaignId: string | null,
  at: Date,
  path: string,
): Promise<Exported> {
  const hash = createHash('sm3');
  const exported: Exported = { subjects: 0, events: 0, digest: '' };
  const count = (chain: LogChain): void => {
    exported.subjects += 1;
    exported.events += chain.events.length;
  };
  async function* lines(): AsyncGenerator<string> {
    yield* contentLines(source, campaignId, at, count);
    const digest = hash.copy().digest('hex');
    exported.digest = digest;
    yield JSON.stringify({ type: 'end', ...exported });
  }
  const unfinished = `${path}.unfinished`;
  try {
    await writeLines(unfinished, lines(), (text) => hash.update(text));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return exported;
}

async function* contentLines(
  { ledger, anchors }: { ledger: AuditLog; anchors: AnchorSource },
  campaignId: string | null,
  at: Date,
  count: (chain: LogChain) => void,
): AsyncGenerator<string> {
  yield JSON.stringify({ type: FORMAT, version: VERSION, at: at.toISOString(), campaignId, ...(await ledger.count(campaignId)) });
  for (const anchor of await anchors.anchors()) yield anchorLine(anchor);
  for (const id of campaignId === null ? await anchors.campaigns() : [campaignId])
    for (const part of await anchors.ofCampaign(id))
      yield partLine(part, (campaignId === null ? null : await anchors.place(id, part.number)) ?? undefined);
  for await (const chain of ledger.chains(campaignId)) {
    count(chain);
    yield subjectLine(chain);
    for (const event of chain.events) yield eventLine(event);
  }
}

const subjectLine = ({ campaignId, id, subject }: LogChain): string =>
  JSON.stringify({ type: 'subject', campaignId, id, kind: subject?.kind, revision: subject?.revision, headHash: subject?.headHash.toString('hex') });

const eventLine = ({ seq, transaction, kind, type, by, on, at, input, facts, cause, prevHash, hash }: PlacedEvent): string =>
  JSON.stringify({
    ...{ type: 'event', seq, transaction, kind, event: type, by, on, at: at.toISOString(), input, facts, cause },
    ...{ prevHash: prevHash.toString('hex'), hash: hash.toString('hex') },
  });

type Line =
  | { type: 'header'; campaignId: string | null; count: { subjects: number; events: number } }
  | { type: 'anchor'; anchor: Anchor }
  | { type: 'part'; part: CampaignAnchor; place: PlaceInAnchor | null }
  | { type: 'subject'; key: SubjectKey; subject: LogChain['subject'] }
  | { type: 'event'; event: Omit<PlacedEvent, keyof SubjectKey> }
  | { type: 'end'; digest: string; counts: { subjects: number; events: number } };

function toLine(line: Fields): Line {
  switch (line.text('type')) {
    case FORMAT:
      if (line.whole('version') !== VERSION) throw new TypeError(`version ${line.whole('version')} is not known to this program`);
      return {
        ...{ type: 'header', campaignId: line.has('campaignId') ? line.uuid('campaignId') : null },
        count: { subjects: line.whole('subjects'), events: line.whole('events') },
      };
    case 'anchor':
      return { type: 'anchor', anchor: toAnchor(line) };
    case 'campaign-anchor':
      return { type: 'part', part: toPart(line), place: toPlace(line) };
    case 'subject':
      return {
        ...{ type: 'subject', key: { campaignId: line.uuid('campaignId'), id: line.uuid('id') } },
        subject: line.has('revision') ? { kind: line.text('kind'), revision: line.whole('revision'), headHash: line.bytes('headHash') } : null,
      };
    case 'event':
      return { type: 'event', event: toEvent(line) };
    case 'end':
      return { type: 'end', digest: line.text('digest'), counts: { subjects: line.whole('subjects'), events: line.whole('events') } };
    default:
      throw new TypeError(`no line of a log is of type ${line.text('type')}`);
  }
}

function toEvent(line: Fields): Omit<PlacedEvent, keyof SubjectKey> {
  const cause = line.has('cause') ? (line.map('cause') as unknown as LoggedEvent['cause']) : null;
  return {
    ...{ seq: line.whole('seq'), transaction: line.text('transaction', /^\d{1,19}$/), kind: line.text('kind'), type: line.text('event') },
    ...{ by: line.any('by'), on: line.text('on'), at: line.instant('at'), input: line.map('input'), facts: line.map('facts'), cause },
    ...{ prevHash: line.bytes('prevHash'), hash: line.bytes('hash') },
  };
}

export interface OpenedExport {
  /** Null: all campaigns. */
  campaignId: string | null;
  ledger: AuditLog;
  anchors: AnchorSource;
  /** Known once the chains were read to the end: whether the file is as it was written, by its own last line. */
  whole(): boolean | null;
}

/** @throws {AuditFileRefused} here or while chains are read, for what is no export of a log, or breaks off within a line */
export async function openExport(path: string): Promise<OpenedExport> {
  const anchors: Anchor[] = [];
  const parts = new Map<string, { part: CampaignAnchor; place: PlaceInAnchor | null }[]>();
  let header: Extract<Line, { type: 'header' }> | null = null;
  for await (const line of readLines(path, toLine)) {
    if (line.type === 'header') header = line;
    else if (line.type === 'anchor') anchors.push(line.anchor);
    else if (line.type === 'part') {
      const known = parts.get(line.part.campaignId);
      if (known) known.push(line);
      else parts.set(line.part.campaignId, [line]);
    } else break;
  }
  if (!header) throw new AuditFileRefused(path, 1, 'this is not an exported log');
  const { count, campaignId: of } = header;
  let whole: boolean | null = null;
  return {
    campaignId: of,
    whole: () => whole,
    ledger: {
      count: () => Promise.resolve(count),
      async *chains(campaignId) {
        const digest = createHash('sm3');
        const counted = { subjects: 0, events: 0 };
        let found = false;
        let chain: LogChain | null = null;
        let before = '';
        for await (const line of readLines(path, toLine, (bytes) => {
          before = digest.copy().digest('hex');
          digest.update(bytes);
        })) {
          if (line.type === 'subject') {
            if (chain && (campaignId ?? chain.campaignId) === chain.campaignId) yield chain;
            chain = { ...line.key, subject: line.subject, events: [] };
            counted.subjects += 1;
          } else if (line.type === 'event' && chain) {
            chain.events.push({ ...line.event, campaignId: chain.campaignId, id: chain.id });
            counted.events += 1;
          } else if (line.type === 'end')
            found = line.digest === before && line.counts.subjects === counted.subjects && line.counts.events === counted.events;
          else found = false;
        }
        if (chain && (campaignId ?? chain.campaignId) === chain.campaignId) yield chain;
        whole = found;
      },
    },
    anchors: {
      anchors: () => Promise.resolve(anchors),
      ofCampaign: (id) => Promise.resolve((parts.get(id) ?? []).map(({ part }) => part)),
      campaigns: () => Promise.resolve([...parts.keys()].sort()),
      place: (id, number) => Promise.resolve((parts.get(id) ?? []).find(({ part }) => part.number === number)?.place ?? null),
    },
  };
}
