/**
 * One exit criterion with its numbers. What has been written off or waived is no longer asked for and counts nowhere.
 *
 * | kind | counted | done |
 * |---|---|---|
 * | LIAISONS_REGISTERED | liaison rosters, one a unit | handed in and not returned |
 * | IMPLEMENTATION_PLANS_FILED | implementation plans, one a unit | handed in and not returned |
 * | TASKS_ACCEPTED | tasks due by the end of the phase, those extended beyond it left out | accepted |
 * | REPORTS_ACCEPTED | reports that fall due in the phase | accepted |
 * | ORDERS_CLOSED, CASES_CLOSED | orders, cases | closed |
 */
import type { ExitCriterion, PhaseDefinition } from '../../../workflows/definitions';
import type { Criterion } from '../../../workflows/facts';
import type { SubjectBrief } from '../ports/campaigns';

interface Counting {
  counts(brief: SubjectBrief, phase: PhaseDefinition | null): boolean;
  done(brief: SubjectBrief): boolean;
}

const isReport = (brief: SubjectBrief, kind: string): boolean => brief.kind === 'REPORT' && brief.reportKind === kind && brief.state !== 'WAIVED';
const handedIn = (brief: SubjectBrief): boolean => brief.state === 'SUBMITTED' || brief.state === 'ACCEPTED';
const accepted = (brief: SubjectBrief): boolean => brief.state === 'ACCEPTED';
const closed = (brief: SubjectBrief): boolean => brief.closed;

const COUNTING: Readonly<Record<string, Counting>> = {
  LIAISONS_REGISTERED: { counts: (brief) => isReport(brief, 'LIAISON_ROSTER'), done: handedIn },
  IMPLEMENTATION_PLANS_FILED: { counts: (brief) => isReport(brief, 'IMPLEMENTATION_PLAN'), done: handedIn },
  TASKS_ACCEPTED: {
    counts: (brief, phase) =>
      brief.kind === 'TASK' && (accepted(brief) || !brief.closed) && (!phase?.end || brief.dueOn === null || brief.dueOn <= phase.end),
    done: accepted,
  },
  REPORTS_ACCEPTED: {
    counts: (brief, phase) => brief.kind === 'REPORT' && brief.state !== 'WAIVED' && (phase === null || brief.phase === phase.key),
    done: accepted,
  },
  ORDERS_CLOSED: { counts: (brief) => brief.kind === 'RECTIFICATION_ORDER', done: closed },
  CASES_CLOSED: { counts: (brief) => brief.kind === 'CASE', done: closed },
};

/** `phase` null counts over the whole campaign. `nameOf` gives a unit's name. A kind that is not known asks for nothing. */
export function countCriterion(
  criterion: ExitCriterion,
  phase: PhaseDefinition | null,
  briefs: readonly SubjectBrief[],
  nameOf: (unit: string) => string,
): Criterion {
  const counting = COUNTING[criterion.kind];
  const counted = counting ? briefs.filter((brief) => counting.counts(brief, phase)) : [];
  const open = counted.filter((brief) => !counting?.done(brief));
  return {
    kind: criterion.kind,
    percent: criterion.percent,
    done: counted.length - open.length,
    total: counted.length,
    missing: open.map((brief) => ({ subject: brief.id, ...(brief.unit ? { unit: brief.unit } : {}), title: titleOf(criterion.kind, brief, nameOf) })),
  };
}

/** "missing: 市公安局" for what every unit owes once; else the task or the report by its title, with the unit that owes it. */
function titleOf(kind: string, brief: SubjectBrief, nameOf: (unit: string) => string): string {
  if (brief.unit === null) return [brief.number, brief.title].filter(Boolean).join(' ');
  const unit = nameOf(brief.unit);
  return kind === 'REPORTS_ACCEPTED' ? `${unit}：${brief.title}` : unit;
}
