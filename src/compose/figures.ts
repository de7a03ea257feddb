/** What keeps figures right beside the drive: paths that follow the tree until a period is over, and counting what was there before. */
import { countWhatWasThere } from '../application/figures/count-again';
import { pathSettler } from '../application/figures/settle-paths';
import { repeat, type Worker } from '../infrastructure/workers';
import { laws } from '../../workflows';
import type { Tell } from './housekeeping';
import type { Log } from './open-migrated';
import type { Plumbing } from './plumbing';

const SETTLE_EVERY_MS = 30_000;
/** Reads the units, for which the ORM is loaded: not in the first moments, in which a start is waited for. */
const SETTLE_FIRST_MS = 5_000;
const COUNT_EVERY_MS = 3_600_000;

export function startFigureWorkers(
  { figureCounts: figures, units, clock, wall }: Pick<Plumbing, 'figureCounts' | 'units' | 'clock' | 'wall'>,
  { log, tell = () => undefined }: { log: Log; tell?: Tell },
): Worker[] {
  const count = async (): Promise<void> => {
    const report = await countWhatWasThere({ figures, laws, wall });
    if (report) tell('The figures were counted', { subjects: report.subjects, wrong: report.wrong.length, tallies: report.tallies });
  };
  return [
    repeat(
      SETTLE_EVERY_MS,
      pathSettler({ figures, units, clock }),
      (error) => log(error, 'Settling where figures are counted failed'),
      SETTLE_FIRST_MS,
    ),
    repeat(COUNT_EVERY_MS, count, (error) => log(error, 'Counting the figures failed')),
  ];
}
