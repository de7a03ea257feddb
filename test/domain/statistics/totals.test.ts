import fc from 'fast-check';
import { percentOf, scaledText, totalsOf, type PeriodTotal } from '../../../src/domain/statistics';

const month = (key: string): PeriodTotal['period'] => ({ key, start: `${key}-01`, end: `${key}-28` });
const total = (key: string, counts: Record<string, number>, cells: Record<string, [string, number]>): PeriodTotal => ({
  period: month(key),
  counts,
  cells: Object.fromEntries(Object.entries(cells).map(([cell, [sum, filled]]) => [cell, { sum, filled }])),
});
const cell = (key: string, accumulation: 'FLOW' | 'CUMULATIVE' | 'STOCK', more: { part?: number | null; required?: boolean } = {}) => ({
  ...{ key, accumulation, part: null, required: true },
  ...more,
});

const PERIODS = [
  total('2022-08', { expected: 10, submitted: 10 }, { 1: ['3.5', 10], 2: ['100', 10] }),
  total('2022-09', { expected: 12, submitted: 9, zero: 2 }, { 1: ['-1.25', 7], 2: ['120', 7] }),
  total('2022-10', { expected: 12 }, {}),
];

test('what flows is added up; what stands is that of the last period that anybody reported', () => {
  expect(totalsOf([cell('1', 'FLOW'), cell('2', 'CUMULATIVE')], PERIODS)).toEqual([
    { key: '1', value: '2.25', filled: 19, expected: 34, period: null },
    { key: '2', value: '120', filled: 7, expected: 12, period: '2022-09' },
  ]);
});

test('a zero report has filled in what flows and is asked for, and only that', () => {
  const zero = [total('2022-09', { expected: 2, submitted: 2, zero: 2 }, {})];
  expect(totalsOf([cell('1', 'FLOW'), cell('2', 'STOCK'), cell('3', 'FLOW', { required: false })], zero)).toEqual([
    { key: '1', value: '0', filled: 2, expected: 2, period: null },
    { key: '2', value: null, filled: 0, expected: 2, period: null },
    { key: '3', value: null, filled: 0, expected: 2, period: null },
  ]);
});

test('a zero report does not wipe out a running total or a stock: what was reported before goes on standing', () => {
  const periods = [total('2022-08', { expected: 1, submitted: 1 }, { 1: ['33', 1] }), total('2022-09', { expected: 1, submitted: 1, zero: 1 }, {})];
  for (const accumulation of ['CUMULATIVE', 'STOCK'] as const)
    expect(totalsOf([cell('1', accumulation)], periods)).toEqual([{ key: '1', value: '33', filled: 1, expected: 1, period: '2022-08' }]);
});

test('nobody has reported: there is no value', () => {
  expect(totalsOf([cell('1', 'FLOW'), cell('2', 'STOCK')], [PERIODS[2] as PeriodTotal])).toEqual([
    { key: '1', value: null, filled: 0, expected: 12, period: null },
    { key: '2', value: null, filled: 0, expected: 12, period: null },
  ]);
  expect(totalsOf([cell('2', 'STOCK')], [PERIODS[2] as PeriodTotal, PERIODS[2] as PeriodTotal])[0]?.expected).toBe(24);
  expect(totalsOf([cell('1', 'FLOW')], [])).toEqual([{ key: '1', value: null, filled: 0, expected: 0, period: null }]);
});

test('the only part of an indicator is found under its number, and what the form does not have comes last', () => {
  const periods = [total('2022-09', { expected: 1 }, { 7: ['5', 1], 9: ['6', 1] })];
  expect(totalsOf([cell('7.1', 'FLOW', { part: 1 })], periods).map(({ key, value }) => [key, value])).toEqual([
    ['7.1', '5'],
    ['9', '6'],
  ]);
});

test('two totals of one period, of a unit that stood below two, are one', () => {
  const halves = [total('2022-09', { expected: 3 }, { 1: ['1', 2] }), total('2022-09', { expected: 4 }, { 1: ['2', 4] })];
  expect(totalsOf([cell('1', 'STOCK')], halves)).toEqual([{ key: '1', value: '3', filled: 6, expected: 7, period: '2022-09' }]);
});

test('decimals as the database prints them', () => {
  expect(['0', '-0.5', '12.345678', '0.0000005', '3999999999999996'].map(scaledText)).toEqual([
    0n,
    -500_000n,
    12_345_678n,
    1n,
    3_999_999_999_999_996_000_000n,
  ]);
});

test('a percentage is rounded as by hand, but 100.00 is said of all alone, and 0.00 of nothing alone', () => {
  const said = [percentOf(0, 0), percentOf(0, 3), percentOf(2, 3), percentOf(99_999, 100_000), percentOf(1, 100_000), percentOf(7, 7)];
  expect(said).toEqual([null, '0.00', '66.67', '99.99', '0.01', '100.00']);
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (part, rest) => {
      const percent = percentOf(part, part + rest);
      expect(percent).not.toBe('100.00');
      expect(percent === '0.00').toBe(part === 0);
      expect(Math.abs(Number(percent) - (part * 100) / (part + rest))).toBeLessThanOrEqual(0.01);
    }),
  );
});
