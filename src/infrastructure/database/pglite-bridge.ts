import { close } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { quoted } from './listen-statements';
import { PgliteSession, type Batch, type SessionHost } from './pglite-session';
import { closeStatement, eachMessage, errorFields, errorResponse, query, readyForQuery, sync, textAt } from './wire';

/** What the backend answered to one batch, with the notifications taken out. */
interface Answer {
  readonly data: Buffer;
  readonly status: string | undefined;
  readonly failed: boolean;
  readonly lastTag: string;
  /** What the backend said on ending, with FATAL or PANIC. */
  readonly lastWords: string | undefined;
}

export interface BridgeOptions {
  /**
   * How long, in milliseconds, a connection waits while another one's transaction has the backend, before its statement is refused
   * with SQLSTATE 55P03. Without a bound, code that opens a second connection inside a transaction would hang for ever, where
   * PostgreSQL would have let it through.
   */
  readonly transactionWaitMs?: number;
  /** Starts another PGlite on the same folder when this one has ended, for want of disk space for instance. Not in memory: nothing is left. */
  readonly restart?: () => Promise<PGlite>;
}

const RESTART_AFTER_MS = 200;
const RESTART_AFTER_AT_MOST_MS = 10_000;

/**
 * Many connections over the one backend that PGlite is. Batches of messages run one at a time in the order they came; a connection
 * inside a transaction keeps the backend until the transaction ends, and the others wait.
 *
 * What connections share all the same, since there is one backend: session settings (SET without LOCAL), temporary tables, session-level
 * advisory locks, PREPARE and DEALLOCATE written as SQL. Muster uses none of these on purpose.
 */
export class PgliteBridge implements SessionHost {
  private readonly sessions = new Set<PgliteSession>();
  private readonly kill = new Map<PgliteSession, (reason?: Error) => void>();
  private readonly waiting: PgliteSession[] = [];
  private readonly patience = new Map<PgliteSession, NodeJS.Timeout>();
  private owner: PgliteSession | null = null;
  private ownedSince = 0;
  private scheduled = false;
  private running = false;
  private broken: Error | null = null;
  private recovery: Promise<void> | null = null;
  private closing = false;
  private idle: (() => void)[] = [];
  private nextId = 1;
  private readonly transactionWaitMs: number;

  private constructor(
    private pglite: PGlite,
    readonly serverVersion: string,
    private readonly options: BridgeOptions,
  ) {
    this.transactionWaitMs = options.transactionWaitMs ?? 60_000;
  }

  static async over(pglite: PGlite, options: BridgeOptions = {}): Promise<PgliteBridge> {
    const { rows } = await pglite.query<{ server_version: string }>('show server_version');
    return new PgliteBridge(pglite, rows[0]?.server_version ?? '', options);
  }

  /** Opens a session. `send` takes what the server says, `end` that it will say no more, `kill` that it was cut off. */
  open(send: (data: Buffer) => void, end: () => void, kill: (reason?: Error) => void): PgliteSession {
    const session = new PgliteSession(this.nextId++, this, send, end);
    const refusal = this.broken ?? (this.closing ? failure('57P03', 'The embedded database is closing') : null);
    if (refusal) process.nextTick(() => kill(refusal));
    else {
      this.sessions.add(session);
      this.kill.set(session, kill);
    }
    return session;
  }

  submitted(session: PgliteSession): void {
    if (this.broken || !this.sessions.has(session)) return;
    if (session !== this.owner && !this.waiting.includes(session)) {
      this.waiting.push(session);
      this.beginPatience(session);
    }
    this.schedule();
  }

  /** Lets what was asked for finish, rolls back what is left open, cuts every connection, closes PGlite. */
  async close(): Promise<void> {
    this.closing = true;
    await this.recovery;
    await this.quiet();
    for (const kill of this.kill.values()) kill();
    await this.quiet();
    if (!this.broken && !this.pglite.closed) await this.pglite.close();
  }

  /** Resolves when nothing is running and nobody waits, except for a connection that sits in its transaction. */
  private async quiet(): Promise<void> {
    while (!this.broken && (this.running || this.scheduled)) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private schedule(): void {
    if (this.scheduled || this.running || this.broken) return;
    this.scheduled = true;
    // A turn of the event loop between two batches, so that answers are read and clients may leave while others keep coming.
    setImmediate(() => {
      this.scheduled = false;
      void this.turn().catch((error: unknown) => this.breakDown(error));
    });
  }

  private async turn(): Promise<void> {
    const session = this.owner ?? this.nextWaiting();
    const batch = session?.batches.shift();
    if (session && batch) {
      this.running = true;
      if (this.owner !== session) this.ownedSince = Date.now();
      this.owner = session;
      if (batch.kind === 'farewell') await this.farewell(session);
      else await this.run(session, batch);
      this.running = false;
      if (this.broken) return;
      if (session.status === 'I' && !session.midway) this.release(session);
    }
    if (this.owner ? this.owner.batches.length > 0 : this.waiting.length > 0) this.schedule();
    else this.idle.splice(0).forEach((resolve) => resolve());
  }

  private nextWaiting(): PgliteSession | undefined {
    const session = this.waiting.shift();
    if (session) this.endPatience(session);
    return session;
  }

  private release(session: PgliteSession): void {
    this.owner = null;
    if (session.batches.length > 0) this.submitted(session);
  }

  private async run(session: PgliteSession, batch: Extract<Batch, { kind: 'messages' }>): Promise<void> {
    session.pendingListens.push(...batch.listens);
    const answer = await this.exchange(batch.bytes);
    session.midway = !batch.complete;
    session.status = answer.status ?? session.status;
    if (session.pendingListens.length > 0 && session.status === 'I' && !session.midway) {
      await this.settleListens(session, !answer.failed && answer.lastTag !== 'ROLLBACK');
    }
    session.send(answer.data);
    if (answer.lastWords !== undefined) this.breakDown(new Error(answer.lastWords));
  }

  /** Ends what a session left open and takes away what only it knew. */
  private async farewell(session: PgliteSession): Promise<void> {
    if (session.midway) session.status = (await this.exchange(sync())).status ?? session.status;
    if (session.status !== 'I') await this.exchange(query('ROLLBACK'));
    session.status = 'I';
    session.midway = false;
    if (session.statements.size > 0) await this.exchange(Buffer.concat([...[...session.statements.values()].map(closeStatement), sync()]));
    const channels = [...session.channels];
    session.channels.clear();
    for (const channel of channels) if (!this.isHeard(channel)) await this.exchange(query(`UNLISTEN ${quoted(channel)}`));
    this.sessions.delete(session);
    this.kill.delete(session);
    session.end();
  }

  /** Gives the backend messages and collects its answer; hands notifications to those who listen. */
  private async exchange(bytes: Buffer): Promise<Answer> {
    const chunks: Buffer[] = [];
    await this.pglite.execProtocolRawStream(bytes, { syncToFs: false, onRawData: (data) => chunks.push(Buffer.from(data)) });
    const data = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    let status: string | undefined;
    let failed = false;
    let lastWords: string | undefined;
    let lastTag = '';
    let kept: Buffer[] | undefined;
    let from = 0;
    eachMessage(data, (type, body, end) => {
      if (type === 'Z') status = String.fromCharCode(data.readUInt8(body));
      else if (type === 'E') {
        failed = true;
        const { S: severity = '', M: words } = errorFields(data, body);
        if (ENDING.includes(severity)) lastWords = words;
      } else if (type === 'C') lastTag = textAt(data, body).text;
      else if (type === 'A') {
        this.notify(data.subarray(body - 5, end), textAt(data, body + 4).text);
        (kept ??= []).push(data.subarray(from, body - 5));
        from = end;
      }
    });
    return { data: kept ? Buffer.concat([...kept, data.subarray(from)]) : data, status, failed, lastTag, lastWords };
  }

  private notify(notification: Buffer, channel: string): void {
    for (const session of this.sessions) if (session.channels.has(channel)) session.send(notification);
  }

  /** A transaction with LISTEN or UNLISTEN in it has ended. */
  private async settleListens(session: PgliteSession, kept: boolean): Promise<void> {
    const changes = session.pendingListens;
    session.pendingListens = [];
    if (!kept) return;
    for (const { listen, channel } of changes) {
      if (listen) session.channels.add(channel);
      else if (channel === '*') session.channels.clear();
      else session.channels.delete(channel);
    }
    // The backend now hears none of what this session gave up, though others may still want it.
    const lost = changes.some(({ listen }) => !listen) ? new Set([...this.sessions].flatMap((other) => [...other.channels])) : [];
    for (const channel of lost) await this.exchange(query(`LISTEN ${quoted(channel)}`));
  }

  private isHeard(channel: string): boolean {
    return [...this.sessions].some((session) => session.channels.has(channel));
  }

  private beginPatience(session: PgliteSession): void {
    const timer = setTimeout(() => {
      if (!this.waiting.includes(session)) return;
      const held = this.owner ? Date.now() - this.ownedSince : 0;
      if (held < this.transactionWaitMs || session.leaving) this.beginPatience(session);
      else this.refuseWaiting(session, held);
    }, this.transactionWaitMs);
    this.patience.set(session, timer);
  }

  private endPatience(session: PgliteSession): void {
    clearTimeout(this.patience.get(session));
    this.patience.delete(session);
  }

  private refuseWaiting(session: PgliteSession, heldMs: number): void {
    this.waiting.splice(this.waiting.indexOf(session), 1);
    this.endPatience(session);
    const text = `another connection's transaction has held the embedded database for ${Math.round(heldMs / 1000)} s`;
    for (const batch of session.batches.splice(0)) {
      if (batch.kind === 'farewell') session.batches.push(batch);
      else session.send(Buffer.concat([errorResponse('ERROR', '55P03', text), ...(batch.complete ? [readyForQuery('I')] : [])]));
    }
  }

  /** The backend ended: everybody is told, as by a server that crashed, and another is started on the same folder. */
  private breakDown(cause: unknown): void {
    this.running = false;
    this.broken = failure('57P03', 'The embedded database has stopped', cause);
    for (const timer of this.patience.values()) clearTimeout(timer);
    this.patience.clear();
    const kills = [...this.kill.values()];
    this.sessions.clear();
    this.kill.clear();
    this.waiting.length = 0;
    this.owner = null;
    // The reason for the end is on its way to the one who caused it; he is cut off after he has read it.
    setImmediate(() => kills.forEach((kill) => kill(failure('57P02', 'The embedded database has stopped', cause))));
    this.idle.splice(0).forEach((resolve) => resolve());
    if (this.options.restart && !this.closing) this.recovery = this.recover(this.options.restart);
  }

  private async recover(restart: () => Promise<PGlite>): Promise<void> {
    abandon(this.pglite);
    for (let delay = RESTART_AFTER_MS; this.broken && !this.closing; delay = Math.min(2 * delay, RESTART_AFTER_AT_MOST_MS)) {
      await new Promise((resolve) => setTimeout(resolve, delay));
      try {
        this.pglite = await restart();
        this.broken = null;
      } catch (error) {
        this.broken = failure('57P03', 'The embedded database has stopped and does not start again', error);
      }
    }
  }
}

/** Severities after which a backend is gone. Source: PostgreSQL documentation, "Message Severity Levels". */
const ENDING = ['FATAL', 'PANIC'];

/** An error with the SQLSTATE that PostgreSQL has for the case. */
function failure(code: string, message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code });
}

/** Gives back the files of a PGlite that can no longer be closed. */
function abandon(pglite: PGlite): void {
  const { FS: files }: { FS: { streams?: ({ nfd?: number } | null | undefined)[] } } = pglite.Module;
  for (const stream of files.streams ?? []) if (stream?.nfd !== undefined) close(stream.nfd, () => undefined);
}
