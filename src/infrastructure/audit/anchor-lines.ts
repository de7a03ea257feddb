/** Anchors as lines of JSON, the same in the files kept outside and in an export; docs/audit-export.md describes them. */
import type { Anchor, CampaignAnchor, Head, PlaceInAnchor } from '../../application/ports/anchors';

const hex = (bytes: Buffer): string => bytes.toString('hex');

export const anchorLine = ({ number, day, at, upTo, campaigns, subjects, events, root, prevHash, hash }: Anchor): string =>
  JSON.stringify({
    ...{ type: 'anchor', number, day, at: at.toISOString(), upTo, campaigns, subjects, events },
    ...{ root: hex(root), prevHash: hex(prevHash), hash: hex(hash) },
  });

/** `place` only where the file does not hold the anchor's other campaigns. */
export const partLine = ({ campaignId, number, subjects, events, root, prevHash, hash }: CampaignAnchor, place?: PlaceInAnchor): string =>
  JSON.stringify({
    ...{ type: 'campaign-anchor', campaignId, number, subjects, events, root: hex(root), prevHash: hex(prevHash), hash: hex(hash) },
    ...(place ? { place: { index: place.index, path: place.path.map(hex) } } : {}),
  });

export const headLine = ({ campaignId, subjectId, seq, hash }: Head): string =>
  JSON.stringify({ type: 'head', campaignId, subjectId, seq, hash: hex(hash) });

/** A file is not what it should be. `line` counts from 1. */
export class AuditFileRefused extends Error {
  readonly code = 'AUDIT_FILE_NOT_READ';
  constructor(
    readonly file: string,
    readonly line: number,
    readonly reason: string,
  ) {
    super(`${file}:${line}: ${reason}`);
    this.name = 'AuditFileRefused';
  }
}

/** A line read, whose fields are asked for by name. @throws {TypeError} for one that is missing or of another kind */
export class Fields {
  constructor(private readonly object: Readonly<Record<string, unknown>>) {}

  static of(text: string): Fields {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('not an object');
    return new Fields(value as Record<string, unknown>);
  }
  has(name: string): boolean {
    return this.object[name] !== undefined && this.object[name] !== null;
  }
  any(name: string): unknown {
    return this.object[name] ?? null;
  }
  text(name: string, form: RegExp = /^/): string {
    const value = this.object[name];
    if (typeof value !== 'string' || !form.test(value)) throw new TypeError(`${name} is not what it should be`);
    return value;
  }
  whole(name: string): number {
    const value = this.object[name];
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new TypeError(`${name} is not a whole number`);
    return value;
  }
  bytes(name: string): Buffer {
    return Buffer.from(this.text(name, HASH), 'hex');
  }
  instant(name: string): Date {
    return new Date(this.text(name, INSTANT));
  }
  uuid(name: string): string {
    return this.text(name, UUID);
  }
  map(name: string): Record<string, unknown> {
    const value = this.object[name];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${name} is not an object`);
    return value as Record<string, unknown>;
  }
}

const HASH = /^[0-9a-f]{64}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const NUMBER = /^\d{1,19}$/;

export const toAnchor = (line: Fields): Anchor => ({
  ...{ number: line.whole('number'), day: line.text('day'), at: line.instant('at'), upTo: line.text('upTo', NUMBER) },
  ...{ campaigns: line.whole('campaigns'), subjects: line.whole('subjects'), events: line.whole('events') },
  ...{ root: line.bytes('root'), prevHash: line.bytes('prevHash'), hash: line.bytes('hash') },
});

export const toPart = (line: Fields): CampaignAnchor => ({
  ...{ campaignId: line.uuid('campaignId'), number: line.whole('number'), subjects: line.whole('subjects'), events: line.whole('events') },
  ...{ root: line.bytes('root'), prevHash: line.bytes('prevHash'), hash: line.bytes('hash') },
});

export function toPlace(line: Fields): PlaceInAnchor | null {
  if (!line.has('place')) return null;
  const place = new Fields(line.map('place'));
  const path = place.any('path');
  if (!Array.isArray(path) || !path.every((hash) => typeof hash === 'string' && HASH.test(hash)))
    throw new TypeError('place.path is not a list of hashes');
  return { index: place.whole('index'), path: path.map((hash: string) => Buffer.from(hash, 'hex')) };
}

export const toHead = (line: Fields): Head => ({
  ...{ campaignId: line.uuid('campaignId'), subjectId: line.uuid('subjectId'), seq: line.whole('seq'), hash: line.bytes('hash') },
});
