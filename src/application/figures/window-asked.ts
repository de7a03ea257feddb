/** Windows as they are asked for, in days. */
import { addDays } from '../../domain/calendar';
import type { FigureWindow } from '../ports/figure-reading';

export const FIGURE_SPANS = ['PERIOD', 'YEAR_TO_DATE', 'SINCE_START'] as const;
export type FigureSpan = (typeof FIGURE_SPANS)[number];

/** Either a span up to the period that holds `on` (today), or any range: a period belongs to it when it ends in it. */
export interface WindowAsked {
  span: FigureSpan | null;
  on: string | null;
  from: string | null;
  to: string | null;
}

const BEGINNING = '0001-01-01';
const END = '9999-12-31';

export function windowOf(asked: WindowAsked | null, today: string): FigureWindow {
  const on = asked?.on ?? today;
  // Periods are as long as a year at most: what holds the day ends within one of it.
  if (asked?.span === 'PERIOD') return { from: on, to: addDays(on, 366), begunBy: on };
  // What is owed once and open counts today; of an earlier day nobody can tell but what was due by then.
  const holding = { to: END, begunBy: on, ...(on >= today && { onceOwed: true }) };
  if (asked?.span === 'YEAR_TO_DATE') return { from: `${on.slice(0, 4)}-01-01`, ...holding };
  if (asked?.from || asked?.to) return { from: asked.from ?? BEGINNING, to: asked.to ?? END, begunBy: END };
  return { from: BEGINNING, ...holding };
}
