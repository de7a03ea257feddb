/**
 * The input and the answer of a mutation that sends one event to many objects. What the law asks for is given once for all of them; an item may
 * say it otherwise for itself.
 */
import { Extensions, Field, ID, InputType, Int, ObjectType, type ClassType } from 'type-graphql';
import type { EventRule, SubjectKind } from '../workflows/contract';
import { addEventFields, capitalised } from './event-inputs';
import { MutationInput } from './kernel/mutation';
import { UserError } from './kernel/user-error';

export type BulkRule = EventRule & { mutation: string; bulk: string };

@InputType()
abstract class BulkItem {
  @Field(() => ID, { description: 'Global id of the object. 对象的全局编号。' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The revision that the user has on screen; left out, the present one counts. 用户所见的版本，不填则不检查。',
  })
  expectedRevision?: number | null;
}
export type BulkItemInput = BulkItem & Record<string, unknown>;

export interface BulkInput extends MutationInput {
  items: BulkItemInput[];
  actingUnitId?: string | null;
  [field: string]: unknown;
}

export interface BulkResult {
  id: string;
  userErrors: object[];
  [field: string]: unknown;
}
export interface BulkPayload {
  results: BulkResult[];
  accepted: number;
  refused: number;
  userErrors: object[];
  clientMutationId: string | null;
}

/** `most`: how many items one call may have. */
export function bulkInput(kind: SubjectKind, event: string, rule: BulkRule, most: number): ClassType<BulkInput> {
  const name = capitalised(rule.bulk);

  @InputType(`${name}Item`, {
    description: `One of those that \`${rule.bulk}\` acts on. What it leaves out counts as given for all. 其中一项，未填的以整批所填为准。`,
  })
  class Item extends BulkItem {}
  addEventFields(Item, kind, event, rule, 'NEVER');

  @InputType(`${name}Input`, { description: `What \`${rule.bulk}\` takes. 输入。` })
  class Input extends MutationInput {
    @Field(() => [Item], {
      description: `What to act on, at most ${most}; an object named twice is done once, and refused the second time. 办理对象，最多 ${most} 项。`,
    })
    items!: BulkItemInput[];

    @Field(() => ID, { nullable: true, description: 'The unit for which the viewer acts; needed by who belongs to several. 以哪个单位的名义操作。' })
    actingUnitId?: string | null;
  }
  addEventFields(Input, kind, event, rule, 'AS_THE_LAW_ASKS');
  return Input as unknown as ClassType<BulkInput>;
}

const results = new Map<string, ClassType<BulkResult>>();

/** `TaskResult`, `ReportResult`: the same for all mutations on objects of that kind. */
function resultType(name: string, field: string, type: () => object): ClassType<BulkResult> {
  const known = results.get(name);
  if (known) return known;

  @ObjectType(`${name}Result`, { simpleResolvers: true, description: 'What came of one item of a bulk mutation. 其中一项的结果。' })
  class Result {
    @Field(() => ID, { description: 'The id as it was given. 所给的编号。' })
    id!: string;

    @Field(() => [UserError], { description: 'Why this item was refused; empty when it was done. 该项被拒绝的原因，成功时为空。' })
    userErrors!: UserError[];
  }
  const what = { nullable: true, description: `The ${field} as it stands after the event. Null when refused. 办理后的对象，被拒绝时为空。` };
  Field(() => type(), what)(Result.prototype, field);
  results.set(name, Result as unknown as ClassType<BulkResult>);
  return Result as unknown as ClassType<BulkResult>;
}

/** `{ results, accepted, refused, userErrors, clientMutationId }`; `field` and `type` are those of the kind of object. */
export function bulkPayload(mutation: string, name: string, field: string, type: () => object): ClassType<BulkPayload> {
  const Result = resultType(name, field, type);

  @ObjectType(`${capitalised(mutation)}Payload`, { simpleResolvers: true, description: `The answer of \`${mutation}\`. 返回结果。` })
  class Payload implements BulkPayload {
    // The items were counted with the mutation that names them.
    @Extensions({ countedAbove: true })
    @Field(() => [Result], {
      description:
        'One for each item, in the order of the input; empty when the whole call was refused. 逐项结果，与输入顺序一致；整批被拒绝时为空。',
    })
    results!: BulkResult[];

    @Field(() => Int, { description: 'How many items were done. 办成的项数。' })
    accepted!: number;

    @Field(() => Int, { description: 'How many items were refused. 被拒绝的项数。' })
    refused!: number;

    @Field(() => [UserError], { description: 'Why the whole call was refused; empty when the items were looked at. 整批被拒绝的原因，否则为空。' })
    userErrors!: UserError[];

    @Field(() => String, { nullable: true, description: 'As the client sent it. 客户端自用标识。' })
    clientMutationId!: string | null;
  }
  return Payload;
}
