/**
 * How far the primary's log went, and when: what makes a replica's place in the log an age. A replica that has come to a place which the
 * primary had reached at some moment shows everything that was committed up to that moment. All moments are of this process's own clock, so that
 * no two clocks are compared; each was taken before the primary was asked, so that an age is never too small.
 */
import type { WalPosition } from './wal-position';

interface Sample {
  at: number;
  position: WalPosition;
}

export class Samples {
  private kept: Sample[] = [];

  /** @param keepMs older samples are of no use to anybody */
  constructor(private readonly keepMs: number) {}

  add(at: number, position: WalPosition): void {
    const from = this.kept.findIndex((sample) => sample.at >= at - this.keepMs);
    this.kept = [...(from < 0 ? [] : this.kept.slice(from)), { at, position }];
  }

  /** The last moment whose commits are all within `position`; null when that is longer ago than is kept. */
  coveredBy(position: WalPosition): number | null {
    return this.kept.findLast((sample) => sample.position <= position)?.at ?? null;
  }
}
