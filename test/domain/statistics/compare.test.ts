/** The table of DHIS2: eight operators, three ways with what is missing. */
import { FIGURE_COMPARISONS, type FigureComparison, type MissingStrategy } from '../../../src/domain/plan/form-model';
import { checkFigures, type Figures } from '../../../src/domain/statistics';
import { anyForm } from './forms';

const indicators = [1, 2, 3, 4].map((number) => ({ number, name: `指标${number}`, unit: '件', required: false }));
const broken = (rule: { left: string; op: FigureComparison; right: string; missing?: MissingStrategy }, figures: Figures): boolean =>
  checkFigures(anyForm({ indicators, rules: [{ kind: 'COMPARE', ...rule }] }), figures).length > 0;

describe('operators', () => {
  /** of two against three, three against three, three against two */
  const TABLE: Readonly<Record<FigureComparison, readonly [boolean, boolean, boolean]>> = {
    EQUAL: [false, true, false],
    NOT_EQUAL: [true, false, true],
    GREATER: [false, false, true],
    GREATER_OR_EQUAL: [false, true, true],
    LESS: [true, false, false],
    LESS_OR_EQUAL: [true, true, false],
    BOTH_OR_NEITHER: [true, true, true],
    NOT_BOTH: [false, false, false],
  };

  it.each(FIGURE_COMPARISONS)('%s', (op) => {
    const pairs: Figures[] = [
      { '1': 2, '2': 3 },
      { '1': 3, '2': 3 },
      { '1': 3, '2': 2 },
    ];
    expect(pairs.map((figures) => !broken({ left: '[1]', op, right: '[2]' }, figures))).toEqual(TABLE[op]);
  });

  it('compare decimals as they are written', () => {
    const form = anyForm({
      indicators: [1, 2, 3].map((number) => ({ number, name: '金额', unit: '万元' })),
      rules: [{ kind: 'COMPARE', left: '[1] + [2]', op: 'EQUAL', right: '[3]' }],
    });
    expect(checkFigures(form, { '1': 0.1, '2': 0.2, '3': 0.3 })).toEqual([]);
    expect(checkFigures(form, { '1': 0.1, '2': 0.2, '3': 0.31 })).toHaveLength(1);
  });
});

describe('what is missing', () => {
  const sides = { left: '[1] + [2]', right: '[3] + [4]' } as const;
  const BROKEN_WHEN_COMPARED = { op: 'EQUAL' } as const;
  const cases: [string, Figures, Record<MissingStrategy, boolean>][] = [
    ['nothing', { '1': 1, '2': 1, '3': 5, '4': 5 }, { SKIP_IF_ANY_MISSING: true, SKIP_IF_ALL_MISSING: true, NEVER_SKIP: true }],
    ['one on a side', { '1': 1, '3': 5, '4': 5 }, { SKIP_IF_ANY_MISSING: false, SKIP_IF_ALL_MISSING: true, NEVER_SKIP: true }],
    ['one on each side', { '1': 1, '3': 5 }, { SKIP_IF_ANY_MISSING: false, SKIP_IF_ALL_MISSING: true, NEVER_SKIP: true }],
    ['a whole side', { '3': 5, '4': 5 }, { SKIP_IF_ANY_MISSING: false, SKIP_IF_ALL_MISSING: false, NEVER_SKIP: true }],
    ['a whole side but a zero', { '1': 0, '3': 5, '4': 5 }, { SKIP_IF_ANY_MISSING: false, SKIP_IF_ALL_MISSING: true, NEVER_SKIP: true }],
    ['everything', {}, { SKIP_IF_ANY_MISSING: false, SKIP_IF_ALL_MISSING: false, NEVER_SKIP: false }],
  ];

  it.each(cases)('is %s', (_, figures, expected) => {
    for (const [missing, isBroken] of Object.entries(expected) as [MissingStrategy, boolean][])
      expect({ missing, broken: broken({ ...sides, ...BROKEN_WHEN_COMPARED, missing }, figures) }).toEqual({ missing, broken: isBroken });
  });

  it('counts as zero where it is compared', () => {
    expect(broken({ left: '[1] + [2]', op: 'EQUAL', right: '[3]', missing: 'SKIP_IF_ALL_MISSING' }, { '1': 4, '3': 4 })).toBe(false);
    expect(broken({ left: '[1]', op: 'GREATER', right: '0', missing: 'NEVER_SKIP' }, {})).toBe(true);
  });

  it('is never missing from a side of numbers only', () => {
    expect(broken({ left: '[1]', op: 'GREATER_OR_EQUAL', right: '3' }, { '1': 2 })).toBe(true);
    expect(broken({ left: '[1]', op: 'GREATER_OR_EQUAL', right: '3' }, {})).toBe(false);
  });
});

describe('pairs', () => {
  const pair = (op: 'BOTH_OR_NEITHER' | 'NOT_BOTH', missing: MissingStrategy, figures: Figures) =>
    broken({ left: '[1] + [2]', op, right: '[3]', missing }, figures);

  it('ask whether the sides have values at all; zero is one', () => {
    expect(pair('BOTH_OR_NEITHER', 'SKIP_IF_ANY_MISSING', { '1': 1, '2': 1 })).toBe(true);
    expect(pair('BOTH_OR_NEITHER', 'SKIP_IF_ANY_MISSING', { '3': 0 })).toBe(true);
    expect(pair('BOTH_OR_NEITHER', 'SKIP_IF_ANY_MISSING', { '1': 1, '2': 1, '3': 0 })).toBe(false);
    expect(pair('BOTH_OR_NEITHER', 'SKIP_IF_ANY_MISSING', {})).toBe(false);
    expect(pair('NOT_BOTH', 'SKIP_IF_ANY_MISSING', { '1': 0, '2': 0, '3': 0 })).toBe(true);
    expect(pair('NOT_BOTH', 'SKIP_IF_ANY_MISSING', { '1': 0, '2': 0 })).toBe(false);
    expect(pair('NOT_BOTH', 'SKIP_IF_ANY_MISSING', {})).toBe(false);
  });

  it('have a half-filled side for filled or for empty, as the strategy says', () => {
    expect(pair('BOTH_OR_NEITHER', 'SKIP_IF_ANY_MISSING', { '1': 1, '3': 1 })).toBe(true);
    expect(pair('BOTH_OR_NEITHER', 'SKIP_IF_ALL_MISSING', { '1': 1, '3': 1 })).toBe(false);
    expect(pair('NOT_BOTH', 'SKIP_IF_ANY_MISSING', { '1': 1, '3': 1 })).toBe(false);
    expect(pair('NOT_BOTH', 'SKIP_IF_ALL_MISSING', { '1': 1, '3': 1 })).toBe(true);
  });

  it('are of no use with NEVER_SKIP, by which every side has a value', () => {
    expect(pair('BOTH_OR_NEITHER', 'NEVER_SKIP', { '3': 1 })).toBe(false);
    expect(pair('NOT_BOTH', 'NEVER_SKIP', {})).toBe(true);
  });
});
