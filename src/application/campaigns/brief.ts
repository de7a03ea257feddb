import type { SubjectBrief } from '../ports/campaigns';
import type { StoredSubject } from '../ports/store';

/** The columns of a brief, of a subject that is at hand whole. */
export function briefOf(subject: StoredSubject): SubjectBrief {
  const report = subject.definition as { unit?: string; reportKind?: string; rule?: string; period?: { key: string } };
  const { campaignId, id, kind, number, title, state, closed, phase, dueOn } = subject;
  const own = { unit: report.unit ?? null, reportKind: report.reportKind ?? null, rule: report.rule ?? null, period: report.period?.key ?? null };
  return { campaignId, id, kind, number, title, state, closed, phase, dueOn, ...own };
}
