import fc from 'fast-check';
import type { z } from 'zod';
import type { formRuleSchema } from '../../../src/domain/plan/form-model';
import { checkFigures, type EarlierFigures, type Figures } from '../../../src/domain/statistics';
import { anyForm } from './forms';

type Rule = z.input<typeof formRuleSchema>;
const whole: Figures = { '1': 10, '7.1': 3, '7.2': 2, '8': 12.34 };
const CLOSED: Rule = { kind: 'COMPARE', left: '[7.2]', op: 'LESS_OR_EQUAL', right: '[7.1]', over: 'CUMULATIVE', key: 'closed' };
const period = (i: number): string => `2022-${String(i + 1).padStart(2, '0')}`;
const history = (...periods: Figures[]): EarlierFigures[] => periods.map((figures, i) => ({ period: period(i), figures }));
const check = (rules: Rule[], figures: Figures, earlier: EarlierFigures[] = []) =>
  checkFigures(anyForm({ rules }), { ...whole, ...figures }, earlier);

describe('结案 ≤ 立案', () => {
  it('holds over everything so far, though not in the period itself', () => {
    expect(check([CLOSED], { '7.1': 0, '7.2': 2 }, history({ '7.1': 5, '7.2': 3 }))).toEqual([]);
    expect(check([{ ...CLOSED, over: 'PERIOD' }], { '7.1': 0, '7.2': 2 }, history({ '7.1': 5, '7.2': 3 }))).toHaveLength(1);
  });

  it('is broken with the sums and the names of the cells', () => {
    expect(check([CLOSED], { '7.1': 0, '7.2': 3 }, history({ '7.1': 5, '7.2': 3 }))).toEqual([
      {
        code: 'RULE_BROKEN',
        severity: 'ERROR',
        cells: ['7.1', '7.2'],
        rule: 'closed',
        message: {
          zh: '累计：7.2“立案/结案数：结案” 应小于或等于 7.1“立案/结案数：立案”（现为6与5）',
          en: 'So far: 7.2“立案/结案数：结案” must be at most 7.1“立案/结案数：立案” (it is 6 against 5)',
        },
        data: { left: '6', op: 'LESS_OR_EQUAL', right: '5', over: 'CUMULATIVE' },
      },
    ]);
  });

  it('of a period in which nothing is written goes by the periods before', () => {
    expect(check([CLOSED], { '7.1': null }, history({ '7.1': 1, '7.2': 0 })).map(({ code }) => code)).toEqual(['REQUIRED', 'RULE_BROKEN']);
  });
});

describe('a rule', () => {
  it('has its own severity and words', () => {
    const [fault] = check([{ kind: 'COMPARE', left: '[7.1]', op: 'EQUAL', right: '4', severity: 'WARNING', message: '请核实立案数' }], {});
    expect(fault).toMatchObject({ severity: 'WARNING', rule: 'c1', message: { zh: '请核实立案数', en: '请核实立案数' } });
  });

  it.each<[string, Rule]>([
    ['names a cell that is not there', { kind: 'COMPARE', left: '[99]', op: 'EQUAL', right: '1', missing: 'NEVER_SKIP' }],
    ['cannot be read', { kind: 'COMPARE', left: '[7.1', op: 'EQUAL', right: '1' }],
    ['is about a cell that is not there', { kind: 'MONOTONE', cell: '7' }],
    ['is about a cell that is not there', { kind: 'OUTLIER', cell: '9' }],
  ])('that %s says nothing', (_, rule) => {
    expect(check([rule], {}, history(whole, whole, whole, whole, whole))).toEqual([]);
  });

  it('does not calculate with what is no figure', () => {
    const faults = check([{ kind: 'COMPARE', left: '[7.1]', op: 'EQUAL', right: '1' }], { '7.1': Number.NaN });
    expect(faults.map(({ code }) => code)).toEqual(['NO_NUMBER']);
  });

  it('on a sum names every cell of it', () => {
    const [fault] = check([{ kind: 'COMPARE', left: '[1]', op: 'EQUAL', right: '[7.1] + [7.2]' }], {});
    expect(fault?.cells).toEqual(['1', '7.1', '7.2']);
  });

  it('on a sum holds where the total is that of its parts', () => {
    expect(check([{ kind: 'COMPARE', left: '[1]', op: 'EQUAL', right: '[7.1] + [7.2]' }], { '1': 5 })).toEqual([]);
  });
});

describe('MONOTONE', () => {
  const indicators = [{ number: 1, name: '累计检查', unit: '户次', accumulation: 'CUMULATIVE' as const, required: false }];
  const form = anyForm({ indicators, rules: [{ kind: 'MONOTONE', cell: '1' }] });
  const totals = (now: number | null, ...before: (number | null)[]) =>
    checkFigures(form, { '1': now }, history(...before.map((value) => ({ '1': value }))));

  it('lets a total stay or grow', () => {
    expect(totals(5, 3, 5)).toEqual([]);
    expect(totals(9, 3, 5)).toEqual([]);
    expect(totals(1)).toEqual([]);
    expect(totals(null, 3)).toEqual([]);
    expect(totals(1, null)).toEqual([]);
  });

  it('finds one that falls below the last that was written', () => {
    expect(totals(4, 3, 5, null)).toMatchObject([
      { code: 'TOTAL_FALLS', severity: 'ERROR', cells: ['1'], rule: 'c1', message: { zh: '1“累计检查”累计数减少：上期为5，本期为4' } },
    ]);
    expect(totals(4, 3, 5, null)[0]?.data).toEqual({ before: '5', now: '4' });
  });

  it('of figures per period looks at their sum', () => {
    const flow = anyForm({ indicators: [{ number: 1, name: '检查', unit: '户次', negative: true }], rules: [{ kind: 'MONOTONE', cell: '1' }] });
    expect(checkFigures(flow, { '1': 0 }, history({ '1': 5 }))).toEqual([]);
    expect(checkFigures(flow, { '1': -1 }, history({ '1': 5 }))).toMatchObject([{ code: 'TOTAL_FALLS', data: { before: '5', now: '4' } }]);
  });
});

describe('OUTLIER', () => {
  const outliers = (now: number, before: number[], rule: Partial<Rule> = {}, accumulation: 'FLOW' | 'CUMULATIVE' = 'FLOW') => {
    const indicators = [{ number: 1, name: '检查', unit: '户次', accumulation }];
    const form = anyForm({ indicators, rules: [{ kind: 'OUTLIER', cell: '1', ...rule }] });
    return checkFigures(form, { '1': now }, history(...before.map((value) => ({ '1': value }))));
  };

  it('takes a figure far from those before for a question, not for a fault', () => {
    expect(outliers(900, [100, 120, 90, 110])).toMatchObject([{ code: 'OUTLIER', severity: 'WARNING', rule: 'c1', cells: ['1'] }]);
    expect(outliers(900, [100, 120, 90, 110])[0]?.data).toEqual({ value: 900, median: 105, from: 61, to: 149 });
    expect(outliers(125, [100, 120, 90, 110])).toEqual([]);
    expect(outliers(10, [100, 120, 90, 110])).toHaveLength(1);
  });

  it('needs four earlier periods in which something was written', () => {
    expect(outliers(900, [100, 120, 90])).toEqual([]);
    const form = anyForm({ rules: [{ kind: 'OUTLIER', cell: '1' }] });
    const before = history(...[100, null, 120, null, 90].map((value) => ({ '1': value })));
    expect(checkFigures(form, { ...whole, '1': 900 }, before)).toEqual([]);
  });

  it('is as strict as its factor', () => {
    expect(outliers(140, [100, 120, 90, 110], { factor: 1 })).toHaveLength(1);
    expect(outliers(140, [100, 120, 90, 110], { factor: 10 })).toEqual([]);
  });

  it('is not led astray by one wild figure before', () => {
    expect(outliers(9000, [100, 120, 90, 110, 8000])).toHaveLength(1);
  });

  it('is robust where most of the earlier figures are one and the same', () => {
    expect(outliers(2, [0, 0, 0, 0])).toEqual([]);
    expect(outliers(50, [0, 0, 0, 0])).toHaveLength(1);
    expect(outliers(104, [100, 100, 100, 100])).toEqual([]);
    expect(outliers(120, [100, 100, 100, 100])).toHaveLength(1);
    expect(outliers(9, [0, 0, 0, 10])).toEqual([]);
    expect(outliers(30, [0, 0, 0, 10])[0]?.data).toEqual({ value: 30, median: 0, from: 0, to: 9 });
  });

  it('looks at the growth of a running total', () => {
    expect(outliers(500, [100, 200, 300, 400], {}, 'CUMULATIVE')).toEqual([]);
    expect(outliers(900, [100, 200, 300, 400], {}, 'CUMULATIVE')).toMatchObject([{ data: { value: 500, median: 100 } }]);
  });
});

describe('whatever the figures', () => {
  const figures = fc.record({ '7.1': fc.nat(50), '7.2': fc.nat(50), '1': fc.nat(1000), '8': fc.nat(1e6).map((cents) => cents / 100) });
  const past = fc.array(figures, { maxLength: 8 }).map((all) => history(...all));
  const rules: Rule[] = [CLOSED, { kind: 'MONOTONE', cell: '1' }, { kind: 'OUTLIER', cell: '8' }, { kind: 'OUTLIER', cell: '1', factor: 1 }];

  it('everything so far is the sum of the periods', () => {
    fc.assert(
      fc.property(figures, past, (now, earlier) => {
        const sum = (key: '7.1' | '7.2') => [...earlier.map((one) => one.figures[key] ?? 0), now[key]].reduce((all, one) => all + one, 0);
        const inOne = check([{ ...CLOSED, over: 'PERIOD' }], { ...now, '7.1': sum('7.1'), '7.2': sum('7.2') });
        expect(check([CLOSED], now, earlier).length).toBe(inOne.length);
      }),
    );
  });

  it('the order in which the periods are given makes no difference', () => {
    fc.assert(
      fc.property(
        figures,
        past.chain((earlier) => fc.tuple(fc.constant(earlier), fc.shuffledSubarray(earlier, { minLength: earlier.length }))),
        (now, [earlier, shuffled]) => {
          expect(check(rules, now, shuffled)).toEqual(check(rules, now, earlier));
        },
      ),
    );
  });

  it('the order of the rules makes no difference to what they find', () => {
    const keyed = rules.map((rule, i) => ({ ...rule, key: `k${i}` }));
    fc.assert(
      fc.property(figures, past, fc.shuffledSubarray(keyed, { minLength: keyed.length }), (now, earlier, shuffled) => {
        const sorted = (all: ReturnType<typeof check>) => all.toSorted((a, b) => String(a.rule).localeCompare(String(b.rule)));
        expect(sorted(check(shuffled, now, earlier))).toEqual(sorted(check(keyed, now, earlier)));
      }),
    );
  });
});
