/** What must be undone however the benchmark ends: at its end, on a failure, on Ctrl-C. */
const pending = new Set<() => void>();

/** Answers with the way to do it now; it is done once. */
export function whenOver(undo: () => void): () => void {
  const once = (): void => {
    if (pending.delete(once)) undo();
  };
  pending.add(once);
  return once;
}

function undoAll(): void {
  // The last thing started is the first to be stopped: servers before their databases.
  for (const undo of [...pending].reverse()) {
    try {
      undo();
    } catch (error) {
      console.error(error);
    }
  }
}

process.once('exit', undoAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
