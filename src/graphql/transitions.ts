/**
 * One mutation for each event of each law, and one more where many are acted on at once, from the laws' own tables: name, description, input,
 * who may send it are written once, there. The resolver unpacks, calls drive, returns.
 */
import { Arg, Ctx, Mutation, Resolver, type ClassType } from 'type-graphql';
import { capitalised, eventInput } from '../../schema/event-inputs';
import { payload, type PayloadOf, type SubjectMutationInput } from '../../schema/kernel/mutation';
import { addBulkMutation } from './bulk-transitions';
import { sighted, signedIn, type DoorContext } from './context';
import { toUserError } from './errors';
import { subjectKeyOf, uuidOf } from './global-id';
import { lawInput, type Fields } from './law-input';
import { subjectNode, SUBJECT_TYPES, type SubjectKindName } from './subject-nodes';
import type { Desk } from '../application/desk';

type Laws = Desk['laws'];
type Rule = Laws[string]['events'][string];
type Sendable = Rule & { mutation: string };
type SendableToMany = Sendable & { bulk: string };

/** Every event that a person sends to something that exists, with its kind. What creates a campaign is a command on its plan (`publishPlan`). */
export function sendableEvents(laws: Laws): { kind: SubjectKindName; event: string; rule: Sendable }[] {
  return Object.values(laws).flatMap((law) =>
    Object.entries(law.events).flatMap(([event, rule]) => (isSendable(rule) && event !== law.creation ? [{ kind: law.kind, event, rule }] : [])),
  );
}

function isSendable(rule: Rule): rule is Sendable {
  return rule.mutation !== null;
}

function goesToMany(rule: Sendable): rule is SendableToMany {
  return rule.bulk !== undefined;
}

/** The resolver classes for `buildSchema`, one for each law. */
export function transitionResolvers(laws: Laws): ClassType[] {
  return Object.values(laws).map((law) => {
    @Resolver()
    class Transitions {}
    for (const { kind, event, rule } of sendableEvents({ [law.kind]: law })) {
      addMutation(Transitions, kind, event, rule);
      if (goesToMany(rule)) addBulkMutation(Transitions, kind, event, rule);
    }
    return Transitions;
  });
}

function addMutation(resolver: ClassType, kind: SubjectKindName, event: string, rule: Sendable): void {
  const { mutation } = rule;
  const { type, field } = SUBJECT_TYPES[kind];
  const Input = eventInput(kind, event, rule);
  const Payload = payload(mutation, field, () => type(), `The ${field} as it stands after the event.`);
  const prototype = resolver.prototype as Record<string, unknown>;
  prototype[mutation] = (input: SubjectMutationInput & Fields, context: DoorContext) => send(kind, event, rule, input, context);
  const description = `${rule.label.en} (${rule.label.zh}): ${rule.description.en} ${rule.description.zh}。`;
  Mutation(() => Payload, { nullable: true, description })(prototype, mutation, { value: prototype[mutation] } as PropertyDescriptor);
  Arg('input', () => Input, { description: `See \`${capitalised(mutation)}Input\`. 输入。` })(prototype, mutation, 0);
  Ctx()(prototype, mutation, 1);
}

async function send(
  kind: SubjectKindName,
  event: string,
  rule: Sendable,
  input: SubjectMutationInput & Fields,
  context: DoorContext,
): Promise<PayloadOf & Fields> {
  const viewer = signedIn(context);
  const { id, expectedRevision, idempotencyKey, actingUnitId, clientMutationId = null, ...fields } = input;
  const { nodeKind, field } = SUBJECT_TYPES[kind];
  const outcome = await context.desk.drive.drive({
    subject: { ...subjectKeyOf(nodeKind, id), kind },
    event: { type: event, input: lawInput(kind, rule, fields) },
    viewer,
    actingUnit: actingUnitId ? uuidOf('Unit', actingUnitId) : null,
    expectedRevision,
    idempotencyKey,
  });
  if (!outcome.ok) return { [field]: null, userErrors: [toUserError(outcome.refusal, context.language) as never], clientMutationId };
  const [seen] = await sighted(context).see([outcome.value.subject]);
  return { [field]: seen ? subjectNode(seen, context) : null, userErrors: [], clientMutationId };
}
