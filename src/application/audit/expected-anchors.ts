/** Which anchors the log is held against: those kept outside before those kept beside the log, and of the latter those that a later one vouches for. */
import { CHAIN_START } from '../drive/chain';
import type { Anchor } from '../ports/anchors';
import { anchorHash } from './hashes';

export type AnchorFaultName =
  | 'ANCHOR_EDITED'
  | 'ANCHOR_MISSING'
  /** What was kept outside does not fit itself: it is not what was written there. */
  | 'COPY_EDITED'
  | 'CAMPAIGN_ANCHOR_EDITED'
  | 'CAMPAIGN_ANCHOR_MISSING'
  | 'CAMPAIGN_MISSING'
  | 'CAMPAIGN_INSERTED'
  | 'SUBJECT_MISSING'
  | 'SUBJECT_INSERTED'
  | 'EVENT_MISSING'
  | 'EVENT_INSERTED'
  /** As many subjects and events as there were, and not the same. */
  | 'REWRITTEN';

/** Of an anchor, or of what it covers. */
export interface AnchorFault {
  number: number;
  /** Null where nothing tells any more. */
  day: string | null;
  campaignId: string | null;
  /** Null where the copies kept outside hold no heads, and so cannot name it. */
  subjectId: string | null;
  /** The last event of the subject that the anchor covers, as it was. */
  seq: number | null;
  fault: AnchorFaultName;
}

export const ofAnchor = (number: number, day: string | null, fault: AnchorFaultName): AnchorFault => ({
  ...{ number, day, campaignId: null, subjectId: null, seq: null, fault },
});

const fitsItself = (anchor: Anchor): boolean => anchorHash(anchor).equals(anchor.hash);

/** `expected`: by number; an anchor that is gone, or that cannot be trusted, is left out. */
export function expectedAnchors(kept: readonly Anchor[], witnessed: readonly Anchor[]): { expected: Map<number, Anchor>; faults: AnchorFault[] } {
  const faults: AnchorFault[] = [];
  const outside = new Map<number, Anchor>();
  for (const copy of witnessed) {
    const other = outside.get(copy.number);
    if (!fitsItself(copy) || (other && !other.hash.equals(copy.hash))) faults.push(ofAnchor(copy.number, copy.day, 'COPY_EDITED'));
    else outside.set(copy.number, copy);
  }
  const inside = new Map(kept.map((anchor) => [anchor.number, anchor]));
  const last = Math.max(0, ...inside.keys(), ...outside.keys());
  const expected = new Map<number, Anchor>();
  // From the newest on: each vouches for the one before it.
  for (let number = last; number >= 1; number -= 1) {
    const [here, copy] = [inside.get(number), outside.get(number)];
    const vouchedFor = copy?.hash ?? expected.get(number + 1)?.prevHash ?? null;
    const fits = here !== undefined && fitsItself(here) && (vouchedFor === null || vouchedFor.equals(here.hash));
    if (!here) faults.push(ofAnchor(number, copy?.day ?? null, 'ANCHOR_MISSING'));
    else if (!fits) faults.push(ofAnchor(number, copy?.day ?? here.day, 'ANCHOR_EDITED'));
    const trusted = copy ?? (fits ? here : undefined);
    if (trusted) expected.set(number, trusted);
  }
  const first = expected.get(1);
  if (first && !first.prevHash.equals(CHAIN_START)) faults.push(ofAnchor(1, first.day, 'ANCHOR_EDITED'));
  return { expected, faults: faults.sort((a, b) => a.number - b.number) };
}
