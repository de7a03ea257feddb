/**
 * Where facts were read, kept through a correction. A client may send a plan back without spans; a fact that says what it said before gets its
 * span and printed words again. A fact that says something else was written by hand: its old span would point at words that do not say it.
 */
import * as kinds from './diff-facts';
import type { FactKind, Read } from './diff-facts';
import { FORMS, INDICATORS } from './diff-forms';
import { pairUp } from './diff-pairs';
import type { Plan, Span } from './model';

/** `after` with the spans that hold. A span that the client itself moved is left as it was sent. */
export function withSpansKept(before: Plan, after: Plan): Plan {
  const body = keep(kinds.BODY, before.body ? [before.body] : [], after.body ? [after.body] : [], (was, is) => ({
    ...is,
    members: keep(kinds.MEMBERS, was.members, is.members),
  }))[0];
  return {
    ...after,
    phases: keep(kinds.PHASES, before.phases, after.phases),
    tasks: keep(kinds.TASKS, before.tasks, after.tasks, (was, is) => ({
      ...is,
      assignments: keep(kinds.ASSIGNMENTS, was.assignments, is.assignments),
      targets: keep(kinds.TARGETS, was.targets, is.targets),
    })),
    reporting: keep(kinds.REPORTING, before.reporting, after.reporting),
    body: body ?? null,
    forms: keep(FORMS, before.forms, after.forms, (was, is) => ({ ...is, indicators: keep(INDICATORS, was.indicators, is.indicators) })),
    deadlines: keep(kinds.TIME_LIMITS, before.deadlines, after.deadlines),
  };
}

function keep<Fact extends Read>(
  kind: FactKind<Fact>,
  before: readonly Fact[],
  after: readonly Fact[],
  inside: (was: Fact, is: Fact) => Fact = (_, is) => is,
): Fact[] {
  return pairUp(before, after, kind.same).flatMap(({ before: was, after: is }) => {
    if (is === null) return [];
    if (was === null) return [is];
    const kept = inside(was, is);
    if (!saysTheSame(kind, was, is)) return [sameSpan(was.span, is.span) ? { ...kept, span: null } : kept];
    const printed = was.printed === undefined ? {} : { printed: is.printed || was.printed };
    return [{ ...kept, ...printed, span: is.span ?? was.span }];
  });
}

const saysTheSame = <Fact extends Read>(kind: FactKind<Fact>, a: Fact, b: Fact): boolean => !kind.fields.some((field) => field.differs(a, b));

const sameSpan = (a: Span, b: Span): boolean => a !== null && b !== null && a[0] === b[0] && a[1] === b[1];
