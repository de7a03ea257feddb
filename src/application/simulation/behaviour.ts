/** How the people of a simulation behave: nobody acts, or everybody does what is asked of them on time. */
import type { LawEvent } from '../../../workflows/contract';
import type { ReportDefinition, TaskDefinition } from '../../../workflows/definitions';
import { addDays } from '../../domain/calendar';
import type { StoredSubject } from '../ports/store';

export const BEHAVIOURS = ['NOBODY_ACTS', 'EVERYBODY_ON_TIME'] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

/** One thing that somebody does today. `unit` null: the coordinating office. */
export interface Step {
  subject: string;
  unit: string | null;
  type: LawEvent['type'];
  input: Record<string, unknown>;
}

/** Parts are done this many days before the task is due, leads hand in the day before, so that the office can accept in time. */
const PART_LEAD_DAYS = 7;
const HAND_IN_DAYS = 1;

/** What is done today by whoever is on time; asked again until nothing is left to do. */
export function stepsOnTime(subjects: Iterable<StoredSubject>, today: string): Step[] {
  return [...subjects].flatMap((subject) => {
    if (subject.closed) return [];
    if (subject.kind === 'TASK') return taskSteps(subject, today);
    return subject.kind === 'REPORT' ? reportSteps(subject, today) : [];
  });
}

function taskSteps(task: StoredSubject, today: string): Step[] {
  const due = task.dueOn ?? today;
  const { office } = task.definition as TaskDefinition;
  const step = (unit: string | null, type: string, input: Record<string, unknown> = {}): Step => ({ subject: task.id, unit, type, input });
  if (task.state === 'AWAITING_LEAD') return [step(null, 'APPOINT_LEAD', { unit: office })];
  if (task.state === 'PENDING_REVIEW') return [step(null, 'ACCEPT')];
  const seats = task.participants.filter((part) => part.active && part.role !== 'REVIEWER');
  const front = task.participants.some((part) => part.role === 'LEAD' && part.active) ? 'LEAD' : 'RESPONSIBLE';
  const partsDone = seats.every((part) => part.role === front || part.state === 'CONTRIBUTED' || part.state === 'WAIVED');
  return seats.flatMap((part) => {
    if (part.state === 'NOTIFIED') return [step(part.unitId, 'ACKNOWLEDGE')];
    if (part.state === 'ACKNOWLEDGED') return [step(part.unitId, 'START')];
    if (part.state !== 'WORKING') return [];
    if (part.role !== front) return addDays(due, -PART_LEAD_DAYS) <= today ? [step(part.unitId, 'CONTRIBUTE')] : [];
    return partsDone && addDays(due, -HAND_IN_DAYS) <= today ? [step(part.unitId, 'SUBMIT')] : [];
  });
}

function reportSteps(report: StoredSubject, today: string): Step[] {
  const { unit, reportKind } = report.definition as ReportDefinition;
  if (report.state === 'SUBMITTED') return [{ subject: report.id, unit: null, type: 'ACCEPT', input: {} }];
  if (report.state !== 'OWED' && report.state !== 'DRAFTING') return [];
  if (report.dueOn !== null && addDays(report.dueOn, -HAND_IN_DAYS) > today) return [];
  return [{ subject: report.id, unit, type: 'SUBMIT', input: { content: CONTENT[reportKind] } }];
}

/** Enough for the law to call it complete. */
const CONTENT: Readonly<Record<ReportDefinition['reportKind'], Record<string, unknown>>> = {
  LIAISON_ROSTER: { liaisons: [{ name: '联络员', phone: '—' }] },
  IMPLEMENTATION_PLAN: { text: '实施方案' },
  FINAL_SUMMARY: { text: '总结' },
  NARRATIVE: { text: '工作小结' },
  STATISTICS: { figures: { 报送: 0 } },
};
