import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoRoster, DEMO_OFFICE, seedDemo, signIn, viewerFromToken } from '../../../src/application/people';
import { exclusiveGroups } from '../../../src/application/policy';
import { ok, openTestDesk, PASSWORD, refusal, type TestDesk } from './desk';

const registerFile = readFileSync(join(__dirname, '../../../examples/units/yunxi.json'), 'utf8');
let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.close());
const seed = (embedded = true) => seedDemo(desk.people, desk.units, { embedded, registerFile });

test('at the first start of an embedded database, then everybody of the roster can sign in and holds their role in the unit of that code', async () => {
  const demo = await seed();
  expect(demo?.people).toEqual(demoRoster);
  const register = await desk.units.directory.current();
  const unitOf = (code: string | null) => register.units.find((unit) => unit.code === code)?.id ?? null;
  for (const { userName, displayName, roles } of [...demoRoster.slice(0, 8), ...demoRoster.slice(-2)]) {
    const session = ok(await signIn(desk.people, { userName, password: demo?.password ?? '' }));
    const { viewer } = ok(await viewerFromToken(desk.people, session.accessToken));
    expect(viewer).toMatchObject({ userName, displayName, roles: roles.map(({ role, unit }) => ({ role, unitId: unitOf(unit) })) });
  }
  const { rows } = await desk.database.pool.query('select count(*)::int as n, bool_and(demo) as demo from account');
  expect(rows).toEqual([{ n: demoRoster.length, demo: true }]);
});
test('their roles hold in every year, because the demonstration’s clock moves', async () => {
  const demo = await seed();
  desk.setNow('2001-01-01T00:00:00Z');
  const session = ok(await signIn(desk.people, { userName: 'coordinator', password: demo?.password ?? '' }));
  expect(ok(await viewerFromToken(desk.people, session.accessToken)).viewer.roles).toHaveLength(1);
});
test('at later starts the same is told again, and nothing is made twice', async () => {
  const first = await seed();
  const second = await seed();
  expect(second).toEqual(first);
  expect((await desk.units.directory.current()).units).toHaveLength(49);
});
test('no two databases have the same password', async () => {
  const first = await seed();
  const other = await openTestDesk();
  const second = await seedDemo(other.people, other.units, { embedded: true, registerFile });
  await other.close();
  expect(second?.password).not.toBe(first?.password);
});
test('on a server’s database, or beside real accounts, there is none', async () => {
  expect(await seed(false)).toBeNull();
  const person = await desk.person();
  expect(await seed()).toBeNull();
  expect((await signIn(desk.people, { userName: person.userName, password: PASSWORD })).ok).toBe(true);
  expect(refusal(await signIn(desk.people, { userName: 'coordinator', password: PASSWORD })).code).toBe('SIGN_IN_FAILED');
});
test('the roster: one user name a person, every role of the product, nobody with roles that exclude each other', () => {
  expect(new Set(demoRoster.map((person) => person.userName)).size).toBe(demoRoster.length);
  expect(new Set(demoRoster.map((person) => person.displayName)).size).toBe(demoRoster.length);
  const roles = new Set(demoRoster.flatMap((person) => person.roles.map((held) => held.role)));
  expect([...roles].sort()).toEqual([...exclusiveGroups.flat()].sort());
  expect(demoRoster.every((person) => person.roles.length === 1)).toBe(true);
  expect(demoRoster.some((person) => person.roles.some((held) => held.role === 'COORDINATOR' && held.unit === DEMO_OFFICE))).toBe(true);
});
