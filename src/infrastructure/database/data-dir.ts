import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { lockDataDir, type DataDirLock } from './data-dir-lock';
import { fsyncOnNodeFs, startParameters, syncTree } from './pglite-durability';
import { readDump } from './dump-file';
import { DatabaseRefused, codeOf } from './refused';

/** The cluster's folder inside the data folder; the lock and whatever else Muster keeps lie beside it. */
const CLUSTER = 'postgres';
const UNFINISHED = 'postgres.new-';

/** PostgreSQL's major version inside the pinned PGlite: folders of another one cannot be read. A test holds it to what PGlite says. */
export const CLUSTER_VERSION = '18';

const NOT_WRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'ENOENT'];

/** An open data folder: its PGlite, and the lock that keeps other processes out until `release`. */
export interface OpenDataDir {
  readonly pglite: PGlite;
  readonly lock: DataDirLock;
  /** Starts another PGlite on the folder after the first has ended without being closed. */
  readonly restart: () => Promise<PGlite>;
}

/**
 * Opens the embedded database in `dataDir`, creating it when it is not there.
 * @param fsync whether a commit waits for the disk
 * @throws {DatabaseRefused} DATA_DIR_IN_USE, DATA_DIR_UNWRITABLE, DATA_DIR_INCOMPATIBLE
 */
export async function openDataDir(dataDir: string, fsync: boolean): Promise<OpenDataDir> {
  const folder = resolve(dataDir);
  const lock = refuseUnwritable(folder, () => {
    mkdirSync(folder, { recursive: true });
    return lockDataDir(folder);
  });
  try {
    const cluster = join(folder, CLUSTER);
    if (existsSync(cluster)) refuseOtherVersion(cluster, folder);
    else await createCluster(folder, cluster, fsync);
    const restart = (): Promise<PGlite> => startPglite({ dataDir: cluster }, fsync);
    return { pglite: await restart(), lock, restart };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A database in memory that ends with its process; from `dump`, a PGlite data folder as a tar, when given. */
export function openInMemory(dump?: Blob): Promise<PGlite> {
  return startPglite(dump ? { loadDataDir: dump } : {}, false);
}

/**
 * The whole embedded database as a gzipped tar, which PGlite itself can open again; nobody may have it open.
 * @throws {DatabaseRefused} DATA_DIR_IN_USE while a server runs on it, and what `openDataDir` throws
 */
export async function dumpDataDir(dataDir: string): Promise<Blob> {
  refuseMissing(dataDir);
  const { pglite, lock } = await openDataDir(dataDir, false);
  try {
    await pglite.exec('checkpoint');
    const dump = await pglite.dumpDataDir('gzip');
    await pglite.close();
    return dump;
  } finally {
    lock.release();
  }
}

/**
 * Puts a dump in the place where a data folder has no database yet.
 * @throws {DatabaseRefused} DATA_DIR_NOT_EMPTY, BACKUP_NOT_READ, DATA_DIR_IN_USE, DATA_DIR_UNWRITABLE, DATA_DIR_INCOMPATIBLE
 */
export async function restoreDataDir(dataDir: string, dump: Buffer): Promise<void> {
  const tar = await readDump(dump, CLUSTER_VERSION).catch((error: unknown) => {
    throw notRead(error);
  });
  const folder = resolve(dataDir);
  const lock = refuseUnwritable(folder, () => {
    mkdirSync(folder, { recursive: true });
    return lockDataDir(folder);
  });
  try {
    const cluster = join(folder, CLUSTER);
    if (existsSync(cluster)) throw notEmpty(dataDir);
    await createCluster(folder, cluster, true, tar);
  } finally {
    lock.release();
  }
}

async function startPglite(options: PGliteOptions, fsync: boolean): Promise<PGlite> {
  return PGlite.create({ ...options, startParams: startParameters(fsync), ...(fsync ? { extensions: { fsync: fsyncOnNodeFs() } } : {}) });
}

/**
 * Creates the cluster under another name and renames it when it is whole, so that a kill half way leaves nothing that looks like a
 * database. What an earlier kill left is cleared away first; the lock guarantees that nobody is at work on it.
 */
async function createCluster(folder: string, cluster: string, fsync: boolean, dump?: Blob): Promise<void> {
  const unfinished = refuseUnwritable(folder, () => {
    for (const name of readdirSync(folder)) if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { recursive: true, force: true });
    const path = join(folder, `${UNFINISHED}${process.pid}`);
    mkdirSync(path, { mode: 0o700 });
    return path;
  });
  // Nothing is promised before the rename: one sync at the end costs less than one for every file on the way.
  try {
    const pglite = await startPglite({ dataDir: unfinished, ...(dump ? { loadDataDir: dump } : {}) }, false);
    await pglite.exec('checkpoint');
    await pglite.close();
  } catch (error) {
    if (!dump) throw error;
    rmSync(unfinished, { recursive: true, force: true });
    throw notRead(error);
  }
  if (fsync) await syncTree(unfinished);
  renameSync(unfinished, cluster);
  if (fsync) await syncTree(folder);
}

function refuseUnwritable<T>(dataDir: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = codeOf(error);
    if (!NOT_WRITABLE.includes(code)) throw error;
    throw new DatabaseRefused(
      'DATA_DIR_UNWRITABLE',
      `The data folder ${dataDir} cannot be written (${code}). Check that it is a folder, who owns it, and the free space, or set another DATA_DIR.`,
      `数据目录 ${dataDir} 无法写入（${code}）。请检查该路径是否为目录、属主权限和剩余空间，或改设 DATA_DIR。`,
      { dataDir, reason: code },
      { cause: error },
    );
  }
}

function refuseMissing(dataDir: string): void {
  if (existsSync(join(dataDir, CLUSTER))) return;
  throw new DatabaseRefused(
    'DATA_DIR_UNWRITABLE',
    `There is no database in the data folder ${dataDir}. Set DATA_DIR to the folder that the server runs on.`,
    `数据目录 ${dataDir} 中没有数据库。请将 DATA_DIR 设为服务所用的目录。`,
    { dataDir, reason: 'ENOENT' },
  );
}

function notEmpty(dataDir: string): DatabaseRefused {
  return new DatabaseRefused(
    'DATA_DIR_NOT_EMPTY',
    `The data folder ${dataDir} holds a database already, and a restore never writes over one. Set DATA_DIR to a new folder, or move that one away.`,
    `数据目录 ${dataDir} 中已有数据库，恢复不会覆盖它。请将 DATA_DIR 设为新目录，或先移走原目录。`,
    { dataDir },
  );
}

function notRead(cause: unknown): DatabaseRefused {
  return new DatabaseRefused(
    'BACKUP_NOT_READ',
    'The backup cannot be read: it is none of this program, was made by another version of it, or is damaged.',
    '无法读取备份文件：不是本程序的备份、由其他版本生成，或已损坏。',
    {},
    { cause },
  );
}

function refuseOtherVersion(cluster: string, dataDir: string): void {
  const file = join(cluster, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'none';
  if (found === CLUSTER_VERSION) return;
  throw new DatabaseRefused(
    'DATA_DIR_INCOMPATIBLE',
    `The data folder ${dataDir} holds a database of version ${found}; this program reads version ${CLUSTER_VERSION}.`,
    `数据目录 ${dataDir} 中的数据库版本为 ${found}，本程序只能读取版本 ${CLUSTER_VERSION}。`,
    { dataDir, found, expected: CLUSTER_VERSION },
  );
}
