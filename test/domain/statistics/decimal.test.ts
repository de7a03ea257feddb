import fc from 'fast-check';
import { decimalText, placesOf, scaled, sumOfFigures, unscaled } from '../../../src/domain/statistics';

describe('decimals', () => {
  it('are added up without floating point', () => {
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(sumOfFigures([0.1, 0.2])).toBe(0.3);
    expect(sumOfFigures([1.1, 2.2, -3.3])).toBe(0);
    expect(sumOfFigures(Array.from({ length: 1000 }, () => 0.01))).toBe(10);
    expect(sumOfFigures([])).toBe(0);
  });

  it('keep figures of 15 significant digits and 6 places', () => {
    const figure = fc
      .tuple(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), fc.integer({ min: 0, max: 6 }))
      .map(([digits, places]) => Number(decimalText(digits * 10n ** BigInt(6 - places))));
    fc.assert(fc.property(figure, (value) => unscaled(scaled(value)) === value && placesOf(value) !== null));
  });

  it('come to the same sum in any order, and in any parts', () => {
    const cents = fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 30 }).map((list) => list.map((value) => value / 100));
    fc.assert(
      fc.property(cents, fc.nat(30), (figures, at) => {
        const sum = sumOfFigures(figures);
        expect(sumOfFigures(figures.toReversed())).toBe(sum);
        expect(sumOfFigures([sumOfFigures(figures.slice(0, at)), sumOfFigures(figures.slice(at))])).toBe(sum);
      }),
    );
  });

  it.each<[number, number | null]>([
    [0, 0],
    [12, 0],
    [-12.5, 1],
    [0.000001, 6],
    [0.0000001, null],
    [999_999_999_999_999, 0],
    [1e15, null],
    [Number.NaN, null],
  ])('%p has %p places', (figure, places) => {
    expect(placesOf(figure)).toBe(places);
  });
});
