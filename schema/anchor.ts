import { Field, Int, ObjectType } from 'type-graphql';
import { connection } from './kernel/connection';
import { DateScalar, DateTimeScalar } from './kernel/scalars';

@ObjectType({
  simpleResolvers: true,
  description:
    'What the whole log was at a moment, in one hash: kept outside, it shows every later change to what came before. Made once a day. 日志锚定：某一时刻全部日志的哈希，库外留存后可证明此前日志未被改动。',
})
export class Anchor {
  @Field(() => Int, { description: 'From 1, without gaps. 序号，从1起连续。' })
  number!: number;

  @Field(() => DateScalar, { description: 'Civil date on which it was made. 锚定日期。' })
  day!: string;

  @Field(() => DateTimeScalar, { description: 'When it was made. 锚定时间。' })
  at!: Date;

  @Field(() => Int, { description: 'Campaigns with something new since the anchor before. 上次锚定以来有新事件的专项行动数。' })
  campaigns!: number;

  @Field(() => Int, { description: 'Subjects with something new since the anchor before. 上次锚定以来有新事件的对象数。' })
  subjects!: number;

  @Field(() => Int, { description: 'Events since the anchor before. 上次锚定以来的事件数。' })
  events!: number;

  @Field(() => String, { description: 'Root of the tree over the campaigns (SM3), hexadecimal. 各专项行动的默克尔树根（SM3）。' })
  root!: string;

  @Field(() => String, { description: 'Hash of the anchor before it; zeros for the first. 上一锚定的哈希。' })
  prevHash!: string;

  @Field(() => String, { description: 'SM3 over all of it: what is worth keeping outside. 本锚定的哈希（SM3），应在库外留存。' })
  hash!: string;
}
export const AnchorConnection = connection(() => Anchor, 'Anchor', 'anchors of the log 日志锚定');
