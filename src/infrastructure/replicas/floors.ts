/**
 * What each account may not fall behind: the place in the log of what it has last written, been told or read. Kept for as long as a replica may be
 * behind at all: what is older, every replica that is read has anyway.
 */
import type { WalPosition } from './wal-position';

interface Floor {
  position: WalPosition;
  at: number;
  /** The replica that answered last; null: the primary did. */
  place: number | null;
}

const SWEEP_AT = 1_000;

export class Floors {
  private readonly floors = new Map<string, Floor>();
  private everybody: Floor = { position: 0n, at: 0, place: null };
  /** Has read the primary (or another replica) at a place in the log that the next sample will tell; until then only the primary is new enough. */
  private unplaced = new Set<string>();
  private placing = new Set<string>();
  private sweepAt = SWEEP_AT;

  constructor(private readonly keepMs: number) {}

  raise(account: string, position: WalPosition, at: number): void {
    const known = this.of(account, at);
    this.floors.set(account, { position: known && known.position > position ? known.position : position, at, place: known?.place ?? null });
    this.sweep(at);
  }

  /** Too many were told of something to name them. */
  raiseAll(position: WalPosition, at: number): void {
    if (position > this.everybody.position) this.everybody = { position, at, place: null };
  }

  /** Read the primary just now, or moves from one replica to another. */
  leftUnplaced(account: string): void {
    this.unplaced.add(account);
  }

  /** Who has read before this call will be placed by what the primary is asked after it. Answers with the way to say so, or that it did not answer. */
  beginPlacing(): (position: WalPosition | null, at: number) => void {
    const these = this.unplaced;
    this.placing = these;
    this.unplaced = new Set();
    return (position, at) => {
      this.placing = new Set();
      for (const account of these)
        if (position === null) this.unplaced.add(account);
        else this.raise(account, position, at);
    };
  }

  /** null: unknown yet, so the primary. */
  floor(account: string, now: number): WalPosition | null {
    if (this.unplaced.has(account) || this.placing.has(account)) return null;
    const [own, all] = [this.of(account, now)?.position ?? 0n, this.everybody.at >= now - this.keepMs ? this.everybody.position : 0n];
    return own > all ? own : all;
  }

  placeOf(account: string, now: number): number | null {
    return this.of(account, now)?.place ?? null;
  }

  readAt(account: string, place: number, now: number): void {
    this.floors.set(account, { position: this.of(account, now)?.position ?? 0n, at: now, place });
    this.sweep(now);
  }

  private of(account: string, now: number): Floor | undefined {
    const known = this.floors.get(account);
    return known && known.at >= now - this.keepMs ? known : undefined;
  }

  private sweep(now: number): void {
    if (this.floors.size < this.sweepAt) return;
    for (const [account, { at }] of this.floors) if (at < now - this.keepMs) this.floors.delete(account);
    this.sweepAt = Math.max(SWEEP_AT, this.floors.size * 2);
  }
}
