import { parseOptions } from '@node-rs/argon2';
import { ARGON2ID, argon2Passwords } from '../../../src/infrastructure/people/argon2-passwords';

const weak = { memoryCost: 64, timeCost: 1, parallelism: 1 };

test('given the house’s parameters, then the hash is argon2id with what OWASP recommends, and salted', async () => {
  const passwords = argon2Passwords();
  const [a, b] = [await passwords.hash('Tangerine-2020'), await passwords.hash('Tangerine-2020')];
  expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(a).not.toBe(b);
  expect(parseOptions(a)).toMatchObject(ARGON2ID);
});
test('only the right password is right', async () => {
  const passwords = argon2Passwords(weak);
  const hash = await passwords.hash('橘子-Tangerine-2020');
  expect(await passwords.verify(hash, '橘子-Tangerine-2020')).toBe(true);
  for (const wrong of ['橘子-tangerine-2020', '', '橘子-Tangerine-2020 ']) expect(await passwords.verify(hash, wrong)).toBe(false);
});
test('without an account nothing is right, not even what the decoy was made of', async () => {
  const passwords = argon2Passwords(weak);
  for (const text of ['', 'nobody has this password', 'anything']) expect(await passwords.verify(null, text)).toBe(false);
});
test('a hash of weaker parameters is outdated, one of the same or stronger is not', async () => {
  const hash = await argon2Passwords(weak).hash('Tangerine-2020');
  expect(argon2Passwords(weak).outdated(hash)).toBe(false);
  expect(argon2Passwords({ ...weak, memoryCost: 128 }).outdated(hash)).toBe(true);
  expect(argon2Passwords({ ...weak, timeCost: 2 }).outdated(hash)).toBe(true);
  expect(argon2Passwords({ ...weak, memoryCost: 32 }).outdated(hash)).toBe(false);
});
