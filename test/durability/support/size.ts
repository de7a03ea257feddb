/**
 * How much is tried: enough to find what is broken while CI runs, or, with MUSTER_LONG=1 (`npm run durability -- --long`), enough to believe.
 * MUSTER_LONG=4 tries a fourth of that, but never less than CI does.
 */
const PART = Number(process.env['MUSTER_LONG'] ?? 0);

export const LONG = PART > 0;

export const sized = ({ ci, long }: { ci: number; long: number }): number => (LONG ? Math.max(ci, Math.ceil(long / PART)) : ci);

/** For a test's time limit: no test depends on speed, so it only ends what hangs. */
export const LIMIT_MS = LONG ? 6 * 3_600_000 : 600_000;
