/**
 * The demonstration's password beside its embedded database, readable by the owner only, so that `npm run tour` on the same machine needs to
 * be told nothing. Demonstration accounts exist on the embedded database alone.
 */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'demo.json';

export interface DemoAccess {
  /** Where the server listened when it last started. */
  url: string;
  password: string;
}

export function keepDemoAccess(dataDir: string, { url, password }: DemoAccess): void {
  const path = join(dataDir, FILE);
  writeFileSync(path, `${JSON.stringify({ url, password }, null, 2)}\n`, { mode: 0o600 });
  // The mode above is for a file that is made now; one that was there keeps its own.
  chmodSync(path, 0o600);
}

/** For a start without demonstration accounts. */
export function forgetDemoAccess(dataDir: string): void {
  rmSync(join(dataDir, FILE), { force: true });
}

/** Null: no server with demonstration accounts was started on this folder, or the file is another user's. */
export function readDemoAccess(dataDir: string): DemoAccess | null {
  try {
    const read: unknown = JSON.parse(readFileSync(join(dataDir, FILE), 'utf8'));
    return isAccess(read) ? { url: read.url, password: read.password } : null;
  } catch {
    return null;
  }
}

function isAccess(value: unknown): value is DemoAccess {
  return (
    typeof value === 'object' &&
    value !== null &&
    'url' in value &&
    typeof value.url === 'string' &&
    'password' in value &&
    typeof value.password === 'string'
  );
}
