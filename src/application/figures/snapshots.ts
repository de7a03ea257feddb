/**
 * Snapshots of figures: everything of one rule and window, from the total down to each report, read by one statement, written out canonically,
 * with its SM3 digest. What is published from it can be checked against it for ever, whatever is corrected afterwards.
 */
import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import { idempotently } from '../idempotently';
import { forbidden, mayFreezeFigures } from '../policy';
import type { Clock } from '../ports/clock';
import type { FigureReading, FigureWindow } from '../ports/figure-reading';
import type { FigureSnapshots, FigureSnapshotTransaction, StoredFigureSnapshot, WholeFigureSnapshot } from '../ports/figure-snapshots';
import type { ContributionSource } from '../ports/figures';
import type { StoredSubject } from '../ports/store';
import type { Transactions } from '../ports/transaction';
import type { UnitDirectory } from '../ports/units';
import type { Sight } from '../reading/sight';
import { done, type Answer } from '../refusal';
import { standardRefusal } from '../refusal-codes';
import { civilDateOf } from '../../domain/calendar';
import { displayNameOn } from '../../domain/units';
import type { FigureReader } from './reader';
import { looksBack, runningByDay, sinceTheBeginning, withRunningTotals } from './recorded';
import { windowOf, type WindowAsked } from './window-asked';

export interface SnapshotDesk {
  transactions: Transactions<FigureSnapshotTransaction>;
  figures: FigureReader;
  reading: FigureReading;
  snapshots: FigureSnapshots;
  units: Pick<UnitDirectory, 'current'>;
  clock: Clock;
  newId(): string;
}

export interface SnapshotCall {
  title: string;
  rule: string | null;
  form: string | null;
  source: ContributionSource;
  window: WindowAsked | null;
  unit: string | null;
  idempotencyKey: string;
}

export type SnapshotRefusal = 'NOT_FOUND' | 'FORBIDDEN' | 'BAD_INPUT' | 'IDEMPOTENCY_KEY_REQUIRED' | 'IDEMPOTENCY_KEY_REUSED';

export const snapshotDigest = (content: string): Buffer => createHash('sm3').update(content).digest();

/** Figures that can be shown as they were; `null` where there is nothing under that rule. */
export async function figureContent(
  desk: Pick<SnapshotDesk, 'figures' | 'reading' | 'units' | 'clock'>,
  sight: Sight,
  campaign: StoredSubject,
  asked: Omit<SnapshotCall, 'title' | 'idempotencyKey' | 'window'> & { window: FigureWindow },
): Promise<string | null> {
  const { rule, form, source, window, unit } = asked;
  const [table] = await desk.figures.figures(sight, [campaign], { rule, form, source, window, unit, by: [] });
  if (!table) return null;
  const register = await desk.units.current();
  const today = civilDateOf(desk.clock.now());
  const back = looksBack(table.form, window);
  const question = { campaignId: campaign.campaignId, source, rules: [table.rule], unit, window: back ? sinceTheBeginning(window) : window };
  // The one statement that everything below is made of.
  const [all = []] = await desk.reading.contributions([question], 'BELOW');
  const rows = all.filter(({ period }) => period.end >= window.from);
  const shown = (id: string) => {
    const record = register.get(id);
    return { id, name: record ? displayNameOn(record, today) : id };
  };
  const folded = (by: readonly ('UNIT' | 'PERIOD')[]) => {
    const groups = desk.figures.fold(table.form, rows, by);
    if (!back) return groups;
    const ofAll = desk.figures.fold(table.form, all, by);
    return by.includes('PERIOD') ? runningByDay(table.form, ofAll, window) : withRunningTotals(table.form, groups, ofAll);
  };
  const groupsOf = (by: readonly ('UNIT' | 'PERIOD')[]) =>
    folded(by).map(({ unit: node, period, counts, cells }) => ({
      ...{ unit: node === null ? null : shown(node), period, counts },
      cells: cells.map(({ cell: _, ...total }) => total),
    }));
  return (
    stringify({
      kind: 'muster-figures-1',
      campaign: { id: campaign.campaignId, title: campaign.title },
      ...{ rule: table.rule, source, window, unit: unit === null ? null : shown(unit), at: desk.clock.now().toISOString() },
      form: table.form && { key: table.form.key, title: table.form.title, cells: table.form.cells },
      ...{ total: groupsOf([]), periods: groupsOf(['PERIOD']), units: groupsOf(['UNIT']) },
      reports: rows.map(({ subjectId, unit: of, period, counts, cells }) => ({
        ...{ report: subjectId, unit: shown(of), period, counts },
        cells: Object.fromEntries(Object.entries(cells).map(([key, { sum }]) => [key, sum])),
      })),
    }) ?? null
  );
}

/** By a coordinator of the campaign. The campaign as the viewer sees it; null: they do not. */
export async function createFigureSnapshot(
  desk: SnapshotDesk,
  sight: Sight,
  campaign: StoredSubject | null,
  call: SnapshotCall,
): Promise<Answer<StoredFigureSnapshot, SnapshotRefusal>> {
  if (!campaign) return { ok: false, refusal: { ...standardRefusal('NOT_FOUND'), code: 'NOT_FOUND' } };
  const { office } = campaign.definition as { office: string };
  if (!mayFreezeFigures(sight.viewer, { id: campaign.campaignId, office })) return forbidden('FREEZE_FIGURES');
  const title = call.title.trim();
  if (title === '') return { ok: false, refusal: { ...standardRefusal('BAD_INPUT', { problem: 'title', path: ['title'] }), code: 'BAD_INPUT' } };
  const { idempotencyKey: key, ...body } = call;
  const request = { key, command: 'createFigureSnapshot', body: { campaign: campaign.campaignId, ...body } };
  // Before the transaction: the embedded database has one session, which would wait for itself.
  const window = windowOf(call.window, civilDateOf(desk.clock.now()));
  const content = await figureContent(desk, sight, campaign, { ...call, window });
  const answer = await idempotently(desk, sight.viewer, request, async (tx): Promise<Answer<{ id: string }, 'NOT_FOUND'>> => {
    if (content === null) return { ok: false, refusal: { ...standardRefusal('NOT_FOUND'), code: 'NOT_FOUND' } };
    const snapshot: WholeFigureSnapshot = {
      ...{ campaignId: campaign.campaignId, id: desk.newId(), title, content, digest: snapshotDigest(content) },
      ...{ createdBy: sight.viewer.accountId, createdAt: desk.clock.now() },
    };
    await tx.figureSnapshots.add(snapshot);
    return done({ id: snapshot.id });
  });
  if (!answer.ok) return answer;
  const [stored] = await desk.snapshots.whole([{ campaignId: campaign.campaignId, id: answer.value.id }]);
  if (!stored) throw new Error(`The snapshot ${answer.value.id} was written and is not there`);
  return done(stored);
}

export interface CheckedSnapshot {
  content: string;
  /** Whether it is still what its digest says. */
  intact: boolean;
}

export async function checkedSnapshots(
  { snapshots }: Pick<SnapshotDesk, 'snapshots'>,
  keys: readonly { campaignId: string; id: string }[],
): Promise<(CheckedSnapshot | null)[]> {
  const found = await snapshots.whole(keys);
  return found.map((one) => one && { content: one.content, intact: snapshotDigest(one.content).equals(one.digest) });
}

export const snapshotsOf = ({ snapshots }: Pick<SnapshotDesk, 'snapshots'>, campaignIds: readonly string[]): Promise<StoredFigureSnapshot[][]> =>
  snapshots.ofCampaigns(campaignIds);
