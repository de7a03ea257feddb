import type { MikroORM } from '@mikro-orm/core';
import type { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { createAccount, grantRole, OPERATOR, viewersOf, type PeopleDesk } from '../../../src/application/people';
import type { Role, Viewer } from '../../../src/application/ports/viewer';
import { registerUnit, type UnitsDesk } from '../../../src/application/units';
import { createOrm, type Database } from '../../../src/infrastructure/database';
import { argon2Passwords } from '../../../src/infrastructure/people/argon2-passwords';
import { registerTransactions } from '../../../src/infrastructure/people/register-transactions';
import { entities } from '../../../src/infrastructure/persistence/entities';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { accessTokens } from '../../../src/infrastructure/tokens/access-tokens';
import { signingKey } from '../../../src/infrastructure/tokens/signing-key';
import { unitDirectory } from '../../../src/infrastructure/units/unit-directory';
import { openTestDatabase } from '../../support/database';

export const PASSWORD = 'Tangerine-2020';
export const TODAY = '2022-08-15';

/** The desk of people and units on a database of its own, with a clock that tests set. */
export interface TestDesk {
  database: Database;
  orm: MikroORM<PostgreSqlDriver>;
  people: PeopleDesk;
  units: UnitsDesk;
  /** Both clocks. */
  setNow(instant: string): void;
  after(minutes: number): void;
  /** A new account with PASSWORD; its user name. */
  person(roles?: readonly { role: Role; unitId?: string; campaignId?: string }[]): Promise<Person>;
  unit(name?: string, parentId?: string | null): Promise<string>;
  /** A campaign's subject row, as far as people are concerned. */
  campaign(office: string): Promise<string>;
  viewer(accountId: string): Promise<Viewer>;
  close(): Promise<void>;
}
export interface Person {
  id: string;
  userName: string;
  viewer: Viewer;
}

let counter = 0;
export const key = (): string => `key ${++counter}`;

/** The value of an answer that must not be refused. */
export function ok<T>(answer: { ok: true; value: T } | { ok: false; refusal: { code: string; message: { en: string } } }): T {
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}: ${answer.refusal.message.en}`);
  return answer.value;
}
/** The refusal of an answer that must be one. */
export function refusal(answer: { ok: true; value: unknown } | { ok: false; refusal: { code: string; data: Record<string, unknown> } }) {
  if (answer.ok) throw new Error(`not refused: ${JSON.stringify(answer.value)}`);
  return answer.refusal;
}

export async function openTestDesk(): Promise<TestDesk> {
  const database = await openTestDatabase({ migrations });
  const orm = await createOrm(database, entities, migrations);
  let now = new Date(`${TODAY}T02:00:00Z`);
  const clock = { now: () => now };
  const transactions = registerTransactions(orm);
  const viewers = viewersOf({ transactions, clock, wall: clock });
  // Weak on purpose: what is tested is not how long a hash takes.
  const passwords = argon2Passwords({ memoryCost: 64, timeCost: 1, parallelism: 1 });
  const tokens = accessTokens(signingKey('a'.repeat(44)));
  const people: PeopleDesk = { transactions, clock, wall: clock, passwords, tokens, viewers, newId: v7 };
  const units: UnitsDesk = { transactions, clock, wall: clock, directory: unitDirectory(transactions), newId: v7 };
  const viewer = async (accountId: string): Promise<Viewer> => {
    const found = await viewers.holdings(accountId, null);
    if (!found) throw new Error(`no account ${accountId}`);
    const { userName, displayName } = found.account;
    return { accountId, userName, displayName, roles: found.roles };
  };
  return {
    ...{ database, orm, people, units, viewer },
    setNow(instant) {
      now = new Date(instant);
    },
    after(minutes) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    async person(roles = []) {
      const userName = `person${++counter}`;
      const signIn = { with: 'PASSWORD', password: PASSWORD } as const;
      const { account } = ok(await createAccount(people, OPERATOR, { userName, displayName: userName, signIn, idempotencyKey: key() }));
      for (const { role, unitId = null, campaignId = null } of roles) {
        const grant = { accountId: account.id, role, unitId, campaignId, validFrom: null, validTo: null, idempotencyKey: key() };
        ok(await grantRole(people, OPERATOR, grant));
      }
      return { id: account.id, userName, viewer: await viewer(account.id) };
    },
    async unit(name = `云溪市第${++counter}局`, parentId = null) {
      const input = { name, kind: 'DEPARTMENT', parentId, code: null, aliases: [], validFrom: null, idempotencyKey: key() } as const;
      return ok(await registerUnit(units, OPERATOR, input)).id;
    },
    async campaign(office) {
      const id = v7();
      const sql = `insert into subject (campaign_id, id, kind, law_version, definition, snapshot, revision, head_hash, title, state, created_at, updated_at)
        values ($1, $1, 'CAMPAIGN', 1, $2, '{}', 1, '', '专项行动', 'DRAFT', now(), now())`;
      await database.pool.query(sql, [id, JSON.stringify({ campaign: id, office })]);
      return id;
    },
    async close() {
      await orm.close(true);
      await database.close();
    },
  };
}
