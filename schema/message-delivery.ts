import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { describedEnum } from './kernel/described-enum';
import { MutationInput } from './kernel/mutation';
import { DateTimeScalar } from './kernel/scalars';
import { WorkflowSubject } from './kernel/subject';
import { UserError } from './kernel/user-error';
import { Unit } from './unit';

export const MessageChannel = describedEnum('MessageChannel', 'A way by which messages go out beside the inbox. 消息渠道。', {
  EMAIL: 'Mail 邮件',
  WEBHOOK: 'Signed request to an address of one’s own 消息推送',
});

@ObjectType({ simpleResolvers: true, description: 'A message that was given up on its way. 未送达的消息。' })
export class UndeliveredMessage {
  @Field(() => MessageChannel, { description: 'By which way. 渠道。' })
  channel!: string;

  @Field(() => String, { description: 'What it is about, SCREAMING_SNAKE_CASE. 消息类别。' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'To whom; null: to the webhook. 收件人。' })
  recipient!: string | null;

  @Field(() => WorkflowSubject, { nullable: true, description: 'What it is about. 相关对象。' })
  subject!: WorkflowSubject | null;

  @Field(() => Int, { description: 'How often it was tried. 尝试次数。' })
  attempts!: number;

  @Field(() => String, { description: 'Why, in a word of the protocol, e.g. `SMTP 550`. 原因。' })
  error!: string;

  @Field(() => DateTimeScalar, { description: 'When it was to be sent. 时间。' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was given up. 放弃时间。' })
  failedAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'What goes wrong with a channel, over all campaigns. 渠道故障。' })
export class DeliveryFailure {
  @Field(() => MessageChannel, { description: 'Which. 渠道。' })
  channel!: string;

  @Field(() => String, { description: 'A word of the protocol, e.g. `HTTP 500`, `ECONNREFUSED`. 原因。' })
  error!: string;

  @Field(() => Int, { description: 'Messages that were given up. 已放弃条数。' })
  givenUp!: number;

  @Field(() => Int, { description: 'Messages that are still being tried. 重试中条数。' })
  waiting!: number;
}

@InputType({ description: 'What `urgeLateReports` takes. 输入。' })
export class UrgeLateReportsInput extends MutationInput {
  @Field(() => ID, { description: 'The campaign. 专项行动。' })
  campaignId!: string;

  @Field(() => String, { nullable: true, description: 'Only this reporting rule; left out: all. 报送要求。' })
  rule?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this period, e.g. `2022-09`; left out: all. 期次。' })
  period?: string | null;

  @Field(() => String, { nullable: true, description: 'What is said to them. 催报内容。' })
  message?: string | null;

  @Field(() => ID, { nullable: true, description: 'The unit for which the viewer acts; needed by who belongs to several. 以哪个单位的名义操作。' })
  actingUnitId?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of urging one report. 其中一份的结果。' })
export class UrgedReport {
  @Field(() => ID, { description: 'Global id of the report. 报送编号。' })
  reportId!: string;

  @Field(() => Unit, { description: 'Who owes it. 报送单位。' })
  unit!: Unit;

  @Field(() => [UserError], { description: 'Why it was not urged; empty when it was. 未能催报的原因，成功时为空。' })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The answer of `urgeLateReports`. 返回结果。' })
export class UrgeLateReportsPayload {
  @Field(() => [UrgedReport], { description: 'One for each report that is late, what was due first on top. 逐份结果。' })
  reports!: UrgedReport[];

  @Field(() => Int, { description: 'How many were urged. 已催报份数。' })
  accepted!: number;

  @Field(() => Int, { description: 'How many were not. 未催报份数。' })
  refused!: number;

  @Field(() => Boolean, { description: 'There are still others: at most 3000 are urged by one call. 是否还有其他逾期未报。' })
  more!: boolean;

  @Field(() => [UserError], { description: 'Why the whole call was refused. 整批被拒绝的原因。' })
  userErrors!: UserError[];

  @Field(() => String, { nullable: true, description: 'As the client sent it. 客户端自用标识。' })
  clientMutationId!: string | null;
}
