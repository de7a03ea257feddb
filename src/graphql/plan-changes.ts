/** Changes of a plan in the language of who asks. */
import type { PlanChange } from '../application/desk';
import type { Language } from './language';

export function planChangeNode({ path, kind, label, before, after }: PlanChange, language: Language) {
  return { path, kind, label: label[language], before: before?.[language] ?? null, after: after?.[language] ?? null };
}
