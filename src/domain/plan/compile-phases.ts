/**
 * Exact dates for phases. A notice gives them as fine as it likes; the rules, in order:
 * - a month as a start is its first day, as an end its last;
 * - a start that is not given is the day after the previous phase's end, for the first phase the period's start, else the day of the notice;
 * - an end that is not given is the day before the next phase's start, for the last phase the period's end;
 * - what is still missing lies on the phase's other date ("9月10日前" alone is a phase of one day after its neighbours are heard);
 * - a plan without phases has one, the whole period long.
 */
import { addDays, firstDayOf, lastDayOf } from '../calendar';
import type { CompiledPhase, CompileProblem } from './compiled';
import type { Plan, PhaseKind } from './model';

export type DatedPhase = Omit<CompiledPhase, 'exit'>;

interface Open {
  name: string;
  kind: PhaseKind;
  advancesByItself: boolean;
  start: string | null;
  end: string | null;
}

export function datePhases(plan: Plan): { phases: DatedPhase[]; problems: CompileProblem[] } {
  const periodStart = plan.period?.start ? firstDayOf(plan.period.start) : null;
  const periodEnd = plan.period?.end ? lastDayOf(plan.period.end) : null;
  const issued = plan.issuedOn ? firstDayOf(plan.issuedOn) : null;
  const open: Open[] = (plan.phases.length > 0 ? plan.phases : [wholePeriod]).map((phase) => ({
    name: phase.name,
    kind: phase.kind,
    advancesByItself: phase.advancesByItself,
    start: phase.start ? firstDayOf(phase.start) : null,
    end: phase.end ? lastDayOf(phase.end) : null,
  }));

  const problems: CompileProblem[] = [];
  const phases = open.map((phase, index): DatedPhase => {
    const before = open[index - 1];
    const after = open[index + 1];
    const wantedStart = phase.start ?? (before?.end ? addDays(before.end, 1) : index === 0 ? (periodStart ?? issued) : null);
    const wantedEnd = phase.end ?? (after?.start ? addDays(after.start, -1) : after ? null : periodEnd);
    let start = wantedStart ?? wantedEnd;
    let end = wantedEnd ?? wantedStart;
    if (start === null || end === null) {
      problems.push(noDates(index, phase.name));
      start = end = issued ?? '1970-01-01';
    } else if (start > end) {
      // A date that was derived gives way to one that is printed; two printed dates the wrong way round are a fault.
      if (phase.start && phase.end) problems.push(reversed(index, phase.name, start, end));
      else if (phase.end) start = end;
      else end = start;
    }
    // The next phase's derived start is the day after this end, however this end was found.
    phase.end = end;
    return { key: `p${index + 1}`, name: phase.name, kind: phase.kind, advancesByItself: phase.advancesByItself, start, end };
  });
  return { phases, problems };
}

const wholePeriod = { name: '组织实施', kind: 'RECTIFICATION' as const, advancesByItself: false, start: null, end: null };

function noDates(index: number, name: string): CompileProblem {
  return {
    code: 'NO_DATES',
    path: `phases.${index}`,
    message: {
      zh: `“${name}”没有可用的起止日期，方案的期限和印发日期也没有`,
      en: `"${name}" has no dates, nor have the plan's period and the notice`,
    },
  };
}

function reversed(index: number, name: string, start: string, end: string): CompileProblem {
  return {
    code: 'DATES_REVERSED',
    path: `phases.${index}.end`,
    message: { zh: `“${name}”的结束日期 ${end} 早于开始日期 ${start}`, en: `"${name}" ends on ${end}, before it starts on ${start}` },
  };
}

/** The phase a day belongs to: the last that has begun; days before the first belong to the first. */
export function phaseOn<P extends { start: string }>(phases: readonly P[], day: string): P | undefined {
  return phases.findLast((phase) => phase.start <= day) ?? phases[0];
}
