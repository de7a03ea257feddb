/** From when to when a campaign runs, as far as its plan and its phases say. */
import { lastDayOf } from '../calendar';
import type { Plan } from '../plan/model';

const firstDay = (date: string): string => (date.length === 7 ? `${date}-01` : date);
const lastDay = (date: string): string => (date.length === 7 ? lastDayOf(date) : date);

/** The period that the plan prints and the phases as they run now, whichever reaches further. Null where nothing says it. */
export function daysOfCampaign(
  plan: Pick<Plan, 'period'>,
  phases: readonly { start: string | null; end: string | null }[],
): { from: string | null; to: string | null } {
  const starts = [plan.period?.start, ...phases.map(({ start }) => start)].flatMap((date) => (date ? [firstDay(date)] : []));
  const ends = [plan.period?.end, ...phases.map(({ end }) => end)].flatMap((date) => (date ? [lastDay(date)] : []));
  return { from: starts.sort()[0] ?? null, to: ends.sort().at(-1) ?? null };
}
