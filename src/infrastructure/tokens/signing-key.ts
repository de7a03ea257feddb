import { createHash, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { Settings } from '../../application/ports/people';
import type { RegisterTransaction, Transactions } from '../../application/ports/transaction';

const SETTING = 'tokenSecret';
const SHORTEST = 32;

/** The key made from a configured secret, however long: HS256 wants 256 bits (RFC 7518, 3.2). Throws a RangeError under 32 characters. */
export function signingKey(secret: string): KeyObject {
  if (secret.length < SHORTEST) throw new RangeError(`The token secret has ${secret.length} characters; it needs at least ${SHORTEST}`);
  return createSecretKey(createHash('sha256').update(secret).digest());
}

/** Where no secret is configured: made at the first start and kept in the database, so that a restart signs nobody out. */
export async function keptSigningKey(
  transactions: Transactions<Pick<RegisterTransaction, 'settings'>>,
  settings: Pick<Settings, 'read'>,
): Promise<KeyObject> {
  const kept = (await settings.read(SETTING)) ?? (await transactions.run((tx) => tx.settings.readOrKeep(SETTING, newSecret())));
  if (typeof kept !== 'string') throw new Error('The token secret in the database is not a text');
  return signingKey(kept);
}

const newSecret = (): string => randomBytes(SHORTEST).toString('base64');
