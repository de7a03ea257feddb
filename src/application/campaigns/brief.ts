import type { CampaignRecords, SubjectBrief } from '../ports/campaigns';
import type { StoredSubject } from '../ports/store';

/** The columns of a brief, of a subject that is at hand whole. */
export function briefOf(subject: StoredSubject): SubjectBrief {
  const report = subject.definition as { unit?: string; reportKind?: string; rule?: string; period?: { key: string } };
  const { campaignId, id, kind, number, title, state, timeliness, closed, phase, dueOn } = subject;
  const own = { unit: report.unit ?? null, reportKind: report.reportKind ?? null, rule: report.rule ?? null, period: report.period?.key ?? null };
  return { campaignId, id, kind, number, title, state, timeliness, closed, phase, dueOn, ...own };
}

/** Of one campaign, with what a call has changed and not written yet. One statement. */
export async function briefsNow(
  records: Pick<CampaignRecords, 'briefs'>,
  campaignId: string,
  kinds: readonly string[],
  changed: readonly StoredSubject[],
): Promise<SubjectBrief[]> {
  const newer = new Map(changed.filter((one) => one.campaignId === campaignId && kinds.includes(one.kind)).map((one) => [one.id, briefOf(one)]));
  const stored = (await records.briefs([campaignId], kinds)).map((brief) => newer.get(brief.id) ?? brief);
  const known = new Set(stored.map(({ id }) => id));
  return [...stored, ...[...newer.values()].filter(({ id }) => !known.has(id))];
}
