import { createHmac } from 'node:crypto';

/**
 * `v1=` and the HMAC-SHA256, hexadecimal, of `timestamp.body` with the shared secret: seconds since 1970 as they stand in the header, a full stop, the
 * body byte by byte. Receivers compute the same, compare in constant time, and refuse a timestamp that is more than some minutes old.
 */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`, 'utf8').digest('hex')}`;
