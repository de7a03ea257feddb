/** The mutations that send one event to many objects, made from the laws' tables like those that send it to one. */
import { Arg, Ctx, Extensions, Mutation, type ClassType } from 'type-graphql';
import { bulkInput, bulkPayload, type BulkInput, type BulkPayload, type BulkResult, type BulkRule } from '../../schema/bulk';
import { capitalised } from '../../schema/event-inputs';
import { MOST_ITEMS, sendToMany } from '../application/bulk';
import type { Outcome } from '../application/drive/types';
import type { Seen } from '../application/reading/sight';
import { sighted, signedIn, type DoorContext } from './context';
import { toUserError } from './errors';
import { subjectKeyOf, uuidOf } from './global-id';
import { lawInput, type Fields } from './law-input';
import { subjectNode, SUBJECT_TYPES, type SubjectKindName } from './subject-nodes';

export function addBulkMutation(resolver: ClassType, kind: SubjectKindName, event: string, rule: BulkRule): void {
  const { bulk: mutation } = rule;
  const { nodeKind, field, type } = SUBJECT_TYPES[kind];
  const Input = bulkInput(kind, event, rule, MOST_ITEMS);
  const Payload = bulkPayload(mutation, nodeKind, field, () => type());
  const prototype = resolver.prototype as Fields;
  prototype[mutation] = (input: BulkInput, context: DoorContext) => sendMany(kind, event, rule, input, context);
  const description =
    `${rule.label.en} (${rule.label.zh}), many at once, each with its own result: ${rule.description.en} ` +
    `Like \`${rule.mutation}\`. 批量办理，逐项给出结果：${rule.description.zh}。`;
  Mutation(() => Payload, { nullable: true, description })(prototype, mutation, { value: prototype[mutation] } as PropertyDescriptor);
  Extensions({ costsEachItem: true })(prototype, mutation);
  Arg('input', () => Input, { description: `See \`${capitalised(mutation)}Input\`. 输入。` })(prototype, mutation, 0);
  Ctx()(prototype, mutation, 1);
}

async function sendMany(kind: SubjectKindName, event: string, rule: BulkRule, input: BulkInput, context: DoorContext): Promise<BulkPayload> {
  const viewer = signedIn(context);
  const { items, idempotencyKey, actingUnitId, clientMutationId = null, ...shared } = input;
  const { nodeKind } = SUBJECT_TYPES[kind];
  const answer = await sendToMany(context.desk.drive, {
    ...{ event, viewer, idempotencyKey },
    actingUnit: actingUnitId ? uuidOf('Unit', actingUnitId) : null,
    items: items.map(({ id, expectedRevision = null, ...own }) => ({
      subject: { ...subjectKeyOf(nodeKind, id), kind },
      input: { ...lawInput(kind, rule, shared), ...lawInput(kind, rule, own) },
      expectedRevision,
    })),
  });
  if (!answer.ok) return { results: [], accepted: 0, refused: 0, userErrors: [toUserError(answer.refusal, context.language)], clientMutationId };
  const results = await shown(kind, items, answer.value, context);
  const accepted = answer.value.filter(({ ok }) => ok).length;
  return { results, accepted, refused: results.length - accepted, userErrors: [], clientMutationId };
}

/** One look at all that was done, whatever their number. */
async function shown(kind: SubjectKindName, items: BulkInput['items'], outcomes: readonly Outcome[], context: DoorContext): Promise<BulkResult[]> {
  const { field } = SUBJECT_TYPES[kind];
  const changed = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.subject] : []));
  const sights: (Seen | null)[] = await sighted(context).see(changed);
  let next = 0;
  return outcomes.map((outcome, index) => {
    const id = items[index]?.id ?? '';
    if (!outcome.ok) return { id, [field]: null, userErrors: [toUserError(outcome.refusal, context.language)] };
    const seen = sights[next++];
    return { id, [field]: seen ? subjectNode(seen, context) : null, userErrors: [] };
  });
}
