import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import { ErrorCode } from './error-code';
import { ReasonCode, SubjectEvent, SubjectState } from './law-names';
import { JsonScalar } from './scalars';

@InterfaceType({
  description: 'An expected refusal: nothing was changed. 可预期的拒绝，未作任何更改。',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class UserError {
  @Field(() => ErrorCode, { description: 'Stable code to program against. 稳定的错误代码。' })
  code!: string;

  @Field(() => String, { description: 'What to tell the user, zh-CN or en by `Accept-Language`. 给用户看的说明。' })
  message!: string;

  @Field(() => [String], { nullable: true, description: 'The field of the input at fault, from `input` down. 出错的输入字段路径。' })
  path!: string[] | null;
}

@ObjectType({ simpleResolvers: true, implements: UserError, description: 'A refusal that needs no more than its code and message. 一般拒绝。' })
export class SimpleError extends UserError {
  @Field(() => JsonScalar, { description: 'Numbers, ids and names that the message speaks of. 相关数据。' })
  data!: Record<string, unknown>;
}

@ObjectType({
  simpleResolvers: true,
  implements: UserError,
  description: 'Somebody changed the object meanwhile; load it again. 版本过期，请重新加载。',
})
export class StaleRevision extends UserError {
  @Field(() => Int, { description: 'The revision that the request expected. 请求所依据的版本。' })
  expectedRevision!: number;

  @Field(() => Int, { description: 'The present revision. 当前版本。' })
  actualRevision!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Why something is not possible. 不能执行的原因。' })
export class Reason {
  @Field(() => ReasonCode, { description: 'Stable code to program against. 稳定的原因代码。' })
  code!: string;

  @Field(() => String, { description: 'What to tell the user, zh-CN or en by `Accept-Language`. 给用户看的说明。' })
  message!: string;

  @Field(() => JsonScalar, { description: 'Numbers and ids that the reason speaks of, e.g. the units still open. 相关数据。' })
  data!: Record<string, unknown>;
}

@ObjectType({
  simpleResolvers: true,
  implements: UserError,
  description: 'The event is not possible in the present state, or not for this viewer. 当前状态下不能执行该操作。',
})
export class TransitionRefused extends UserError {
  @Field(() => SubjectState, { description: 'The state in which the object stands. 当前状态。' })
  fromState!: string;

  @Field(() => SubjectEvent, { description: 'The event that was refused. 被拒绝的事件。' })
  event!: string;

  @Field(() => [Reason], { description: 'Every reason against it. 全部原因。' })
  reasons!: Reason[];

  @Field(() => [SubjectEvent], { description: 'The events that the viewer may send now. 当前可执行的事件。' })
  allowedEvents!: string[];
}
