/** What a process keeps (units, roles, versions of subjects) follows what is changed here and, on PostgreSQL, in any other process. */
import { join } from 'node:path';
import { compose, openMigrated, type Muster } from '../../../src/compose';
import { readConfig } from '../../../src/config';
import { endSubstitution, grantRole, OPERATOR, revokeRole, signOut } from '../../../src/application/people';
import { accepted, PASSWORD, startCampaign, type RunningCampaign, type SubjectIds } from '../../support/campaign';
import { runTypescript, type Running } from '../../support/child-process';
import { testServerUrl } from '../../support/database';

const toGlobal = (kind: string, id: string): string => Buffer.from(`${kind}:${id}`).toString('base64url');
const RENAME = 'mutation ($input: RenameUnitInput!) { renameUnit(input: $input) { unit { name version } userErrors { code } } }';
const UNIT = 'query ($id: ID!) { node(id: $id) { ... on Unit { name version } } }';
const TASK = 'query ($id: ID!) { node(id: $id) { ... on Task { revision timesUrged } } }';

let world: RunningCampaign;
let task: SubjectIds;
let unit: string;
beforeAll(async () => {
  world = await startCampaign();
  task = await world.task(world.own, '二(一)1');
  unit = toGlobal('Unit', world.units.elsewhere);
});
afterAll(() => world.close());

let renamed = 0;
async function rename(): Promise<string> {
  const { node } = await world.as<{ node: { version: string } }>('leadHead', UNIT, { id: unit });
  const name = `云溪市第${(renamed += 1)}名称局`;
  const input = { id: unit, expectedVersion: node.version, from: `2022-08-${String(renamed).padStart(2, '0')}`, name, idempotencyKey: name };
  const { renameUnit } = await world.as<{ renameUnit: { userErrors: unknown } }>('administrator', RENAME, { input });
  expect(renameUnit.userErrors).toEqual([]);
  return name;
}

it('shows a new name and a new state at once where they were changed', async () => {
  const name = await rename();
  expect(await world.as('leadHead', UNIT, { id: unit })).toMatchObject({ node: { name } });
  const before = await world.as<{ node: { revision: number; timesUrged: number } }>('leadHead', TASK, { id: task.id });
  await world.done('coordinator', 'urgeTask', task);
  const { revision, timesUrged } = before.node;
  expect(await world.as('leadHead', TASK, { id: task.id })).toEqual({ node: { revision: revision + 1, timesUrged: timesUrged + 1 } });
});

// A second process can only be on a server.
if (testServerUrl) {
  describe('in another process', () => {
    let second: Running;
    let url: string;
    beforeAll(async () => {
      const { connectionString } = world.database.connection;
      second = runTypescript(join(__dirname, 'processes/second-server.ts'), connectionString ?? '');
      url = await second.line((line) => line.startsWith('http'));
    }, 60_000);
    afterAll(() => second.kill());

    async function there<T>(query: string, variables: object): Promise<T> {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await world.token('leadHead')}` };
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
      return ((await response.json()) as { data: T }).data;
    }
    const nameThere = async () => (await there<{ node: { name: string } }>(UNIT, { id: unit })).node.name;
    async function shownThere(name: string): Promise<void> {
      while ((await nameThere()) !== name) await new Promise((resolve) => setTimeout(resolve, 20));
    }

    it('a unit bears its new name as soon as that process is told', async () => {
      await nameThere();
      await shownThere(await rename());
    });

    it('a task is in its new state at once, without being told', async () => {
      const before = await there<{ node: { revision: number } }>(TASK, { id: task.id });
      await world.done('coordinator', 'urgeTask', task);
      expect(await there(TASK, { id: task.id })).toMatchObject({ node: { revision: before.node.revision + 1 } });
    });

    it('what was announced while nobody could listen is not missed', async () => {
      await nameThere();
      // Both processes lose the connection they listen on; nobody is told of this name.
      const { rowCount } = await world.database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()`,
      );
      expect(rowCount).toBeGreaterThanOrEqual(2);
      await shownThere(await rename());
    });
  });

  describe('roles and sign-ins', () => {
    let other: Muster;
    beforeAll(async () => {
      const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: world.database.connection.connectionString ?? '' });
      const log = (error: unknown, what: string): never => {
        throw new Error(what, { cause: error });
      };
      other = await compose(config, { log, opened: await openMigrated(config, log) });
    });
    afterAll(() => other.close());

    /** Resolves when the other one has been told to forget whom it knew. */
    async function forgotten(change: () => Promise<unknown>): Promise<void> {
      let told = (): void => undefined;
      const heard = new Promise<void>((resolve) => (told = resolve));
      const spy = jest.spyOn(other.below.viewers, 'forget').mockImplementation(told);
      await change();
      await heard;
      spy.mockRestore();
    }

    it('are forgotten when a role is granted or taken back, a substitution ends, somebody signs out', async () => {
      const { people } = world.muster.desks;
      const [accountId, unitId] = [world.accounts.roleless, world.units.lead];
      let membershipId = '';
      await forgotten(async () => {
        const granting = { accountId, role: 'UNIT_STAFF', unitId, campaignId: null, validFrom: null, validTo: null } as const;
        membershipId = accepted(await grantRole(people, OPERATOR, { ...granting, idempotencyKey: 'granted' })).id;
      });
      await forgotten(async () => accepted(await revokeRole(people, OPERATOR, { membershipId, validTo: '2022-08-26', idempotencyKey: 'revoked' })));
      await forgotten(async () => {
        const { rows } = await world.database.pool.query<{ id: string }>('select id from substitution limit 1');
        accepted(await endSubstitution(people, OPERATOR, { substitutionId: rows[0]?.id ?? '', idempotencyKey: 'ended' }));
      });
      await forgotten(async () => {
        const signed = accepted(await world.muster.desk.people.signIn({ userName: 'roleless', password: PASSWORD }));
        accepted(await signOut(people, { refreshToken: signed.refreshToken }));
      });
    });
  });
}
