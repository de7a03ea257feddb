/** The phases of campaigns as they are now: where each stands, and the exit criteria of the present one with their numbers. */
import type { Criterion } from '../../../workflows/facts';
import { civilDateOf } from '../../domain/calendar';
import { phasesNow } from '../campaigns/campaign-now';
import type { PhaseView } from '../desk';
import type { FactProvider } from '../drive/types';
import type { Clock } from '../ports/clock';
import type { Seen } from './sight';

export type Phases = (campaigns: readonly Seen[]) => Promise<PhaseView[][]>;

/** Who sees a campaign FULL is told which units are missing; who takes part, how many. */
export function createPhases(criteria: FactProvider, clock: Clock): Phases {
  return async (campaigns) => {
    const now = clock.now();
    const moment = { at: now.toISOString(), on: civilDateOf(now) };
    const by = { account: null, unit: null, onBehalfOf: null, relations: [] };
    const running = campaigns.filter(({ subject }) => phasesNow(subject).current !== undefined);
    const answers = await criteria(running.map(({ subject }) => ({ subject, event: { type: '', ...moment, by, input: {} }, changed: [] })));
    const counted = new Map(running.map(({ subject }, i) => [subject.id, answers[i]?.ok ? (answers[i].value as Criterion[]) : []]));

    return campaigns.map(({ subject, campaignLevel }) => {
      const { phases, current } = phasesNow(subject);
      const at = phases.findIndex((phase) => phase.key === current?.key);
      const over = subject.closed;
      return phases.map((phase, i): PhaseView => {
        const standing = over || (at >= 0 && i < at) ? 'PAST' : i === at ? 'CURRENT' : 'COMING';
        const found = standing === 'CURRENT' ? (counted.get(subject.id) ?? []) : [];
        const shown = campaignLevel === 'FULL' ? found : found.map((criterion) => ({ ...criterion, missing: [] }));
        const { key, name, kind, start, end, advancesByItself } = phase;
        return { key, name, kind, start, end, advancesByItself, standing, criteria: standing === 'CURRENT' ? shown : phase.exit };
      });
    });
  };
}
