/**
 * What an anchor is made of, all with SM3:
 *
 * - a subject's leaf: its id (16 bytes), the number of its last event (4 bytes, big-endian), that event's hash (32 bytes)
 * - a campaign's part: hash = SM3(hash of its part before, canonical JSON of campaignId, number, subjects, events, root)
 * - its leaf: its id (16 bytes), that hash (32 bytes)
 * - an anchor: hash = SM3(hash of the anchor before, canonical JSON of number, day, at, upTo, campaigns, subjects, events, root)
 *
 * Each anchor covers what is new since the one before, so that it costs what happened, not what there is; an event's hash stands for all
 * events of its subject before it, and an anchor's hash for all anchors before it. Hence the last anchor stands for the whole log.
 */
import { canonical } from '../drive/chain';
import type { Anchor, CampaignAnchor, Head } from '../ports/anchors';
import { sm3 } from '../sm3';

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

export function leafOfHead({ subjectId, seq, hash }: Pick<Head, 'subjectId' | 'seq' | 'hash'>): Buffer {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(seq);
  return Buffer.concat([bytesOf(subjectId), number, hash]);
}

export const leafOfCampaign = ({ campaignId, hash }: Pick<CampaignAnchor, 'campaignId' | 'hash'>): Buffer =>
  Buffer.concat([bytesOf(campaignId), hash]);

const chained = (prevHash: Buffer, content: unknown): Buffer => sm3(prevHash, canonical(content));

export function campaignAnchorHash({ campaignId, number, subjects, events, root, prevHash }: Omit<CampaignAnchor, 'hash'>): Buffer {
  return chained(prevHash, { campaignId, number, subjects, events, root: root.toString('hex') });
}

export function anchorHash({ number, day, at, upTo, campaigns, subjects, events, root, prevHash }: Omit<Anchor, 'hash'>): Buffer {
  return chained(prevHash, { number, day, at: at.toISOString(), upTo, campaigns, subjects, events, root: root.toString('hex') });
}
