/** Reading plans. What is not visible is null, as if it did not exist. Each costs a fixed number of statements. */
import { fullSightOf } from '../policy';
import type { PlanStatus, StoredNotice, StoredPlan, StoredPlanVersion } from '../ports/plans';
import type { Page, PageRequest } from '../ports/reading';
import type { Viewer } from '../ports/viewer';
import type { PlanDesk } from './desk';
import { seesAsOffice, visiblePlans } from './sight';

type Desk = Pick<PlanDesk, 'plans' | 'records'>;

/** In the order asked. The diagnostics are in `content.diagnostics`. */
export async function plansById(desk: Desk, viewer: Viewer, ids: readonly string[]): Promise<(StoredPlan | null)[]> {
  return visiblePlans(desk, viewer, await desk.plans.plans(ids));
}

export async function planById(desk: Desk, viewer: Viewer, id: string): Promise<StoredPlan | null> {
  return (await plansById(desk, viewer, [id]))[0] ?? null;
}

/** The plans as campaigns run them now: `definition.plan` at `definition.planRevision`. Whoever sees the campaign sees them. */
export async function plansOfCampaigns(
  desk: Desk,
  viewer: Viewer,
  definitions: readonly { plan: string; planRevision: number }[],
): Promise<(StoredPlan | null)[]> {
  const plans = await desk.plans.plansAt(definitions.map(({ plan, planRevision }) => ({ id: plan, revision: planRevision })));
  // An older revision of a plan that became a campaign is shown like the plan itself.
  const current = await visiblePlans(desk, viewer, await desk.plans.plans(plans.flatMap((plan) => plan?.id ?? [])));
  const seen = new Set(current.flatMap((plan) => plan?.id ?? []));
  return plans.map((plan) => (plan && seen.has(plan.id) ? plan : null));
}

/** Notices of plans that the viewer sees; asked for with those plans. */
export async function noticesOfPlans(desk: Desk, plans: readonly StoredPlan[]): Promise<(StoredNotice | null)[]> {
  const ids = [...new Set(plans.flatMap((plan) => plan.noticeId ?? []))];
  const notices = new Map((await desk.plans.notices(ids)).flatMap((notice) => (notice ? [[notice.id, notice] as const] : [])));
  return plans.map((plan) => notices.get(plan.noticeId ?? '') ?? null);
}

/**
 * The same page of the versions of each plan, in the order asked; newest first, for whoever sees the plan as its office does: drafts are no
 * business of the units that take part. At most one statement.
 */
export async function planVersions(desk: Desk, viewer: Viewer, plans: readonly StoredPlan[], page: PageRequest): Promise<Page<StoredPlanVersion>[]> {
  const seen = plans.filter((plan) => seesAsOffice(viewer, plan));
  const pages =
    seen.length > 0
      ? await desk.plans.versions(
          seen.map(({ id }) => id),
          page,
        )
      : [];
  return plans.map((plan) => pages[seen.indexOf(plan)] ?? { rows: [], more: false });
}

/** The plans of the viewer's offices, newest first; an auditor's are everybody's. */
export async function plansOfViewer(desk: Desk, viewer: Viewer, status: PlanStatus | null, page: PageRequest): Promise<Page<StoredPlan>> {
  const sight = fullSightOf(viewer);
  return desk.plans.list(sight.everything ? null : sight.offices, status, page);
}
