/** Facts about the unit that an event names. */
import { ancestorsOn, nameOn } from '../../domain/units';
import type { FactProvider, FactRequest } from '../drive/types';
import { provider, type FactSources } from './sources';

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The unit the event brings in: TRANSFER and DELEGATE name it `toUnit`, because `unit` is the one that gives. */
export const unitBroughtIn = ({ event: { input } }: FactRequest): string | null => text(input.toUnit) ?? text(input.unit);

export function unitFacts({
  units,
  records,
}: Pick<FactSources, 'units' | 'records'>): Record<'unitIsKnown' | 'unitIsBelow' | 'unitHasOtherSeats', FactProvider> {
  return {
    unitIsKnown: provider(async (requests) => {
      const register = await units.current();
      return requests.map((request) => {
        const unit = register.get(unitBroughtIn(request) ?? '');
        return unit !== undefined && nameOn(unit, request.event.on) !== null;
      });
    }),

    unitIsBelow: provider(async (requests) => {
      const register = await units.current();
      return requests.map((request) => {
        const below = unitBroughtIn(request);
        const above = request.event.by.unit;
        return below !== null && above !== null && ancestorsOn(register, below, request.event.on).some((unit) => unit.id === above);
      });
    }),

    unitHasOtherSeats: provider(async (requests) => {
      const pairs = requests.flatMap(({ subject, event }) => {
        const unitId = text(event.input.unit);
        return unitId === null ? [] : [{ campaignId: subject.campaignId, unitId }];
      });
      const seats = await records.openSeats(pairs);
      return requests.map(({ subject, event, changed }) => {
        const unitId = text(event.input.unit);
        // What this call has already changed is not in the database yet, and it counts as changed.
        const left = text(event.input.subject);
        const kept = changed.filter(
          (one) =>
            one.kind === 'TASK' &&
            !one.closed &&
            one.id !== left &&
            one.participants.some((part) => part.unitId === unitId && part.active && part.role !== 'REVIEWER'),
        );
        const touched = new Set(changed.map((one) => one.id));
        const elsewhere = seats.some(
          (seat) => seat.campaignId === subject.campaignId && seat.unitId === unitId && seat.subjectId !== left && !touched.has(seat.subjectId),
        );
        return kept.length > 0 || elsewhere;
      });
    }),
  };
}
