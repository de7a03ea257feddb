// A real OpenID Connect provider on the loopback address: node oidc-provider.mjs PORT. Prints its issuer once it listens. Its keys are new
// with every start, so a restart on the same port is a key rotation.
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const server = createServer();
// Whoever started it is gone.
process.stdin.on('end', () => process.exit()).resume();
server.listen(Number(process.argv[2]), '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  // By way of PEM: exporting a key that was just generated as JWK can deadlock Node 20 when the garbage collector frees the generator meanwhile.
  const pem = { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } };
  const privateKey = createPrivateKey(generateKeyPairSync('rsa', { modulusLength: 2048, ...pem }).privateKey);
  const provider = new Provider(issuer, {
    clients: [
      { client_id: 'desk', token_endpoint_auth_method: 'none', redirect_uris: ['http://127.0.0.1/back'], grant_types: ['authorization_code'] },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: `subject of ${id}`, preferred_username: id }) }),
    extraTokenClaims: (_ctx, token) => ({ preferred_username: token.accountId }),
    features: {
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => ({
          scope: 'api',
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
  server.on('request', provider.callback());
  process.stdout.write(`${issuer}\n`);
});
