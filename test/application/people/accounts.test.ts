import {
  accountById,
  auditTrail,
  changeOwnPassword,
  createAccount,
  disableAccount,
  displayNames,
  enableAccount,
  findPerson,
  listAccounts,
  OPERATOR,
  resetPassword,
  rolesOf,
  signIn,
  unlockAccount,
  viewerFromToken,
  type NewAccount,
} from '../../../src/application/people';
import { key, ok, openTestDesk, PASSWORD, refusal, type Person, type TestDesk } from './desk';

let desk: TestDesk;
let administrator: Person;
let auditor: Person;
beforeAll(async () => {
  desk = await openTestDesk();
  administrator = await desk.person([{ role: 'SYSTEM_ADMINISTRATOR' }]);
  auditor = await desk.person([{ role: 'AUDITOR' }]);
});
afterAll(() => desk.close());

const account = (changes: Partial<NewAccount> = {}): NewAccount => ({
  userName: `user${key().slice(4)}`,
  displayName: `姓名${key().slice(4)}`,
  signIn: { with: 'PASSWORD', password: PASSWORD },
  idempotencyKey: key(),
  ...changes,
});
const create = (input: NewAccount, viewer = administrator.viewer) => createAccount(desk.people, viewer, input);
const enter = (userName: string, password = PASSWORD) => signIn(desk.people, { userName, password });

describe('creating an account', () => {
  test('given a password, then the person signs in with it, in any spelling of the user name', async () => {
    const { account: made, temporaryPassword } = ok(await create(account({ userName: ' Wang.Fang ' })));
    expect(made).toMatchObject({ userName: 'wang.fang', signsInWith: 'PASSWORD', disabledAt: null, demo: false });
    expect(temporaryPassword).toBeNull();
    expect(JSON.stringify(made)).not.toContain('argon2');
    expect((await enter('ＷＡＮＧ.fang')).ok).toBe(true);
  });
  test('given none, then one is made that satisfies the rules, and told once only', async () => {
    const input = account({ signIn: { with: 'PASSWORD', password: null } });
    const first = ok(await create(input));
    expect((await enter(input.userName, first.temporaryPassword ?? '')).ok).toBe(true);
    const again = ok(await create(input));
    expect(again).toEqual({ account: first.account, temporaryPassword: null });
    const { rows } = await desk.database.pool.query("select answer::text || encode(request_hash, 'hex') as stored from idempotency");
    expect(rows.some((row: { stored: string }) => row.stored.includes(first.temporaryPassword ?? 'none'))).toBe(false);
  });
  test.each([
    ['USER_NAME_INVALID', { userName: 'a' }],
    ['USER_NAME_INVALID', { userName: '-wang' }],
    ['USER_NAME_INVALID', { userName: 'wang fang' }],
    ['DISPLAY_NAME_EMPTY', { displayName: '  ' }],
    ['PASSWORD_TOO_WEAK', { signIn: { with: 'PASSWORD', password: 'Short-1' } }],
    ['PASSWORD_TOO_WEAK', { signIn: { with: 'PASSWORD', password: 'onlylettersandnothingelse' } }],
    ['PASSWORD_TOO_WEAK', { signIn: { with: 'PASSWORD', password: `Aa1${'a'.repeat(126)}` } }],
    ['PASSWORD_TOO_WEAK', { signIn: { with: 'PASSWORD', password: 'Aa1Aa1Aa1Aa1' } }],
    ['PASSWORD_TOO_WEAK', { userName: 'wangfang', signIn: { with: 'PASSWORD', password: '2020-WangFang-2021' } }],
    ['IDEMPOTENCY_KEY_REQUIRED', { idempotencyKey: ' ' }],
  ] as [string, Partial<NewAccount>][])('is refused: %s %j', async (code, changes) => {
    expect(refusal(await create(account(changes))).code).toBe(code);
  });
  test('is refused to everybody but the system administrator', async () => {
    for (const person of [auditor, await desk.person([{ role: 'UNIT_HEAD', unitId: await desk.unit() }]), await desk.person()]) {
      expect(refusal(await create(account(), person.viewer)).code).toBe('FORBIDDEN');
    }
  });
  test('a user name, an identity and, unless confirmed, a name belong to one person', async () => {
    const first = account({ userName: 'zhang.wei', displayName: '张伟' });
    ok(await create(first));
    expect(refusal(await create(account({ userName: 'Zhang.Wei' }))).code).toBe('USER_NAME_TAKEN');
    expect(refusal(await create(account({ displayName: '张伟' })))).toMatchObject({ code: 'NAMESAKE_EXISTS', data: { userNames: ['zhang.wei'] } });
    expect((await create(account({ displayName: '张伟', namesake: true }))).ok).toBe(true);
    const oidc = { with: 'OIDC', issuer: 'https://id.example', subject: 'subject 1' } as const;
    expect(ok(await create(account({ signIn: oidc }))).account).toMatchObject({ signsInWith: 'OIDC', oidcIssuer: 'https://id.example' });
    expect(refusal(await create(account({ signIn: oidc }))).code).toBe('IDENTITY_TAKEN');
  });
  test('when two ask for one user name at once, then one gets it and the other is told', async () => {
    const answers = await Promise.all([create(account({ userName: 'at.once' })), create(account({ userName: 'at.once' }))]);
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort()).toEqual(['USER_NAME_TAKEN', 'ok']);
  });
  test('a repeated key gives the first answer, also a refusal; another body under it is refused', async () => {
    const input = account({ userName: '-' });
    const taken = account({ userName: 'zhang.wei' });
    expect(refusal(await create(taken)).code).toBe('USER_NAME_TAKEN');
    expect(refusal(await create({ ...taken })).code).toBe('USER_NAME_TAKEN');
    expect(refusal(await create({ ...input, userName: 'other', idempotencyKey: taken.idempotencyKey })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
  test('when one key comes twice at once, then one account is made and both hear of it', async () => {
    const input = account();
    const [a, b] = await Promise.all([create(input), create(input)]);
    expect(ok(a).account).toEqual(ok(b).account);
  });
});

describe('disabling, enabling, unlocking', () => {
  test('a disabled account is out at once and cannot come back until it is enabled', async () => {
    const person = await desk.person();
    const { accessToken } = ok(await enter(person.userName));
    expect((await viewerFromToken(desk.people, accessToken)).ok).toBe(true);
    expect(ok(await disableAccount(desk.people, administrator.viewer, { accountId: person.id, idempotencyKey: key() })).disabledAt).not.toBeNull();
    expect((await viewerFromToken(desk.people, accessToken)).ok).toBe(false);
    expect(refusal(await enter(person.userName)).code).toBe('ACCOUNT_DISABLED');
    expect(refusal(await enter(person.userName, 'wrong')).code).toBe('SIGN_IN_FAILED');
    ok(await enableAccount(desk.people, administrator.viewer, { accountId: person.id, idempotencyKey: key() }));
    expect((await enter(person.userName)).ok).toBe(true);
  });
  test.each([
    ['disable', disableAccount],
    ['enable', enableAccount],
    ['unlock', unlockAccount],
    ['reset the password of', resetPassword],
  ])('to %s an account is refused to others, and for one that is not there', async (_, command) => {
    const person = await desk.person();
    expect(refusal(await command(desk.people, auditor.viewer, { accountId: person.id, idempotencyKey: key() })).code).toBe('FORBIDDEN');
    for (const accountId of ['00000000-0000-7000-8000-000000000000', 'made up']) {
      expect(refusal(await command(desk.people, administrator.viewer, { accountId, idempotencyKey: key() })).code).toBe('NOT_FOUND');
    }
  });
});

describe('passwords', () => {
  test('reset: the old one and every sign-in end, the new one is told once', async () => {
    const person = await desk.person();
    const { accessToken } = ok(await enter(person.userName));
    const command = { accountId: person.id, idempotencyKey: key() };
    const { temporaryPassword } = ok(await resetPassword(desk.people, administrator.viewer, command));
    expect(refusal(await enter(person.userName)).code).toBe('SIGN_IN_FAILED');
    expect((await enter(person.userName, temporaryPassword ?? '')).ok).toBe(true);
    expect(refusal(await viewerFromToken(desk.people, accessToken)).code).toBe('TOKEN_INVALID');
    expect(ok(await resetPassword(desk.people, administrator.viewer, command)).temporaryPassword).toBeNull();
    expect((await enter(person.userName, temporaryPassword ?? '')).ok).toBe(true);
  });
  test('an account of a provider has none', async () => {
    const oidc = { with: 'OIDC', issuer: 'https://id.example', subject: null } as const;
    const { account: made } = ok(await create(account({ signIn: oidc })));
    expect(refusal(await resetPassword(desk.people, administrator.viewer, { accountId: made.id, idempotencyKey: key() })).code).toBe('NO_PASSWORD');
    const viewer = await desk.viewer(made.id);
    const change = { present: '', wanted: 'Mandarin-2021', idempotencyKey: key() };
    expect(refusal(await changeOwnPassword(desk.people, viewer, change)).code).toBe('NO_PASSWORD');
    expect(refusal(await enter(made.userName, '')).code).toBe('SIGN_IN_FAILED');
  });
  test('changing one’s own needs the present one, and ends every sign-in', async () => {
    const person = await desk.person();
    const { accessToken } = ok(await enter(person.userName));
    const change = (present: string, wanted: string) => changeOwnPassword(desk.people, person.viewer, { present, wanted, idempotencyKey: key() });
    expect(refusal(await change('wrong', 'Mandarin-2021')).code).toBe('PASSWORD_WRONG');
    expect(refusal(await change(PASSWORD, 'weak')).code).toBe('PASSWORD_TOO_WEAK');
    expect((await viewerFromToken(desk.people, accessToken)).ok).toBe(true);
    ok(await change(PASSWORD, 'Mandarin-2021'));
    expect(refusal(await viewerFromToken(desk.people, accessToken)).code).toBe('TOKEN_INVALID');
    expect(refusal(await enter(person.userName)).code).toBe('SIGN_IN_FAILED');
    expect((await enter(person.userName, 'Mandarin-2021')).ok).toBe(true);
  });
  test('guessing at the present one locks the account as guessing at the door does', async () => {
    const person = await desk.person();
    const guess = () => changeOwnPassword(desk.people, person.viewer, { present: 'guess', wanted: 'Mandarin-2021', idempotencyKey: key() });
    for (let i = 0; i < 5; i++) expect(refusal(await guess()).code).toBe('PASSWORD_WRONG');
    expect(refusal(await guess()).code).toBe('ACCOUNT_LOCKED');
  });
});

describe('what is read', () => {
  test('accounts page by user name while others are added', async () => {
    for (const userName of ['page.a', 'page.c', 'page.e']) ok(await create(account({ userName })));
    const first = ok(await listAccounts(desk.people, administrator.viewer, { after: null, first: 2, text: 'PAGE.' }));
    expect(first).toMatchObject({ rows: [{ userName: 'page.a' }, { userName: 'page.c' }], more: true });
    ok(await create(account({ userName: 'page.b' })));
    const second = ok(await listAccounts(desk.people, auditor.viewer, { after: 'page.c', first: 2, text: 'page.' }));
    expect(second).toMatchObject({ rows: [{ userName: 'page.e' }], more: false });
    expect(ok(await listAccounts(desk.people, auditor.viewer, { after: null, first: 9, text: 'page_' })).rows).toEqual([]);
  });
  test('others see their own account and roles, and a person by exact user name', async () => {
    const person = await desk.person([{ role: 'UNIT_STAFF', unitId: await desk.unit() }]);
    expect(refusal(await listAccounts(desk.people, person.viewer, { after: null, first: 1, text: null })).code).toBe('FORBIDDEN');
    expect(refusal(await accountById(desk.people, person.viewer, auditor.id)).code).toBe('FORBIDDEN');
    expect(ok(await accountById(desk.people, person.viewer, person.id))).toMatchObject({ userName: person.userName });
    expect(refusal(await rolesOf(desk.people, person.viewer, [person.id, auditor.id])).code).toBe('FORBIDDEN');
    expect(ok(await rolesOf(desk.people, person.viewer, [person.id]))).toMatchObject([{ role: 'UNIT_STAFF' }]);
    expect(await findPerson(desk.people, person.viewer, auditor.userName.toUpperCase())).toEqual({ id: auditor.id, displayName: auditor.userName });
    expect(await findPerson(desk.people, person.viewer, auditor.userName.slice(0, -1))).toBeNull();
    expect(await displayNames(desk.people, [person.id, '00000000-0000-7000-8000-000000000000'])).toEqual(new Map([[person.id, person.userName]]));
  });
  test('the audit tells the auditor, and nobody else, who did what, newest first', async () => {
    const person = await desk.person();
    await enter(person.userName, 'wrong');
    await enter(person.userName);
    ok(await disableAccount(desk.people, administrator.viewer, { accountId: person.id, idempotencyKey: key() }));
    const { rows } = ok(await auditTrail(desk.people, auditor.viewer, { before: null, first: 100 }));
    const told = rows.filter((row) => row.target === person.id).map((row) => [row.action, row.accountId]);
    expect(told).toEqual([
      ['ACCOUNT_DISABLED', administrator.id],
      ['SIGNED_IN', person.id],
      ['SIGN_IN_FAILED', null],
      ['ACCOUNT_CREATED', OPERATOR.accountId],
    ]);
    const newest = rows[0]?.id ?? '';
    expect(ok(await auditTrail(desk.people, auditor.viewer, { before: newest, first: 1 })).rows[0]?.id).toBe(rows[1]?.id);
    for (const viewer of [administrator.viewer, person.viewer]) {
      expect(refusal(await auditTrail(desk.people, viewer, { before: null, first: 1 })).code).toBe('FORBIDDEN');
    }
  });
});
