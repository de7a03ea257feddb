/**
 * A running campaign with everybody in it, made through the real desk and asked over HTTP: one example register, two campaigns of two offices
 * that know nothing of each other, and a person for every way of standing to them. Open one in a test file's `beforeAll`.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrangeSubstitution, createAccount, grantRole, OPERATOR } from '../../src/application/people';
import { bindPlanUnits } from '../../src/application/plans/bind-plan-units';
import { planUnits } from '../../src/application/plans/plan-units';
import { publishPlan } from '../../src/application/plans/publish-plan';
import { readNotice } from '../../src/application/plans/read-notice';
import type { StoredPlan } from '../../src/application/ports/plans';
import type { Viewer } from '../../src/application/ports/viewer';
import type { Answer } from '../../src/application/refusal';
import { importUnits } from '../../src/application/units';
import { compose, type Muster } from '../../src/compose';
import type { Monitor } from '../../src/compose/monitor';
import { readConfig } from '../../src/config';
import { toGlobalId } from '../../src/graphql/global-id';
import { createOrm, type Database } from '../../src/infrastructure/database';
import { entities } from '../../src/infrastructure/persistence/entities';
import { migrations } from '../../src/infrastructure/persistence/migrations';
import { FOREIGN_NOTICE, PEOPLE, POSTS, UNITS, type PersonName, type Post, type UnitKey } from './campaign-cast';
import { openTestDatabase } from './database';
import { startTestServer, type Asking, type GraphQLAnswer, type TestServer, type TestServerOptions } from './server';

export { FOREIGN_NOTICE, PEOPLE, type PersonName } from './campaign-cast';

const examples = join(__dirname, '../../examples');
export const NOTICE = readFileSync(join(examples, 'notices/counterfeit-campaign.txt'), 'utf8');

/** Of every account made here. */
export const PASSWORD = 'Persimmon-orchard-71';

export interface CampaignIds {
  campaignId: string;
  planId: string;
  noticeId: string;
  /** Global ids. */
  campaign: string;
  plan: string;
  notice: string;
}

export interface SubjectIds {
  kind: 'CAMPAIGN' | 'TASK' | 'REPORT' | 'COORDINATING_BODY' | 'BULLETIN' | 'RECORD' | 'DIFFERENCE';
  /** Global id. */
  id: string;
  subjectId: string;
  campaignId: string;
}

export interface Refusable {
  __typename: string;
  code: string;
  message: string;
  reasons?: { code: string }[];
}

export interface RunningCampaign {
  muster: Muster;
  server: TestServer;
  database: Database;
  own: CampaignIds;
  foreign: CampaignIds;
  accounts: Readonly<Record<PersonName, string>>;
  /** The unit of one of the keys above, by its uuid. */
  units: Readonly<Record<UnitKey, string>>;
  setClock(instant: string): void;
  viewer(person: PersonName): Promise<Viewer>;
  token(person: PersonName): Promise<string>;
  /** Whatever the answer is; null asks without a token. */
  ask(person: PersonName | null, query: string, variables?: Record<string, unknown>, asking?: Asking): Promise<GraphQLAnswer>;
  /** The data; fails on errors of GraphQL. */
  as<T = Record<string, unknown>>(person: PersonName, query: string, variables?: Record<string, unknown>): Promise<T>;
  /** Sends an event at the subject's present revision; answers with the payload's user errors, empty when accepted. */
  send(person: PersonName, mutation: string, subject: SubjectIds, input?: Record<string, unknown>): Promise<Refusable[]>;
  /** The same, and fails when refused. */
  done(person: PersonName, mutation: string, subject: SubjectIds, input?: Record<string, unknown>): Promise<void>;
  /** The task of a number; the report that a unit owes, of a kind; the body; the campaign itself. */
  task(of: CampaignIds, number: string): Promise<SubjectIds>;
  report(of: CampaignIds, unit: string, kind: string): Promise<SubjectIds>;
  body(of: CampaignIds): Promise<SubjectIds>;
  campaignOf(of: CampaignIds): SubjectIds;
  revision(subject: Pick<SubjectIds, 'campaignId' | 'subjectId'>): Promise<number>;
  /** Reads a notice in the name of an office (its uuid), publishes the plan and launches the campaign. */
  launch(person: PersonName, office: string, notice: string): Promise<CampaignIds>;
  close(): Promise<void>;
}

/** The value of an answer that must not be a refusal. */
export function accepted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}: ${answer.refusal.message.en} ${JSON.stringify(answer.refusal.data)}`);
  return answer.value;
}

export type CampaignOptions = Partial<TestServerOptions> & {
  monitor?: Monitor;
  poolSize?: number;
  foreignNotice?: string;
  substitutionReason?: string;
};

export async function startCampaign(options: CampaignOptions = {}): Promise<RunningCampaign> {
  const database = await openTestDatabase({ migrations, ...(options.poolSize ? { poolSize: options.poolSize } : {}) });
  const orm = await createOrm(database, entities, migrations);
  let now = new Date('2022-08-26T02:00:00Z');
  const opened = {
    ...{ database, orm: () => Promise.resolve(orm), migrated: [] },
    close: async () => {
      await orm.close(true);
      await database.close();
    },
  };
  const log = (error: unknown, what: string): never => {
    throw new Error(what, { cause: error });
  };
  const muster = await compose(readConfig({ NODE_ENV: 'test' }), {
    log,
    clock: { now: () => now },
    opened,
    ...(options.monitor ? { monitor: options.monitor } : {}),
  });
  try {
    return await populated(muster, options, { set: (instant) => void (now = new Date(instant)) });
  } catch (error) {
    // A database left open would keep the test file waiting for ever, and hide what went wrong.
    await muster.close();
    throw error;
  }
}

async function populated(muster: Muster, options: CampaignOptions, clock: { set(instant: string): void }): Promise<RunningCampaign> {
  const { desks } = muster;
  const { database } = muster.opened;
  const { pool } = database;
  const key = () => randomUUID();

  accepted(
    await importUnits(desks.units, OPERATOR, {
      text: readFileSync(join(examples, 'units/yunxi.json'), 'utf8'),
      format: 'json',
      idempotencyKey: key(),
    }),
  );
  const register = (await muster.below.units.current()).units;
  const units = Object.fromEntries(
    Object.entries(UNITS).map(([name, code]) => [name, register.find((unit) => unit.code === code)?.id ?? '']),
  ) as Record<UnitKey, string>;

  const accounts = {} as Record<PersonName, string>;
  async function grant(person: PersonName, { role, unit }: Post, campaignId: string | null): Promise<void> {
    accepted(
      await grantRole(desks.people, OPERATOR, {
        ...{ accountId: accounts[person], role, unitId: unit ? units[unit] : null, campaignId },
        ...{ validFrom: null, validTo: null, idempotencyKey: key() },
      }),
    );
  }
  await Promise.all(
    PEOPLE.map(async (person) => {
      const signIn = { with: 'PASSWORD', password: PASSWORD } as const;
      const made = await createAccount(desks.people, OPERATOR, { userName: person, displayName: `${person} 同志`, signIn, idempotencyKey: key() });
      accounts[person] = accepted(made).account.id;
    }),
  );
  for (const person of PEOPLE) for (const post of POSTS[person] as readonly Post[]) if (!post.campaign) await grant(person, post, null);
  accepted(
    await arrangeSubstitution(desks.people, OPERATOR, {
      ...{ absentId: accounts.leadHead, substituteId: accounts.substitute, validFrom: '2022-08-26', validTo: '2023-03-01' },
      ...{ reason: options.substitutionReason ?? '外出学习', idempotencyKey: key() },
    }),
  );

  const held = async (person: PersonName): Promise<Viewer> => {
    const holdings = await desks.people.viewers.holdings(accounts[person], null);
    if (!holdings) throw new Error(`${person} has no account`);
    const { id: accountId, userName, displayName } = holdings.account;
    return { accountId, userName, displayName, roles: holdings.roles };
  };

  /** Names that the register does not know by itself stand for the government's office; the plan is launched at once. */
  async function run(person: PersonName, office: string, text: string): Promise<CampaignIds> {
    const viewer = await held(person);
    const read = accepted(await readNotice(desks.plans, viewer, { unitId: office, source: { text }, idempotencyKey: key() }));
    const stand = register.find(({ code }) => code === 'YX-01')?.id ?? '';
    const open = (await planUnits(desks.plans, read)).filter(({ required, unitIds }) => required && unitIds.length === 0);
    const bindings = open.map(({ name }) => ({ printed: name, unitIds: [stand] }));
    const call = (plan: StoredPlan) => ({ planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key() });
    const bound = accepted(await bindPlanUnits(desks.plans, viewer, { ...call(read), bindings }));
    const { plan, campaign } = accepted(await publishPlan(desks.plans, viewer, call(bound)));
    const launched = await muster.engine.drive.drive({ subject: campaign, event: { type: 'LAUNCH', input: {} }, viewer });
    if (!launched.ok) throw new Error(`not launched: ${JSON.stringify(launched.refusal)}`);
    const noticeId = plan.noticeId ?? '';
    return {
      ...{ campaignId: campaign.id, planId: plan.id, noticeId },
      ...{ campaign: toGlobalId('Campaign', campaign.id), plan: toGlobalId('Plan', plan.id), notice: toGlobalId('Notice', noticeId) },
    };
  }
  const own = await run('coordinator', units.office, NOTICE);
  const foreign = await run('foreignCoordinator', units.foreignOffice, options.foreignNotice ?? FOREIGN_NOTICE);
  for (const person of PEOPLE) {
    for (const post of POSTS[person] as readonly Post[])
      if (post.campaign) await grant(person, post, (post.campaign === 'own' ? own : foreign).campaignId);
  }

  const server = await startTestServer({ ...options, desk: muster.desk });
  const tokens = new Map<PersonName, Promise<string>>();
  async function signedIn(person: PersonName): Promise<string> {
    const answer = await server.ask('mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } userErrors { code } } }', {
      input: { userName: person, password: PASSWORD },
    });
    const { signIn } = answer.data as { signIn: { session: { accessToken: string } | null; userErrors: unknown } };
    if (!signIn.session) throw new Error(`${person} could not sign in: ${JSON.stringify(signIn.userErrors)}`);
    return signIn.session.accessToken;
  }
  const token = (person: PersonName): Promise<string> => {
    const known = tokens.get(person) ?? signedIn(person);
    tokens.set(person, known);
    return known;
  };

  async function subject(kind: SubjectIds['kind'], of: CampaignIds, condition: string, values: unknown[]): Promise<SubjectIds> {
    const { rows } = await pool.query<{ id: string }>(
      `select id from subject s where campaign_id = $1 and kind = $2 and ${condition} order by ordinal, id limit 1`,
      [of.campaignId, kind, ...values],
    );
    const id = rows[0]?.id;
    if (!id) throw new Error(`no ${kind} of ${of.campaignId} with ${condition} ${JSON.stringify(values)}`);
    const nodeKind = {
      CAMPAIGN: 'Campaign',
      TASK: 'Task',
      REPORT: 'Report',
      COORDINATING_BODY: 'CoordinatingBody',
      BULLETIN: 'Bulletin',
      RECORD: 'Record',
      DIFFERENCE: 'Difference',
    } as const satisfies Record<SubjectIds['kind'], string>;
    return { kind, id: toGlobalId(nodeKind[kind], of.campaignId, id), subjectId: id, campaignId: of.campaignId };
  }

  const world: RunningCampaign = {
    ...{ muster, server, database, own, foreign, accounts, units, token, viewer: held },
    setClock: (instant) => clock.set(instant),
    ask: async (person, query, variables = {}, asking = {}) =>
      server.ask(query, variables, { language: 'en', ...asking, token: person === null ? null : await token(person) }),
    async as<T>(person: PersonName, query: string, variables: Record<string, unknown> = {}) {
      const answer = await world.ask(person, query, variables);
      if (answer.errors) throw new Error(`${person}: ${query.slice(0, 100)}: ${JSON.stringify(answer.errors)} ${String(server.logged.at(-1))}`);
      return answer.data as T;
    },
    async send(person, mutation, of, input = {}) {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
      const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
        userErrors { __typename code message ... on TransitionRefused { reasons { code } } } } }`;
      const call = { id: of.id, expectedRevision: await world.revision(of), idempotencyKey: key(), ...input };
      const data = await world.as<Record<string, { userErrors: Refusable[] }>>(person, text, { input: call });
      return data[mutation]?.userErrors ?? [];
    },
    async done(person, mutation, of, input = {}) {
      const refused = await world.send(person, mutation, of, input);
      if (refused.length > 0) throw new Error(`${person} ${mutation}: ${JSON.stringify(refused)}`);
    },
    task: (of, number) => subject('TASK', of, 'number = $3', [number]),
    report: (of, unit, kind) => subject('REPORT', of, `definition ->> 'unit' = $3 and definition ->> 'reportKind' = $4`, [unit, kind]),
    body: (of) => subject('COORDINATING_BODY', of, 'true', []),
    campaignOf: (of) => ({ kind: 'CAMPAIGN', id: of.campaign, subjectId: of.campaignId, campaignId: of.campaignId }),
    async revision({ campaignId, subjectId }) {
      const { rows } = await pool.query<{ revision: number }>('select revision from subject where campaign_id = $1 and id = $2', [
        campaignId,
        subjectId,
      ]);
      return Number(rows[0]?.revision ?? 0);
    },
    launch: run,
    async close() {
      await server.stop();
      await muster.close();
    },
  };
  return world;
}
