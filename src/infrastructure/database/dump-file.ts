/** A dump of the embedded database, looked at before it is let near PGlite, which would stumble over anything else without a word. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const HEADER = 512;

/**
 * The tar within. Its version file is at the top of the folder, one digit or two and a line's end.
 * @throws {TypeError} for what is no dump of PostgreSQL `version`, or is cut off; zlib's own error for what is no gzip
 */
export async function readDump(dump: Buffer, version: string): Promise<Blob> {
  const tar = await promisify(gunzip)(dump);
  let found: string | null = null;
  for (let at = 0; at + HEADER <= tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(text(tar, at + 124, 12), 8);
    if (text(tar, at + 257, 5) !== 'ustar' || !Number.isSafeInteger(size)) throw new TypeError('not a tar');
    const body = at + HEADER;
    if (body + size > tar.length) throw new TypeError('the tar breaks off');
    if (text(tar, at, 100).replace(/^\.?\/+/, '') === 'PG_VERSION') found = tar.toString('utf8', body, body + size).trim();
    at = body + Math.ceil(size / HEADER) * HEADER;
  }
  if (found !== version) throw new TypeError(`a dump of version ${found ?? 'none'}, and not ${version}`);
  return new Blob([tar], { type: 'application/x-tar' });
}

const text = (bytes: Buffer, from: number, length: number): string => {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('latin1', 0, end < 0 ? length : end).trim();
};
