import { importUnits, type UnitsDesk } from '../units';
import type { AccountRecord, Settings } from '../ports/people';
import { demoRoster, type DemoPerson } from './demo-roster';
import { OPERATOR, type PeopleDesk } from './desk';
import { newPassword } from './password-rules';

const SETTING = 'demo';

export interface Demo {
  /** One for all of them: it is printed for whoever stands in front of this machine. */
  password: string;
  people: readonly Pick<DemoPerson, 'userName' | 'displayName' | 'roles'>[];
}

/** The demonstration that an earlier start made; null where there is none. */
export async function demoMade(settings: Pick<Settings, 'read'>): Promise<Demo | null> {
  const made = await settings.read(SETTING);
  return isDemo(made) ? made : null;
}

/**
 * The demonstration's units and accounts, made at the first start of an embedded database that has no account yet; afterwards what was made
 * then, so that every start can print it again. Null where there is no demonstration: on a server's database, or beside real accounts.
 * `registerFile` is the text of examples/units/yunxi.json.
 */
export async function seedDemo(
  desk: PeopleDesk,
  unitsDesk: UnitsDesk,
  { embedded, registerFile }: { embedded: boolean; registerFile: string },
): Promise<Demo | null> {
  if (!embedded) return null;
  const made = await desk.transactions.look(({ settings }) => demoMade(settings));
  if (made) return made;
  const others = await desk.transactions.look(({ people }) => people.accounts({ after: null, limit: 1, text: null }));
  if (others.rows.length > 0) return null;

  const imported = await importUnits(unitsDesk, OPERATOR, { text: registerFile, format: 'json', idempotencyKey: 'demonstration-units' });
  if (!imported.ok) throw new Error(`The demonstration's units were refused: ${imported.refusal.message.en}`);
  const password = newPassword(SETTING);
  const passwordHash = await desk.passwords.hash(password);
  const codes = new Map((await unitsDesk.directory.current()).units.map((unit) => [unit.code ?? unit.id, unit.id]));
  const demo: Demo = { password, people: demoRoster };
  await desk.transactions.run(async ({ people, settings }) => {
    for (const person of demoRoster) {
      const account = demoAccount(desk, person, passwordHash);
      if (!(await people.addAccount(account))) throw new Error(`The user name ${person.userName} is taken`);
      for (const { role, unit } of person.roles) {
        const unitId = unit === null ? null : (codes.get(unit) ?? null);
        if (unit !== null && unitId === null) throw new Error(`The demonstration's units have no ${unit}`);
        // Valid ever since: the demonstration's clock may stand in any year.
        const period = { validFrom: null, validTo: null };
        const granted = { grantedBy: OPERATOR.accountId, createdAt: account.createdAt };
        await people.addMembership({ id: desk.newId(), accountId: account.id, role, unitId, campaignId: null, ...period, ...granted });
      }
    }
    await settings.readOrKeep(SETTING, demo);
  });
  desk.viewers.forget();
  return demo;
}

function demoAccount(desk: PeopleDesk, { userName, displayName }: DemoPerson, passwordHash: string): AccountRecord {
  const identity = { oidcIssuer: null, oidcSubject: null, email: null };
  const state = { failedAttempts: 0, lockedUntil: null, disabledAt: null, demo: true, createdAt: desk.wall.now() };
  return { id: desk.newId(), userName, displayName, passwordHash, ...identity, ...state };
}

const isDemo = (value: unknown): value is Demo => typeof value === 'object' && value !== null && 'password' in value && 'people' in value;
