import { Socket } from 'node:net';

/**
 * Cuts connections on which nothing was heard or said for too long. A network that swallows packets, or a server that stands still, gives no
 * error: without this a call would wait for ever, with its connection. What is cut fails with ETIMEDOUT, as lost connections do, and may be
 * repeated. Idle connections of a pool end sooner of themselves; one that only listens has to ask now and then.
 */
export class SilenceLimit {
  private patient = 0;

  /** @param ms how long; null for ever */
  constructor(readonly ms: number | null) {}

  /** For pg's `stream` option: a socket under the limit. */
  readonly socket = (): Socket => {
    const socket = new Socket();
    if (this.ms === null) return socket;
    socket.setTimeout(this.ms);
    socket.on('timeout', () => {
      if (this.patient === 0) socket.destroy(Object.assign(new Error(`The database has been silent for ${this.ms} ms`), { code: 'ETIMEDOUT' }));
    });
    return socket;
  };

  /** While it runs no connection is cut: for work that makes the server think for long without a word, as migrations do. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.patient += 1;
    try {
      return await work();
    } finally {
      this.patient -= 1;
    }
  }
}
