/**
 * Who takes part from when until when. A unit that joins owes what falls due from that day on; of a unit that leaves, what is not due yet is waived,
 * and what was due before stays owed and counts: a report does not vanish because its unit left.
 */
import { ask, change } from '../chart';
import { presentPhase } from './context';
import type { CampaignContext } from './context';
import { signal } from './steps';

/** `input`: the input that names the unit. One that had left comes back. */
export const joins = (input: 'unit' | 'toUnit'): unknown[] => [
  change<CampaignContext>((context, event) => {
    const unit = String(event.input[input]);
    return { units: [...context.units.filter((entry) => entry.unit !== unit), { unit, joinedOn: event.on }] };
  }),
  ask<CampaignContext>((context, event) => [
    { effect: 'OPEN', what: 'OPEN_OBLIGATIONS_OF_UNIT', input: { unit: event.input[input], phase: presentPhase(context)?.key ?? null } },
  ]),
];

/** `why`: for the reports that are waived; else the reason that was given. */
export const leaves = (why?: string): unknown[] => [
  change<CampaignContext>((context, { on, input }) => ({
    units: context.units.map((entry) =>
      entry.unit === input.unit && !entry.leftOn
        ? { ...entry, leftOn: on, ...(typeof input.toUnit === 'string' && { mergedInto: input.toUnit }) }
        : entry,
    ),
  })),
  ask<CampaignContext>((_context, { input }) => [
    signal(['REPORT'], 'NO_LONGER_OWED', { reason: why ?? input.reason, alsoDrafts: true }, { unit: String(input.unit), role: 'OWING' }),
  ]),
];
