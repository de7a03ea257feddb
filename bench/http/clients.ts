/** The clients, in a process of their own: each asks, waits for the answer, and asks again. */
import { Connection } from './connection';
import { requestsOf, type Plan, type Request } from './requests';

export interface Job {
  /** Clients of the same name go on where they were. */
  name: string;
  port: number;
  plan: Plan;
  clients: number;
  seconds: number;
}
export interface Counted {
  perSecond: number;
  /** Milliseconds. */
  median: number;
  p99: number;
}

interface Client {
  connection: Connection;
  next(): Request;
}
const known = new Map<string, Client[]>();

async function clientsOf({ name, port, plan, clients }: Job): Promise<Client[]> {
  const before = known.get(`${name} ${clients}`);
  if (before) {
    // Between two runs of a kind others are measured, longer than some servers keep an idle connection.
    for (const client of before) if (client.connection.closed) client.connection = await Connection.open(port);
    return before;
  }
  const made = await Promise.all(
    Array.from({ length: clients }, async (_, n) => ({ connection: await Connection.open(port), next: requestsOf(plan, n, clients) })),
  );
  known.set(`${name} ${clients}`, made);
  return made;
}

async function count(job: Job): Promise<Counted> {
  const clients = await clientsOf(job);
  const times: number[] = [];
  const started = performance.now();
  const end = started + job.seconds * 1_000;
  await Promise.all(
    clients.map(async ({ connection, next }) => {
      for (let now = performance.now(); now < end;) {
        const request = next();
        const answer = await connection.ask(request.text);
        if (answer.status !== 200 || !answer.body.includes(request.expect))
          throw new Error(`${job.name} answered ${answer.status} ${answer.body.slice(0, 1_000)}`);
        request.hear?.(answer.body);
        const after = performance.now();
        times.push(after - now);
        now = after;
      }
    }),
  );
  const perSecond = (times.length * 1_000) / (performance.now() - started);
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? NaN;
  return { perSecond, median: at(0.5), p99: at(0.99) };
}

process.on('message', (job: Job) => {
  count(job).then(
    (counted) => process.send?.(counted),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.send?.({ ready: true });
