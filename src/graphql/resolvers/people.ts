import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { AccountConnection, AuditConnection } from '../../../schema/account';
import { PageArgs } from '../../../schema/kernel/connection';
import * as inputs from '../../../schema/people.mutations';
import type { AccountView, Session } from '../../application/people';
import type { Role } from '../../application/ports/viewer';
import type { Answer } from '../../application/refusal';
import { orThrow, toPayload } from '../answers';
import { createContext, signedIn, type DoorContext } from '../context';
import { toUserError } from '../errors';
import { uuidOf } from '../global-id';
import { forwards, toConnection } from '../paging';
import { accountOf, membershipNode, substitutionNode, viewerNode } from '../people-nodes';
import { SORT_KEYS } from '../sort-keys';

const INPUT = { description: 'What it takes. 输入。' } as const;

@Resolver()
export class SessionResolver {
  @Mutation(() => inputs.SessionPayload, {
    nullable: true,
    description: 'Signs in with user name and password. Takes no idempotency key: each call is a sign-in of its own. 登录。',
  })
  async signIn(@Arg('input', () => inputs.SignInInput, INPUT) { userName, password }: inputs.SignInInput, @Ctx() context: DoorContext) {
    return sessionPayload(await context.desk.people.signIn({ userName, password }), context);
  }

  @Mutation(() => inputs.SessionPayload, {
    nullable: true,
    description: 'The next session for a refresh token, which is used up by it; used twice, the sign-in is ended. 刷新登录。',
  })
  async refreshSession(@Arg('input', () => inputs.RefreshTokenInput, INPUT) { refreshToken }: inputs.RefreshTokenInput, @Ctx() context: DoorContext) {
    return sessionPayload(await context.desk.people.refreshSession({ refreshToken }), context);
  }

  @Mutation(() => inputs.SignOutPayload, { nullable: true, description: 'Ends the sign-in that the refresh token belongs to. 退出。' })
  async signOut(@Arg('input', () => inputs.RefreshTokenInput, INPUT) { refreshToken }: inputs.RefreshTokenInput, @Ctx() context: DoorContext) {
    return orThrow(await context.desk.people.signOut({ refreshToken }));
  }
}

async function sessionPayload(answer: Answer<Session>, context: DoorContext) {
  if (!answer.ok) return { session: null, userErrors: [toUserError(answer.refusal, context.language)] };
  const { accessToken, accessExpiresAt, refreshToken, refreshExpiresAt } = answer.value;
  // What is asked of `viewer` beside the tokens is answered for who has just signed in, not for who sent the request.
  const { viewer, expiresAt } = orThrow(await context.desk.people.viewerFromToken(accessToken));
  const signedInNow = createContext(context.desk, { viewer, expiresAt, language: context.language, asked: context.asked });
  if (context.asked) context.asked.accountId = viewer.accountId;
  Object.assign(context, { ...signedInNow, cost: context.cost });
  return { session: { accessToken, accessExpiresAt, refreshToken, refreshExpiresAt, viewer: viewerNode(viewer, context) }, userErrors: [] };
}

@Resolver()
export class AccountResolver {
  @Query(() => AccountConnection, { description: 'Accounts by user name, for system administrators and auditors; forwards only. 账号列表。' })
  async accounts(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('search', () => String, { nullable: true, description: 'Part of the user name or the name. 用户名或姓名包含。' }) search: string | null,
    @Ctx() context: DoorContext,
  ) {
    const request = forwards(page, SORT_KEYS.accounts);
    const after = request.from === null ? null : String(request.from[0]);
    const found = orThrow(await context.desk.people.listAccounts(signedIn(context), { after, first: request.limit, text: search }));
    const rows = found.rows.map((row) => ({ row, sortKey: [row.userName] }));
    return toConnection({ rows, more: found.more }, request, (account) => accountOf(account, context));
  }

  @Query(() => AuditConnection, { description: 'What was done to accounts, roles and units, newest first, for auditors; forwards only. 审计记录。' })
  async auditTrail(@Args(() => PageArgs) page: PageArgs, @Ctx() context: DoorContext) {
    const request = forwards(page, SORT_KEYS.auditTrail);
    const before = request.from === null ? null : String(request.from[0]);
    const found = orThrow(await context.desk.people.auditTrail(signedIn(context), { before, first: request.limit }));
    const rows = found.rows.map((row) => ({ row, sortKey: [row.id] }));
    return toConnection({ rows, more: found.more }, request, ({ id, at, accountId, action, target, data }) => ({
      ...{ id, at, action, target, data },
      actor: () => (accountId === null ? null : context.loaders.accountName.load(accountId)),
    }));
  }

  @Mutation(() => inputs.CreateAccountPayload, { nullable: true, description: 'Creates an account for one person. 新建账号。' })
  async createAccount(@Arg('input', () => inputs.CreateAccountInput, INPUT) input: inputs.CreateAccountInput, @Ctx() context: DoorContext) {
    const { userName, displayName, password = null, oidcIssuer, oidcSubject = null, email = null, namesake, idempotencyKey } = input;
    const signIn = oidcIssuer ? ({ with: 'OIDC', issuer: oidcIssuer, subject: oidcSubject } as const) : ({ with: 'PASSWORD', password } as const);
    const answer = await context.desk.people.createAccount(signedIn(context), { userName, displayName, signIn, email, namesake, idempotencyKey });
    return toPayload(answer, context, input, ({ account, temporaryPassword }) => ({ account: accountOf(account, context), temporaryPassword }));
  }

  @Mutation(() => inputs.DisableAccountPayload, { nullable: true, description: 'Disables an account and ends its sign-ins. 停用账号。' })
  disableAccount(@Arg('input', () => inputs.AccountInput, INPUT) input: inputs.AccountInput, @Ctx() context: DoorContext) {
    return changed(input, context, context.desk.people.disableAccount);
  }

  @Mutation(() => inputs.EnableAccountPayload, { nullable: true, description: 'Enables a disabled account again. 启用账号。' })
  enableAccount(@Arg('input', () => inputs.AccountInput, INPUT) input: inputs.AccountInput, @Ctx() context: DoorContext) {
    return changed(input, context, context.desk.people.enableAccount);
  }

  @Mutation(() => inputs.UnlockAccountPayload, { nullable: true, description: 'Unlocks an account that failed sign-ins have locked. 解锁账号。' })
  unlockAccount(@Arg('input', () => inputs.AccountInput, INPUT) input: inputs.AccountInput, @Ctx() context: DoorContext) {
    return changed(input, context, context.desk.people.unlockAccount);
  }

  @Mutation(() => inputs.ResetPasswordPayload, { nullable: true, description: 'Gives an account a new password, told once. 重置密码。' })
  async resetPassword(@Arg('input', () => inputs.AccountInput, INPUT) input: inputs.AccountInput, @Ctx() context: DoorContext) {
    const answer = await context.desk.people.resetPassword(signedIn(context), accountCall(input));
    return toPayload(answer, context, input, ({ account, temporaryPassword }) => ({ account: accountOf(account, context), temporaryPassword }));
  }

  @Mutation(() => inputs.SetAccountEmailPayload, { nullable: true, description: 'Says where messages for a person are mailed to. 设置账号邮箱。' })
  async setAccountEmail(@Arg('input', () => inputs.SetAccountEmailInput, INPUT) input: inputs.SetAccountEmailInput, @Ctx() context: DoorContext) {
    const viewer = signedIn(context);
    const call = { ...accountCall(input), email: input.email ?? null };
    return toPayload(await context.desk.people.setAccountEmail(viewer, call), context, input, (account) => ({
      account: accountOf(account, context),
    }));
  }

  @Mutation(() => inputs.SetOwnEmailPayload, { nullable: true, description: "Says where the viewer's own messages are mailed to. 设置本人邮箱。" })
  async setOwnEmail(@Arg('input', () => inputs.SetOwnEmailInput, INPUT) input: inputs.SetOwnEmailInput, @Ctx() context: DoorContext) {
    const { email = null, idempotencyKey } = input;
    return toPayload(await context.desk.people.setOwnEmail(signedIn(context), { email, idempotencyKey }), context, input, (account) => ({
      account: accountOf(account, context),
    }));
  }

  @Mutation(() => inputs.ChangeOwnPasswordPayload, { nullable: true, description: "Changes the viewer's own password. 修改本人密码。" })
  async changeOwnPassword(
    @Arg('input', () => inputs.ChangeOwnPasswordInput, INPUT) input: inputs.ChangeOwnPasswordInput,
    @Ctx() context: DoorContext,
  ) {
    const { present, wanted, idempotencyKey } = input;
    const answer = await context.desk.people.changeOwnPassword(signedIn(context), { present, wanted, idempotencyKey });
    return toPayload(answer, context, input, () => ({ changed: true }));
  }
}

@Resolver()
export class RoleResolver {
  @Mutation(() => inputs.GrantRolePayload, { nullable: true, description: 'Grants a role to a person. 授予角色。' })
  async grantRole(@Arg('input', () => inputs.GrantRoleInput, INPUT) input: inputs.GrantRoleInput, @Ctx() context: DoorContext) {
    const { accountId, role, unitId, campaignId, validFrom = null, validTo = null, idempotencyKey } = input;
    const answer = await context.desk.people.grantRole(signedIn(context), {
      ...{ accountId: uuidOf('Account', accountId), role: role as Role, validFrom, validTo, idempotencyKey },
      unitId: unitId ? uuidOf('Unit', unitId) : null,
      campaignId: campaignId ? uuidOf('Campaign', campaignId) : null,
    });
    return toPayload(answer, context, input, (membership) => ({ membership: membershipNode(membership, context) }));
  }

  @Mutation(() => inputs.RevokeRolePayload, { nullable: true, description: 'Ends a role of a person. 撤销角色。' })
  async revokeRole(@Arg('input', () => inputs.RevokeRoleInput, INPUT) input: inputs.RevokeRoleInput, @Ctx() context: DoorContext) {
    const viewer = signedIn(context);
    const { membershipId, validTo = null, idempotencyKey } = input;
    const call = { membershipId: uuidOf('Membership', membershipId), validTo, idempotencyKey };
    return toPayload(await context.desk.people.revokeRole(viewer, call), context, input, (membership) => ({
      membership: membershipNode(membership, context),
    }));
  }

  @Mutation(() => inputs.ArrangeSubstitutionPayload, { nullable: true, description: 'Somebody stands in for an absent person. 安排代理。' })
  async arrangeSubstitution(
    @Arg('input', () => inputs.ArrangeSubstitutionInput, INPUT) input: inputs.ArrangeSubstitutionInput,
    @Ctx() context: DoorContext,
  ) {
    const viewer = signedIn(context);
    const { validFrom, validTo, reason, idempotencyKey } = input;
    const people = { absentId: uuidOf('Account', input.absentId), substituteId: uuidOf('Account', input.substituteId) };
    const answer = await context.desk.people.arrangeSubstitution(viewer, { ...people, validFrom, validTo, reason, idempotencyKey });
    return toPayload(answer, context, input, (substitution) => ({ substitution: substitutionNode(substitution, context) }));
  }

  @Mutation(() => inputs.EndSubstitutionPayload, { nullable: true, description: 'Ends a substitution early. 提前结束代理。' })
  async endSubstitution(@Arg('input', () => inputs.EndSubstitutionInput, INPUT) input: inputs.EndSubstitutionInput, @Ctx() context: DoorContext) {
    const { substitutionId, idempotencyKey } = input;
    const answer = await context.desk.people.endSubstitution(signedIn(context), { substitutionId, idempotencyKey });
    return toPayload(answer, context, input, (substitution) => ({ substitution: substitutionNode(substitution, context) }));
  }
}

type AccountCommand = (viewer: ReturnType<typeof signedIn>, call: { accountId: string; idempotencyKey: string }) => Promise<Answer<AccountView>>;

async function changed(input: inputs.AccountInput, context: DoorContext, command: AccountCommand) {
  return toPayload(await command(signedIn(context), accountCall(input)), context, input, (account) => ({ account: accountOf(account, context) }));
}

function accountCall({ id, idempotencyKey }: inputs.AccountInput) {
  return { accountId: uuidOf('Account', id), idempotencyKey };
}
