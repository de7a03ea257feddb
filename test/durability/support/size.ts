/** How much is tried: enough to find what is broken while CI runs, or, with MUSTER_LONG=1 (`npm run durability -- --long`), enough to believe. */
export const LONG = Boolean(process.env['MUSTER_LONG']);

export const sized = ({ ci, long }: { ci: number; long: number }): number => (LONG ? Number(process.env['MUSTER_LONG_SIZE'] ?? long) : ci);

/** For a test's time limit: no test depends on speed, so it only ends what hangs. */
export const LIMIT_MS = LONG ? 6 * 3_600_000 : 600_000;
