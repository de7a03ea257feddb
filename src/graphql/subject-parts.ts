import type { Desk } from '../application/desk';
import type { DeadlineRow, HistoryRow } from '../application/ports/reading';
import type { DoorContext } from './context';
import type { Language } from './language';
import { unitNode } from './unit-nodes';

type Possible = Awaited<ReturnType<Desk['subjects']['availableActions']>>[number][number];

export function deadlineNode({ key, label, dueOn, dueAt, event, status }: DeadlineRow, language: Language) {
  return { key, label: label[language], dueOn, dueAt, event, status };
}

export const reasonNode = ({ code, label, data }: Possible['reasons'][number], language: Language) => ({ code, message: label[language], data });

/** Nothing for an event that no mutation sends. The same answer of the desk is written down once for each language. */
export function actionNodes(possible: readonly Possible[], language: Language): ActionNode[] {
  const written = actions[language].get(possible) ?? possible.flatMap((one) => actionNode(one, language));
  actions[language].set(possible, written);
  return written;
}
type ActionNode = ReturnType<typeof actionNode>[number];
const actions: Record<Language, WeakMap<readonly Possible[], ActionNode[]>> = { zh: new WeakMap(), en: new WeakMap() };

function actionNode({ event, rule, allowed, reasons }: Possible, language: Language) {
  if (rule.mutation === null) return [];
  return [
    {
      event,
      mutation: rule.mutation,
      bulkMutation: rule.bulk ?? null,
      label: rule.label[language],
      description: rule.description[language],
      allowed,
      reasons: reasons.map((reason) => reasonNode(reason, language)),
    },
  ];
}

export function historyNode(row: HistoryRow, context: DoorContext) {
  const { language, loaders, desk } = context;
  const { account, unit, onBehalfOf } = row.by;
  const nameOf = (id: string | null) => (id === null ? null : loaders.accountName.load(id));
  return {
    eventId: row.position,
    revision: row.seq,
    event: row.type,
    label: desk.laws[row.kind]?.events[row.type]?.label[language] ?? row.type,
    at: row.at,
    on: row.on,
    actor: () => nameOf(account),
    onBehalfOf: () => nameOf(onBehalfOf),
    unit: () => (unit === null ? null : unitNode(unit, context)),
    input: row.input,
    cause: row.cause && { subjectId: row.cause.subjectId, revision: row.cause.seq },
    hash: row.hash,
  };
}
