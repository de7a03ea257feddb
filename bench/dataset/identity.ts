/** Which task is which: everything about the n-th task follows from `n`, so that whoever asks for it later need not be told. */

export const TASKS_PER_CAMPAIGN = 1_000;
export const UNITS_PER_CITY = 20;
/**
 * The first city has one campaign however large the data set is: the inboxes of its units stay as long as they are. The others share the
 * rest: theirs grow with it.
 */
export const CITIES = 5;

const hex = (n: number): string => n.toString(16).padStart(12, '0');
export const taskId = (n: number): string => `01900000-0000-7000-9000-${hex(n)}`;
export const campaignId = (campaign: number): string => `01900000-0000-7000-8000-${hex(campaign)}`;
export const campaignOf = (n: number): number => Math.floor(n / TASKS_PER_CAMPAIGN);
export const cityOf = (campaign: number): number => (campaign === 0 ? 0 : 1 + ((campaign - 1) % (CITIES - 1)));
export const campaignsFor = (tasks: number): number => Math.ceil(tasks / TASKS_PER_CAMPAIGN);

/** The place in its city of the bureau in a seat of the task: 0 leads, 1 and 2 cooperate. */
export const bureauOf = (n: number, seat: number): number => (n + seat * 7) % UNITS_PER_CITY;

/** A number below `bound` from a seed: the same one every time (splitmix32). */
export function pick(seed: number, bound: number): number {
  let z = (seed + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return ((z ^ (z >>> 15)) >>> 0) % bound;
}

/** The kinds of tasks there are, in hundredths of all. None is closed: a unit's inbox is as full as it can be. */
export const STAGES = [
  { stage: 'NOTIFIED', share: 78, events: 1 },
  { stage: 'ACKNOWLEDGED', share: 12, events: 2 },
  { stage: 'PENDING_REVIEW', share: 5, events: 4 },
  { stage: 'RETURNED', share: 5, events: 5 },
] as const;
export type Stage = (typeof STAGES)[number]['stage'];

function kindOf(n: number): (typeof STAGES)[number] {
  let left = pick(n * 2 + 1, 100);
  for (const kind of STAGES) {
    if (left < kind.share) return kind;
    left -= kind.share;
  }
  return STAGES[0];
}
export const stageOf = (n: number): Stage => kindOf(n).stage;
export const revisionOf = (n: number): number => kindOf(n).events;

/** Days from the data set's day to the task's due date. */
export const DUE_DAYS = { first: 12, count: 20 } as const;
export const dueIn = (n: number): number => DUE_DAYS.first + pick(n * 2, DUE_DAYS.count);
