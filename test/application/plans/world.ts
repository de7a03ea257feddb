/** The desk of notices, plans and campaigns on a database of its own, wired as the server wires it, with a clock that tests set. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { createAccount, grantRole, OPERATOR, viewersOf, type PeopleDesk } from '../../../src/application/people';
import { deliverDue } from '../../../src/application/drive/deliver-due';
import type { DriveCall, Outcome } from '../../../src/application/drive';
import type { PlanDesk } from '../../../src/application/plans/desk';
import { bindPlanUnits } from '../../../src/application/plans/bind-plan-units';
import { planUnits } from '../../../src/application/plans/plan-units';
import { documentText } from '../../../src/application/plans/document-text';
import { publishPlan } from '../../../src/application/plans/publish-plan';
import { readNotice } from '../../../src/application/plans/read-notice';
import type { StoredPlan } from '../../../src/application/ports/plans';
import type { StoredSubject } from '../../../src/application/ports/store';
import type { Role, Viewer } from '../../../src/application/ports/viewer';
import { importUnits, type UnitsDesk } from '../../../src/application/units';
import { createEngine, type Engine } from '../../../src/compose/engine';
import { plumbing, type Plumbing } from '../../../src/compose/plumbing';
import { createOrm, type Database } from '../../../src/infrastructure/database';
import { documents } from '../../../src/infrastructure/documents';
import { argon2Passwords } from '../../../src/infrastructure/people/argon2-passwords';
import { entities } from '../../../src/infrastructure/persistence/entities';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { accessTokens } from '../../../src/infrastructure/tokens/access-tokens';
import { signingKey } from '../../../src/infrastructure/tokens/signing-key';
import { openTestDatabase } from '../../support/database';

const examples = join(__dirname, '../../../examples');
export const NOTICE = readFileSync(join(examples, 'notices/counterfeit-campaign.txt'), 'utf8');
/** The office of the example's task force. */
export const OFFICE_CODE = 'YX-02';

let counter = 0;
export const key = (): string => `plan test ${(counter += 1)}`;

export function ok<T>(answer: { ok: true; value: T } | { ok: false; refusal: { code: string; message: { en: string }; data: unknown } }): T {
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}: ${answer.refusal.message.en} ${JSON.stringify(answer.refusal.data)}`);
  return answer.value;
}
export function refusal(answer: { ok: true; value: unknown } | { ok: false; refusal: { code: string; data: Record<string, unknown> } }) {
  if (answer.ok) throw new Error('not refused');
  return answer.refusal;
}

export interface World {
  database: Database;
  below: Plumbing;
  engine: Engine;
  desk: PlanDesk;
  office: string;
  /** Coordinator of the office; of another office. */
  coordinator: Viewer;
  stranger: Viewer;
  leader: Viewer;
  setNow(instant: string): void;
  /** Sets the clock and delivers what is due by then. */
  clockTo(instant: string): Promise<void>;
  /** The unit of a code in examples/units/yunxi.json. */
  unit(code: string): Promise<string>;
  viewer(...roles: { role: Role; unitId?: string; campaignId?: string }[]): Promise<Viewer>;
  /** A draft read from the example notice, with every name bound. */
  readyPlan(): Promise<StoredPlan>;
  published(): Promise<{ plan: StoredPlan; campaign: StoredSubject }>;
  launched(): Promise<{ plan: StoredPlan; campaign: StoredSubject }>;
  send(
    viewer: Viewer,
    subject: { campaignId: string; id: string },
    type: string,
    input?: Record<string, unknown>,
    more?: Partial<DriveCall>,
  ): Promise<Outcome>;
  subjects(campaignId: string, kind: string): Promise<StoredSubject[]>;
  campaign(campaignId: string): Promise<StoredSubject>;
  /** Rows of a table. */
  count(table: string): Promise<number>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const database = await openTestDatabase({ migrations });
  // A world that cannot be made must not keep the test process alive.
  return worldOn(database).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
}

async function worldOn(database: Database): Promise<World> {
  const orm = await createOrm(database, entities, migrations);
  let now = new Date('2022-08-25T02:00:00Z');
  const clock = { now: () => now };
  const below = await plumbing({ database, orm: () => Promise.resolve(orm) }, { clock });
  const failures: unknown[] = [];
  const engine = await createEngine(database, below, (error) => failures.push(error));
  const { transactions, units: directory, wall } = below;
  const units: UnitsDesk = { transactions, clock, wall, directory, newId: v7 };
  const viewers = viewersOf({ transactions, clock, wall });
  // Weak on purpose: what is tested is not how long a hash takes.
  const passwords = argon2Passwords({ memoryCost: 64, timeCost: 1, parallelism: 1 });
  const people: PeopleDesk = { transactions, clock, wall, passwords, tokens: accessTokens(signingKey('a'.repeat(44))), viewers, newId: v7 };
  const text = readFileSync(join(examples, 'units/yunxi.json'), 'utf8');
  ok(await importUnits(units, OPERATOR, { text, format: 'json', idempotencyKey: key() }));
  const { plans, records, calendars, planTransactions } = below;
  const desk: PlanDesk = {
    ...{ transactions: planTransactions, plans, records, units: directory, calendars, clock },
    ...{ drive: engine.drive, documents: { read: documentText(documents) } },
  };

  const unit = async (code: string): Promise<string> => {
    const found = (await below.units.current()).units.find((one) => one.code === code);
    if (!found) throw new Error(`no unit ${code}`);
    return found.id;
  };
  const viewer = async (...roles: { role: Role; unitId?: string; campaignId?: string }[]): Promise<Viewer> => {
    const userName = `planner${(counter += 1)}`;
    const signIn = { with: 'PASSWORD', password: 'Tangerine-2020' } as const;
    const { account } = ok(await createAccount(people, OPERATOR, { userName, displayName: userName, signIn, idempotencyKey: key() }));
    for (const { role, unitId = null, campaignId = null } of roles) {
      ok(
        await grantRole(people, OPERATOR, {
          accountId: account.id,
          role,
          unitId,
          campaignId,
          validFrom: null,
          validTo: null,
          idempotencyKey: key(),
        }),
      );
    }
    const held = roles.map(({ role, unitId = null, campaignId = null }) => ({ role, unitId, campaignId, onBehalfOf: null }));
    return { accountId: account.id, userName, displayName: userName, roles: held };
  };
  const office = await unit(OFFICE_CODE);
  const coordinator = await viewer({ role: 'COORDINATOR', unitId: office });
  const stranger = await viewer({ role: 'COORDINATOR', unitId: await unit('YX-01') });
  const leader = await viewer({ role: 'LEADER', unitId: office });

  const world: World = {
    ...{ database, below, engine, desk, office, coordinator, stranger, leader, unit, viewer },
    setNow(instant) {
      now = new Date(instant);
    },
    async clockTo(instant) {
      now = new Date(instant);
      await deliverDue({ store: below.store, drive: engine.drive, clock, onError: (error) => failures.push(error) });
      if (failures.length > 0) throw failures[0];
    },
    async readyPlan() {
      const read = ok(await readNotice(desk, coordinator, { unitId: office, source: { text: NOTICE }, idempotencyKey: key() }));
      const open = (await planUnits(desk, read)).filter(({ required, unitIds }) => required && unitIds.length === 0);
      const stand = await unit('YX-01');
      const bindings = open.map(({ name }) => ({ printed: name, unitIds: [stand] }));
      const call = { planId: read.id, expectedRevision: read.revision, idempotencyKey: key(), bindings };
      return ok(await bindPlanUnits(desk, coordinator, call));
    },
    async published() {
      const plan = await world.readyPlan();
      return ok(await publishPlan(desk, coordinator, { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key() }));
    },
    async launched() {
      const { plan, campaign } = await world.published();
      const { subject } = ok(await world.send(coordinator, campaign, 'LAUNCH'));
      return { plan, campaign: subject };
    },
    send: (sender, { campaignId, id }, type, input = {}, more = {}) =>
      engine.drive.drive({ subject: { campaignId, id }, event: { type, input }, viewer: sender, ...more }),
    async subjects(campaignId, kind) {
      const { rows } = await database.pool.query<{ id: string }>('select id from subject where campaign_id = $1 and kind = $2 order by ordinal, id', [
        campaignId,
        kind,
      ]);
      const found = await below.reading.subjects(rows.map(({ id }) => ({ campaignId, id })));
      return found.flatMap((subject) => subject ?? []);
    },
    async campaign(campaignId) {
      const [found] = await below.records.campaigns([campaignId]);
      if (!found) throw new Error(`no campaign ${campaignId}`);
      return found;
    },
    async count(table) {
      const { rows } = await database.pool.query<{ n: string }>(`select count(*) as n from ${table}`);
      return Number(rows[0]?.n);
    },
    async close() {
      await engine.close();
      await below.stop();
      await orm.close(true);
      await database.close();
    },
  };
  return world;
}

export const unknownId = (): string => v7();
