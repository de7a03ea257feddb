import { Field, ObjectType } from 'type-graphql';
import { Node } from './kernel/node';
import { DateTimeScalar } from './kernel/scalars';

@ObjectType({ simpleResolvers: true, implements: Node, description: 'The issued document as it was given. 通知、公文。' })
export class Notice extends Node {
  @Field(() => String, { nullable: true, description: 'Name of the file; null when text was given. 文件名。' })
  fileName!: string | null;

  @Field(() => String, { description: 'Its media type. 文件类型。' })
  mediaType!: string;

  @Field(() => String, { description: 'Its text; every span of the plan counts in it, in UTF-16 code units. 正文。' })
  text!: string;

  @Field(() => String, { description: 'SHA-256 of the bytes given, hexadecimal. 文件摘要。' })
  digest!: string;

  @Field(() => DateTimeScalar, { description: 'When it was read. 读入时间。' })
  createdAt!: Date;
}
