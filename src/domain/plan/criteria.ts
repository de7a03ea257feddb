/**
 * What must be reached before a phase is left, where the plan itself says nothing. Criteria are data: a plan may name its own, and an
 * empty list means that nothing is asked.
 *
 * | phase kind | default | because |
 * |---|---|---|
 * | MOBILIZATION | liaisons registered, implementation plans filed: each when the plan owes it | what "mobilised" leaves behind on paper |
 * | SELF_INSPECTION, INSPECTION | reports accepted, when reports fall due in the phase | the finding is in the report |
 * | RECTIFICATION | tasks accepted, those due by the end of the phase | the tasks are the rectification |
 * | SUMMARY | tasks accepted, reports accepted, orders closed, cases closed | nothing open is summed up |
 * | CONSOLIDATION | reports accepted, when reports fall due in the phase | |
 */
import type { Criterion, CriterionKind, PhaseKind } from './model';

/** What the plan puts into the phase. */
export interface PhaseContent {
  liaisons: boolean;
  implementationPlans: boolean;
  /** Tasks due by the end of the phase and not before it. */
  tasks: boolean;
  /** Any report due in the phase. */
  reports: boolean;
}

const all = (kind: CriterionKind): Criterion => ({ kind, percent: 100 });

export function defaultCriteria(kind: PhaseKind, content: PhaseContent): Criterion[] {
  switch (kind) {
    case 'MOBILIZATION':
      return [...(content.liaisons ? [all('LIAISONS_REGISTERED')] : []), ...(content.implementationPlans ? [all('IMPLEMENTATION_PLANS_FILED')] : [])];
    case 'RECTIFICATION':
      return content.tasks ? [all('TASKS_ACCEPTED')] : [];
    case 'SUMMARY':
      return [all('TASKS_ACCEPTED'), ...(content.reports ? [all('REPORTS_ACCEPTED')] : []), all('ORDERS_CLOSED'), all('CASES_CLOSED')];
    case 'SELF_INSPECTION':
    case 'INSPECTION':
    case 'CONSOLIDATION':
      return content.reports ? [all('REPORTS_ACCEPTED')] : [];
  }
}
