/**
 * Bindings tie the unit names a notice prints to units of the register: one name to one unit, or to several where the notice names a
 * group ("各市场监督管理所"). They are the coordinator's decision; this file only says which names there are and which are still open.
 */
import { standsForMany } from './lint/unit-match';
import type { Plan, Span } from './model';

/** Printed name -> unit ids. A name bound to no unit is not bound. */
export type Bindings = Readonly<Record<string, readonly string[]>>;

export type NamedAs = 'ASSIGNMENT' | 'MEMBER' | 'OFFICE' | 'HEAD_OF_BODY' | 'OWED_BY';

export interface PrintedName {
  name: string;
  /** Where it stands, each once, in the order of appearance. */
  as: NamedAs[];
  /** Must be bound before the plan is published. */
  required: boolean;
  span: Span;
}

/**
 * Leaders, conveners and deputies come from above ("市政府副市长") and hand nothing in; "各有关单位" in a reporting rule means everybody who
 * takes part unless it is bound. Neither keeps a plan from being published.
 */
const REQUIRED: ReadonlySet<NamedAs> = new Set<NamedAs>(['ASSIGNMENT', 'MEMBER', 'OFFICE']);

/** Every unit name in the plan, once, in the order of appearance. */
export function printedNames(plan: Plan): PrintedName[] {
  const names = new Map<string, PrintedName>();
  const meet = (name: string | null | undefined, as: NamedAs, span: Span) => {
    const printed = name?.trim();
    if (!printed) return;
    const known = names.get(printed);
    if (!known) {
      names.set(printed, { name: printed, as: [as], required: REQUIRED.has(as), span });
      return;
    }
    if (!known.as.includes(as)) known.as.push(as);
    known.required ||= REQUIRED.has(as);
    known.span ??= span;
  };
  for (const task of plan.tasks) for (const assignment of task.assignments) meet(assignment.unit, 'ASSIGNMENT', assignment.span);
  for (const member of plan.body?.members ?? []) meet(member.unit, member.role === 'MEMBER' ? 'MEMBER' : 'HEAD_OF_BODY', member.span);
  meet(plan.body?.office?.unit, 'OFFICE', plan.body?.span ?? null);
  for (const rule of plan.reporting) meet(rule.owedBy, 'OWED_BY', rule.span);
  return [...names.values()];
}

export function unitsBoundTo(name: string | null | undefined, bindings: Bindings): readonly string[] {
  const printed = name?.trim();
  // Names come from notices: one called "constructor" must not find what every object has.
  return printed && Object.hasOwn(bindings, printed) ? (bindings[printed] ?? []) : [];
}

/** Names that must be bound and are not. */
export function unboundNames(plan: Plan, bindings: Bindings): string[] {
  return printedNames(plan)
    .filter((printed) => printed.required && unitsBoundTo(printed.name, bindings).length === 0)
    .map((printed) => printed.name);
}

/**
 * Every name bound to itself, for looking at a plan before there is a register (simulation, examples). "各成员单位" in a reporting rule is
 * left open, and so means everybody who takes part.
 */
export function bindNamesToThemselves(plan: Plan): Bindings {
  const single = printedNames(plan).filter(({ name, required, as }) => required || !as.includes('OWED_BY') || !standsForMany(name));
  return Object.fromEntries(single.map(({ name }) => [name, [name]]));
}

/** What is kept of earlier bindings when a plan is corrected: the names it still prints. */
export function bindingsFor(plan: Plan, bindings: Bindings): Bindings {
  const printed = printedNames(plan).map(({ name }) => [name, [...unitsBoundTo(name, bindings)]] as const);
  return Object.fromEntries(printed.filter(([, units]) => units.length > 0));
}
