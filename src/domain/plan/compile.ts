/**
 * Plan + bindings -> what the laws are compiled from. Pure; the same plan and bindings give the same result.
 *
 * Refused is only what has no meaning at all: no dates, dates the wrong way round, no tasks. Names that are not bound have no seats and do
 * not appear: whoever publishes asks `unboundNames` first.
 */
import { unitsBoundTo } from './bindings';
import type { Bindings } from './bindings';
import { datePhases } from './compile-phases';
import type { DatedPhase } from './compile-phases';
import { compileTasks } from './compile-tasks';
import type { CompiledBody, CompiledMember, CompiledPhase, CompiledTask, CompileProblem, CompileResult, Obligation } from './compiled';
import { defaultCriteria } from './criteria';
import { obligationsOf, owedByRules } from './obligations';
import type { ObligationOptions, OwedByRule } from './obligations';
import type { Plan } from './model';

/** `options`: the work calendar, and the keys that a running campaign gives to the rules. */
export function compile(plan: Plan, bindings: Bindings, options: ObligationOptions = {}): CompileResult {
  const { phases: dated, problems } = datePhases(plan);
  if (plan.tasks.length === 0) problems.push(noTasks);
  if (problems.length > 0) return { outcome: 'refused', problems };

  const tasks = compileTasks(plan, dated, bindings);
  const body = compileBody(plan, bindings);
  const owing = owingUnits(tasks, body);
  const obligations = obligationsOf(plan, dated, owing, bindings, options);
  const everyone = [...owing, ...(body?.members ?? []).flatMap((member) => member.unit ?? []), ...(body?.officeUnit ? [body.officeUnit] : [])];
  return {
    outcome: 'compiled',
    plan: {
      title: plan.title,
      documentNumber: plan.documentNumber,
      start: dated.map((phase) => phase.start).sort()[0] ?? '',
      end:
        dated
          .map((phase) => phase.end)
          .sort()
          .at(-1) ?? '',
      acknowledgeWithin: plan.acknowledgeWithin,
      phases: withCriteria(plan, dated, tasks, obligations),
      tasks,
      body,
      obligations,
      units: [...new Set([...everyone, ...obligations.map((obligation) => obligation.unit)])],
      owing,
    },
  };
}

/** What a plan asks for, rule by rule, without the list of every unit's every period; null where it has no meaning as a program. */
export function compileOwed(plan: Plan, bindings: Bindings, options: ObligationOptions = {}): OwedByRule[] | null {
  const { phases: dated, problems } = datePhases(plan);
  if (plan.tasks.length === 0 || problems.length > 0) return null;
  return owedByRules(plan, dated, owingUnits(compileTasks(plan, dated, bindings), compileBody(plan, bindings)), bindings, options);
}

/** Who owes what every unit owes: seats and ordinary members. */
function owingUnits(tasks: readonly CompiledTask[], body: CompiledBody | null): string[] {
  const seated = tasks.flatMap((task) => task.seats.map((seat) => seat.unit));
  const members = (body?.members ?? []).filter((member) => member.role === 'MEMBER').flatMap((member) => member.unit ?? []);
  return [...new Set([...seated, ...members])];
}

const noTasks: CompileProblem = {
  code: 'NO_TASKS',
  path: 'tasks',
  message: { zh: '方案没有任务', en: 'The plan has no tasks' },
};

function withCriteria(
  plan: Plan,
  phases: readonly DatedPhase[],
  tasks: readonly CompiledTask[],
  obligations: readonly Obligation[],
): CompiledPhase[] {
  const liaisons = obligations.some((obligation) => obligation.what === 'LIAISON_ROSTER');
  const implementationPlans = obligations.some((obligation) => obligation.what === 'IMPLEMENTATION_PLAN');
  return phases.map((phase, index) => ({
    ...phase,
    exit:
      plan.phases[index]?.exit ??
      defaultCriteria(phase.kind, {
        liaisons,
        implementationPlans,
        tasks: tasks.some((task) => task.dueOn <= phase.end),
        reports: obligations.some((obligation) => obligation.phase === phase.key),
      }),
  }));
}

/** A member printed as a group of units ("各镇街负责人") is a member per unit. */
function compileBody(plan: Plan, bindings: Bindings): CompiledBody | null {
  if (!plan.body) return null;
  const { kind, name, members, office, dissolvesOnCompletion } = plan.body;
  return {
    kind,
    name,
    members: members.flatMap((member): CompiledMember[] => {
      const units = unitsBoundTo(member.unit, bindings);
      const seat = { role: member.role, name: member.name, post: member.post, printed: member.unit };
      return units.length === 0 ? [{ ...seat, unit: null }] : units.map((unit) => ({ ...seat, unit }));
    }),
    officeUnit: unitsBoundTo(office?.unit, bindings)[0] ?? null,
    officeHead: office?.head ?? null,
    dissolvesOnCompletion,
  };
}
