/** What `verify` and `anchor` do, given the database: or, for an exported log, given none. */
import { keepOutside, makeAnchor } from '../application/audit/make-anchor';
import type { Anchor, AnchorSource, AnchorStore } from '../application/ports/anchors';
import type { AuditLog } from '../application/ports/audit-log';
import type { Progress } from '../application/replay';
import { verify, type VerifyReport } from '../application/verify';
import { anchorFolder, openExport, readWitness, AuditFileRefused } from '../infrastructure/audit';
import { systemClock } from '../infrastructure/clock';

interface Source {
  ledger: AuditLog;
  anchors: AnchorSource;
}
type WithAudit = <T>(work: (source: Source) => Promise<T>) => Promise<T>;

/** @throws {AuditFileRefused} for a file that cannot be read as what it should be */
export async function verifyLog(
  request: { campaignId: string | null; witness: string | null; exported: string | null },
  withAudit: WithAudit,
  onProgress: (progress: Progress) => void,
): Promise<{ report: VerifyReport; fileWhole: boolean | null }> {
  const witness = request.witness === null ? null : await readWitness(request.witness);
  if (witness?.anchors.length === 0) throw new AuditFileRefused(request.witness ?? '', 1, 'no anchors are kept here');
  if (request.exported === null) {
    const report = await withAudit(({ ledger, anchors }) => verify({ ledger, anchors, witness, campaignId: request.campaignId }, onProgress));
    return { report, fileWhole: null };
  }
  const exported = await openExport(request.exported);
  const campaignId = request.campaignId ?? exported.campaignId;
  const report = await verify({ ledger: exported.ledger, anchors: exported.anchors, witness, campaignId }, onProgress);
  return { report, fileWhole: exported.whole() };
}

export async function anchorNow(
  { anchors }: { anchors: AnchorStore },
  folder: string | null,
): Promise<{ anchor: Anchor | null; kept: number[] | null }> {
  const anchor = await makeAnchor({ anchors, wall: systemClock });
  return { anchor, kept: folder === null ? null : await keepOutside(anchors, anchorFolder(folder)) };
}
