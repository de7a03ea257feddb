import { Field, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'A place in the text of the notice, `[start, end)` in UTF-16 code units. 原文位置。' })
@InputType('SpanInput', { description: 'A place in the text of the notice, `[start, end)` in UTF-16 code units. 原文位置。' })
export class Span {
  @Field(() => Int, { description: 'First code unit. 起。' })
  start!: number;

  @Field(() => Int, { description: 'Code unit after the last. 止。' })
  end!: number;
}
