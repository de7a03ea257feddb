import { createAccount, disableAccount, OPERATOR, viewerFromToken, type PeopleDesk } from '../../../src/application/people';
import type { AccessTokens, TokenClaims } from '../../../src/application/ports/tokens';
import { key, ok, openTestDesk, refusal, type TestDesk } from './desk';

const ISSUER = 'https://id.example';
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const account = async (userName: string, subject: string | null, issuer = ISSUER) => {
  const signIn = { with: 'OIDC', issuer, subject } as const;
  return ok(await createAccount(desk.people, OPERATOR, { userName, displayName: userName, signIn, idempotencyKey: key() })).account;
};
/** The viewer of a token that the provider has signed with these claims. */
const viewer = (subject: string, userName: string | null, issuer = ISSUER) => {
  const claims: TokenClaims = { kind: 'OIDC', issuer, subject, userName, expiresAt: new Date('2022-08-15T03:00:00Z') };
  const tokens: AccessTokens = { ...desk.people.tokens, verify: () => Promise.resolve(claims) };
  return viewerFromToken({ ...desk.people, tokens } satisfies PeopleDesk, 'token');
};

test('an account bound to issuer and subject is found by these, whatever the user name in the token', async () => {
  const { id } = await account('bound', 'subject 1');
  expect(ok(await viewer('subject 1', 'someone else')).viewer.accountId).toBe(id);
  expect(ok(await viewer('subject 1', null)).viewer.accountId).toBe(id);
});
test('an account made for the issuer is bound at its first sign-in by user name, and then belongs to that subject', async () => {
  const { id } = await account('to.be.bound', null);
  expect(ok(await viewer('subject 2', 'To.Be.Bound')).viewer.accountId).toBe(id);
  expect(ok(await viewer('subject 2', 'renamed')).viewer.accountId).toBe(id);
  expect(refusal(await viewer('subject 3', 'to.be.bound')).code).toBe('TOKEN_INVALID');
});
test('two first requests at once bind it once', async () => {
  const { id } = await account('twice', null);
  const [a, b] = await Promise.all([viewer('subject 4', 'twice'), viewer('subject 4', 'twice')]);
  expect([ok(a).viewer.accountId, ok(b).viewer.accountId]).toEqual([id, id]);
});
test('a local account of the same user name is not taken over, nor one of another provider', async () => {
  const local = await desk.person();
  expect(refusal(await viewer('subject 5', local.userName)).code).toBe('TOKEN_INVALID');
  await account('other.provider', null, 'https://other.example');
  expect(refusal(await viewer('subject 6', 'other.provider')).code).toBe('TOKEN_INVALID');
  await account('same.subject', 'subject 7', 'https://other.example');
  expect(refusal(await viewer('subject 7', null)).code).toBe('TOKEN_INVALID');
});
test('an identity without an account is nobody', async () => {
  expect(refusal(await viewer('subject 8', 'unheard.of')).code).toBe('TOKEN_INVALID');
  expect(refusal(await viewer('subject 8', null)).code).toBe('TOKEN_INVALID');
});
test('a disabled account stays out, however good the provider’s token', async () => {
  const { id } = await account('disabled', 'subject 9');
  ok(await disableAccount(desk.people, OPERATOR, { accountId: id, idempotencyKey: key() }));
  expect(refusal(await viewer('subject 9', null)).code).toBe('ACCOUNT_DISABLED');
});
