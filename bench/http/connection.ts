/**
 * One HTTP/1.1 connection that is kept, one request at a time: as little work as can be, because the clients share the machine with what
 * they measure.
 */
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

export interface Answer {
  status: number;
  body: string;
}

const PATIENCE_MS = 30_000;
const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

export class Connection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error(`No answer within ${PATIENCE_MS} ms`)));
    socket.on('error', (error) => this.waiting?.reject(error));
    socket.on('close', () => this.waiting?.reject(new Error('The server closed the connection')));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Servers close what has been idle for a while. */
  get closed(): boolean {
    return this.socket.destroyed || this.socket.readyState !== 'open';
  }

  ask(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      if (this.closed) {
        reject(new Error('The connection is closed'));
        return;
      }
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const headEnd = this.received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = this.received.toString('latin1', 0, headEnd);
    const start = headEnd + HEAD_END.length;
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    let body: string;
    if (length !== undefined) {
      if (this.received.length < start + Number(length)) return;
      body = this.received.toString('utf8', start, start + Number(length));
    } else {
      // Chunked; with one request at a time nothing follows the last chunk.
      if (!this.received.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)) return;
      body = this.received.toString('utf8', start);
    }
    this.received = Buffer.alloc(0);
    const waiting = this.waiting;
    this.waiting = null;
    waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }
}
