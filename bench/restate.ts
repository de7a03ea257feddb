/** Restate: its server and a handler of ours behind it, each a process of its own. Its durable store is its own, without PostgreSQL. */
import { join } from 'node:path';
import { freePort, run, until } from './children';
import { PEERS } from './peers';

export interface Restate {
  /** Of the ingress. */
  port: number;
  stop(): Promise<void>;
}

export async function startRestate(folder: string): Promise<Restate> {
  const [ingress, admin, node, handler] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const modules = join(PEERS, 'restate');
  const handling = run(process.execPath, [join(modules, 'handler.cjs')], {
    env: { PORT: String(handler), NODE_ENV: 'production', RESTATE_LOGGING: 'ERROR' },
  });
  // The program itself: what npm links to is a script that would outlive being killed.
  const binary = `node_modules/@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`;
  const server = run(join(modules, binary), ['--no-logo', '--base-dir', folder], {
    env: {
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
      RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
      RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${node}`,
      RESTATE_DISABLE_TELEMETRY: 'true',
      RUST_LOG: 'error',
    },
  });
  await until(async () => (await fetch(`http://127.0.0.1:${admin}/health`)).ok, server);
  const register = async (): Promise<boolean> => {
    const body = JSON.stringify({ uri: `http://127.0.0.1:${handler}` });
    const answer = await fetch(`http://127.0.0.1:${admin}/deployments`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return answer.ok;
  };
  await until(register, server);
  return {
    port: ingress,
    stop: async () => {
      await server.stop();
      await handling.stop();
    },
  };
}
