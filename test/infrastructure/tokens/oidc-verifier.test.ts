import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accessTokens } from '../../../src/infrastructure/tokens/access-tokens';
import { oidcVerifier, type OidcProvider } from '../../../src/infrastructure/tokens/oidc-verifier';
import { signingKey } from '../../../src/infrastructure/tokens/signing-key';
import { AUDIENCE, signInAt, startProvider, type RunningProvider } from './oidc-login';

const invalid = { kind: 'REFUSED', code: 'TOKEN_INVALID' };
const now = new Date();
let provider: RunningProvider;
let idToken: string;
let accessToken: string;
beforeAll(async () => {
  provider = await startProvider();
  ({ idToken, accessToken } = await signInAt(provider.issuer, 'wang.fang'));
});
afterAll(() => provider.stop());

const verifier = (changes: Partial<OidcProvider> = {}) =>
  oidcVerifier({ issuer: provider.issuer, audience: AUDIENCE, jwksUri: null, userNameClaim: 'preferred_username', ...changes });
const jwksUri = () => `${provider.issuer}/jwks`;
const publishedKey = async (): Promise<{ kid: string }> => {
  const { keys } = (await (await fetch(jwksUri())).json()) as { keys: { kid: string }[] };
  if (!keys[0]) throw new Error('no key');
  return keys[0];
};

describe('a token of the provider', () => {
  test('names the subject and the user name, with the keys found through the discovery document', async () => {
    const claims = await verifier().verify(accessToken, now);
    expect(claims).toMatchObject({ kind: 'OIDC', issuer: provider.issuer, userName: 'wang.fang' });
    expect(claims).toHaveProperty('subject', decodeJwt(accessToken).sub);
  });
  test('is taken with the keys named in the configuration, as an ID token too', async () => {
    const claims = await verifier({ jwksUri: jwksUri(), audience: 'desk' }).verify(idToken, now);
    expect(claims).toMatchObject({ kind: 'OIDC', subject: 'subject of wang.fang', userName: 'wang.fang' });
  });
  test('names no user name where none is to be taken from it', async () => {
    for (const userNameClaim of [null, 'not_there'])
      expect(await verifier({ userNameClaim }).verify(accessToken, now)).toMatchObject({ userName: null });
  });
  test('is found by its issuer beside our own tokens', async () => {
    const tokens = accessTokens(signingKey('a'.repeat(44)), [verifier()]);
    expect(await tokens.verify(accessToken, now)).toMatchObject({ kind: 'OIDC', userName: 'wang.fang' });
    const own = await tokens.issue({ accountId: 'account', family: 'family', now, expiresAt: new Date(now.getTime() + 60_000) });
    expect(await tokens.verify(own, now)).toMatchObject({ kind: 'OWN', accountId: 'account' });
    expect(await accessTokens(signingKey('a'.repeat(44))).verify(accessToken, now)).toEqual(invalid);
  });
});

describe('is refused', () => {
  test('for somebody else', async () => {
    expect(await verifier({ audience: 'https://another.example' }).verify(accessToken, now)).toEqual(invalid);
    expect(await verifier().verify(idToken, now)).toEqual(invalid);
  });
  test('of another issuer, though the keys are the same', async () => {
    expect(await verifier({ issuer: 'https://another.example', jwksUri: jwksUri() }).verify(accessToken, now)).toEqual(invalid);
  });
  test('expired', async () => {
    const tomorrow = new Date(now.getTime() + 86_400_000);
    expect(await verifier().verify(accessToken, tomorrow)).toEqual({ kind: 'REFUSED', code: 'TOKEN_EXPIRED' });
  });
  test('of a key that the provider does not have', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const forged = (kid: string) => new SignJWT(decodeJwt(accessToken)).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
    expect(await verifier().verify(await forged('made up'), now)).toEqual(invalid);
    expect(await verifier().verify(await forged((await publishedKey()).kid), now)).toEqual(invalid);
  });
  test('signed by nobody (alg none)', async () => {
    expect(await verifier().verify(new UnsecuredJWT(decodeJwt(accessToken)).encode(), now)).toEqual(invalid);
  });
  test('signed with the public key as if it were a shared secret (HS256)', async () => {
    const { kid, ...jwk } = await publishedKey();
    const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    for (const secret of [pem.toString(), JSON.stringify({ kid, ...jwk })]) {
      const forged = await new SignJWT(decodeJwt(accessToken)).setProtectedHeader({ alg: 'HS256', kid }).sign(Buffer.from(secret));
      expect(await verifier().verify(forged, now)).toEqual(invalid);
    }
  });
  test('signed with a shared secret, even one that the provider publishes', async () => {
    const k = Buffer.alloc(32, 1).toString('base64url');
    const server = createServer((_, response) => response.end(JSON.stringify({ keys: [{ kty: 'oct', kid: 'shared', k }] })));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const token = await new SignJWT(decodeJwt(accessToken)).setProtectedHeader({ alg: 'HS256', kid: 'shared' }).sign(Buffer.alloc(32, 1));
    const answer = await verifier({ jwksUri: `http://127.0.0.1:${port}/` }).verify(token, now);
    server.close();
    expect(answer).toEqual(invalid);
  });
  test('with a changed claim', async () => {
    const [header, , signature] = accessToken.split('.');
    const payload = Buffer.from(JSON.stringify({ ...decodeJwt(accessToken), sub: 'another' })).toString('base64url');
    expect(await verifier().verify([header, payload, signature].join('.'), now)).toEqual(invalid);
  });
});

test('when the provider rotates its key, then the new one works without a restart and the old one no longer', async () => {
  const patient = verifier({ askAgainAfterMs: 0 });
  expect(await patient.verify(accessToken, now)).toMatchObject({ kind: 'OIDC' });
  const { port } = provider;
  await provider.stop();
  provider = await startProvider(port);
  const fresh = await signInAt(provider.issuer, 'li.na');
  expect(decodeProtectedHeader(fresh.accessToken).kid).not.toBe(decodeProtectedHeader(accessToken).kid);
  expect(await patient.verify(fresh.accessToken, new Date())).toMatchObject({ kind: 'OIDC', userName: 'li.na' });
  expect(await patient.verify(accessToken, now)).toEqual(invalid);
  accessToken = fresh.accessToken;
});

describe('when the provider does not answer', () => {
  test('that is told as a failure and not as a bad token, and the next token asks again', async () => {
    const { port } = provider;
    await provider.stop();
    const [discovering, configured] = [verifier(), verifier({ jwksUri: jwksUri() })];
    await expect(discovering.verify(accessToken, new Date())).rejects.toThrow();
    await expect(configured.verify(accessToken, new Date())).rejects.toThrow('cannot be fetched');
    provider = await startProvider(port);
    const { accessToken: fresh } = await signInAt(provider.issuer, 'wang.fang');
    expect(await discovering.verify(fresh, new Date())).toMatchObject({ kind: 'OIDC' });
    expect(await configured.verify(fresh, new Date())).toMatchObject({ kind: 'OIDC' });
  });
  test('a discovery document that names another issuer is not believed', async () => {
    const alias = provider.issuer.replace('127.0.0.1', 'localhost');
    await expect(verifier({ issuer: alias }).verify(accessToken, new Date())).rejects.toThrow(/another issuer|fetch failed/);
  });
});
