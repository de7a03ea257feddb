/** Makes the next anchor, in memory that does not grow with the number of subjects. */
import { civilDateOf } from '../../domain/calendar';
import { CHAIN_START } from '../drive/chain';
import type { Anchor, AnchorStore, AnchorWitness, CampaignAnchor } from '../ports/anchors';
import type { Clock } from '../ports/clock';
import { anchorHash, campaignAnchorHash, leafOfCampaign, leafOfHead } from './hashes';
import { MerkleTree, rootOf } from './merkle';

export interface AnchorPorts {
  anchors: AnchorStore;
  /** Real time, also where the campaigns' clock is set ahead: an anchor says when the log was so. */
  wall: Clock;
}

const CAMPAIGNS_AT_ONCE = 1_000;

/** Null when another process is at it. */
export const makeAnchor = ({ anchors, wall }: AnchorPorts): Promise<Anchor | null> => anchors.alone(() => make(anchors, wall.now()));

/** The day's anchor, unless there is one: what was missed while nothing ran is made up for by the next, which covers all of it. */
export async function makeDailyAnchor({ anchors, wall }: AnchorPorts): Promise<Anchor | null> {
  const missing = async (): Promise<boolean> => ((await anchors.last())?.day ?? '') < civilDateOf(wall.now());
  if (!(await missing())) return null;
  return anchors.alone(async () => ((await missing()) ? make(anchors, wall.now()) : null));
}

async function make(anchors: AnchorStore, at: Date): Promise<Anchor | null> {
  const last = await anchors.last();
  const number = (last?.number ?? 0) + 1;
  const upTo = await anchors.settled();
  const parts = await partsOf(anchors, number, last?.upTo ?? '0', upTo);
  const anchor = {
    ...{ number, day: civilDateOf(at), at, upTo, campaigns: parts.length },
    subjects: parts.reduce((sum, { subjects }) => sum + subjects, 0),
    events: parts.reduce((sum, { events }) => sum + events, 0),
    root: rootOf(parts.map(leafOfCampaign)),
    prevHash: last?.hash ?? CHAIN_START,
  };
  const hashed = { ...anchor, hash: anchorHash(anchor) };
  return (await anchors.add(hashed, parts)) ? hashed : null;
}

async function partsOf(anchors: AnchorStore, number: number, from: string, upTo: string): Promise<CampaignAnchor[]> {
  const open: { campaignId: string; tree: MerkleTree; events: number }[] = [];
  for await (const head of anchors.changedHeads(from, upTo)) {
    let campaign = open.at(-1);
    if (campaign?.campaignId !== head.campaignId) open.push((campaign = { campaignId: head.campaignId, tree: new MerkleTree(), events: 0 }));
    campaign.tree.add(leafOfHead(head));
    campaign.events += head.events;
  }
  const parts: CampaignAnchor[] = [];
  for (let i = 0; i < open.length; i += CAMPAIGNS_AT_ONCE) {
    const some = open.slice(i, i + CAMPAIGNS_AT_ONCE);
    const before = await anchors.lastHashes(some.map(({ campaignId }) => campaignId));
    for (const { campaignId, tree, events } of some) {
      const part = { campaignId, number, subjects: tree.size, events, root: tree.root(), prevHash: before.get(campaignId) ?? CHAIN_START };
      parts.push({ ...part, hash: campaignAnchorHash(part) });
    }
  }
  return parts;
}

/**
 * Writes what a place outside does not have yet. Heads are read out of the log again: they can be millions, and are kept outside only, where
 * they tell which subject it is that does not fit.
 * @returns the numbers of the anchors that were written
 */
export async function keepOutside(anchors: AnchorStore, witness: AnchorWitness): Promise<number[]> {
  const kept: number[] = [];
  let from = '0';
  for (const anchor of await anchors.anchors()) {
    if (!(await witness.has(anchor.number))) {
      await witness.keep(anchor, await anchors.ofNumber(anchor.number), anchors.changedHeads(from, anchor.upTo));
      kept.push(anchor.number);
    }
    from = anchor.upTo;
  }
  return kept;
}
