/** What a plan asks for over the phases of a campaign as they are now. */
import type { WorkCalendar } from '../../domain/calendar';
import type { CompiledPlan, Obligation } from '../../domain/plan/compiled';
import type { PhaseKind } from '../../domain/plan/model';
import { obligationsOf } from '../../domain/plan/obligations';
import type { StoredPlan } from '../ports/plans';
import type { StoredSubject } from '../ports/store';

export interface PlanInForce {
  stored: Pick<StoredPlan, 'content' | 'bindings'>;
  compiled: CompiledPlan;
  options: { calendar: WorkCalendar; ruleKeys: readonly string[] | undefined };
}

interface PhaseNow {
  key: string;
  name: string;
  kind: string;
  start: string | null;
  end: string | null;
  advancesByItself: boolean;
}

/** Rules unfolded over the phases as they are now; a phase without dates keeps those of the plan. */
export function obligationsNow({ stored, compiled, options }: PlanInForce, phases: readonly PhaseNow[], owing: readonly string[]): Obligation[] {
  const planned = new Map(compiled.phases.map((phase) => [phase.key, phase]));
  const dated = phases.map(({ key, name, kind, start, end, advancesByItself }) => ({
    ...{ key, name, advancesByItself, kind: kind as PhaseKind },
    start: start ?? planned.get(key)?.start ?? compiled.start,
    end: end ?? planned.get(key)?.end ?? compiled.end,
  }));
  return obligationsOf(stored.content, dated, owing, stored.bindings, options);
}

/** Who takes part today. Before the launch nobody has joined or left. */
export function takingPartNow(compiled: CompiledPlan, campaign: Pick<StoredSubject, 'participants'>): string[] {
  const active = campaign.participants.flatMap((part) => (part.role === 'TAKING_PART' && part.active ? part.unitId : []));
  return active.length > 0 ? active : compiled.units;
}

/** Of these, whoever is not there as a leader's own unit only. */
export function owingNow(compiled: CompiledPlan, campaign: Pick<StoredSubject, 'participants'>): string[] {
  const onlyAbove = new Set(compiled.units.filter((unit) => !compiled.owing.includes(unit)));
  return takingPartNow(compiled, campaign).filter((unit) => !onlyAbove.has(unit));
}
