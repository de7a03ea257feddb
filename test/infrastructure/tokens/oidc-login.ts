import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';

export const AUDIENCE = 'https://muster.example';

export interface RunningProvider {
  issuer: string;
  port: number;
  stop(): Promise<void>;
}

/** Port 0: any that is free. */
export async function startProvider(port = 0): Promise<RunningProvider> {
  const child: ChildProcess = spawn(process.execPath, [join(__dirname, 'oidc-provider.mjs'), String(port)], { stdio: ['pipe', 'pipe', 'ignore'] });
  const printed = await new Promise<string>((resolve) => {
    child.stdout?.once('data', (chunk) => resolve(String(chunk)));
    child.once('exit', () => resolve(''));
  });
  const issuer = printed.trim();
  if (!issuer) throw new Error('The provider did not start');
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill();
    await gone;
  };
  return { issuer, port: Number(new URL(issuer).port), stop };
}

/** Signs in as a browser does: the authorization code flow with PKCE through the provider's own pages. */
export async function signInAt(issuer: string, userName: string): Promise<{ idToken: string; accessToken: string }> {
  const cookies = new Map<string, string>();
  const ask = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const answer = await fetch(url, { redirect: 'manual', headers, ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}) });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return answer;
  };
  const followed = async (answer: Response): Promise<string> => {
    const location = answer.headers.get('location');
    if (!location) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
    return new URL(location, issuer).href;
  };
  const verifier = randomBytes(32).toString('base64url');
  const client = { client_id: 'desk', redirect_uri: 'http://127.0.0.1/back', resource: AUDIENCE };
  const challenge = { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };
  const query = new URLSearchParams({ ...client, ...challenge, response_type: 'code', scope: 'openid profile api' });

  let at = await followed(await ask(`${issuer}/auth?${query}`));
  const forms: Record<string, string>[] = [{ prompt: 'login', login: userName, password: 'any' }, { prompt: 'consent' }];
  for (const form of forms) {
    at = await followed(await ask(await followed(await ask(at, form))));
  }
  const code = new URL(at).searchParams.get('code') ?? '';
  const answer = await ask(`${issuer}/token`, { ...client, grant_type: 'authorization_code', code, code_verifier: verifier });
  const tokens = (await answer.json()) as { id_token: string; access_token: string };
  return { idToken: tokens.id_token, accessToken: tokens.access_token };
}
