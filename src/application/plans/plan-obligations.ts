/** Who will owe what by when, before anything is launched. For whoever sees the plan as its office does; no statement of its own. */
import { compileOwed } from '../../domain/plan/compile';
import type { Obligation } from '../../domain/plan/compiled';
import { owedList, type OwedKey } from '../../domain/plan/owed-list';
import type { ReportingRule, ReportKind } from '../../domain/plan/model';
import type { StoredPlan } from '../ports/plans';
import type { Page, PageRequest } from '../ports/reading';
import type { Viewer } from '../ports/viewer';
import type { PlanDesk } from './desk';
import { seesAsOffice } from './sight';

export interface PlanObligationCount {
  rule: string;
  what: ReportKind;
  title: string;
  cadence: ReportingRule['cadence'];
  periods: number;
  units: number;
  obligations: number;
  firstDueOn: string | null;
  lastDueOn: string | null;
  /** The first year whose days off are not announced yet; null: every date is certain. */
  notAnnounced: number | null;
}

type Desk = Pick<PlanDesk, 'calendars'>;
export type PlanObligation = Obligation;
export interface ObligationsAsked {
  unit: string | null;
  rule: string | null;
  page: PageRequest;
}

/** Null: not the viewer's to see, or the plan does not compile (its diagnostics say why). */
export async function planObligations(
  desk: Desk,
  viewer: Viewer,
  plan: StoredPlan,
  { unit, rule, page }: ObligationsAsked,
): Promise<{ page: Page<Obligation>; total: number } | null> {
  const owed = await owedOf(desk, viewer, plan);
  if (!owed) return null;
  const list = owedList(owed, { unit, rule });
  return { page: list.page({ ...page, from: page.from as OwedKey | null }), total: list.total };
}

/** One row for each rule and kind of report. Null as above. */
export async function planObligationCounts(desk: Desk, viewer: Viewer, plan: StoredPlan): Promise<PlanObligationCount[] | null> {
  const owed = await owedOf(desk, viewer, plan);
  return (
    owed &&
    owed.map(({ key, what, rule, units, periods }) => {
      const dates = periods.map(({ dueOn }) => dueOn).sort();
      return {
        ...{ rule: key, what, title: rule.title, cadence: rule.cadence, periods: periods.length, units: units.length },
        obligations: periods.length * units.length,
        firstDueOn: dates[0] ?? null,
        lastDueOn: dates.at(-1) ?? null,
        notAnnounced: periods.find(({ notAnnounced }) => notAnnounced !== null)?.notAnnounced ?? null,
      };
    })
  );
}

async function owedOf(desk: Desk, viewer: Viewer, plan: StoredPlan) {
  return seesAsOffice(viewer, plan) ? compileOwed(plan.content, plan.bindings, { calendar: await desk.calendars.current() }) : null;
}
