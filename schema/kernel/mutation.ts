import { Field, ID, InputType, Int, ObjectType, type ClassType } from 'type-graphql';
import { UserError } from './user-error';

@InputType()
export abstract class MutationInput {
  @Field(() => String, {
    description:
      'Chosen by the client, new for each new request, the same when a request is repeated: a repeated request gets the first answer. 幂等键。',
  })
  idempotencyKey!: string;

  @Field(() => String, { nullable: true, description: 'Handed back as it came. 客户端自用标识，原样返回。' })
  clientMutationId?: string | null;
}

@InputType()
export abstract class SubjectMutationInput extends MutationInput {
  @Field(() => ID, { description: 'Global id of the object. 对象的全局编号。' })
  id!: string;

  @Field(() => Int, { description: 'The revision that the user has on screen; another one is refused as stale. 用户所见的版本。' })
  expectedRevision!: number;

  @Field(() => ID, { nullable: true, description: 'The unit for which the viewer acts; needed by who belongs to several. 以哪个单位的名义操作。' })
  actingUnitId?: string | null;
}

export interface PayloadOf {
  userErrors: UserError[];
  clientMutationId: string | null;
}

/**
 * The payload type `<Mutation>Payload`: `{ <field>, userErrors, clientMutationId }`. `field` is null when the request was refused.
 */
export function payload(mutation: string, field: string, type: () => object, what: string): ClassType<PayloadOf> {
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`;

  @ObjectType(name, { simpleResolvers: true, description: `The answer of \`${mutation}\`. 返回结果。` })
  class Payload implements PayloadOf {
    @Field(() => [UserError], { description: 'Why it was refused; empty when it was done. 拒绝原因，成功时为空。' })
    userErrors!: UserError[];

    @Field(() => String, { nullable: true, description: 'As the client sent it. 客户端自用标识。' })
    clientMutationId!: string | null;
  }
  Field(() => type(), { nullable: true, description: `${what} Null when refused. 被拒绝时为空。` })(Payload.prototype, field);
  return Payload;
}
