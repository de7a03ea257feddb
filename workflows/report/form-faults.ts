/** What the plan has against a report, and what the unit says to it. */
import type { LawEvent } from '../contract';
import type { FormFault } from '../facts';
import type { Explanation } from './context';
import { isWord } from './content';

/** None where the fact is not there: logs of older versions do not have it. */
export const withSeverity = ({ facts }: Pick<LawEvent, 'facts'>, severity: FormFault['severity']): FormFault[] =>
  ((facts.formFaults ?? []) as FormFault[]).filter((fault) => fault.severity === severity);

interface Said {
  rule?: unknown;
  cell?: unknown;
  text?: unknown;
}

/** What is said to a warning: by the rule's key, or by one of its cells. */
function saidTo(fault: FormFault, explanations: unknown): string | null {
  const said = (Array.isArray(explanations) ? (explanations as (Said | null)[]) : []).find(
    (one) => isWord(one?.text) && ((isWord(one.rule) && one.rule === fault.rule) || (isWord(one.cell) && fault.cells.includes(one.cell))),
  );
  return said ? String(said.text).trim() : null;
}

export const unexplained = (event: Pick<LawEvent, 'facts' | 'input'>): FormFault[] =>
  withSeverity(event, 'WARNING').filter((fault) => saidTo(fault, event.input.explanations) === null);

/** The warnings with what was said to them; nothing else of what was said is kept. */
export const explained = (event: Pick<LawEvent, 'facts' | 'input'>): Explanation[] =>
  withSeverity(event, 'WARNING').flatMap((fault) => {
    const text = saidTo(fault, event.input.explanations);
    const { code, rule, cells, message } = fault;
    return text === null ? [] : [{ code, rule, cells, message, text }];
  });
