import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATOR, signIn } from '../../src/application/people';
import { importUnits } from '../../src/application/units';
import { registerAccounts } from '../../src/cli/accounts';
import { key, ok, openTestDesk, refusal, type TestDesk } from '../application/people/desk';

let desk: TestDesk;
let closed = 0;
beforeAll(async () => {
  desk = await openTestDesk();
  const text = readFileSync(join(__dirname, '../../examples/units/yunxi.json'), 'utf8');
  ok(await importUnits(desk.units, OPERATOR, { text, format: 'json', idempotencyKey: key() }));
});
afterAll(() => desk.close());

/** What the command prints and leaves. */
async function muster(...args: string[]): Promise<{ out: string; err: string; exit: number }> {
  const result = { out: '', err: '', exit: 0 };
  const program = new Command().exitOverride();
  closed = 0;
  registerAccounts(program, {
    stdout: { write: (text) => (result.out += text) },
    stderr: { write: (text) => (result.err += text) },
    setExitCode: (code) => (result.exit = code),
    openDesk: () => Promise.resolve({ people: desk.people, units: desk.units, close: () => Promise.resolve(void closed++) }),
  });
  await program.parseAsync(['accounts', ...args], { from: 'user' });
  expect(closed).toBe(1);
  return result;
}
const json = async (...args: string[]) => JSON.parse((await muster(...args, '--json')).out);
const enter = (userName: string, password: string) => signIn(desk.people, { userName, password });

test('an account that is added signs in with the password shown', async () => {
  const { out, exit } = await muster('add', 'Wang.Fang', '--name', '王芳');
  expect(exit).toBe(0);
  expect(out).toContain('wang.fang（王芳）');
  const password = /once: (\S+)/.exec(out)?.[1] ?? '';
  expect((await enter('wang.fang', password)).ok).toBe(true);
});
test('a role is granted in a unit by its code, its id or a name, shown in the list, and revoked by its id', async () => {
  await muster('add', 'li.na', '--name', '李娜');
  const byCode = await json('grant', 'LI.NA', 'unit_staff', '--unit', 'YX-03');
  const byName = await json('grant', 'li.na', 'UNIT_HEAD', '--unit', '市公安局', '--from', '2022-09-01', '--until', '2023-09-01');
  expect(byName).toMatchObject({ role: 'UNIT_HEAD', unitId: byCode.unitId, validFrom: '2022-09-01', validTo: '2023-09-01' });
  const [line] = await json('list', '--text', 'li.na');
  expect(line).toMatchObject({ userName: 'li.na', roles: [{ role: 'UNIT_STAFF', unitName: '云溪市公安局' }, { role: 'UNIT_HEAD' }] });
  expect((await muster('list', '--text', '李娜')).out).toMatch(/用户名 +姓名 +状态 +角色\nli\.na +李娜 +正常 +UNIT_STAFF 云溪市公安局/);
  expect((await muster('revoke', byCode.id)).exit).toBe(0);
  expect((await json('list', '--text', 'li.na'))[0].roles).toMatchObject([{ role: 'UNIT_HEAD' }]);
  expect(await json('grant', 'li.na', 'UNIT_STAFF', '--unit', byCode.unitId)).toMatchObject({ unitId: byCode.unitId });
});
test('an account is disabled, enabled, unlocked, and given a new password', async () => {
  await muster('add', 'zhao.min', '--name', '赵敏');
  const { temporaryPassword } = await json('reset-password', 'zhao.min');
  expect((await muster('disable', 'zhao.min')).out).toContain('zhao.min');
  expect(refusal(await enter('zhao.min', temporaryPassword)).code).toBe('ACCOUNT_DISABLED');
  expect((await muster('list', '--text', 'zhao')).out).toContain('停用');
  await muster('enable', 'zhao.min');
  for (let i = 0; i < 5; i++) await enter('zhao.min', 'wrong');
  expect(refusal(await enter('zhao.min', temporaryPassword)).code).toBe('ACCOUNT_LOCKED');
  await muster('unlock', 'zhao.min');
  expect((await enter('zhao.min', temporaryPassword)).ok).toBe(true);
});
test('an account of a provider is added without a password', async () => {
  const { account, temporaryPassword } = await json('add', 'sun.lei', '--name', '孙磊', '--issuer', 'https://id.example');
  expect(account).toMatchObject({ signsInWith: 'OIDC', oidcIssuer: 'https://id.example' });
  expect(temporaryPassword).toBeNull();
  expect(await muster('reset-password', 'sun.lei')).toMatchObject({ exit: 2, err: expect.stringContaining('NO_PASSWORD') });
});

describe('is refused with its code, in both languages, and another exit code', () => {
  test.each([
    ['NOT_FOUND', ['disable', 'nobody']],
    ['NOT_FOUND', ['grant', 'nobody', 'AUDITOR']],
    ['NOT_FOUND', ['revoke', 'no id']],
    ['NOT_FOUND', ['revoke', '00000000-0000-7000-8000-000000000000']],
    ['ROLE_UNKNOWN', ['grant', 'wang.fang', 'EMPEROR']],
    ['ROLE_SCOPE_INVALID', ['grant', 'wang.fang', 'UNIT_HEAD']],
    ['UNIT_UNKNOWN', ['grant', 'wang.fang', 'UNIT_HEAD', '--unit', '市烟草局']],
    ['USER_NAME_TAKEN', ['add', 'wang.fang', '--name', '另一人']],
    ['NAMESAKE_EXISTS', ['add', 'wang.fang2', '--name', '王芳']],
    ['PERIOD_INVALID', ['grant', 'wang.fang', 'AUDITOR', '--from', 'tomorrow']],
  ])('%s: accounts %j', async (code, args) => {
    const plain = await muster(...args);
    expect(plain).toMatchObject({ out: '', exit: 2 });
    expect(plain.err).toMatch(new RegExp(`^${code} .*[\\u4e00-\\u9fa5].*\\n.*[a-z]`));
    const machine = await muster(...args, '--json');
    expect(JSON.parse(machine.err)).toMatchObject({ error: { code } });
  });
  test('a unit name that can mean several tells which', async () => {
    const { err } = await muster('grant', 'wang.fang', 'UNIT_HEAD', '--unit', '大队');
    expect(err).toContain('UNIT_UNKNOWN');
    const { err: office } = await muster('grant', 'wang.fang', 'UNIT_HEAD', '--unit', '食品科', '--json');
    expect(JSON.parse(office).error.data.candidates.length).toBeGreaterThan(1);
  });
  test('confirmed namesakes are two people', async () => {
    expect((await muster('add', 'wang.fang2', '--name', '王芳', '--namesake')).exit).toBe(0);
  });
});
