import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Role, Substitution } from './account';
import { CampaignConnection } from './campaign';
import { connection } from './kernel/connection';
import { MutationInput, payload } from './kernel/mutation';
import { DateScalar, DateTimeScalar, JsonScalar } from './kernel/scalars';
import { SubjectKind, WorkflowSubject } from './kernel/subject';
import { Lamp, PartRole } from './participation';
import { PlanConnection } from './plan';
import { Unit } from './unit';

@ObjectType({ simpleResolvers: true, description: 'Who is signed in. 当前用户。' })
export class ViewerAccount {
  @Field(() => ID, { description: 'Global id of the account. 账号编号。' })
  id!: string;

  @Field(() => String, { description: 'User name. 用户名。' })
  userName!: string;

  @Field(() => String, { description: 'Name of the person. 姓名。' })
  displayName!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A role that the viewer holds today. 当前角色。' })
export class HeldRole {
  @Field(() => Role, { description: 'The role. 角色。' })
  role!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit it names. 单位。' })
  unit!: Unit | null;

  @Field(() => ID, { nullable: true, description: 'Global id of the campaign it names. 专项行动编号。' })
  campaignId!: string | null;

  @Field(() => String, { nullable: true, description: 'The absent person for whom it is held. 被代理人。' })
  onBehalfOf!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "One thing that one of the viewer's units must act on. 待办。" })
export class InboxItem {
  @Field(() => SubjectKind, { description: 'What it is. 类别。' })
  kind!: string;

  @Field(() => WorkflowSubject, { description: 'The task, report, campaign or body itself. 待办对象。' })
  subject!: WorkflowSubject;

  @Field(() => String, { description: 'Its title. 名称。' })
  title!: string;

  @Field(() => Unit, { description: 'The unit that must act. 办理单位。' })
  unit!: Unit;

  @Field(() => PartRole, { description: 'Its role. 角色。' })
  role!: string;

  @Field(() => String, { description: 'State of its part. 分工状态。' })
  partState!: string;

  @Field(() => DateScalar, { nullable: true, description: 'By when. 办理期限。' })
  dueOn!: string | null;

  @Field(() => Lamp, { description: 'Green, yellow or red. 红黄绿灯。' })
  lamp!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Working days until and including the due day, negative once it has passed; null where the calendar is not announced. 剩余工作日。',
  })
  workingDaysLeft!: number | null;

  @Field(() => [Unit], { description: 'The other units in it. 其他参与单位。' })
  coUnits!: Unit[];
}
export const InboxConnection = connection(() => InboxItem, 'Inbox', 'things to act on 待办', { totalCount: true });

@ObjectType({ simpleResolvers: true, description: 'What happened, told to a unit. 消息。' })
export class Message {
  @Field(() => ID, { description: 'Names the message. 编号。' })
  id!: string;

  @Field(() => String, { description: 'What it is about, SCREAMING_SNAKE_CASE. 消息类别。' })
  message!: string;

  @Field(() => Unit, { description: 'Whom it was told. 接收单位。' })
  unit!: Unit;

  @Field(() => WorkflowSubject, { nullable: true, description: 'What it is about; null where it is no longer visible. 相关对象。' })
  subject!: WorkflowSubject | null;

  @Field(() => JsonScalar, { description: 'Details. 详情。' })
  data!: unknown;

  @Field(() => DateTimeScalar, { description: 'When. 时间。' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was read. 已读时间。' })
  readAt!: Date | null;
}
export const MessageConnection = connection(() => Message, 'Message', 'messages 消息');

@ObjectType({ simpleResolvers: true, description: 'Who asks, and what is theirs. 当前用户。' })
export class Viewer {
  @Field(() => ViewerAccount, { description: 'The account. 账号。' })
  account!: ViewerAccount;

  @Field(() => [HeldRole], { description: 'Roles held today, those of absent persons too. 当前角色（含代理）。' })
  roles!: HeldRole[];

  @Field(() => [Unit], { description: 'The units for which the viewer may act. 可代表的单位。' })
  units!: Unit[];

  @Field(() => InboxConnection, { description: 'Everything that must be acted on, what is due first on top. 待办。' })
  inbox!: unknown;

  @Field(() => CampaignConnection, { description: 'The campaigns that are visible, newest first. 专项行动。' })
  campaigns!: unknown;

  @Field(() => PlanConnection, { description: "The plans of the viewer's offices, newest first. 方案。" })
  plans!: unknown;

  @Field(() => MessageConnection, { description: 'Messages, newest first. 消息。' })
  messages!: unknown;

  @Field(() => [Substitution], { description: 'Substitutions that concern the viewer. 代理安排。' })
  substitutions!: Substitution[];
}

@ObjectType({ simpleResolvers: true, description: 'A sign-in: a short access token, and a refresh token that is used once. 登录。' })
export class Session {
  @Field(() => String, { description: 'Send as `Authorization: Bearer ...`. 访问令牌。' })
  accessToken!: string;

  @Field(() => DateTimeScalar, { description: 'Until when it is good. 访问令牌有效期。' })
  accessExpiresAt!: string;

  @Field(() => String, { description: 'For the next session; used once. 刷新令牌。' })
  refreshToken!: string;

  @Field(() => DateTimeScalar, { description: 'Until when it is good. 刷新令牌有效期。' })
  refreshExpiresAt!: string;

  @Field(() => Viewer, { description: 'Who has signed in. 登录用户。' })
  viewer!: Viewer;
}

@InputType({ description: 'What `markMessagesRead` takes. 输入。' })
export class MarkMessagesReadInput extends MutationInput {
  @Field(() => [ID], { description: 'The messages, by their ids. 消息编号。' })
  ids!: string[];
}
export const MarkMessagesReadPayload = payload('markMessagesRead', 'marked', () => Int, 'How many were marked.');
