/**
 * Counts everything again from the snapshots, and says what was stored otherwise: `muster tallies`. It is also how a database from before there
 * were tallies gets them. While it runs, others may write: what has moved on is left to whoever moved it.
 */
import type { Law } from '../../../workflows';
import { allContributions } from '../drive/contributions';
import type { Laws } from '../drive/types';
import type { Clock } from '../ports/clock';
import type { ContributionWrite, CountedSubject, FigureCounts, Recount } from '../ports/figures';

export interface CountingDesk {
  figures: FigureCounts;
  laws: Laws;
}

export interface CountReport {
  subjects: number;
  /** Subjects of which something else was stored than they contribute. */
  wrong: { campaignId: string; id: string }[];
  /** Contributions of subjects that are not there. */
  orphans: number;
  /** Tallies that were not the sum of the contributions. */
  tallies: number;
  repaired: boolean;
}

const AT_ONCE = 200;

export async function countAgain({ figures, laws }: CountingDesk, campaignId: string | null, repair: boolean): Promise<CountReport> {
  const report: CountReport = { subjects: 0, wrong: [], orphans: 0, tallies: 0, repaired: repair };
  const kinds = Object.values(laws).flatMap((law: Law) => (law.contribute ? [law.kind] : []));
  let waiting: Recount[] = [];
  const flush = async (): Promise<void> => {
    if (repair && waiting.length > 0) await figures.put(waiting);
    waiting = [];
  };
  for await (const counted of figures.subjects(campaignId, kinds)) {
    report.subjects += 1;
    const { subject } = counted;
    const law = laws[subject.kind as keyof Laws];
    const differences = law ? differing(law, counted) : [];
    if (differences.length === 0) continue;
    report.wrong.push({ campaignId: subject.campaignId, id: subject.id });
    waiting.push(...differences.map((one) => ({ ...one, revision: subject.revision })));
    if (waiting.length >= AT_ONCE) await flush();
  }
  await flush();
  const orphans = await figures.orphans(campaignId);
  report.orphans = orphans.length;
  if (repair && orphans.length > 0) await figures.put(orphans.map((one) => ({ ...one, gone: true, revision: 0 })));
  for (const campaign of await figures.campaigns(campaignId)) {
    const wrong = await figures.wrongTallies(campaign);
    report.tallies += wrong;
    if (repair && wrong > 0) await figures.renewTallies(campaign);
  }
  return report;
}

function differing(law: Law, { subject, stored }: CountedSubject): ContributionWrite[] {
  const before = new Map(stored.map((one) => [placeOf(one), one]));
  const right = allContributions(law, subject);
  const writes = right.filter((one) => !same(before.get(placeOf(one)), one));
  for (const one of right) before.delete(placeOf(one));
  return [...writes, ...[...before.values()].map((one) => ({ ...one, gone: true }))];
}

const placeOf = ({ source, rule, unit, period }: ContributionWrite): string => [source, rule, unit, period.key, period.end].join(' ');

const same = (a: ContributionWrite | undefined, b: ContributionWrite): boolean =>
  a !== undefined &&
  a.period.start === b.period.start &&
  b.counts.every((count, i) => count === (a.counts[i] ?? 0)) &&
  Object.keys(a.cells).length === Object.keys(b.cells).length &&
  Object.entries(b.cells).every(([cell, value]) => a.cells[cell] === value);

const A_DAY_MS = 86_400_000;

/**
 * Counts what was there before this program: at the first start, and once more a day later, because while servers are replaced one after another
 * those that know nothing of tallies go on writing. Null: nothing to do.
 */
export async function countWhatWasThere(desk: CountingDesk & { wall: Clock }): Promise<CountReport | null> {
  const passes = await desk.figures.passes();
  const now = desk.wall.now();
  const [first] = passes;
  if (passes.length > 1 || (first && now.getTime() - first.getTime() < A_DAY_MS)) return null;
  const report = await countAgain(desk, null, true);
  await desk.figures.notePass(now);
  return report;
}
