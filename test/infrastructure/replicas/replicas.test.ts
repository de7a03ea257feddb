/** Reads from real streaming replicas, whose replay is paused, resumed and broken off. PostgreSQL only: nothing else has replicas. */
import { Client } from 'pg';
import type { Pool } from 'pg';
import { primaryOnly, type ReadScope } from '../../../src/application/ports/reads';
import { openDatabase, type Database } from '../../../src/infrastructure/database';
import { openReplicas, type Replicas } from '../../../src/infrastructure/replicas';
import { startCluster, startReplicaOf, type Cluster } from '../../durability/support/cluster';
import { testServerUrl } from '../../support/database';

/** The age is no matter of most tests: they ask what is behind, not for how long. */
const NEVER_TOO_OLD = 600_000;
const ANN = '0197f000-0000-7000-8000-000000000001';
const BOB = '0197f000-0000-7000-8000-000000000002';

interface Answer {
  value: string;
  from: 'primary' | 'replica';
}

/** A port with one read: the value, and who answered. */
const port = (pool: Pool) => ({
  read: async (): Promise<Answer> => {
    const { rows } = await pool.query<Answer>(`select value, case when pg_is_in_recovery() then 'replica' else 'primary' end as from from thing`);
    return rows[0] as Answer;
  },
});

const query = (account: string | null = ANN, after: string | null = null): ReadScope => ({ account, after, readOnly: true });

if (testServerUrl) describe('with a streaming replica', withReplica);

function withReplica(): void {
  let primary: Cluster;
  let standby: Cluster;
  let database: Database;
  const opened: Replicas[] = [];
  const told: string[] = [];

  beforeAll(async () => {
    primary = await startCluster();
    standby = await startReplicaOf(primary);
    database = await openDatabase({ databaseUrl: primary.url });
    await database.pool.query(`create table thing as select 'old'::text as value`);
  });
  afterEach(async () => {
    await onStandby('select pg_wal_replay_resume()').catch(() => undefined);
    for (const replicas of opened.splice(0)) await replicas.close();
    told.length = 0;
  });
  afterAll(async () => {
    await database.close();
    await standby.gone();
    await primary.gone();
  });

  /** As a process of its own would. */
  async function inProcess(options: { boundMs?: number; urls?: readonly string[] } = {}) {
    const replicas = await openReplicas({
      database,
      urls: options.urls ?? [standby.url],
      boundMs: options.boundMs ?? NEVER_TOO_OLD,
      log: (_error, what) => void told.push(what),
    });
    opened.push(replicas);
    const { read } = replicas.near(port);
    return { replicas, read: (scope: ReadScope = query()) => replicas.within(scope, read) };
  }

  async function onStandby(sql: string): Promise<void> {
    const client = new Client({ connectionString: standby.url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  }

  /** Set on the primary, and by now on the replica too, unless its replay is paused. */
  const write = (value: string) => database.pool.query('update thing set value = $1', [value]);

  async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const caughtUp = ({ replicas, read }: Awaited<ReturnType<typeof inProcess>>, value: string) =>
    until(async () => {
      const answer = await read(query(null));
      return replicas.standing()[0]?.trouble === null && answer.from === 'replica' && answer.value === value;
    });

  test('what only reads is answered by the replica, everything else by the primary', async () => {
    const process = await inProcess();
    await write('shown');
    await caughtUp(process, 'shown');
    expect(await process.read()).toEqual({ value: 'shown', from: 'replica' });
    expect(await process.read({ ...query(), readOnly: false })).toEqual({ value: 'shown', from: 'primary' });
    expect(await process.replicas.near(port).read()).toEqual({ value: 'shown', from: 'primary' });
  });

  test('whoever has written reads it, here and in another process, while others still may see what was', async () => {
    const [here, there] = [await inProcess(), await inProcess()];
    await write('before');
    await Promise.all([caughtUp(here, 'before'), caughtUp(there, 'before')]);
    await onStandby('select pg_wal_replay_pause()');
    await write('mine');
    const mark = await here.replicas.seen(ANN);
    expect(mark).toMatch(/^[0-9A-F]+\/[0-9A-F]+$/);
    expect(await here.read()).toEqual({ value: 'mine', from: 'primary' });
    // The client showed the mark: the notification may still be on its way.
    expect(await there.read(query(ANN, mark))).toEqual({ value: 'mine', from: 'primary' });
    // Without the mark the notification does it.
    await until(async () => (await there.read()).from === 'primary');
    expect(await there.read()).toEqual({ value: 'mine', from: 'primary' });
    expect([await here.read(query(BOB)), await there.read(query(BOB))]).toEqual([
      { value: 'before', from: 'replica' },
      { value: 'before', from: 'replica' },
    ]);
    await onStandby('select pg_wal_replay_resume()');
    await until(async () => (await here.read()).from === 'replica' && (await there.read(query(ANN, mark))).from === 'replica');
    expect(await there.read(query(ANN, mark))).toEqual({ value: 'mine', from: 'replica' });
  });

  test('nobody goes back behind what the primary has shown to them once', async () => {
    const process = await inProcess();
    await write('first');
    await caughtUp(process, 'first');
    await onStandby('select pg_wal_replay_pause()');
    await write('second');
    // As in a mark from elsewhere that cannot be read: it asks for something, and the primary has it.
    expect(await process.read(query(ANN, 'nonsense'))).toEqual({ value: 'second', from: 'primary' });
    expect(await process.read()).toEqual({ value: 'second', from: 'primary' });
    const ages = process.replicas.standing()[0]?.ageMs ?? 0;
    // And still not when the next look at the primary has said how far it was.
    await until(() => (process.replicas.standing()[0]?.ageMs ?? 0) > ages + 1_200);
    expect(await process.read()).toEqual({ value: 'second', from: 'primary' });
    await onStandby('select pg_wal_replay_resume()');
    await until(async () => (await process.read()).from === 'replica');
    expect(await process.read()).toEqual({ value: 'second', from: 'replica' });
  });

  test('a replica that is further behind than the bound is not read by anybody', async () => {
    const process = await inProcess({ boundMs: 300 });
    await write('in time');
    await caughtUp(process, 'in time');
    await onStandby('select pg_wal_replay_pause()');
    await write('too late');
    const began = performance.now();
    let last: Answer = { value: '', from: 'replica' };
    // Every answer that is not new was allowed to be old when it was asked for.
    while (last.value !== 'too late') {
      const asked = performance.now();
      last = await process.read(query(null));
      if (last.value === 'in time') expect(asked - began).toBeLessThanOrEqual(300);
    }
    expect(last.from).toBe('primary');
    expect(process.replicas.standing()[0]?.ageMs ?? Infinity).toBeGreaterThan(300);
  });

  test('a replica that stops is passed over, without one failed read, and read again when it is back', async () => {
    const process = await inProcess();
    await write('here');
    await caughtUp(process, 'here');
    await standby.crash('immediate');
    for (let i = 0; i < 20; i += 1) expect((await process.read(query(BOB))).value).toBe('here');
    expect((await process.read(query(BOB))).from).toBe('primary');
    await until(() => process.replicas.standing()[0]?.trouble === 'UNREACHABLE');
    await standby.resume();
    await caughtUp(process, 'here');
    expect(told.join('\n')).toMatch(/Read replica 1 of 1 is not read: (UNREACHABLE|FAILED_A_READ)/);
  });

  test('what is no replica of this primary is never read', async () => {
    const stranger = await startCluster();
    const ofStranger = await startReplicaOf(stranger);
    try {
      const process = await inProcess({ urls: [primary.url, ofStranger.url, 'postgres://127.0.0.1:1/none'] });
      await until(() => process.replicas.standing().every(({ trouble }) => trouble !== null) && told.length >= 2);
      await until(() => process.replicas.standing()[1]?.trouble === 'OF_ANOTHER_CLUSTER');
      expect(process.replicas.standing().map(({ trouble }) => trouble)).toEqual(['NO_STANDBY', 'OF_ANOTHER_CLUSTER', 'UNREACHABLE']);
      expect((await process.read()).from).toBe('primary');
    } finally {
      await ofStranger.gone();
      await stranger.gone();
    }
  });

  test('an error that the primary has too is the answer', async () => {
    const process = await inProcess();
    await caughtUp(process, (await process.read({ ...query(), readOnly: false })).value);
    const { wrong } = process.replicas.near((pool) => ({ wrong: () => pool.query('select no_such_column from thing') }));
    await expect(process.replicas.within(query(), wrong)).rejects.toMatchObject({ code: '42703' });
    expect(process.replicas.standing()[0]?.trouble).toBeNull();
  });

  test('of very many who are told of something at once everybody is held to it', async () => {
    const process = await inProcess();
    await write('one');
    await caughtUp(process, 'one');
    await onStandby('select pg_wal_replay_pause()');
    await write('two');
    // The first is asked for at once, and those who come while it is, together.
    const marks = await Promise.all(Array.from({ length: 500 }, (_, i) => process.replicas.seen(ANN.slice(0, -3) + String(i).padStart(3, '0'))));
    expect(new Set(marks).size).toBeLessThanOrEqual(2);
    await until(async () => (await process.read(query(BOB))).value === 'two');
  });
}

test('without replicas what is read is read, and nobody is given a mark', async () => {
  expect(primaryOnly.within(query(), () => 'read')).toBe('read');
  expect(await primaryOnly.seen(ANN)).toBeNull();
});
