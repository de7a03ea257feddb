import { SignJWT, UnsecuredJWT } from 'jose';
import { accessTokens } from '../../../src/infrastructure/tokens/access-tokens';
import { signingKey } from '../../../src/infrastructure/tokens/signing-key';

const key = signingKey('1'.repeat(32));
const now = new Date('2022-08-15T02:00:00Z');
const later = new Date('2022-08-15T02:15:00Z');
const tokens = accessTokens(key);
const issue = () => tokens.issue({ accountId: 'account', family: 'family', now, expiresAt: later });
const good = () =>
  new SignJWT({ sid: 'family' })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setIssuer('muster')
    .setAudience('muster')
    .setSubject('account')
    .setExpirationTime(later);

test('a token that was issued names its account and sign-in until it expires', async () => {
  const token = await issue();
  expect(await tokens.verify(token, now)).toEqual({ kind: 'OWN', accountId: 'account', family: 'family', expiresAt: later });
  expect(await tokens.verify(token, later)).toEqual({ kind: 'REFUSED', code: 'TOKEN_EXPIRED' });
});
test('it holds nothing but ids and times', async () => {
  const payload = JSON.parse(Buffer.from((await issue()).split('.')[1] ?? '', 'base64url').toString());
  expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub']);
});

describe('is refused', () => {
  const invalid = { kind: 'REFUSED', code: 'TOKEN_INVALID' };
  test.each(['', 'no token', 'a.b.c', '..', 'é'.repeat(100)])('what is no token: %.12s', async (text) => {
    expect(await tokens.verify(text, now)).toEqual(invalid);
  });
  test('one changed in any part', async () => {
    const token = await issue();
    for (const part of [0, 1, 2]) {
      const parts = token.split('.');
      const text = parts[part] ?? '';
      parts[part] = (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
      expect(await tokens.verify(parts.join('.'), now)).toEqual(invalid);
    }
  });
  test.each<[string, () => Promise<string> | string]>([
    ['of another key', () => accessTokens(signingKey('2'.repeat(32))).issue({ accountId: 'account', family: 'family', now, expiresAt: later })],
    ['of another issuer', () => good().setIssuer('another').sign(key)],
    ['for another audience', () => good().setAudience('another').sign(key)],
    ['of another algorithm', () => good().setProtectedHeader({ alg: 'HS512', typ: 'at+jwt' }).sign(Buffer.alloc(64, 1))],
    ['of another kind', () => good().setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key)],
    [
      'without an account',
      () =>
        new SignJWT({ sid: 'family' })
          .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
          .setIssuer('muster')
          .setAudience('muster')
          .setExpirationTime(later)
          .sign(key),
    ],
    [
      'without a sign-in',
      () =>
        new SignJWT({})
          .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
          .setIssuer('muster')
          .setAudience('muster')
          .setSubject('account')
          .setExpirationTime(later)
          .sign(key),
    ],
    [
      'without an end',
      () =>
        new SignJWT({ sid: 'family' })
          .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
          .setIssuer('muster')
          .setAudience('muster')
          .setSubject('account')
          .sign(key),
    ],
    [
      'signed by nobody',
      () => new UnsecuredJWT({ sid: 'family' }).setIssuer('muster').setAudience('muster').setSubject('account').setExpirationTime(later).encode(),
    ],
  ])('one %s', async (_, make) => {
    expect(await tokens.verify(await make(), now)).toEqual(invalid);
  });
  test('the control: the same token with nothing wrong is taken', async () => {
    expect(await tokens.verify(await good().sign(key), now)).toMatchObject({ kind: 'OWN', accountId: 'account' });
  });
});
