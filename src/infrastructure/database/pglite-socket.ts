import { Duplex } from 'node:stream';
import type { PgliteBridge } from './pglite-bridge';
import type { PgliteSession } from './pglite-session';

/**
 * What the stock `pg` driver takes for its network socket (its `stream` option), with PGlite at the other end.
 * The few methods beyond Duplex are those of net.Socket that `pg` calls.
 */
export class PgliteSocket extends Duplex {
  private readonly session: PgliteSession;
  private ended = false;

  constructor(bridge: PgliteBridge) {
    super();
    this.session = bridge.open(
      (data) => {
        if (!this.ended && !this.destroyed) this.push(data);
      },
      () => this.sayNoMore(),
      (reason) => this.destroy(reason),
    );
  }

  private sayNoMore(): void {
    if (this.ended) return;
    this.ended = true;
    this.push(null);
  }

  connect(): this {
    // After the caller has had time to listen for it, as a network would answer.
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.session.receive(chunk);
    done();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.session.leave();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.session.vanish();
    done(error);
  }
}
