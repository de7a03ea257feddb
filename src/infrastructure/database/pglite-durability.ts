import { fsyncSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite, type Extension } from '@electric-sql/pglite';

/** What of Emscripten's NODEFS is used here. It is no public interface: PGlite's version is pinned, and a test counts the fsyncs. */
interface NodeFs {
  stream_ops: { fsync?: (stream: { nfd?: number }) => number };
}
interface Runtime {
  FS: { ErrnoError: new (errno: number) => Error; filesystems: { NODEFS: NodeFs } };
}

/** EIO in Emscripten's numbering (WASI). */
const EIO = 29;

/** Without these PGlite answers a commit that is only in the system's cache, and a power cut takes it away. */
const SAFE = ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];

/**
 * PGlite's own start parameters; with `fsync` without its -F, which turns fsync off whatever the configuration says.
 * `wal_sync_method=fsync`, because PGlite's fdatasync does nothing.
 */
export function startParameters(fsync: boolean): string[] {
  if (!fsync) return [...PGlite.defaultStartParams];
  return [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), ...SAFE];
}

/** Gives the data folder's file system the fsync that Emscripten leaves out, for files and folders. */
export function fsyncOnNodeFs(): Extension {
  return {
    name: 'fsync',
    setup: (_pglite, options: { preRun?: ((runtime: Runtime) => void)[] }) =>
      Promise.resolve({ emscriptenOpts: { ...options, preRun: [...(options.preRun ?? []), addFsync] } }),
  };
}

function addFsync(runtime: Runtime): void {
  const { ErrnoError, filesystems } = runtime.FS;
  filesystems.NODEFS.stream_ops.fsync = ({ nfd: descriptor }) => {
    try {
      if (descriptor !== undefined) fsyncSync(descriptor);
    } catch (error) {
      // PostgreSQL must hear of it in its own way, to stop rather than acknowledge.
      throw Object.assign(new ErrnoError(EIO), { cause: error });
    }
    return 0;
  };
}

/** Brings a whole folder and its own entry to the disk. */
export async function syncTree(root: string): Promise<void> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true });
  const paths = [dirname(root), root, ...entries.map((entry) => join(entry.parentPath, entry.name))];
  const parallel = 8;
  await Promise.all(
    Array.from({ length: parallel }, async (_, lane) => {
      for (let i = lane; i < paths.length; i += parallel) await syncAsync(paths[i] ?? root);
    }),
  );
}

async function syncAsync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
