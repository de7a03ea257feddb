import { laws } from '../../../workflows';
import type { EventRule } from '../../../workflows/contract';

/** Of the event that makes a record. */
export const recordEventRule: EventRule = (() => {
  const { creation, events } = laws.RECORD;
  const rule = events[creation];
  if (!rule) throw new Error('The law of records has no creating event');
  return rule;
})();
