/** The cities of a data set: each an office, its bureaus, and two people who act for all of them. Made through the real desk. */
import { randomUUID } from 'node:crypto';
import { createAccount, grantRole, OPERATOR } from '../../src/application/people';
import type { Role } from '../../src/application/ports/viewer';
import type { Answer } from '../../src/application/refusal';
import { importUnits } from '../../src/application/units';
import { compose } from '../../src/compose';
import { readConfig } from '../../src/config';
import { CITIES, UNITS_PER_CITY } from './identity';

export interface Unit {
  id: string;
  name: string;
}
export interface City {
  office: Unit;
  bureaus: Unit[];
  /** Account ids. `leader` also coordinates; `staff` works in every bureau, `clerk` in the first one only. */
  people: Record<Person, string>;
}
export const PEOPLE = ['leader', 'staff', 'clerk'] as const;
export type Person = (typeof PEOPLE)[number];
export const userName = (city: number, person: Person): string => `${person}${city}`;
export const PASSWORD = 'Persimmon-orchard-71';

const NUMERALS = '〇一二三四五六七八九十';
const cityName = (city: number): string => `第${NUMERALS[city + 1]}市`;

function given<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.refusal.code}: ${answer.refusal.message.en} ${JSON.stringify(answer.refusal.data)}`);
  return answer.value;
}

/** Brings the database to the program's schema and fills the register; a database that has cities already answers with them. */
export async function settle(databaseUrl: string): Promise<City[]> {
  const muster = await compose(readConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl }), {
    log: (error) => {
      throw error;
    },
  });
  const { people, units } = muster.desks;
  const key = (): { idempotencyKey: string } => ({ idempotencyKey: randomUUID() });
  const names = Array.from({ length: CITIES }, (_, c) => ({
    office: `${cityName(c)}专项行动办公室`,
    bureaus: Array.from({ length: UNITS_PER_CITY }, (_, u) => `${cityName(c)}第${u + 1}局`),
  }));
  try {
    const listed = names.flatMap(({ office, bureaus }) => [office, ...bureaus]);
    const text = JSON.stringify({ units: listed.map((name, i) => ({ code: `BENCH-${i}`, name, kind: 'DEPARTMENT' })) });
    const { unitIds } = given(await importUnits(units, OPERATOR, { text, format: 'json', ...key() }));
    const unit = (name: string): Unit => ({ id: unitIds[listed.indexOf(name)] ?? '', name });
    const grant = async (accountId: string, role: Role, unitId: string): Promise<void> => {
      given(await grantRole(people, OPERATOR, { accountId, role, unitId, campaignId: null, validFrom: null, validTo: null, ...key() }));
    };
    const account = async (city: number, person: Person): Promise<string> => {
      const signIn = { with: 'PASSWORD', password: PASSWORD } as const;
      const made = { userName: userName(city, person), displayName: `${cityName(city)}${person}`, signIn, ...key() };
      return given(await createAccount(people, OPERATOR, made)).account.id;
    };
    const cities: City[] = [];
    for (const [c, { office, bureaus }] of names.entries()) {
      const city = { office: unit(office), bureaus: bureaus.map(unit), people: { leader: '', staff: '', clerk: '' } };
      for (const person of PEOPLE) city.people[person] = await account(c, person);
      await grant(city.people.leader, 'LEADER', city.office.id);
      await grant(city.people.leader, 'COORDINATOR', city.office.id);
      for (const bureau of city.bureaus) await grant(city.people.staff, 'UNIT_STAFF', bureau.id);
      await grant(city.people.clerk, 'UNIT_STAFF', city.bureaus[0]?.id ?? '');
      cities.push(city);
    }
    return cities;
  } finally {
    await muster.close();
  }
}
