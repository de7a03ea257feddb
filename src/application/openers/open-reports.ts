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
import type { PlanReports } from '../../../workflows/facts';
import type { Obligation } from '../../domain/plan/compiled';
import { usualChasing } from '../../domain/plan/chasing-model';
import { closingDay } from '../../domain/plan/due-days';
import { phasesNow } from '../campaigns/campaign-now';
import { reportDefinition } from '../campaigns/definitions';
import { obligationsNow, owingNow, takingPartNow } from '../campaigns/obligations-now';
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
    const takingPart = new Set(takingPartNow(plan.compiled, request.subject));
    const owed = obligationsNow(plan, now.phases, owingNow(plan.compiled, request.subject)).filter(
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
    const owed = obligationsNow(plan, now.phases, [unit]).filter((one) => {
      if (one.unit !== unit || !begun.has(one.phase)) return false;
      return one.dueOn >= request.event.on || (one.what === 'LIAISON_ROSTER' && !one.recurring);
    });
    return opened(sources, request, plan, owed);
  };
}

/** `input.reports`: what an amendment has found owed from now on, by rule, period and units. */
export function openAmendedReports(sources: OpenerSources): Opener {
  return async (request) => {
    const { reports } = request.input as { reports: PlanReports['open'] };
    const plan = await runningPlan(sources, request);
    const asked = new Set(reports.flatMap(({ rule, period, units }) => units.map((unit) => [rule, period, unit].join(' '))));
    const units = [...new Set(reports.flatMap((row) => row.units))];
    const owed = obligationsNow(plan, phasesNow(request.subject).phases, units);
    return opened(
      sources,
      request,
      plan,
      owed.filter(({ rule, period, unit }) => asked.has([rule, period.key, unit].join(' '))),
    );
  };
}

async function opened(sources: OpenerSources, request: OpenRequest, plan: RunningPlan, owed: readonly Obligation[]): Promise<NewSubject[]> {
  if (owed.length === 0) return [];
  const known = await sources.records.briefs([request.subject.campaignId], ['REPORT']);
  const there = new Set([...known.filter((brief) => brief.state !== 'WAIVED').map(nameOf), ...request.changed.flatMap(nameOfChanged)]);
  const { calendar } = plan.options;
  const chasing = plan.stored.content.chasing ?? usualChasing();
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
      definition: { ...reportDefinition(inTime(one), plan.owner), chasing },
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
