import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Account, Membership, Role, Substitution } from './account';
import { MutationInput, payload } from './kernel/mutation';
import { DateScalar } from './kernel/scalars';
import { UserError } from './kernel/user-error';
import { Session } from './viewer';

@InputType({ description: 'What `signIn` takes. 输入。' })
export class SignInInput {
  @Field(() => String, { description: 'User name. 用户名。' })
  userName!: string;

  @Field(() => String, { description: 'Password. 密码。' })
  password!: string;
}

@InputType({ description: 'A refresh token. 刷新令牌。' })
export class RefreshTokenInput {
  @Field(() => String, { description: 'As the session gave it. 刷新令牌。' })
  refreshToken!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The answer of `signIn` and `refreshSession`. 登录结果。' })
export class SessionPayload {
  @Field(() => Session, { nullable: true, description: 'The session; null when refused. 登录。' })
  session!: Session | null;

  @Field(() => [UserError], { description: 'Why it was refused. 拒绝原因。' })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The answer of `signOut`. 退出结果。' })
export class SignOutPayload {
  @Field(() => Boolean, { description: 'Always true: an unknown token is signed out already. 是否已退出。' })
  signedOut!: boolean;
}

@InputType({ description: 'What `createAccount` takes. 输入。' })
export class CreateAccountInput extends MutationInput {
  @Field(() => String, { description: 'User name, 2 to 64 characters. 用户名。' })
  userName!: string;

  @Field(() => String, { description: 'Name of the person. 姓名。' })
  displayName!: string;

  @Field(() => String, { nullable: true, description: 'Password; left out: one is made up and told once. 密码。' })
  password?: string | null;

  @Field(() => String, { nullable: true, description: 'The identity provider, for an account that signs in through it. 身份提供方。' })
  oidcIssuer?: string | null;

  @Field(() => String, { nullable: true, description: 'Subject with the provider; left out: bound at the first sign-in. 身份标识。' })
  oidcSubject?: string | null;

  @Field(() => String, { nullable: true, description: 'Where messages are mailed to. 邮箱。' })
  email?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'It is another person of a name that exists already. 确认为同名的另一人。' })
  namesake!: boolean;
}

@InputType({ description: 'Which account. 账号。' })
export class AccountInput extends MutationInput {
  @Field(() => ID, { description: 'Global id of the account. 账号编号。' })
  id!: string;
}

@InputType({ description: 'What `setAccountEmail` takes. 输入。' })
export class SetAccountEmailInput extends AccountInput {
  @Field(() => String, { nullable: true, description: 'The address; null: nothing is mailed. 邮箱，空则不发邮件。' })
  email?: string | null;
}

@InputType({ description: 'What `setOwnEmail` takes. 输入。' })
export class SetOwnEmailInput extends MutationInput {
  @Field(() => String, { nullable: true, description: 'The address; null: nothing is mailed. 邮箱，空则不发邮件。' })
  email?: string | null;
}

@InputType({ description: 'What `changeOwnPassword` takes. 输入。' })
export class ChangeOwnPasswordInput extends MutationInput {
  @Field(() => String, { description: 'The present password. 原密码。' })
  present!: string;

  @Field(() => String, { description: 'The new one. 新密码。' })
  wanted!: string;
}

@InputType({ description: 'What `grantRole` takes. 输入。' })
export class GrantRoleInput extends MutationInput {
  @Field(() => ID, { description: 'Global id of the account. 账号编号。' })
  accountId!: string;

  @Field(() => Role, { description: 'The role. 角色。' })
  role!: string;

  @Field(() => ID, { nullable: true, description: 'The unit it names. 单位。' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The campaign it names. 专项行动。' })
  campaignId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day; left out: today. 起始日期。' })
  validFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; left out: until revoked. 终止日期。' })
  validTo?: string | null;
}

@InputType({ description: 'What `revokeRole` takes. 输入。' })
export class RevokeRoleInput extends MutationInput {
  @Field(() => ID, { description: 'Global id of the membership. 任职编号。' })
  membershipId!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; left out: today. 终止日期。' })
  validTo?: string | null;
}

@InputType({ description: 'What `arrangeSubstitution` takes. 输入。' })
export class ArrangeSubstitutionInput extends MutationInput {
  @Field(() => ID, { description: 'Account of the absent person. 缺席人员。' })
  absentId!: string;

  @Field(() => ID, { description: 'Account of who stands in. 代理人。' })
  substituteId!: string;

  @Field(() => DateScalar, { description: 'First day. 起始日期。' })
  validFrom!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds. 终止日期。' })
  validTo!: string;

  @Field(() => String, { description: 'Why. 原因。' })
  reason!: string;
}

@InputType({ description: 'What `endSubstitution` takes. 输入。' })
export class EndSubstitutionInput extends MutationInput {
  @Field(() => ID, { description: 'The substitution. 代理编号。' })
  substitutionId!: string;
}

export const CreateAccountPayload = payload('createAccount', 'account', () => Account, 'The account.');
export const DisableAccountPayload = payload('disableAccount', 'account', () => Account, 'The account.');
export const EnableAccountPayload = payload('enableAccount', 'account', () => Account, 'The account.');
export const UnlockAccountPayload = payload('unlockAccount', 'account', () => Account, 'The account.');
export const ResetPasswordPayload = payload('resetPassword', 'account', () => Account, 'The account.');
for (const Payload of [CreateAccountPayload, ResetPasswordPayload]) {
  Field(() => String, { nullable: true, description: 'A password that was made up; told once, with the first answer only. 临时密码。' })(
    Payload.prototype,
    'temporaryPassword',
  );
}
export const SetAccountEmailPayload = payload('setAccountEmail', 'account', () => Account, 'The account.');
export const SetOwnEmailPayload = payload('setOwnEmail', 'account', () => Account, 'The account.');
export const ChangeOwnPasswordPayload = payload('changeOwnPassword', 'changed', () => Boolean, 'Whether it was changed.');
export const GrantRolePayload = payload('grantRole', 'membership', () => Membership, 'The role as granted.');
export const RevokeRolePayload = payload('revokeRole', 'membership', () => Membership, 'The role with its end.');
export const ArrangeSubstitutionPayload = payload('arrangeSubstitution', 'substitution', () => Substitution, 'The substitution.');
export const EndSubstitutionPayload = payload('endSubstitution', 'substitution', () => Substitution, 'The substitution.');
