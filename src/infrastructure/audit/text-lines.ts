import { createReadStream } from 'node:fs';
import { AuditFileRefused, Fields } from './anchor-lines';

/** Longer than any event can be: what is refused here is no file of ours. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Each line as its fields, one in memory at a time. `onBytes` sees every byte of a line, its end with it, before the line is handed on.
 * @throws {AuditFileRefused} for a line that `read` cannot take
 */
export async function* readLines<T>(file: string, read: (line: Fields) => T, onBytes?: (bytes: Buffer) => void): AsyncGenerator<T> {
  let rest: Buffer[] = [];
  let length = 0;
  let number = 0;
  const take = (bytes: Buffer): T => {
    number += 1;
    onBytes?.(bytes);
    try {
      return read(Fields.of(bytes.toString('utf8')));
    } catch (error) {
      throw new AuditFileRefused(file, number, error instanceof Error ? error.message : String(error));
    }
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...rest, chunk.subarray(from, end + 1)]);
      rest = [];
      length = 0;
      from = end + 1;
      if (line.length > 1) yield take(line);
      else number += 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LONGEST) throw new AuditFileRefused(file, number + 1, 'the line is too long');
  }
  if (length > 0) yield take(Buffer.concat(rest));
}
