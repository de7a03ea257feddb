import { forbidden, mayReadAudit } from '../policy';
import type { Anchor, AnchorStore } from '../ports/anchors';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';

/** Newest first; `before` is the number of the anchor before the page. Refuses FORBIDDEN. */
export async function listAnchors(
  { anchors }: { anchors: Pick<AnchorStore, 'page'> },
  viewer: Viewer,
  { before, first }: { before: number | null; first: number },
) {
  if (!mayReadAudit(viewer)) return forbidden('READ_AUDIT');
  return done<{ rows: Anchor[]; more: boolean }>(await anchors.page({ before, limit: first }));
}
