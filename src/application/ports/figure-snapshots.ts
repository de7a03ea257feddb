/** Figures as they stood at one moment. Written once; there is nothing to change or remove one. */
import type { IdempotencyLedger } from './transaction';

export interface StoredFigureSnapshot {
  campaignId: string;
  id: string;
  title: string;
  /** SM3 of the content. */
  digest: Buffer;
  createdBy: string;
  createdAt: Date;
}
export type WholeFigureSnapshot = StoredFigureSnapshot & {
  /** Canonical JSON, exactly what the digest is of. */
  content: string;
};

export interface FigureSnapshots {
  /** Newest first, without their content; in the order of the campaigns. */
  ofCampaigns(campaignIds: readonly string[]): Promise<StoredFigureSnapshot[][]>;
  /** In the order asked; null where there is none. */
  whole(keys: readonly { campaignId: string; id: string }[]): Promise<(WholeFigureSnapshot | null)[]>;
}

/** Inside a transaction. */
export interface FigureSnapshotTransaction {
  figureSnapshots: { add(snapshot: WholeFigureSnapshot): Promise<void> };
  idempotency: IdempotencyLedger;
}
