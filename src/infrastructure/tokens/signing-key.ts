import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { RegisterTransaction, Transactions } from '../../application/ports/transaction';

const SETTING = 'tokenKey';
/** HS256 needs as many bits as its hash has (RFC 7518, 3.2). */
export const KEY_BYTES = 32;

/** The key of the configuration: base64 or base64url of at least 32 bytes. Throws a RangeError when it is shorter. */
export function configuredKey(text: string): KeyObject {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < KEY_BYTES) throw new RangeError(`The token key has ${bytes.length} bytes; it needs at least ${KEY_BYTES}, in base64`);
  return createSecretKey(bytes);
}

/** The key of the embedded database: made at the first start and kept there, so that a restart signs nobody out. */
export async function keptKey(transactions: Transactions<Pick<RegisterTransaction, 'settings'>>): Promise<KeyObject> {
  const made = randomBytes(KEY_BYTES).toString('base64');
  const kept = await transactions.run(({ settings }) => settings.readOrKeep(SETTING, made));
  if (typeof kept !== 'string') throw new Error('The token key in the database is not a text');
  return configuredKey(kept);
}
