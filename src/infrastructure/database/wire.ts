/**
 * The little of PostgreSQL's frontend/backend protocol 3.0 that several connections over one backend need:
 * framing, renaming of prepared statements and portals, and the few messages the bridge answers itself.
 * Source: PostgreSQL documentation, chapter "Frontend/Backend Protocol", sections "Message Formats" and "Message Flow".
 */

/** One whole message with its header. The first of a connection has no type byte: its type is ''. */
export interface Frame {
  readonly type: string;
  readonly bytes: Buffer;
}

export const SSL_REQUEST = 80877103;
export const GSS_REQUEST = 80877104;
export const CANCEL_REQUEST = 80877102;

/** Cuts what a client writes into messages, wherever the chunks end. */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);
  private started = false;

  push(chunk: Buffer): Frame[] {
    const data = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const frames: Frame[] = [];
    let at = 0;
    for (;;) {
      const header = this.started ? 1 : 0;
      if (data.length - at < header + 4) break;
      const end = at + header + data.readInt32BE(at + header);
      if (data.length < end) break;
      const frame = { type: this.started ? String.fromCharCode(data.readUInt8(at)) : '', bytes: data.subarray(at, end) };
      // After a request for encryption is declined the client starts again with another untyped message.
      if (!this.started) this.started = ![SSL_REQUEST, GSS_REQUEST].includes(requestCode(frame));
      frames.push(frame);
      at = end;
    }
    this.rest = data.subarray(at);
    return frames;
  }
}

/** The number in an untyped message: a protocol version, or one of the special requests. */
export function requestCode(frame: Frame): number {
  return frame.bytes.length >= 8 ? frame.bytes.readInt32BE(4) : 0;
}

/** Calls `visit` with the type of each message in what a backend answered, and where its body begins and the message ends. */
export function eachMessage(data: Buffer, visit: (type: string, body: number, end: number) => void): void {
  for (let at = 0; at + 5 <= data.length;) {
    const end = at + 1 + data.readInt32BE(at + 1);
    visit(String.fromCharCode(data.readUInt8(at)), at + 5, end);
    at = end;
  }
}

/** The zero-terminated text at `at`, and where the next field begins. */
export function textAt(data: Buffer, at: number): { text: string; next: number } {
  const end = data.indexOf(0, at);
  const stop = end < 0 ? data.length : end;
  return { text: data.toString('utf8', at, stop), next: stop + 1 };
}

/** The fields of an ErrorResponse by their letters: S the severity, C the SQLSTATE, M the sentence … */
export function errorFields(data: Buffer, body: number): Record<string, string | undefined> {
  const fields: Record<string, string> = {};
  for (let at = body; data.readUInt8(at) !== 0;) {
    const { text, next } = textAt(data, at + 1);
    fields[String.fromCharCode(data.readUInt8(at))] = text;
    at = next;
  }
  return fields;
}

export function message(type: string, ...body: (Buffer | string | number)[]): Buffer {
  const parts = body.map((part) => {
    if (typeof part === 'string') return Buffer.from(`${part}\0`);
    if (typeof part === 'number') return int32(part);
    return part;
  });
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  return Buffer.concat([Buffer.from(type, 'latin1'), int32(length), ...parts]);
}

const int32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
};

const one = (character: string): Buffer => Buffer.from(character, 'latin1');

export const query = (sql: string): Buffer => message('Q', sql);
export const sync = (): Buffer => message('S');
export const closeStatement = (name: string): Buffer => message('C', one('S'), name);
export const readyForQuery = (status: string): Buffer => message('Z', one(status));
export const errorResponse = (severity: string, sqlState: string, text: string): Buffer =>
  message('E', one('S'), severity, one('V'), severity, one('C'), sqlState, one('M'), text, Buffer.alloc(1));

/** What a server says to a connection that it accepts. */
export function greeting(serverVersion: string, processId: number, secret: number): Buffer {
  const parameters: Record<string, string> = {
    server_version: serverVersion,
    server_encoding: 'UTF8',
    client_encoding: 'UTF8',
    DateStyle: 'ISO, MDY',
    TimeZone: 'UTC',
    integer_datetimes: 'on',
    standard_conforming_strings: 'on',
  };
  return Buffer.concat([
    message('R', 0),
    ...Object.entries(parameters).map(([name, value]) => message('S', name, value)),
    message('K', processId, secret),
    readyForQuery('I'),
  ]);
}

/** The SQL in a Query or Parse message; '' in any other. */
export function sqlOf({ type, bytes }: Frame): string {
  if (type === 'Q') return textAt(bytes, 5).text;
  return type === 'P' ? textAt(bytes, textAt(bytes, 5).next).text : '';
}

/** The Query or Parse message with other SQL in its place, which has no parameters. */
export function withSql({ type, bytes }: Frame, sql: string): Frame {
  return { type, bytes: type === 'Q' ? query(sql) : message('P', textAt(bytes, 5).text, sql, Buffer.alloc(2)) };
}

/**
 * The message with its prepared statement's name as `rename` gives it; messages without one come back as they are.
 * Portals keep their names: a portal ends with its transaction, and a transaction has the backend to itself.
 */
export function withStatementName(frame: Frame, rename: (name: string) => string): Buffer {
  const { type, bytes } = frame;
  if (type === 'P') {
    const name = textAt(bytes, 5);
    return name.text === '' ? bytes : message('P', rename(name.text), bytes.subarray(name.next));
  }
  if (type === 'B') {
    const portal = textAt(bytes, 5);
    const name = textAt(bytes, portal.next);
    return name.text === '' ? bytes : message('B', portal.text, rename(name.text), bytes.subarray(name.next));
  }
  if ((type === 'D' || type === 'C') && bytes.readUInt8(5) === 0x53) {
    const name = textAt(bytes, 6);
    return name.text === '' ? bytes : message(type, bytes.subarray(5, 6), rename(name.text));
  }
  return bytes;
}
