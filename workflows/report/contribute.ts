/** What a report adds to the figures and rates of its campaign. */
import type { Contribution, TallyCount } from '../contribution';
import type { LawSnapshot } from '../contract';
import type { ReportDefinition } from '../definitions';
import { presentSubmission, type ReportContent, type ReportContext } from './context';

type Value = Record<'paper' | 'standing', string> & { timeliness: string | { pending: string } };

export function contributeReport(definition: ReportDefinition, { value, context }: LawSnapshot<ReportContext>): Contribution[] {
  const { paper, standing, timeliness } = value as Value;
  const overdue = typeof timeliness === 'object' && timeliness.pending === 'overdue';
  const undecided = typeof timeliness === 'object' && !overdue;
  // Waived, or not yet due when the campaign ended: nobody owes it.
  if (paper === 'waived' || (undecided && standing === 'closed')) return [];
  const present = presentSubmission(context);
  const counts: Record<TallyCount, boolean> = {
    expected: true,
    submitted: present !== null,
    accepted: present !== null && present.outcome !== null,
    timely: timeliness === 'timely',
    late: timeliness === 'late',
    missing: timeliness === 'missing',
    overdue,
    zero: present?.zero === true,
    returned: context.submissions.some(({ outcome }) => outcome === 'RETURNED'),
  };
  return [
    {
      source: 'REPORTED',
      rule: definition.rule,
      unit: definition.unit,
      period: periodOf(definition, context),
      counts: Object.fromEntries(Object.entries(counts).flatMap(([name, is]) => (is ? [[name, 1]] : []))),
      cells: cellsIn(present?.content ?? null),
    },
  ];
}

/** What is owed once covers no period: it belongs to the day by which it is due. */
function periodOf({ period: { key, start, end } }: ReportDefinition, { dueOn }: ReportContext): Contribution['period'] {
  const last = end ?? dueOn;
  return { key, start: start ?? last, end: last };
}

/**
 * `7` for an indicator with one value, `7.1`, `7.2` for one with several; what its form calls the only part of an indicator is found by whoever
 * reads. Old reports may hold what no form asked for: what is not a number is left out, and so is what comes after the first of a number.
 */
function cellsIn(content: ReportContent | null): Record<string, number> {
  const rows: unknown = content?.figures;
  const cells: Record<string, number> = {};
  if (!Array.isArray(rows)) return cells;
  const seen = new Set<number>();
  for (const row of rows as unknown[]) {
    const { indicator, values } = (typeof row === 'object' && row !== null ? row : {}) as { indicator?: unknown; values?: unknown };
    if (typeof indicator !== 'number' || !Array.isArray(values) || seen.has(indicator)) continue;
    seen.add(indicator);
    values.forEach((value: unknown, i) => {
      if (typeof value === 'number' && Number.isFinite(value)) cells[values.length === 1 ? String(indicator) : `${indicator}.${i + 1}`] = value;
    });
  }
  return cells;
}
