/** The empty workbook of a ledger, for whoever sees the campaign. */
import { displayNameOn, pathOn } from '../../domain/units';
import type { Viewer } from '../ports/viewer';
import type { Workbooks } from '../ports/workbooks';
import { done, type Answer } from '../refusal';
import { cleanName } from '../reports/file-kinds';
import { openLedger, type LedgerDesk, type RecordRefusalCode } from './open-ledger';

export interface LedgerFile {
  name: string;
  content: Buffer;
}

/** More are not offered in a list; they may be written all the same. */
const MOST_UNITS = 2_000;

export async function recordWorkbook(
  desk: Pick<LedgerDesk, 'reading' | 'plans' | 'units' | 'clock'> & { workbooks: Pick<Workbooks, 'writeLedger'> },
  viewer: Viewer,
  { campaignId, kind: key }: { campaignId: string; kind: string },
): Promise<Answer<LedgerFile, RecordRefusalCode>> {
  const opened = await openLedger(desk, viewer, { campaignId, kind: key, actingUnit: null }, false);
  if (!opened.ok) return opened;
  const { campaign, kind, register, takingPart, own, around } = opened.value;
  const taking = new Set(takingPart);
  // A unit's people see their own and those below them; the office sees all.
  const offered = register.units.filter(({ id }) => {
    const path = pathOn(register, id, around.today);
    return own.length > 0 ? path.some((one) => own.includes(one)) : path.some((one) => taking.has(one));
  });
  const units = offered.length > MOST_UNITS ? [] : offered.map((unit) => displayNameOn(unit, around.today)).sort();
  const content = await desk.workbooks.writeLedger({ campaign: campaign.id, campaignTitle: campaign.title, kind, units });
  return done({ name: cleanName(`${kind.title}_${campaign.title}.xlsx`), content });
}
