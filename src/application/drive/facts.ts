/** Gathers what decisions need to know: each provider is asked once for all the events that need it. */
import { factsOf, type EventRule, type LawEvent } from '../../../workflows/contract';
import type { StoredSubject } from '../ports/store';
import { storable } from './chain';
import type { Refused } from './refusals';
import type { FactProvider } from './types';

export interface Question {
  subject: StoredSubject;
  rule: EventRule | undefined;
  event: Omit<LawEvent, 'facts'>;
  changed: readonly StoredSubject[];
}

export type FactsFound = { ok: true; value: Record<string, unknown> } | Refused;

/** One answer per question, in order. Resolves without waiting when no question needs a fact, which is the common case. */
export async function gatherFacts(providers: Readonly<Record<string, FactProvider>>, questions: readonly Question[]): Promise<FactsFound[]> {
  const found: FactsFound[] = questions.map(() => ({ ok: true, value: {} }));
  const askedFor = new Map<string, number[]>();
  questions.forEach(({ rule }, index) => {
    for (const name of rule ? factsOf(rule) : []) askedFor.set(name, [...(askedFor.get(name) ?? []), index]);
  });
  if (askedFor.size === 0) return found;
  await Promise.all([...askedFor].map(([name, indexes]) => ask(name, providers[name], questions, indexes, found)));
  return found;
}

async function ask(
  name: string,
  provider: FactProvider | undefined,
  questions: readonly Question[],
  indexes: readonly number[],
  found: FactsFound[],
): Promise<void> {
  if (!provider) throw new Error(`The law needs the fact ${name}, and nobody provides it`);
  const requests = indexes.flatMap((index) => questions[index] ?? []).map(({ subject, event, changed }) => ({ subject, event, changed }));
  const answers = await provider(requests);
  if (answers.length !== indexes.length) throw new Error(`The provider of ${name} gave ${answers.length} answers to ${indexes.length} questions`);
  indexes.forEach((index, i) => {
    const answer = answers[i];
    const facts = found[index];
    if (!answer || !facts?.ok) return;
    if (!answer.ok) {
      found[index] = answer;
      return;
    }
    // As the log will give it back: a decision made on a Date or on undefined could come out differently when it is replayed.
    const kept = storable({ value: answer.value });
    if (!kept) throw new Error(`The fact ${name} holds text that cannot be stored`);
    facts.value[name] = kept.value.value;
  });
}
