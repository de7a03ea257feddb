/**
 * The smallest load balancer that deserves the name: turn by turn to the servers that say they are ready, asked again and again, on connections
 * that it keeps. Nothing is tried twice: a request that fails at its server has failed.
 */
import { Agent, createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const PROBE_EVERY_MS = 100;

export interface RoundRobin {
  readonly url: string;
  /** Whether a server of these gets requests now. */
  sendsTo(url: string): boolean;
  /** How many requests each server has answered. */
  readonly answered: ReadonlyMap<string, number>;
  /** What the balancer could not have answered. */
  readonly failed: string[];
  add(url: string): void;
  remove(url: string): void;
  close(): Promise<void>;
}

export async function startRoundRobin(): Promise<RoundRobin> {
  const agent = new Agent({ keepAlive: true });
  const servers: string[] = [];
  const ready = new Set<string>();
  const answered = new Map<string, number>();
  const failed: string[] = [];
  let turn = 0;

  const probe = async (): Promise<void> => {
    await Promise.all(
      servers.map(async (url) => {
        const fine = await fetch(`${url}/health/ready`).then(
          ({ status }) => status === 200,
          () => false,
        );
        if (fine && servers.includes(url)) ready.add(url);
        else ready.delete(url);
      }),
    );
  };
  let probing = Promise.resolve();
  const timer = setInterval(() => (probing = probe()), PROBE_EVERY_MS);

  const server: Server = createServer((incoming, outgoing) => {
    const urls = [...ready];
    const url = urls[turn++ % urls.length];
    const fail = (why: string): void => {
      failed.push(why);
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end();
    };
    if (!url) return fail('no server is ready');
    const passed = ask(url + incoming.url, { method: incoming.method, headers: incoming.headers, agent }, (answer) => {
      answered.set(url, (answered.get(url) ?? 0) + 1);
      const { connection: _own, ...headers } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, headers);
      answer.on('error', (error) => fail(String(error)));
      answer.pipe(outgoing);
    });
    passed.on('error', (error) => fail(`${url}: ${String(error)}`));
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sendsTo: (url) => ready.has(url),
    answered,
    failed,
    add: (url) => void servers.push(url),
    remove(url) {
      servers.splice(servers.indexOf(url), 1);
      ready.delete(url);
    },
    close: async () => {
      clearInterval(timer);
      await probing;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
}
