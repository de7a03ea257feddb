/** The forms of a plan with what follows from them: how they are called, their versions and their cells; and its ledgers. */
import type { Plan } from '../../domain/plan/model';
import { recordKindsOf } from '../../domain/records/kinds';
import { cellsOf, formsOf, formVersion, type Cell } from '../../domain/statistics';

export type PlanFormView = ReturnType<typeof formsOf>[number] & { version: string; cells: Cell[] };

export const planForms = (plan: Pick<Plan, 'forms'>): PlanFormView[] =>
  formsOf(plan).map((form) => ({ ...form, version: formVersion(form), cells: cellsOf(form) }));

export const planRecords = recordKindsOf;
