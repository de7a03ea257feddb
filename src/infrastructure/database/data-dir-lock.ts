import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, livenessOf, type ProcessIdentity } from './process-identity';
import { DatabaseRefused, codeOf } from './refused';

interface Holder extends ProcessIdentity {
  /** Names this holding and no other, of this process or of any. */
  readonly token: string;
}

export interface DataDirLock {
  release(): void;
}

const LOCK = 'muster.lock';

/**
 * Takes the data folder for this process, because two processes on one PGlite folder lose each other's data without a word.
 * Never steals from a process that lives; takes over from one that is gone, also when its number was given to another since.
 *
 * Every holding has a token. The first is the file `muster.lock`; whoever follows a dead one links `muster.lock.after-TOKEN`, which the
 * file system lets only one of them do. So at any moment the last of the chain is the holder, and a newcomer that lost the race sees it.
 * The chain is then folded back into `muster.lock`.
 *
 * @throws {DatabaseRefused} DATA_DIR_IN_USE with `pid`, `dataDir`, `lockFile`.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const path = join(dataDir, LOCK);
  const mine: Holder = { ...identityOf(process.pid), token: randomUUID() };
  const draft = `${path}.${mine.token}`;
  writeFileSync(draft, `${JSON.stringify(mine)}\n`, { flag: 'wx' });
  try {
    // Each round lost means that somebody else took the lock or let it go meanwhile; the next one sees whom.
    for (;;) {
      const { last, links } = chain(path);
      if (last && livenessOf(last) !== 'dead') throw inUse(dataDir, path, last);
      const link = last ? after(path, last) : path;
      if (!tryLink(draft, link)) continue;
      if (chain(path).last?.token !== mine.token) {
        // The chain was folded between our look and our link: the link hangs in the air.
        unlinkSync(link);
        continue;
      }
      if (last) {
        renameSync(draft, path);
        for (const old of [...links, link]) remove(old);
      }
      return { release: () => release(path, mine.token) };
    }
  } finally {
    remove(draft);
  }
}

/** Follows the holders from the first to the last; `links` are the files beyond the first. */
function chain(path: string): { last: Holder | null; links: string[] } {
  const links: string[] = [];
  let last = readHolder(path);
  while (last) {
    const next = readHolder(after(path, last));
    if (!next) break;
    links.push(after(path, last));
    last = next;
  }
  return { last, links };
}

const after = (path: string, holder: Holder): string => `${path}.after-${holder.token}`;

function readHolder(path: string): Holder | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  const value: unknown = JSON.parse(text);
  if (isHolder(value)) return value;
  throw new Error(`${path} is not a lock of Muster`);
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null && 'pid' in value && 'started' in value && 'host' in value && 'token' in value;
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // Some network and removable file systems know no links; there an exclusive copy must do, which a reader may catch half written.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error))) throw error;
    return tryCopy(from, to);
  }
}

function tryCopy(from: string, to: string): boolean {
  try {
    writeFileSync(to, readFileSync(from), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function release(path: string, token: string): void {
  if (existsSync(path) && readHolder(path)?.token === token) remove(path);
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function inUse(dataDir: string, lockFile: string, holder: Holder): DatabaseRefused {
  const elsewhere = livenessOf(holder) === 'unknown';
  return new DatabaseRefused(
    'DATA_DIR_IN_USE',
    elsewhere
      ? `The data folder ${dataDir} is in use by process ${holder.pid} on another machine or in another container (${holder.host}). If that one is certainly gone, delete ${lockFile}.`
      : `The data folder ${dataDir} is in use by process ${holder.pid}. Stop it first, or set another DATA_DIR.`,
    elsewhere
      ? `数据目录 ${dataDir} 正被另一台机器或另一个容器（${holder.host}）上的进程 ${holder.pid} 使用。若确知该进程已不存在，请删除 ${lockFile}。`
      : `数据目录 ${dataDir} 正被进程 ${holder.pid} 使用。请先停止该进程，或改设 DATA_DIR。`,
    { pid: holder.pid, dataDir, lockFile },
  );
}
