import { registerEnumType } from 'type-graphql';
import type { Law } from '../../workflows/contract';
import { REASONS } from '../../workflows/reasons';

/**
 * States and events as enums, one for all kinds: the interface `WorkflowSubject` has a `state`, and an implementing type may not give the field
 * an enum of its own. The laws are handed in before the schema is built, so that a name exists in one place only.
 */
export const SubjectState: Record<string, string> = {};
export const SubjectEvent: Record<string, string> = {};

export function declareLawNames(laws: readonly Pick<Law, 'kind' | 'label' | 'states' | 'events'>[]): void {
  declare(SubjectState, 'SubjectState', 'Every state of every kind. 全部状态。', laws, (law) => law.states);
  declare(SubjectEvent, 'SubjectEvent', 'Every event of every kind. 全部事件。', laws, (law) =>
    Object.fromEntries(Object.entries(law.events).map(([event, { label }]) => [event, label])),
  );
}

type Labels = Readonly<Record<string, { zh: string; en: string }>>;
type Named = Pick<Law, 'kind' | 'label' | 'states' | 'events'>;

/** A name that several kinds share is described for each of them. */
function declare(names: Record<string, string>, name: string, description: string, laws: readonly Named[], labelsOf: (law: Named) => Labels): void {
  const meanings: Record<string, string[]> = {};
  for (const law of laws) {
    for (const [key, label] of Object.entries(labelsOf(law)))
      (meanings[key] ??= []).push(`${law.label.en}: ${label.en} (${law.label.zh}：${label.zh})`);
  }
  for (const key of Object.keys(meanings)) names[key] = key;
  const valuesConfig = Object.fromEntries(Object.entries(meanings).map(([key, texts]) => [key, { description: texts.join('; ') }]));
  registerEnumType(names, { name, description, valuesConfig });
}

/** Why the law refuses. */
export const ReasonCode: Record<string, string> = Object.fromEntries(Object.keys(REASONS).map((code) => [code, code]));
registerEnumType(ReasonCode, {
  name: 'ReasonCode',
  description: 'Why an event is not possible; stable. 不能执行的原因代码，保持稳定。',
  valuesConfig: Object.fromEntries(Object.entries(REASONS).map(([code, label]) => [code, { description: `${label.en} ${label.zh}。` }])),
});
