import { accountById, auditTrail, createAccount, setAccountEmail, setOwnEmail } from '../../../src/application/people';
import { key, ok, openTestDesk, PASSWORD, refusal, type Person, type TestDesk } from './desk';

let desk: TestDesk;
let administrator: Person;
let person: Person;
beforeAll(async () => {
  desk = await openTestDesk();
  administrator = await desk.person([{ role: 'SYSTEM_ADMINISTRATOR' }]);
  person = await desk.person([]);
});
afterAll(() => desk.close());

const seen = async (id: string) => ok(await accountById(desk.people, administrator.viewer, id))?.email;

test('an account is made with an address, or without', async () => {
  const input = () => ({
    userName: `mail${key().slice(4)}`,
    displayName: `姓名${key().slice(4)}`,
    signIn: { with: 'PASSWORD', password: PASSWORD } as const,
  });
  const made = ok(await createAccount(desk.people, administrator.viewer, { ...input(), email: ' a@b.example ', idempotencyKey: key() }));
  expect(made.account.email).toBe('a@b.example');
  expect(ok(await createAccount(desk.people, administrator.viewer, { ...input(), idempotencyKey: key() })).account.email).toBeNull();
  const wrong = { ...input(), email: 'nobody', idempotencyKey: key() };
  expect(refusal(await createAccount(desk.people, administrator.viewer, wrong)).code).toBe('EMAIL_INVALID');
});

test('the administrator sets it, the person sets and clears their own; nobody else’s', async () => {
  const accountId = person.viewer.accountId;
  expect(ok(await setAccountEmail(desk.people, administrator.viewer, { accountId, email: 'p@unit.example', idempotencyKey: key() })).email).toBe(
    'p@unit.example',
  );
  expect(ok(await setOwnEmail(desk.people, person.viewer, { email: 'own@unit.example', idempotencyKey: key() })).email).toBe('own@unit.example');
  expect(await seen(accountId)).toBe('own@unit.example');
  expect(ok(await setOwnEmail(desk.people, person.viewer, { email: '', idempotencyKey: key() })).email).toBeNull();
  expect(await seen(accountId)).toBeNull();
  const other = { accountId: administrator.viewer.accountId, email: 'x@unit.example', idempotencyKey: key() };
  expect(refusal(await setAccountEmail(desk.people, person.viewer, other)).code).toBe('FORBIDDEN');
  const nobody = { accountId: '00000000-0000-4000-8000-000000000001', email: null, idempotencyKey: key() };
  expect(refusal(await setAccountEmail(desk.people, administrator.viewer, nobody)).code).toBe('NOT_FOUND');
});

test.each(['nobody', 'a@b', 'a b@c.example', 'a@b.example\r\nBcc: c@d.example', `${'a'.repeat(250)}@b.example`])(
  '%j is no address, and is not repeated',
  async (email) => {
    const refused = refusal(await setOwnEmail(desk.people, person.viewer, { email, idempotencyKey: key() }));
    expect(refused.code).toBe('EMAIL_INVALID');
    expect(JSON.stringify(refused)).not.toContain('b.example');
  },
);

test('the audit says that it changed and not to what', async () => {
  ok(await setOwnEmail(desk.people, person.viewer, { email: 'secret@unit.example', idempotencyKey: key() }));
  const auditor = await desk.person([{ role: 'AUDITOR' }]);
  const { rows } = ok(await auditTrail(desk.people, auditor.viewer, { before: null, first: 5 }));
  expect(rows.find(({ action }) => action === 'EMAIL_CHANGED')).toMatchObject({ target: person.viewer.accountId, data: {} });
  expect(JSON.stringify(rows)).not.toContain('secret@unit.example');
});
