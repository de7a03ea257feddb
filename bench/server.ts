/** Muster's own server, as it is delivered: from dist/, in a process of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, run, until, type Program } from './children';
import { PASSWORD } from './dataset/world';

const CLI = join(__dirname, '../dist/src/cli.js');

export interface MusterServer extends Program {
  port: number;
  token(userName: string): Promise<string>;
  /** Resident memory; Linux only. */
  rssBytes(): number;
}

/** Without workers unless told: the references write the same rows and deliver nothing either. */
export async function startMuster(databaseUrl: string, env: Record<string, string> = {}): Promise<MusterServer> {
  const port = await freePort();
  const program = run(process.execPath, ['--max-semi-space-size=64', CLI, 'serve'], {
    env: {
      ...{ DATABASE_URL: databaseUrl, PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production', LOG_LEVEL: 'warn' },
      ...{ TOKEN_MINUTES: '1440', WORKERS: 'false', DRAIN_SECONDS: '0', ...env },
    },
  });
  await until(async () => (await fetch(`http://127.0.0.1:${port}/ready`)).ok, program);
  return {
    ...program,
    port,
    token: async (userName) => {
      const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } userErrors { code } } }';
      const body = JSON.stringify({ query, variables: { input: { userName, password: PASSWORD } } });
      const answer = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const said = (await answer.json()) as { data?: { signIn: { session: { accessToken: string } | null } } };
      const token = said.data?.signIn.session?.accessToken;
      if (!token) throw new Error(`${userName} could not sign in: ${JSON.stringify(said)}`);
      return token;
    },
    rssBytes: () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${program.child.pid}/status`, 'utf8'))?.[1]) * 1_024,
  };
}
