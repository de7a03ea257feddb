import fc from 'fast-check';
import { readWalPosition } from '../../../src/infrastructure/replicas/wal-position';

const text = (high: number, low: number): string => `${high.toString(16).toUpperCase()}/${low.toString(16).toUpperCase()}`;
const half = fc.integer({ min: 0, max: 0xffffffff });

test('places in the log are ordered as PostgreSQL orders pg_lsn: by the half before the stroke, then by the one after it', () => {
  fc.assert(
    fc.property(half, half, half, half, (a, b, c, d) => {
      const [one, other] = [readWalPosition(text(a, b)) ?? -1n, readWalPosition(text(c, d)) ?? -1n];
      expect(one < other).toBe(a < c || (a === c && b < d));
    }),
  );
});

test.each(['', '16', '16/', '/16', 'G/1', '1/123456789', '1/1 ', '-1/1', null, undefined])('%j is no place', (given) => {
  expect(readWalPosition(given)).toBeNull();
});
