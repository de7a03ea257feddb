import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose, type Muster } from '../../src/compose';
import { seedDemo } from '../../src/application/people';
import { readConfig } from '../../src/config';
import { createOrm } from '../../src/infrastructure/database';
import { entities } from '../../src/infrastructure/persistence/entities';
import { migrations } from '../../src/infrastructure/persistence/migrations';
import { openTestDatabase } from './database';
import { startTestServer, type Asking, type GraphQLAnswer, type TestServer, type TestServerOptions } from './server';

export interface RunningServer extends TestServer {
  muster: Muster;
  /** Sets the campaign's clock; sign-ins go by the real one. */
  setClock(instant: string): void;
  /** The token of a demo account, signed in over GraphQL. */
  signIn(userName: string): Promise<string>;
  /** Asks as a demo account; fails on errors of GraphQL. */
  as(userName: string, query: string, variables?: Record<string, unknown>, asking?: Asking): Promise<Record<string, never>>;
}

/** The whole of Muster over HTTP on a database of its own, with the demonstration's units and people. */
export async function startRunningServer(now: string, options: Partial<TestServerOptions> = {}): Promise<RunningServer> {
  const database = await openTestDatabase({ migrations });
  const orm = await createOrm(database, entities, migrations);
  let instant = new Date(now);
  const close = async () => {
    await orm.close(true);
    await database.close();
  };
  const log = (error: unknown, what: string): never => {
    throw new Error(what, { cause: error });
  };
  const muster = await compose(readConfig({ NODE_ENV: 'test' }), {
    log,
    clock: { now: () => instant },
    opened: { database, orm: () => Promise.resolve(orm), migrated: [], close },
  });
  const registerFile = readFileSync(join(__dirname, '../../examples/units/yunxi.json'), 'utf8');
  const demo = await seedDemo(muster.desks.people, muster.desks.units, { embedded: true, registerFile });
  const server = await startTestServer({ ...options, desk: muster.desk });
  const tokens = new Map<string, Promise<string>>();

  async function freshToken(userName: string): Promise<string> {
    const input = { userName, password: demo?.password };
    const answer = await server.ask('mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } userErrors { code } } }', {
      input,
    });
    const { signIn } = answer.data as { signIn: { session: { accessToken: string } | null; userErrors: unknown } };
    if (!signIn.session) throw new Error(`${userName} could not sign in: ${JSON.stringify(signIn.userErrors)}`);
    return signIn.session.accessToken;
  }
  const signIn = (userName: string): Promise<string> => {
    const known = tokens.get(userName) ?? freshToken(userName);
    tokens.set(userName, known);
    return known;
  };

  return {
    ...server,
    muster,
    signIn,
    setClock: (next) => void (instant = new Date(next)),
    async as(userName, query, variables = {}, asking = {}) {
      const answer: GraphQLAnswer = await server.ask(query, variables, { language: 'en', ...asking, token: await signIn(userName) });
      if (answer.errors) throw new Error(`${query.slice(0, 80)}: ${JSON.stringify(answer.errors)} ${JSON.stringify(server.logged.at(-1) ?? '')}`);
      return answer.data as Record<string, never>;
    },
    async stop() {
      await server.stop();
      await muster.close();
    },
  };
}
