/** Filled forms: what is taken, and every way in which one is refused, named by sheet and address. */
import type { Workbook, Worksheet } from 'exceljs';
import { formSchema } from '../../../src/domain/plan/form-model';
import { formVersion } from '../../../src/domain/statistics';
import { FIGURE_SHEET, SECTION_SHEET, type ExpectedReport } from '../../../src/domain/workbook';
import { filled } from './filled';
import { EXPECTED, FORM, reportOf } from './forms';

type Change = (figures: Worksheet, book: Workbook) => void;
const put =
  (address: string, value: unknown, format?: string): Change =>
  (sheet) => {
    const cell = sheet.getCell(address);
    cell.value = value as never;
    if (format) cell.numFmt = format;
  };

async function taken(change: Change): Promise<{ cells: Record<string, number | null>; understood: [string, string, number][] }> {
  const answer = await filled(change);
  if (!answer.ok) throw new Error(JSON.stringify(answer.faults));
  const { cells, understood } = answer.filled;
  return {
    cells: Object.fromEntries(cells.filter(({ value }) => value !== null).map(({ key, value }) => [key, value])),
    understood: understood.map(({ address, written, value }) => [address, written, value]),
  };
}
async function faults(change: Change, more: Parameters<typeof filled>[1] = {}): Promise<[string, string | null, string | null][]> {
  const answer = await filled(change, more);
  return answer.ok ? [] : answer.faults.map(({ code, sheet, address }) => [code, sheet, address]);
}

// The rows of the form: 5 a heading, 6 and 7 plain indicators, 8 a heading, 9 to 11 the parts of the seventh, 12 money, 13 a rate.

describe('what is understood', () => {
  test('numbers are taken as they are, an empty cell is nothing and zero is zero', async () => {
    const { cells, understood } = await taken((sheet) => {
      put('E6', 12)(sheet, undefined as never);
      put('E7', 0)(sheet, undefined as never);
      put('E12', 3.25)(sheet, undefined as never);
    });
    expect(cells).toEqual({ '1': 12, '2': 0, '8': 3.25 });
    expect(understood).toEqual([]);
  });

  test.each([
    ['E6', '１２', 12],
    ['E6', ' 12 ', 12],
    ['E6', '1,234', 1234],
    ['E6', '１，２３４，５６７', 1_234_567],
    ['E6', '12人次', 12],
    ['E12', '１２．５０', 12.5],
    ['E12', '12.5 万元', 12.5],
    ['E13', '－3.5', -3.5],
    ['E13', '−3.5', -3.5],
    ['E13', '12.5%', 12.5],
  ])('%s: “%s” is %d, and is named', async (address, written, value) => {
    const { cells, understood } = await taken(put(address, written));
    expect(Object.values(cells)).toEqual([value]);
    expect(understood).toEqual([[address, written, value]]);
  });

  test('of a formula the value is taken, without the noise behind fifteen digits', async () => {
    const { cells, understood } = await taken(put('E12', { formula: '0.1+0.2', result: 0.1 + 0.2 }));
    expect(cells).toEqual({ '8': 0.3 });
    expect(understood).toEqual([['E12', '0.30000000000000004', 0.3]]);
  });

  test('blanks and a formula that shows nothing are nothing', async () => {
    expect((await taken(put('E6', '　 '))).cells).toEqual({});
    expect((await taken(put('E6', { formula: 'IF(1=1,"","")', result: '' }))).cells).toEqual({});
  });
});

describe('what is refused', () => {
  test.each([
    ['一些', 'WORKBOOK_TEXT_IN_NUMBER_CELL'],
    ['十二', 'WORKBOOK_TEXT_IN_NUMBER_CELL'],
    ['1,23', 'WORKBOOK_TEXT_IN_NUMBER_CELL'],
    ['1，234，5', 'WORKBOOK_TEXT_IN_NUMBER_CELL'],
    ['12、13', 'WORKBOOK_TEXT_IN_NUMBER_CELL'],
    ['12-15', 'WORKBOOK_TEXT_IN_NUMBER_CELL'],
    ['1.5万', 'WORKBOOK_TEXT_IN_NUMBER_CELL'],
    ['12件', 'WORKBOOK_TEXT_IN_NUMBER_CELL'],
    ['1e3', 'WORKBOOK_TEXT_IN_NUMBER_CELL'],
    ['/', 'WORKBOOK_TEXT_IN_NUMBER_CELL'],
    ['无', 'WORKBOOK_TEXT_IN_NUMBER_CELL'],
    [true, 'WORKBOOK_TEXT_IN_NUMBER_CELL'],
    [1.5, 'WORKBOOK_TOO_MANY_DECIMALS'],
    ['１．５', 'WORKBOOK_TOO_MANY_DECIMALS'],
    [-1, 'WORKBOOK_NEGATIVE'],
    ['-1', 'WORKBOOK_NEGATIVE'],
    [1e15, 'WORKBOOK_TOO_MANY_DIGITS'],
    ['12345678901234567890', 'WORKBOOK_TOO_MANY_DIGITS'],
    [{ error: '#REF!' }, 'WORKBOOK_ERROR_VALUE'],
    [{ formula: 'Z99', result: { error: '#DIV/0!' } }, 'WORKBOOK_ERROR_VALUE'],
    [{ formula: 'SUM(A1:A2)' }, 'WORKBOOK_FORMULA_WITHOUT_VALUE'],
  ])('%j in a cell that is counted: %s', async (value, code) => {
    expect(await faults(put('E6', value))).toEqual([[code, FIGURE_SHEET, 'E6']]);
  });

  test('a number shown as a date or as a percentage is not what was meant', async () => {
    expect(await faults(put('E6', 44_805, 'yyyy"年"m"月"d"日"'))).toEqual([['WORKBOOK_DATE_IN_NUMBER_CELL', FIGURE_SHEET, 'E6']]);
    expect(await faults(put('E6', 9.01, 'm/d'))).toEqual([['WORKBOOK_DATE_IN_NUMBER_CELL', FIGURE_SHEET, 'E6']]);
    expect(await faults(put('E13', 0.125, '0.0%'))).toEqual([['WORKBOOK_PERCENT_IN_NUMBER_CELL', FIGURE_SHEET, 'E13']]);
  });

  test('an amount is not below zero, a rate may be, with as many decimals as it has', async () => {
    expect(await faults(put('E12', -3.25))).toEqual([['WORKBOOK_NEGATIVE', FIGURE_SHEET, 'E12']]);
    expect(await faults(put('E13', -3.25))).toEqual([]);
    expect(await faults(put('E12', 3.255))).toEqual([['WORKBOOK_TOO_MANY_DECIMALS', FIGURE_SHEET, 'E12']]);
  });

  test('every fault is named, not the first alone', async () => {
    const found = await faults((sheet, book) => {
      put('E6', '很多')(sheet, book);
      put('E7', -2)(sheet, book);
      put('E12', '#')(sheet, book);
    });
    expect(found.map(([, , address]) => address)).toEqual(['E6', 'E7', 'E12']);
  });

  test('joined cells', async () => {
    expect(await faults((sheet) => sheet.mergeCells('E9:E10'))).toEqual([
      ['WORKBOOK_CELL_MERGED', FIGURE_SHEET, 'E9'],
      ['WORKBOOK_CELL_MERGED', FIGURE_SHEET, 'E10'],
    ]);
  });

  test('rows that were moved or deleted', async () => {
    const moved = await faults((sheet) => {
      sheet.unMergeCells('B9');
      sheet.unMergeCells('G9');
      sheet.spliceRows(12, 0, []);
    });
    expect(moved).toEqual([
      ['WORKBOOK_CELL_MOVED', FIGURE_SHEET, 'E13'],
      ['WORKBOOK_CELL_MOVED', FIGURE_SHEET, 'E14'],
    ]);
    expect(await faults((sheet) => sheet.spliceRows(13, 1))).toEqual([['WORKBOOK_CELL_GONE', FIGURE_SHEET, 'E13']]);
  });

  test('a sheet that is gone', async () => {
    expect(await faults((sheet) => void (sheet.name = '改名'))).toEqual([['WORKBOOK_SHEET_MISSING', FIGURE_SHEET, null]]);
  });

  test('texts: an error value, and more than a report takes', async () => {
    const report = reportOf({ sections: [{ title: '重点案件', required: true, text: null }] });
    const wrong = await faults((_, book) => put('B5', { error: '#N/A' })(book.getWorksheet(SECTION_SHEET) as Worksheet, book), { report });
    expect(wrong).toEqual([['WORKBOOK_ERROR_VALUE', SECTION_SHEET, 'B5']]);
    const long = reportOf({ sections: [{ title: '重点案件', required: true, text: '案'.repeat(100_001) }] });
    expect(await faults(() => undefined, { report: long })).toEqual([['WORKBOOK_TEXT_TOO_LONG', SECTION_SHEET, 'B8']]);
  });
});

describe('a workbook that belongs elsewhere', () => {
  const of = (more: Partial<ExpectedReport>): { expected: ExpectedReport } => ({ expected: { ...EXPECTED, ...more } });
  test.each([
    ['WORKBOOK_OF_OTHER_CAMPAIGN', { campaign: 'c-2', unit: 'u-2' }],
    ['WORKBOOK_OF_OTHER_UNIT', { unit: 'u-2', report: 'r-2' }],
    ['WORKBOOK_OF_OTHER_PERIOD', { period: '2022-10', report: 'r-2' }],
    ['WORKBOOK_OF_OTHER_REPORT', { rule: 'r2', period: '2022-Q3', report: 'r-2' }],
    ['WORKBOOK_OF_OTHER_REPORT', { report: 'r-2' }],
  ] as const)('%s', async (code, more) => {
    expect(await faults(() => undefined, of(more))).toEqual([[code, null, null]]);
  });

  test('another unit and another period are both said', async () => {
    expect((await faults(() => undefined, of({ unit: 'u-2', period: '2022-10' }))).map(([code]) => code)).toEqual([
      'WORKBOOK_OF_OTHER_UNIT',
      'WORKBOOK_OF_OTHER_PERIOD',
    ]);
  });

  test('one without identity, and one whose identity was changed', async () => {
    expect(await faults((_, book) => book.removeWorksheet('_muster'))).toEqual([['WORKBOOK_WITHOUT_IDENTITY', null, null]]);
    expect(await faults((_, book) => put('B3', 'r-9')(book.getWorksheet('_muster') as Worksheet, book))).toEqual([
      ['WORKBOOK_IDENTITY_CHANGED', null, null],
    ]);
  });

  test('an older version of the form: what has changed is said', async () => {
    const indicators = FORM.indicators
      .filter(({ number }) => number !== 2)
      .map((one) => (one.number === 8 ? { ...one, unit: '亿元', decimals: 4 } : one));
    const form = formSchema.parse({ ...FORM, indicators: [...indicators, { number: 10, name: '曝光', unit: '起', span: null }] });
    const answer = await filled(() => undefined, of({ form, formVersion: formVersion(form) }));
    expect(answer).toMatchObject({
      ok: false,
      faults: [
        { code: 'WORKBOOK_FORM_CHANGED', data: { cells: ['2', '8', '8', '10'], changes: expect.arrayContaining(['新增10“曝光”']) as unknown } },
      ],
    });
  });

  test('another guidance asks for the same figures: it is taken', async () => {
    const form = formSchema.parse({ ...FORM, indicators: FORM.indicators.map((one) => ({ ...one, guidance: '另有说明' })) });
    expect(formVersion(form)).not.toBe(formVersion(FORM));
    expect(await faults(put('E6', 3), of({ form, formVersion: formVersion(form) }))).toEqual([]);
  });
});
