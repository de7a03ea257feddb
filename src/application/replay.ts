/** Rebuilds every snapshot and projection from the log alone, and says where what is stored differs from it. */
import { compareChain, type Difference } from './replay/compare';
import type { LawBook } from './replay/fold';
import type { Ledger } from './ports/ledger';

export { fold, ReplayRefused, type LawBook, type Rebuilt } from './replay/fold';
export { subjectAt } from './replay/subject-at';
export type { Difference } from './replay/compare';

export interface Progress {
  subjects: number;
  events: number;
  ofSubjects: number;
  ofEvents: number;
}

export interface ReplayReport {
  subjects: number;
  events: number;
  differences: Difference[];
}

/** `campaignId` limits it to one campaign. `onProgress` is called after each subject. */
export async function replay(
  ports: LawBook & { ledger: Ledger; campaignId?: string | null },
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<ReplayReport> {
  const campaignId = ports.campaignId ?? null;
  const of = await ports.ledger.count(campaignId);
  const report: ReplayReport = { subjects: 0, events: 0, differences: [] };
  for await (const chain of ports.ledger.chains(campaignId)) {
    report.subjects += 1;
    report.events += chain.events.length;
    report.differences.push(...compareChain(ports, chain));
    onProgress({ subjects: report.subjects, events: report.events, ofSubjects: of.subjects, ofEvents: of.events });
  }
  return report;
}
