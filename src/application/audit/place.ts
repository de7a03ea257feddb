import type { CampaignAnchor, PlaceInAnchor } from '../ports/anchors';
import { leafOfCampaign } from './hashes';
import { pathOf } from './merkle';

/** Where a campaign stands in an anchor of these parts, which are all of them in the order of their campaigns. */
export function placeAmong(parts: readonly CampaignAnchor[], campaignId: string): PlaceInAnchor | null {
  const index = parts.findIndex((part) => part.campaignId === campaignId);
  return index < 0 ? null : { index, path: pathOf(parts.map(leafOfCampaign), index) };
}
