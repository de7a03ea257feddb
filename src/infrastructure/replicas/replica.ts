/** One replica: how far it has come, and whether it can be asked. */
import type { Pool } from 'pg';
import type { Samples } from './samples';
import { readWalPosition, type WalPosition } from './wal-position';

const LOOK = `select pg_is_in_recovery() as standby, pg_last_wal_replay_lsn()::text as position, system_identifier::text as cluster
from pg_control_system()`;

interface Seen {
  standby: boolean;
  position: string | null;
  cluster: string;
}

/** Why a replica is not read. */
export type ReplicaTrouble = 'UNREACHABLE' | 'NO_STANDBY' | 'OF_ANOTHER_CLUSTER' | 'FAILED_A_READ';

export class Replica {
  /** Up to here it shows everything. */
  position: WalPosition = 0n;
  /** Everything committed until this moment it shows; null: unknown, or too long ago. */
  coveredAt: number | null = null;
  trouble: ReplicaTrouble | null = 'UNREACHABLE';
  private looking: Promise<void> | null = null;

  constructor(
    readonly pool: Pool,
    private readonly samples: Samples,
    private readonly cluster: string,
    private readonly told: (trouble: ReplicaTrouble | null, error?: unknown) => void,
  ) {}

  /** Asks how far it has come. Who asks while the question is on its way gets that answer, which can only be too modest. */
  look(): Promise<void> {
    this.looking ??= this.ask().finally(() => (this.looking = null));
    return this.looking;
  }

  /** A read failed that the primary could answer: not asked again until it says how it is. */
  failed(error: unknown): void {
    this.become('FAILED_A_READ', error);
  }

  private async ask(): Promise<void> {
    try {
      const { rows } = await this.pool.query<Seen>(LOOK);
      const [seen] = rows;
      const position = readWalPosition(seen?.position);
      if (!seen?.standby || position === null) return this.become('NO_STANDBY');
      if (seen.cluster !== this.cluster) return this.become('OF_ANOTHER_CLUSTER');
      this.position = position;
      this.coveredAt = this.samples.coveredBy(position);
      this.become(null);
    } catch (error) {
      this.become('UNREACHABLE', error);
    }
  }

  private become(trouble: ReplicaTrouble | null, error?: unknown): void {
    if (trouble !== this.trouble) this.told(trouble, error);
    this.trouble = trouble;
  }
}
