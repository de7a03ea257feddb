/**
 * A network between a client and a server that fails as it is told to. Bytes pass as they are; what the server answers can be cut, delayed,
 * held back after some bytes, or lost.
 */
import { createServer, Socket, type AddressInfo, type Server } from 'node:net';

interface Line {
  client: Socket;
  server: Socket;
  /** Answers that were held back. */
  held: Buffer[];
  /** How many more bytes of answers this line may pass on; null: all. */
  mayPass: number | null;
  /** What comes after the delay comes after what came before it. */
  passing: Promise<void>;
}

export class FaultProxy {
  private readonly lines = new Set<Line>();
  private delayMs = 0;
  private holdAfter: number | null = null;
  private losing: ((request: Buffer) => boolean) | null = null;

  private constructor(
    private readonly listener: Server,
    /** The server's address with the proxy in its place. */
    readonly url: string,
  ) {}

  static async before(target: string): Promise<FaultProxy> {
    const { hostname, port } = new URL(target);
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const url = new URL(target);
    url.hostname = '127.0.0.1';
    url.port = String((listener.address() as AddressInfo).port);
    const proxy = new FaultProxy(listener, url.href);
    listener.on('connection', (client) => proxy.join(client, hostname, Number(port)));
    return proxy;
  }

  /** Every connection that stands now ends at once. */
  cut(): void {
    for (const line of this.lines) this.end(line);
  }

  /** Answers take so much longer. */
  delay(ms: number): void {
    this.delayMs = ms;
  }

  /** Of each connection's answers so many bytes still pass, then nothing, and nobody is told. New connections fare the same unless `newOnes` is false. */
  hold(bytes: number, { newOnes = true } = {}): void {
    if (newOnes) this.holdAfter = bytes;
    for (const line of this.lines) line.mayPass = bytes;
  }

  /** The first request that `which` accepts arrives; its answer does not, and the connection is cut when the server has sent it. */
  loseAnswerTo(which: (request: Buffer) => boolean): void {
    this.losing = which;
  }

  /** Whatever was held back arrives now; all goes well from here on. */
  heal(): void {
    this.delayMs = 0;
    this.holdAfter = null;
    this.losing = null;
    for (const line of this.lines) {
      line.mayPass = null;
      for (const chunk of line.held.splice(0)) line.client.write(chunk);
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.listener.close(resolve));
  }

  private join(client: Socket, host: string, port: number): void {
    const server = new Socket();
    const line: Line = { client, server, held: [], mayPass: this.holdAfter, passing: Promise.resolve() };
    let answerIsLost = false;
    this.lines.add(line);
    server.connect(port, host);
    client.on('data', (chunk) => {
      if (this.losing?.(chunk)) {
        this.losing = null;
        answerIsLost = true;
      }
      server.write(chunk);
    });
    server.on('data', (chunk) => {
      if (answerIsLost) this.end(line);
      else line.passing = line.passing.then(() => this.pass(line, chunk));
    });
    for (const socket of [client, server]) {
      socket.on('error', () => undefined);
      socket.on('close', () => this.end(line));
    }
  }

  private async pass(line: Line, chunk: Buffer): Promise<void> {
    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    if (line.client.destroyed) return;
    const now = line.mayPass === null ? chunk.length : Math.min(line.mayPass, chunk.length);
    if (now > 0) line.client.write(chunk.subarray(0, now));
    if (now < chunk.length) line.held.push(chunk.subarray(now));
    if (line.mayPass !== null) line.mayPass -= now;
  }

  private end(line: Line): void {
    this.lines.delete(line);
    line.client.destroy();
    line.server.destroy();
  }
}
