import fc from 'fast-check';
import { percent, share, weightedMean } from '../../../src/domain/bulletin/fraction';
import { rankUnits, USUAL_RANKING, type RankingRules, type UnitCounts } from '../../../src/domain/bulletin/ranking';

const counts = (unit: string, given: Partial<UnitCounts> = {}): UnitCounts => ({
  ...{ unit, expected: 4, submitted: 4, timely: 4, late: 0, missing: 0, overdue: 0, zero: 0, returned: 0, parts: 2, partsAccepted: 2, figures: {} },
  ...given,
});
const rules = (items: RankingRules['items'], given: Partial<RankingRules> = {}): RankingRules => ({ items, commend: 1, criticise: 1, ...given });
const item = (measure: RankingRules['items'][number]['measure'], weight = 1, cell: string | null = null) => ({ measure, weight, cell, form: null });

describe('ranking units by the rules of the plan', () => {
  test('each measure is a share of what was owed', () => {
    const [ranked] = rankUnits(
      [counts('a', { submitted: 3, timely: 2, returned: 1, partsAccepted: 1 })],
      rules(['COMPLETENESS', 'TIMELINESS', 'RETURNS', 'TASK_PROGRESS'].map((measure) => item(measure as 'RETURNS'))),
    );
    expect(ranked?.measures.map(({ percent: value }) => value)).toEqual(['75.00', '50.00', '75.00', '50.00']);
    expect(ranked?.score).toBe('62.50');
  });

  test('weights count, and thirds do not drift: 40 x 2/3 + 60 x 1/3 is 46.67', () => {
    const [ranked] = rankUnits([counts('a', { expected: 3, submitted: 2, timely: 1 })], rules([item('COMPLETENESS', 40), item('TIMELINESS', 60)]));
    expect(ranked?.score).toBe('46.67');
  });

  test('who handed in nothing gains nothing from having nothing returned', () => {
    const [ranked] = rankUnits([counts('a', { submitted: 0, timely: 0 })], rules([item('RETURNS')]));
    expect(ranked?.score).toBe('0.00');
  });

  test('a measure that does not apply to a unit does not pull it down', () => {
    const ranked = rankUnits([counts('a', { parts: 0, partsAccepted: 0 })], USUAL_RANKING);
    expect(ranked[0]).toMatchObject({ score: '100.00', rank: 1 });
    expect(ranked[0]?.measures.find(({ measure }) => measure === 'TASK_PROGRESS')?.percent).toBeNull();
  });

  test('casework is measured by the largest figure of a unit; with no cases anywhere it does not apply', () => {
    const by = rules([item('CASEWORK', 1, '7.1')]);
    const some = rankUnits([counts('a', { figures: { '7.1': '12.5' } }), counts('b', { figures: { '7.1': '50' } }), counts('c')], by);
    expect(some.map(({ unit, score, rank }) => [unit, score, rank])).toEqual([
      ['b', '100.00', 1],
      ['a', '25.00', 2],
      ['c', '0.00', 3],
    ]);
    expect(rankUnits([counts('a', { figures: { '7.1': '0.00' } })], by)[0]).toMatchObject({ rank: null, score: null });
  });

  test('equal scores share a rank, and the next rank stays free', () => {
    const ranked = rankUnits([counts('a', { submitted: 3 }), counts('b'), counts('c')], rules([item('COMPLETENESS')]));
    expect(ranked.map(({ unit, rank }) => [unit, rank])).toEqual([
      ['b', 1],
      ['c', 1],
      ['a', 3],
    ]);
  });

  test('the first are commended, the last criticised; a tie is treated alike', () => {
    const ranked = rankUnits(
      [counts('a'), counts('b', { submitted: 1 }), counts('c', { submitted: 3 }), counts('d', { submitted: 1 })],
      rules([item('COMPLETENESS')]),
    );
    expect(ranked.map(({ unit, commended, criticised }) => [unit, commended, criticised])).toEqual([
      ['a', true, false],
      ['c', false, false],
      ['b', false, true],
      ['d', false, true],
    ]);
  });

  describe('who shares a place', () => {
    /** Units in the order of their scores, in reports handed in of 20. */
    const named = (submitted: readonly number[], commend: number, criticise: number): string => {
      const units = submitted.map((n, i) => counts(`u${i}`, { expected: 20, submitted: n }));
      const ranked = rankUnits(units, rules([item('COMPLETENESS')], { commend, criticise }));
      return ranked.map(({ commended, criticised }) => (commended ? '+' : criticised ? '-' : '.')).join('');
    };

    test.each([
      ['all have the same score: nobody is named', [9, 9, 9, 9], 3, 3, '....'],
      ['all are flawless', [20, 20], 3, 3, '..'],
      ['a unit alone is neither first nor last of anything', [7], 3, 3, '.'],
      ['two: the better and the worse', [9, 7], 3, 3, '+-'],
      ['two with full score and one without', [20, 20, 7], 3, 3, '++-'],
      ['a tie at the edge is taken in', [9, 8, 7, 7, 7, 5, 4], 3, 1, '+++++.-'],
      ['but not when that makes more than twice the number', [9, 8, 7, 7, 7, 7, 7, 5], 3, 1, '++.....-'],
      ['nor when the first place itself is shared by too many', [9, 9, 9, 9, 9, 4], 2, 1, '.....-'],
      ['twice the number is still taken', [9, 9, 9, 9, 4, 3], 2, 1, '++++.-'],
      ['the last likewise', [9, 8, 7, 5, 5, 5], 1, 2, '+..---'],
      ['the last, too many', [9, 8, 5, 5, 5, 5, 5], 1, 2, '+......'],
      ['never everybody', [9, 8, 7], 3, 0, '++.'],
      ['never both', [9, 8, 7, 6], 3, 3, '+++-'],
      ['full score is not criticised', [20, 20, 20, 7], 0, 3, '...-'],
      ['nobody is asked for', [9, 8, 7], 0, 0, '...'],
    ] as const)('%s', (_what, submitted, commend, criticise, expected) => {
      expect(named(submitted, commend, criticise)).toBe(expected);
    });

    test('property: equal scores alike, at most twice the number, never everybody, and nobody passed over', () => {
      const scores = fc.array(fc.nat(20), { minLength: 1, maxLength: 12 });
      fc.assert(
        fc.property(scores, fc.nat(5), fc.nat(5), (submitted, commend, criticise) => {
          const units = submitted.map((n, i) => counts(`u${i}`, { expected: 20, submitted: n }));
          const ranked = rankUnits(units, rules([item('COMPLETENESS')], { commend, criticise }));
          for (const one of ranked) {
            const alike = ranked.filter(({ score }) => score === one.score);
            expect(alike.every(({ commended, criticised }) => commended === one.commended && criticised === one.criticised)).toBe(true);
            const better = ranked.filter(({ score }) => Number(score) > Number(one.score));
            if (one.commended) expect(better.every(({ commended }) => commended)).toBe(true);
          }
          const [first, last] = [ranked.filter(({ commended }) => commended), ranked.filter(({ criticised }) => criticised)];
          expect(first.length).toBeLessThanOrEqual(2 * commend);
          expect(last.length).toBeLessThanOrEqual(2 * criticise);
          expect(Math.max(first.length, last.length)).toBeLessThan(Math.max(2, ranked.length));
          expect(last.filter(({ commended, score }) => commended || score === '100.00')).toEqual([]);
        }),
      );
    });
  });

  const someCounts = fc.record({ expected: fc.nat(50), parts: fc.nat(20) }).chain(({ expected, parts }) =>
    fc.nat(expected).chain((submitted) =>
      fc.record({
        expected: fc.constant(expected),
        parts: fc.constant(parts),
        submitted: fc.constant(submitted),
        timely: fc.nat(submitted),
        returned: fc.nat(expected),
        partsAccepted: fc.nat(parts),
      }),
    ),
  );

  test('property: scores lie between 0 and 100, ranks follow scores, and the order given does not matter', () => {
    fc.assert(
      fc.property(fc.array(someCounts, { minLength: 1, maxLength: 12 }), (all) => {
        const units = all.map((given, i) => counts(`u${i}`, given));
        const ranked = rankUnits(units, USUAL_RANKING);
        const of = new Map(rankUnits(units.toReversed(), USUAL_RANKING).map((one) => [one.unit, one]));
        ranked.forEach((one, i) => {
          expect(of.get(one.unit)).toEqual(one);
          if (one.score === null) return;
          expect(Number(one.score)).toBeGreaterThanOrEqual(0);
          expect(Number(one.score)).toBeLessThanOrEqual(100);
          const before = ranked[i - 1];
          if (before?.score) expect(Number(before.score)).toBeGreaterThanOrEqual(Number(one.score));
        });
        expect(ranked.filter(({ commended, criticised }) => commended && criticised)).toEqual([]);
      }),
    );
  });

  test('percentages round halves up, exactly', () => {
    expect(percent(share(1, 3))).toBe('33.33');
    expect(percent(share(2, 3))).toBe('66.67');
    expect(percent({ of: 5n, over: 100_000n })).toBe('0.01');
    expect(
      percent(
        weightedMean([
          { share: share(1, 3), weight: 1 },
          { share: share(2, 3), weight: 2 },
        ]),
      ),
    ).toBe('55.56');
  });
});
