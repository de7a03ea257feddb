import { Field, ID, ObjectType } from 'type-graphql';
import { connection } from './kernel/connection';
import { describedEnum } from './kernel/described-enum';
import { Node } from './kernel/node';
import { DateScalar, DateTimeScalar, JsonScalar } from './kernel/scalars';
import { Unit } from './unit';

export const Role = describedEnum('Role', 'A role of a person. 角色。', {
  COORDINATOR: 'Coordinator: the office of the coordinating body 办公室工作人员',
  LEADER: 'Leader 领导（组长、召集人）',
  SUPERVISOR: 'Supervisor 督查人员',
  UNIT_HEAD: 'Head of a unit 单位负责人',
  UNIT_STAFF: 'Staff of a unit 单位经办人',
  AUDITOR: 'Auditor: sees everything, changes nothing 审计人员',
  SYSTEM_ADMINISTRATOR: 'System administrator: accounts, units, calendar; no business 系统管理员',
});

export const SignInMethod = describedEnum('SignInMethod', 'How an account signs in. 登录方式。', {
  PASSWORD: 'With a password here 本地密码',
  OIDC: 'Through an identity provider 统一身份认证',
});

@ObjectType({ simpleResolvers: true, implements: Node, description: 'A role that a person holds, with its period. 任职。' })
export class Membership extends Node {
  @Field(() => Role, { description: 'The role. 角色。' })
  role!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit it names. 单位。' })
  unit!: Unit | null;

  @Field(() => ID, { nullable: true, description: 'Global id of the campaign it names. 专项行动编号。' })
  campaignId!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day; null: always. 起始日期。' })
  validFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null: open. 终止日期。' })
  validTo!: string | null;
}

@ObjectType({ simpleResolvers: true, implements: Node, description: 'The account of one person. 账号。' })
export class Account extends Node {
  @Field(() => String, { description: 'What the person signs in with. 用户名。' })
  userName!: string;

  @Field(() => String, { description: 'Name of the person. 姓名。' })
  displayName!: string;

  @Field(() => SignInMethod, { description: 'How it signs in. 登录方式。' })
  signsInWith!: string;

  @Field(() => String, { nullable: true, description: 'The identity provider. 身份提供方。' })
  oidcIssuer!: string | null;

  @Field(() => String, { nullable: true, description: 'Where messages are mailed to. 邮箱。' })
  email!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Locked until then after failed sign-ins. 锁定至。' })
  lockedUntil!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is disabled. 停用时间。' })
  disabledAt!: string | null;

  @Field(() => Boolean, { description: 'An account of the demonstration. 是否演示账号。' })
  demo!: boolean;

  @Field(() => [Membership], { description: 'Every role, past and to come. 全部任职。' })
  memberships!: Membership[];
}
export const AccountConnection = connection(() => Account, 'Account', 'accounts 账号');

@ObjectType({ simpleResolvers: true, description: 'Somebody stands in for an absent person. 代理。' })
export class Substitution {
  @Field(() => ID, { description: 'Names the substitution. 编号。' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The absent person. 缺席人员。' })
  absent!: string | null;

  @Field(() => String, { nullable: true, description: 'Who stands in. 代理人。' })
  substitute!: string | null;

  @Field(() => DateScalar, { description: 'First day. 起始日期。' })
  validFrom!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds. 终止日期。' })
  validTo!: string;

  @Field(() => String, { description: 'Why. 原因。' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What was done to accounts, roles and units, and every sign-in. 审计记录。' })
export class AuditEntry {
  @Field(() => ID, { description: 'Rises with time. 编号。' })
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When. 时间。' })
  at!: Date;

  @Field(() => String, { description: 'What was done, SCREAMING_SNAKE_CASE. 操作。' })
  action!: string;

  @Field(() => String, { nullable: true, description: 'Who did it. 操作人。' })
  actor!: string | null;

  @Field(() => String, { nullable: true, description: 'To whom or what. 操作对象。' })
  target!: string | null;

  @Field(() => JsonScalar, { description: 'Details. 详情。' })
  data!: unknown;
}
export const AuditConnection = connection(() => AuditEntry, 'Audit', 'audit entries 审计记录');
