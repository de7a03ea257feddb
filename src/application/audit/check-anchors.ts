/** Holds the log against the anchors, chain by chain as they are read, in memory that grows with campaigns and days but not with subjects. */
import { CHAIN_START } from '../drive/chain';
import type { Anchor, AnchorSource, CampaignAnchor, Head } from '../ports/anchors';
import type { LogChain } from '../ports/audit-log';
import { expectedAnchors, ofAnchor, type AnchorFault, type AnchorFaultName } from './expected-anchors';
import { campaignAnchorHash, leafOfCampaign, leafOfHead } from './hashes';
import { MerkleTree, rootByPath } from './merkle';

/** Copies of anchors that were kept where nobody who can change the database can change them too. */
export interface Witness {
  anchors: Anchor[];
  /** By campaign; empty where only the anchors themselves were kept. */
  parts: ReadonlyMap<string, readonly CampaignAnchor[]>;
  /** The changed heads of a campaign, by subject; null where they were not kept. */
  heads(number: number, campaignId: string): AsyncIterable<Head> | null;
}

export interface Mismatch {
  campaignId: string;
  number: number;
}

interface Covering {
  tree: MerkleTree;
  events: number;
}

export class AnchorCheck {
  readonly faults: AnchorFault[];
  /** Where the log of a campaign first differs from an anchor; the subjects are still to be named. */
  readonly mismatches: (Mismatch & { fault: AnchorFaultName })[] = [];
  /** Events that no anchor covers yet. */
  uncovered = 0;
  private readonly anchors: Anchor[];
  private readonly expected: Map<number, Anchor>;
  private readonly roots = new Map<number, MerkleTree>();
  private readonly campaigns: string[];
  private reached = 0;
  private current: { campaignId: string; covered: Map<number, Covering> } | null = null;

  private constructor(
    private readonly source: AnchorSource,
    private readonly witness: Witness | null,
    /** Null: all. */
    private readonly campaignId: string | null,
    kept: Anchor[],
    anchored: string[],
  ) {
    const { expected, faults } = expectedAnchors(kept, witness?.anchors ?? []);
    this.expected = expected;
    this.faults = faults;
    // An anchor that was edited still says best where its part of the log ended.
    const ends = new Map([...kept.map((anchor) => [anchor.number, anchor] as const), ...expected]);
    this.anchors = [...ends.values()].sort((a, b) => a.number - b.number);
    const wanted = (id: string): boolean => campaignId === null || id === campaignId;
    this.campaigns = [...new Set([...anchored, ...(witness?.parts.keys() ?? [])])].filter(wanted).sort();
  }

  static async over(source: AnchorSource, witness: Witness | null, campaignId: string | null): Promise<AnchorCheck> {
    return new AnchorCheck(source, witness, campaignId, await source.anchors(), await source.campaigns());
  }

  get count(): number {
    return this.expected.size;
  }

  /** Chains come in the order of campaigns and subjects. */
  async take(chain: LogChain): Promise<void> {
    if (this.current?.campaignId !== chain.campaignId) {
      await this.endCampaign();
      await this.passGone(chain.campaignId);
      this.current = { campaignId: chain.campaignId, covered: new Map() };
    }
    for (const [number, head] of this.headsOf(chain)) {
      if (number === null) this.uncovered += head.events;
      else {
        const covering = this.current.covered.get(number) ?? { tree: new MerkleTree(), events: 0 };
        covering.tree.add(leafOfHead(head));
        covering.events += head.events;
        this.current.covered.set(number, covering);
      }
    }
  }

  async end(): Promise<void> {
    await this.endCampaign();
    await this.passGone(null);
    if (this.campaignId !== null) return;
    for (const anchor of this.expected.values()) {
      const tree = this.roots.get(anchor.number) ?? new MerkleTree();
      if (tree.root().equals(anchor.root) && tree.size === anchor.campaigns) continue;
      const ofIt = this.mismatches.filter(({ number }) => number === anchor.number);
      // Events of a campaign that has no part here, where a part is missing: it is the part that was taken away.
      if (tree.size < anchor.campaigns) for (const one of ofIt) if (one.fault === 'EVENT_INSERTED') one.fault = 'CAMPAIGN_ANCHOR_MISSING';
      // A campaign that was named already for this anchor explains it.
      if (ofIt.length > 0 || this.faults.some(({ number, campaignId }) => number === anchor.number && campaignId !== null)) continue;
      const fault = tree.size < anchor.campaigns ? 'CAMPAIGN_MISSING' : tree.size > anchor.campaigns ? 'CAMPAIGN_INSERTED' : 'CAMPAIGN_ANCHOR_EDITED';
      this.faults.push(ofAnchor(anchor.number, anchor.day, fault));
    }
  }

  dayOf(number: number): string | null {
    return this.expected.get(number)?.day ?? null;
  }

  /** The last event of a subject in the part of the log that each anchor covers; null for what none does. */
  headsOf({ campaignId, id, events }: LogChain): Map<number | null, Head & { events: number }> {
    const heads = new Map<number | null, Head & { events: number }>();
    for (const { transaction, seq, hash } of events) {
      const number = this.coveredBy(BigInt(transaction));
      const head = heads.get(number);
      if (head) Object.assign(head, seq > head.seq ? { seq, hash } : {}, { events: head.events + 1 });
      else heads.set(number, { campaignId, subjectId: id, seq, hash, events: 1 });
    }
    return heads;
  }

  private coveredBy(transaction: bigint): number | null {
    let [low, high] = [0, this.anchors.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (transaction < BigInt(this.anchors[middle]?.upTo ?? 0)) high = middle;
      else low = middle + 1;
    }
    return this.anchors[low]?.number ?? null;
  }

  /** Campaigns with anchors, and nothing else any more, before the next that has a log. */
  private async passGone(before: string | null): Promise<void> {
    for (let id = this.campaigns[this.reached]; id !== undefined && (before === null || id <= before); id = this.campaigns[this.reached]) {
      this.reached += 1;
      if (id !== before) await this.checkCampaign(id, new Map());
    }
  }

  private async endCampaign(): Promise<void> {
    if (this.current) await this.checkCampaign(this.current.campaignId, this.current.covered);
    this.current = null;
  }

  private async checkCampaign(campaignId: string, covered: ReadonlyMap<number, Covering>): Promise<void> {
    const kept = new Map((await this.source.ofCampaign(campaignId)).map((part) => [part.number, part]));
    const outside = new Map((this.witness?.parts.get(campaignId) ?? []).map((part) => [part.number, part]));
    let first: AnchorFaultName | null = null;
    let before = CHAIN_START;
    for (const number of [...new Set([...kept.keys(), ...outside.keys(), ...covered.keys()])].sort((a, b) => a - b)) {
      const [here, copy] = [kept.get(number), outside.get(number)];
      const part = copy ?? here;
      let fault: AnchorFaultName | null = null;
      if (copy && !here) fault = 'CAMPAIGN_ANCHOR_MISSING';
      else if (here && ((copy && !copy.hash.equals(here.hash)) || !fits(here))) fault = 'CAMPAIGN_ANCHOR_EDITED';
      else if (part && !part.prevHash.equals(before)) fault = 'CAMPAIGN_ANCHOR_EDITED';
      if (fault) this.faults.push({ ...ofAnchor(number, this.dayOf(number), fault), campaignId });
      if (part) {
        before = part.hash;
        await this.intoRoot(part);
      }
      // Without the anchor before it, it is not known where the part of the log that an anchor covers begins.
      const delimited = number === 1 || this.anchors.some((anchor) => anchor.number === number - 1);
      const differs: AnchorFaultName | null = delimited && first === null ? difference(part, covered.get(number)) : null;
      if (!differs) continue;
      first = differs;
      this.mismatches.push({ campaignId, number, fault: differs });
    }
  }

  private async intoRoot(part: CampaignAnchor): Promise<void> {
    if (this.campaignId === null) {
      const tree = this.roots.get(part.number) ?? new MerkleTree();
      tree.add(leafOfCampaign(part));
      this.roots.set(part.number, tree);
      return;
    }
    const anchor = this.expected.get(part.number);
    const place = anchor && (await this.source.place(part.campaignId, part.number));
    if (!anchor || !place) return;
    const root = rootByPath(leafOfCampaign(part), place.index, anchor.campaigns, place.path);
    // The part itself was looked at: it may be another campaign's that does not fit.
    if (!root?.equals(anchor.root)) this.faults.push(ofAnchor(part.number, anchor.day, 'CAMPAIGN_ANCHOR_EDITED'));
  }
}

const fits = (part: CampaignAnchor): boolean => campaignAnchorHash(part).equals(part.hash);

function difference(part: CampaignAnchor | undefined, covering: Covering | undefined): AnchorFaultName | null {
  if (part && covering?.tree.root().equals(part.root) && covering.events === part.events) return null;
  if (!part) return covering ? 'EVENT_INSERTED' : null;
  const subjects = (covering?.tree.size ?? 0) - part.subjects;
  const events = (covering?.events ?? 0) - part.events;
  if (subjects !== 0) return subjects < 0 ? 'SUBJECT_MISSING' : 'SUBJECT_INSERTED';
  if (events !== 0) return events < 0 ? 'EVENT_MISSING' : 'EVENT_INSERTED';
  return 'REWRITTEN';
}
