import { Field, InputType, Int } from 'type-graphql';

@InputType({ description: 'A place in the text of the notice, `[start, end)` in UTF-16 code units. 原文位置。' })
export class SpanInput {
  @Field(() => Int, { description: 'First code unit. 起。' })
  start!: number;

  @Field(() => Int, { description: 'Code unit after the last. 止。' })
  end!: number;
}
