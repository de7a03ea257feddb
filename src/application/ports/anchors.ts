/** What was logged, in few bytes: kept in the database, and again outside of it. What is hashed how: application/audit/hashes.ts. */

/** Part of the log: what the events after one anchor up to the next have made of the subjects. */
export interface Covered {
  /** Subjects that got an event. */
  subjects: number;
  events: number;
  /** Root of the Merkle tree over the changed subjects, in the order of their ids. */
  root: Buffer;
}

export interface CampaignAnchor extends Covered {
  campaignId: string;
  number: number;
  /** Of the campaign's last anchor before this one; 32 zero bytes for its first. */
  prevHash: Buffer;
  hash: Buffer;
}

/** Over all campaigns; its `root` is that of the tree over the campaigns that have a part in it, in the order of their ids. */
export interface Anchor extends Covered {
  /** From 1, without gaps. */
  number: number;
  /** Civil date in Asia/Shanghai on which it was made. */
  day: string;
  at: Date;
  /** Transaction: events that were written by one before it, and that no earlier anchor covers. */
  upTo: string;
  campaigns: number;
  prevHash: Buffer;
  hash: Buffer;
}

/** A subject's last event within a part of the log. */
export interface Head {
  campaignId: string;
  subjectId: string;
  seq: number;
  /** Of that event: it stands for all events of the subject up to it. */
  hash: Buffer;
}
export interface ChangedHead extends Head {
  /** How many events the subject got. */
  events: number;
}

/** Where a campaign stands among the leaves of an anchor's tree, and what leads from it to the root. */
export interface PlaceInAnchor {
  index: number;
  path: Buffer[];
}

/** Anchors as they are kept somewhere: in the database, in an export. */
export interface AnchorSource {
  /** All, by number. */
  anchors(): Promise<Anchor[]>;
  /** By number. */
  ofCampaign(campaignId: string): Promise<CampaignAnchor[]>;
  /** Every campaign that has an anchor, by id. */
  campaigns(): Promise<string[]>;
  /** Null: the campaign has no part in it. */
  place(campaignId: string, number: number): Promise<PlaceInAnchor | null>;
}

export interface AnchorStore extends AnchorSource {
  last(): Promise<Anchor | null>;
  /** Newest first, with numbers below `before`. */
  page(request: { before: number | null; limit: number }): Promise<{ rows: Anchor[]; more: boolean }>;
  /** By campaign. */
  ofNumber(number: number): Promise<CampaignAnchor[]>;
  /** The transaction before which everything is committed or undone. */
  settled(): Promise<string>;
  /** Ordered by campaign and subject, as they are found: there may be millions. From `from` on, before `upTo`. */
  changedHeads(from: string, upTo: string): AsyncIterable<ChangedHead>;
  /** The hashes of the last anchors of these campaigns; those without one are left out. */
  lastHashes(campaignIds: readonly string[]): Promise<Map<string, Buffer>>;
  /** All of it or nothing; false when there is an anchor of this number already. */
  add(anchor: Anchor, parts: readonly CampaignAnchor[]): Promise<boolean>;
  /** Runs the work unless another process is at such work; null then. */
  alone<T>(work: () => Promise<T>): Promise<T | null>;
}

/** A place outside the database, where the copies are taken from. */
export interface AnchorWitness {
  /** Whether an anchor of this number is kept. */
  has(number: number): Promise<boolean>;
  /** Never writes over what is kept. */
  keep(anchor: Anchor, parts: readonly CampaignAnchor[], heads: AsyncIterable<Head>): Promise<void>;
}
