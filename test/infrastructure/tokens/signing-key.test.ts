import { keptSettings } from '../../../src/infrastructure/persistence/kept-settings';
import { keptSigningKey, signingKey } from '../../../src/infrastructure/tokens/signing-key';
import { openTestDesk, type TestDesk } from '../../application/people/desk';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const text = (key: ReturnType<typeof signingKey>): string => key.export().toString('hex');

test('a configured secret gives one key of 256 bits; another secret another', () => {
  expect(signingKey('a'.repeat(40)).export()).toHaveLength(32);
  expect(text(signingKey('a'.repeat(40)))).toBe(text(signingKey('a'.repeat(40))));
  expect(text(signingKey('a'.repeat(40)))).not.toBe(text(signingKey('a'.repeat(41))));
});
test('a secret that is too short is refused', () => {
  expect(() => signingKey('x'.repeat(31))).toThrow(RangeError);
});
test('without one it is made once: every start and every server of one database gets the same', async () => {
  const { transactions } = desk.people;
  const settings = keptSettings(desk.database.pool);
  const kept = () => keptSigningKey(transactions, settings);
  const keys = await Promise.all([kept(), kept()]);
  expect(new Set([...keys, await kept()].map(text)).size).toBe(1);
});
