/** The peers that are installed: each from its own lock file, into its own folder, at the first run. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const PEERS = join(__dirname, 'peers');

/** Null when it is installed, else why it is not: a peer that cannot be had is not run, and never counts as beaten. */
export async function installed(name: string, say: (line: string) => void): Promise<string | null> {
  const folder = join(PEERS, name);
  const done = join(folder, 'node_modules/.package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs) return null;
  say(`installing ${name} …`);
  try {
    // No scripts: nothing may be downloaded or reported by an installation.
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
    return null;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    return `could not be installed: ${said.trim().split('\n')[0] ?? ''}`;
  }
}

/** The version of a package that a peer brings. */
export function versionOf(peer: string, packageName: string): string {
  const file = join(PEERS, peer, 'node_modules', packageName, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
