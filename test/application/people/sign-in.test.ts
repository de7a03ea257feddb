import fc from 'fast-check';
import {
  OPERATOR,
  refreshSession,
  revokeRole,
  rolesOf,
  sessionRules,
  signIn,
  signOut,
  unlockAccount,
  viewerFromToken,
  viewersOf,
} from '../../../src/application/people';
import { lockedUntil, newPassword, passwordFault } from '../../../src/application/people/password-rules';
import { key, ok, openTestDesk, PASSWORD, refusal, TODAY, type Person, type TestDesk } from './desk';

let desk: TestDesk;
let person: Person;
let unit: string;
beforeAll(async () => {
  desk = await openTestDesk();
  unit = await desk.unit();
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.setNow(`${TODAY}T02:00:00Z`);
  person = await desk.person([{ role: 'UNIT_STAFF', unitId: unit }]);
});

const enter = (password = PASSWORD, userName = person.userName) => signIn(desk.people, { userName, password });
const refresh = (refreshToken: string) => refreshSession(desk.people, { refreshToken });
const viewer = (token: string) => viewerFromToken(desk.people, token);

describe('signing in', () => {
  test('gives a token for a quarter of an hour, and whoever brings it is the person with the roles of the day', async () => {
    const session = ok(await enter());
    expect(session).toMatchObject({
      accountId: person.id,
      accessExpiresAt: '2022-08-15T02:15:00.000Z',
      refreshExpiresAt: '2022-08-15T04:00:00.000Z',
    });
    const signedIn = ok(await viewer(session.accessToken));
    expect(signedIn.expiresAt.toISOString()).toBe(session.accessExpiresAt);
    expect(signedIn.viewer).toEqual({
      accountId: person.id,
      userName: person.userName,
      displayName: person.userName,
      roles: [{ role: 'UNIT_STAFF', unitId: unit, campaignId: null, onBehalfOf: null }],
    });
    desk.after(sessionRules.accessMinutes);
    expect(refusal(await viewer(session.accessToken)).code).toBe('TOKEN_EXPIRED');
  });
  test('an unknown user name and a wrong password are answered alike, and both cost a hash', async () => {
    const verified: (string | null)[] = [];
    const passwords = {
      ...desk.people.passwords,
      verify: (hash: string | null, text: string) => (verified.push(hash), desk.people.passwords.verify(hash, text)),
    };
    const ask = (userName: string) => signIn({ ...desk.people, passwords }, { userName, password: 'wrong' });
    const [wrong, unknown] = [refusal(await ask(person.userName)), refusal(await ask('nobody.of.this.name'))];
    expect(wrong).toEqual(unknown);
    expect(wrong).toMatchObject({ code: 'SIGN_IN_FAILED', data: {} });
    expect(verified).toEqual([expect.stringContaining('argon2id'), null]);
    expect(await desk.people.passwords.verify(null, 'nobody has this password')).toBe(false);
  });
  test('a password that is changed while it is being checked is no longer the right one', async () => {
    const { passwords, transactions } = desk.people;
    const changing: typeof passwords.verify = async (hash, text) => {
      await transactions.run(async ({ people }) => people.changeAccount(person.id, { passwordHash: await passwords.hash('Mandarin-2021') }));
      return passwords.verify(hash, text);
    };
    const late = await signIn({ ...desk.people, passwords: { ...passwords, verify: changing } }, { userName: person.userName, password: PASSWORD });
    expect(refusal(late).code).toBe('SIGN_IN_FAILED');
  });
  test('a hash made with weaker parameters is made anew at the next sign-in', async () => {
    const stronger = { ...desk.people.passwords, outdated: () => true };
    const hash = async () => (await desk.people.transactions.look(({ people }) => people.account(person.id)))?.passwordHash;
    const before = await hash();
    ok(await signIn({ ...desk.people, passwords: stronger }, { userName: person.userName, password: PASSWORD }));
    expect(await hash()).not.toBe(before);
    expect((await enter()).ok).toBe(true);
  });
});

describe('failing', () => {
  const fail = async (times: number) => {
    for (let i = 0; i < times; i++) expect(refusal(await enter('wrong')).code).toBe('SIGN_IN_FAILED');
  };
  test('five times locks for a quarter of an hour, five more for half an hour, whatever the password', async () => {
    await fail(5);
    expect(refusal(await enter())).toMatchObject({ code: 'ACCOUNT_LOCKED', data: { until: '2022-08-15T02:15:00.000Z' } });
    desk.after(14);
    expect(refusal(await enter()).code).toBe('ACCOUNT_LOCKED');
    desk.after(1);
    await fail(5);
    expect(refusal(await enter())).toMatchObject({ code: 'ACCOUNT_LOCKED', data: { until: '2022-08-15T02:45:00.000Z' } });
    desk.after(30);
    expect((await enter()).ok).toBe(true);
  });
  test('four times and then getting it right starts the count again', async () => {
    await fail(4);
    ok(await enter());
    await fail(4);
    expect((await enter()).ok).toBe(true);
  });
  test('the administrator can unlock', async () => {
    await fail(5);
    ok(await unlockAccount(desk.people, OPERATOR, { accountId: person.id, idempotencyKey: key() }));
    expect((await enter()).ok).toBe(true);
  });
  test('a swarm of guesses at once is not more than five guesses', async () => {
    let verified = 0;
    const passwords = { ...desk.people.passwords, verify: () => (verified++, Promise.resolve(false)) };
    const swarm = Array.from({ length: 12 }, () => signIn({ ...desk.people, passwords }, { userName: person.userName, password: 'wrong' }));
    const codes = (await Promise.all(swarm)).map((answer) => refusal(answer).code);
    expect(verified).toBe(5);
    expect(codes.filter((code) => code === 'ACCOUNT_LOCKED')).toHaveLength(7);
  });
  test('property: locks come at every fifth failure, never shorter than before, never longer than a day', () => {
    const now = new Date('2022-08-15T02:00:00Z');
    const minutes = (failures: number) => ((lockedUntil(failures, now)?.getTime() ?? now.getTime()) - now.getTime()) / 60_000;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (failures) => {
        expect(minutes(failures) > 0).toBe(failures > 0 && failures % 5 === 0);
        expect(minutes(failures)).toBeLessThanOrEqual(24 * 60);
        if (failures > 0 && failures % 5 === 0) expect(minutes(failures + 5)).toBeGreaterThanOrEqual(minutes(failures));
      }),
    );
    expect([5, 10, 15, 20].map(minutes)).toEqual([15, 30, 60, 120]);
  });
  test('property: a password that is made satisfies the rules, and no two are the same', () => {
    const made = new Set(Array.from({ length: 200 }, () => newPassword('wang')));
    expect(made.size).toBe(200);
    for (const password of made) expect(passwordFault(password, 'wang')).toBeNull();
  });
});

describe('the refresh token', () => {
  test('is exchanged for a new pair, again and again', async () => {
    let session = ok(await enter());
    for (let i = 0; i < 3; i++) {
      desk.after(60);
      const next = ok(await refresh(session.refreshToken));
      expect(next.refreshToken).not.toBe(session.refreshToken);
      expect(ok(await viewer(next.accessToken)).viewer.accountId).toBe(person.id);
      session = next;
    }
  });
  test('used twice ends the whole sign-in, the thief’s tokens and the owner’s, but no other sign-in', async () => {
    const elsewhere = ok(await enter());
    const first = ok(await enter());
    const second = ok(await refresh(first.refreshToken));
    expect((await viewer(second.accessToken)).ok).toBe(true);
    expect(refusal(await refresh(first.refreshToken)).code).toBe('REFRESH_TOKEN_INVALID');
    expect(refusal(await refresh(second.refreshToken)).code).toBe('REFRESH_TOKEN_INVALID');
    expect(refusal(await viewer(second.accessToken)).code).toBe('TOKEN_INVALID');
    expect((await viewer(elsewhere.accessToken)).ok).toBe(true);
    expect((await refresh(elsewhere.refreshToken)).ok).toBe(true);
  });
  test('used by two at once is used twice', async () => {
    const { refreshToken } = ok(await enter());
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    const won = answers.find((answer) => answer.ok);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(refusal(await refresh(won?.ok ? won.value.refreshToken : '')).code).toBe('REFRESH_TOKEN_INVALID');
  });
  test('dies when nobody used it for the idle time', async () => {
    const { refreshToken } = ok(await enter());
    desk.after(sessionRules.idleMinutes - 1);
    const next = ok(await refresh(refreshToken));
    desk.after(sessionRules.idleMinutes);
    expect(refusal(await refresh(next.refreshToken)).code).toBe('REFRESH_TOKEN_INVALID');
  });
  test('carries a sign-in no longer than a working day, however busy', async () => {
    let session = ok(await enter());
    for (let hour = 1; hour < sessionRules.longestHours; hour++) {
      desk.after(60);
      session = ok(await refresh(session.refreshToken));
    }
    expect(session.refreshExpiresAt).toBe('2022-08-15T14:00:00.000Z');
    desk.after(60);
    expect(refusal(await refresh(session.refreshToken)).code).toBe('REFRESH_TOKEN_INVALID');
  });
  test('is kept as a hash only', async () => {
    const { refreshToken } = ok(await enter());
    const { rows } = await desk.database.pool.query("select encode(token_hash, 'base64') || encode(token_hash, 'escape') as kept from refresh_token");
    expect(rows.length).toBeGreaterThan(0);
    for (const { kept } of rows as { kept: string }[]) expect(kept).not.toContain(refreshToken);
  });
  test.each(['', 'made up', 'x'.repeat(4000)])('%.10s that was never given out is refused', async (token) => {
    expect(refusal(await refresh(token)).code).toBe('REFRESH_TOKEN_INVALID');
  });
});

describe('signing out', () => {
  test('ends this sign-in at once, its access token too, and no other', async () => {
    const [here, there] = [ok(await enter()), ok(await enter())];
    expect((await viewer(here.accessToken)).ok).toBe(true);
    ok(await signOut(desk.people, { refreshToken: here.refreshToken }));
    expect(refusal(await viewer(here.accessToken)).code).toBe('TOKEN_INVALID');
    expect(refusal(await refresh(here.refreshToken)).code).toBe('REFRESH_TOKEN_INVALID');
    expect((await viewer(there.accessToken)).ok).toBe(true);
  });
  test('twice, or with an unknown token, is no fault', async () => {
    const { refreshToken } = ok(await enter());
    for (const token of [refreshToken, refreshToken, 'unknown'])
      expect(ok(await signOut(desk.people, { refreshToken: token }))).toEqual({ signedOut: true });
  });
});

test('a role that is revoked is gone from the next request, with the token that was there before', async () => {
  const { accessToken } = ok(await enter());
  expect(ok(await viewer(accessToken)).viewer.roles).toHaveLength(1);
  const [held] = ok(await rolesOf(desk.people, OPERATOR, [person.id]));
  ok(await revokeRole(desk.people, OPERATOR, { membershipId: held?.id ?? '', validTo: null, idempotencyKey: key() }));
  expect(ok(await viewer(accessToken)).viewer.roles).toEqual([]);
});

test('what another process changed is seen after the few seconds that a viewer is kept', async () => {
  const { accessToken } = ok(await enter());
  ok(await viewer(accessToken));
  await desk.database.pool.query('update account set disabled_at = now() where id = $1', [person.id]);
  expect((await viewer(accessToken)).ok).toBe(true);
  desk.after(0.1);
  expect(refusal(await viewer(accessToken)).code).toBe('ACCOUNT_DISABLED');
});

test('the viewer of a request is read once, and for the requests of the next seconds not again', async () => {
  const { accessToken } = ok(await enter());
  const statements: string[] = [];
  const { transactions } = desk.people;
  const look: typeof transactions.look = (work) => {
    statements.push('look');
    return transactions.look(work);
  };
  const viewers = viewersOf({ transactions: { look }, clock: desk.people.clock, wall: desk.people.wall });
  for (let i = 0; i < 3; i++) ok(await viewerFromToken({ ...desk.people, viewers }, accessToken));
  expect(statements).toEqual(['look']);
});
