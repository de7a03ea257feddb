import { randomInt } from 'node:crypto';
import { listenChanges, type ListenChange } from './listen-statements';
import { CANCEL_REQUEST, FrameReader, GSS_REQUEST, SSL_REQUEST, greeting, requestCode, sqlOf, withSql, withStatementName, type Frame } from './wire';

/** What runs on the backend without a break: the messages up to a Sync, a Query or a Flush, or the leave-taking of a session. */
export type Batch =
  | { readonly kind: 'messages'; readonly bytes: Buffer; readonly complete: boolean; readonly listens: readonly ListenChange[] }
  | { readonly kind: 'farewell' };

/** What a session needs of the bridge: a turn on the backend, and the socket it answers through. */
export interface SessionHost {
  readonly serverVersion: string;
  /** The session has work to do. */
  submitted(session: PgliteSession): void;
}

// PostgreSQL cuts longer names off, and two that begin alike would meet.
const MAX_NAME_BYTES = 63;

// PGlite reads the whole conversation at once: a COPY that waits for its rows would end the backend, and the database with it.
const COPY_IN = /\bcopy\b[^;]*\bfrom\s+stdin\b/i;
const REFUSE_COPY_IN = `do $$ begin raise feature_not_supported using message = 'COPY FROM STDIN needs PostgreSQL'; end $$`;

/** One client's side of the bridge: what it sent and is not yet run, its names, its channels, and how its transaction stands. */
export class PgliteSession {
  readonly batches: Batch[] = [];
  readonly statements = new Map<string, string>();
  readonly channels = new Set<string>();
  /** LISTEN and UNLISTEN of a transaction that is still open. */
  pendingListens: ListenChange[] = [];
  /** I: none, T: in a transaction block, E: in one that failed. As in ReadyForQuery. */
  status = 'I';
  /** Whether the last batch ended without a Sync, so that the backend still expects one. */
  midway = false;
  leaving = false;
  private readonly reader = new FrameReader();
  private open: Buffer[] = [];
  private openListens: ListenChange[] = [];

  constructor(
    readonly id: number,
    private readonly host: SessionHost,
    readonly send: (data: Buffer) => void,
    readonly end: () => void,
  ) {}

  /** Takes what the client wrote. */
  receive(chunk: Buffer): void {
    for (const frame of this.reader.push(chunk)) {
      if (this.leaving) return;
      if (frame.type === '') this.handshake(frame);
      else if (frame.type === 'X') this.leave();
      else this.take(frame);
    }
  }

  /** The client said goodbye: what it asked for before is still done. */
  leave(): void {
    if (this.leaving) return;
    this.leaving = true;
    // Nothing more to answer: the client need not wait for the backend, which another one's transaction may hold.
    if (this.batches.length === 0) this.end();
    this.batches.push({ kind: 'farewell' });
    this.host.submitted(this);
  }

  /** The client is gone without a goodbye: what has not begun is never done, an open transaction is rolled back. */
  vanish(): void {
    if (this.leaving) return;
    this.leaving = true;
    this.batches.splice(0, this.batches.length, { kind: 'farewell' });
    this.host.submitted(this);
  }

  private nameOnBackend(name: string): string {
    const known = this.statements.get(name);
    if (known !== undefined) return known;
    const wanted = `${name}@${this.id}`;
    const given = Buffer.byteLength(wanted) <= MAX_NAME_BYTES ? wanted : `statement ${this.statements.size + 1}@${this.id}`;
    this.statements.set(name, given);
    return given;
  }

  private handshake(frame: Frame): void {
    const code = requestCode(frame);
    if (code === SSL_REQUEST || code === GSS_REQUEST) this.send(Buffer.from('N'));
    // A cancellation comes on a connection of its own. The backend is never busy while we read, so there is nothing to cancel.
    else if (code === CANCEL_REQUEST) this.leave();
    else this.send(greeting(this.host.serverVersion, this.id, randomInt(2 ** 31)));
  }

  private take(frame: Frame): void {
    const sql = sqlOf(frame);
    this.openListens.push(...listenChanges(sql));
    const allowed = COPY_IN.test(sql) ? withSql(frame, REFUSE_COPY_IN) : frame;
    this.open.push(withStatementName(allowed, (name) => this.nameOnBackend(name)));
    if (!'QSFH'.includes(frame.type)) return;
    this.batches.push({ kind: 'messages', bytes: Buffer.concat(this.open), complete: frame.type !== 'H', listens: this.openListens });
    this.open = [];
    this.openListens = [];
    this.host.submitted(this);
  }
}
