/**
 * Reports come to exist when they are owed: those of a phase when the phase begins, those of a unit that joins when it joins. The phases and
 * the units are those of the campaign as it runs; the rules are the plan's.
 *
 * What was due before it could be owed:
 * - nothing that recurs is owed for the time before the launch, or before the unit joined;
 * - what is owed once, and what the campaign came to late, is due when the time to acknowledge is over.
 */
import { v7 } from 'uuid';
import type { ReportDefinition } from '../../../workflows/definitions';
import type { Obligation } from '../../domain/plan/compiled';
import { closingDay } from '../../domain/plan/due-days';
import { obligationsOf } from '../../domain/plan/obligations';
import { phasesNow, type PhasesNow } from '../campaigns/campaign-now';
import { reportDefinition } from '../campaigns/definitions';
import type { NewSubject, Opener, OpenRequest } from '../drive/types';
import { workingDay } from '../facts/working-days';
import type { SubjectBrief } from '../ports/campaigns';
import { runningPlan, type OpenerSources, type RunningPlan } from './running-plan';

/** `input.phase`: its key. */
export function openReports(sources: OpenerSources): Opener {
  return async (request) => {
    const { phase } = request.input as { phase: string };
    const plan = await runningPlan(sources, request);
    const now = phasesNow(request.subject);
    const since = now.launchedOn ?? request.event.on;
    const takingPart = new Set(takingPartNow(plan, request));
    const owed = obligationsNow(plan, now, owingNow(plan, request)).filter(
      (one) => one.phase === phase && takingPart.has(one.unit) && (!one.recurring || one.dueOn >= since),
    );
    return opened(sources, request, plan, owed);
  };
}

/** `input.unit`; `input.phase`: the phase the campaign is in. A liaison is asked of it however late it joins. */
export function openObligationsOfUnit(sources: OpenerSources): Opener {
  return async (request) => {
    const { unit, phase } = request.input as { unit: string; phase: string };
    const plan = await runningPlan(sources, request);
    const now = phasesNow(request.subject);
    const here = now.phases.findIndex((one) => one.key === phase);
    const begun = new Set(now.phases.slice(0, here + 1).map((one) => one.key));
    const owed = obligationsNow(plan, now, [unit]).filter((one) => {
      if (one.unit !== unit || !begun.has(one.phase)) return false;
      return one.dueOn >= request.event.on || (one.what === 'LIAISON_ROSTER' && !one.recurring);
    });
    return opened(sources, request, plan, owed);
  };
}

/** Rules unfolded over the phases as they are now; a phase without dates keeps those of the plan. */
function obligationsNow({ stored, compiled, options }: RunningPlan, now: PhasesNow, owing: readonly string[]): Obligation[] {
  const planned = new Map(compiled.phases.map((phase) => [phase.key, phase]));
  const phases = now.phases.map((phase) => {
    const start = phase.start ?? planned.get(phase.key)?.start ?? compiled.start;
    const end = phase.end ?? planned.get(phase.key)?.end ?? compiled.end;
    return {
      key: phase.key,
      name: phase.name,
      kind: planned.get(phase.key)?.kind ?? 'RECTIFICATION',
      advancesByItself: phase.advancesByItself,
      start,
      end,
    };
  });
  return obligationsOf(stored.content, phases, owing, stored.bindings, options);
}

/** Who takes part today. Before the launch nobody has joined or left. */
function takingPartNow({ compiled }: RunningPlan, { subject }: OpenRequest): string[] {
  const active = subject.participants.flatMap((part) => (part.role === 'TAKING_PART' && part.active ? part.unitId : []));
  return active.length > 0 ? active : compiled.units;
}

/** Of these, whoever is not there as a leader's own unit only. */
function owingNow(plan: RunningPlan, request: OpenRequest): string[] {
  const onlyAbove = new Set(plan.compiled.units.filter((unit) => !plan.compiled.owing.includes(unit)));
  return takingPartNow(plan, request).filter((unit) => !onlyAbove.has(unit));
}

async function opened(sources: OpenerSources, request: OpenRequest, plan: RunningPlan, owed: readonly Obligation[]): Promise<NewSubject[]> {
  if (owed.length === 0) return [];
  const known = await sources.records.briefs([request.subject.campaignId], ['REPORT']);
  const there = new Set([...known.filter((brief) => brief.state !== 'WAIVED').map(nameOf), ...request.changed.flatMap(nameOfChanged)]);
  const { calendar } = plan.options;
  const soonest = { date: workingDay(calendar, request.event.on, plan.compiled.acknowledgeWithin), notAnnounced: null };
  /** What the campaign came to late is due when the time to acknowledge is over. */
  const inTime = (one: Obligation): Obligation =>
    one.dueOn < request.event.on
      ? { ...one, dueOn: soonest.date, closesOn: closingDay(soonest, one.closesAfter, calendar)?.date ?? null, movesWithPhase: false }
      : one;
  return owed
    .filter((one) => !there.has([one.rule, one.period.key, one.unit].join(' ')))
    .map((one, i) => ({
      kind: 'REPORT',
      id: v7(),
      definition: reportDefinition(inTime(one), plan.owner),
      ordinal: known.length + i + 1,
      phase: one.phase,
    }));
}

const nameOf = (brief: Pick<SubjectBrief, 'rule' | 'period' | 'unit'>): string => [brief.rule, brief.period, brief.unit].join(' ');

function nameOfChanged(subject: OpenRequest['changed'][number]): string[] {
  if (subject.kind !== 'REPORT' || subject.state === 'WAIVED') return [];
  const { rule, period, unit } = subject.definition as ReportDefinition;
  return [[rule, period.key, unit].join(' ')];
}
