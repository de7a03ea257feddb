import { repeat, type Worker } from './repeat';

export interface ClockWorkerOptions {
  /** One turn: everything that is due now; see application/drive/deliver-due.ts. */
  deliverDue: () => Promise<unknown>;
  intervalMs: number;
  onError: (error: unknown) => void;
}

/** Delivers due deadlines again and again. Several processes may each run one. */
export const createClockWorker = ({ deliverDue, intervalMs, onError }: ClockWorkerOptions): Worker => repeat(intervalMs, deliverDue, onError);
