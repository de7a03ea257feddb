import fc from 'fast-check';
import { cellsOf, checkFigures, contentOf, figuresOf, zeroFigures, type Figures } from '../../../src/domain/statistics';
import { anyForm } from './forms';

const codes = (content: unknown): string[] => {
  const answer = figuresOf(anyForm(), content);
  return answer.ok ? [] : answer.faults.map(({ code }) => code);
};

describe('the content of a report', () => {
  it('is read cell by cell; what is not there is not written', () => {
    const content = {
      figures: [
        { indicator: 7, values: [3, null] },
        { indicator: 1, values: [0] },
        { indicator: 15, values: [2] },
      ],
    };
    expect(figuresOf(anyForm(), content)).toEqual({
      ok: true,
      figures: { '1': 0, '7.1': 3, '7.2': null, '15.1': 2, '15.2': null, '15.3': null },
    });
  });

  it.each([[null], [undefined], [{}], [{ figures: null }], [{ text: '见附件' }]])('%p has no figures', (content) => {
    expect(figuresOf(anyForm(), content)).toEqual({ ok: true, figures: {} });
  });

  it('takes empty places behind the last one for nothing', () => {
    expect(figuresOf(anyForm(), { figures: [{ indicator: 7, values: [1, 2, null, null] }] })).toMatchObject({ ok: true });
    expect(figuresOf(anyForm(), { figures: [{ indicator: 7, values: [1, 2, null, 0] }] })).toMatchObject({ ok: false });
  });

  it.each([
    ['FIGURES_UNREADABLE', { figures: { '7': [3, 2] } }],
    ['FIGURES_UNREADABLE', { figures: [7] }],
    ['FIGURES_UNREADABLE', { figures: [{ values: [1] }] }],
    ['FIGURES_UNREADABLE', { figures: [{ indicator: 1, values: 5 }] }],
    ['UNKNOWN_INDICATOR', { figures: [{ indicator: 2, values: [1] }] }],
    ['TOO_MANY_VALUES', { figures: [{ indicator: 7, values: [1, 2, 3] }] }],
    ['NO_NUMBER', { figures: [{ indicator: 1, values: ['12件'] }] }],
    ['NO_NUMBER', { figures: [{ indicator: 1, values: [Number.POSITIVE_INFINITY] }] }],
    [
      'INDICATOR_TWICE',
      {
        figures: [
          { indicator: 1, values: [1] },
          { indicator: 1, values: [2] },
        ],
      },
    ],
  ])('is refused with %s: %p', (code, content) => {
    expect(codes(content)).toEqual([code]);
  });

  it('goes back and forth without loss', () => {
    const cells = cellsOf(anyForm());
    const figure = fc.option(fc.integer({ min: -1e6, max: 1e9 }), { nil: null });
    fc.assert(
      fc.property(fc.array(figure, { minLength: cells.length, maxLength: cells.length }), (values) => {
        const figures: Figures = Object.fromEntries(cells.map(({ key }, i) => [key, values[i] ?? null]));
        const answer = figuresOf(anyForm(), contentOf(anyForm(), figures));
        if (!answer.ok) throw new Error('its own content is refused');
        for (const { key } of cells) expect(answer.figures[key] ?? null).toBe(figures[key]);
      }),
    );
  });

  it('leaves out indicators of which nothing is written', () => {
    expect(contentOf(anyForm(), { '7.1': null, '7.2': 4, '8': null })).toEqual({ figures: [{ indicator: 7, values: [null, 4] }] });
  });
});

describe('a zero report', () => {
  it('stands for zero in every required cell that counts what happened in the period', () => {
    expect(zeroFigures(anyForm())).toEqual({ '1': 0, '7.1': 0, '7.2': 0, '8': 0 });
  });
});

describe('figures by themselves', () => {
  const whole: Figures = { '1': 10, '7.1': 3, '7.2': 2, '8': 12.34 };
  const faults = (changes: Figures) => checkFigures(anyForm(), { ...whole, ...changes }).map(({ code, severity, cells }) => [code, severity, cells]);

  it('are right', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ '1': 0, '15.3': 0 })).toEqual([]);
  });

  it.each<[string, Figures, string[]]>([
    ['REQUIRED', { '7.2': null }, ['7.2']],
    ['TOO_MANY_DECIMALS', { '1': 1.5 }, ['1']],
    ['TOO_MANY_DECIMALS', { '8': 1.234 }, ['8']],
    ['TOO_MANY_DIGITS', { '1': 1e15 }, ['1']],
    ['TOO_MANY_DIGITS', { '8': 123456789012345.67 }, ['8']],
    ['TOO_MANY_DIGITS', { '8': 0.00000012 }, ['8']],
    ['NEGATIVE', { '1': -1 }, ['1']],
    ['NEGATIVE', { '8': -0.01 }, ['8']],
    ['NO_NUMBER', { '8': Number.NaN }, ['8']],
    ['CELL_UNKNOWN', { '7': 3 }, ['7']],
  ])('%s: %p', (code, changes, cells) => {
    expect(faults(changes)).toEqual([[code, 'ERROR', cells]]);
  });

  it('that are not written are wanting where they are required, and only there', () => {
    expect(checkFigures(anyForm(), {}).map(({ code, cells }) => `${code} ${cells.join()}`)).toEqual([
      'REQUIRED 1',
      'REQUIRED 7.1',
      'REQUIRED 7.2',
      'REQUIRED 8',
    ]);
  });

  it('are named in words of the unit', () => {
    const [fault] = checkFigures(anyForm(), { ...whole, '1': 1.5 });
    expect(fault?.message).toEqual({ zh: '1“检查经营主体”应填整数', en: '1“检查经营主体” takes a whole number' });
  });
});
