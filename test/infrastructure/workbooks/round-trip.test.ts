/** What is written into a workbook is read out of it again: figures as they are, texts as they are. */
import fc from 'fast-check';
import { formSchema, type StatisticsForm } from '../../../src/domain/plan/form-model';
import { cellsOf, formVersion, type Cell, type Figures } from '../../../src/domain/statistics';
import { readReportWorkbook, type ExpectedReport, type FilledReport } from '../../../src/domain/workbook';
import { readWorkbook } from '../../../src/infrastructure/workbooks/read-workbook';
import { writeReport } from '../../../src/infrastructure/workbooks/write-report';
import type { ReportWorkbook } from '../../../src/application/ports/workbooks';
import { EXPECTED, reportOf } from './forms';

async function there(report: ReportWorkbook, expected: ExpectedReport = EXPECTED): Promise<FilledReport> {
  const raw = await readWorkbook(await writeReport(report), '报表.xlsx');
  if (!raw.ok) throw new Error(raw.code);
  const read = readReportWorkbook(raw.value, expected);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.filled;
}

/** Of what an Excel user may type: anything that XML can carry, and what looks like markup, formulas or escapes. */
const text = fc
  .array(
    fc.oneof(fc.constantFrom('第一', '=1+1', '<b>&amp;', '_x0041_', '\n', '"', "'", '  ', '𠮷', '+86', '1,234'), fc.string({ unit: 'grapheme' })),
    {
      maxLength: 6,
    },
  )
  .map((pieces) => pieces.join(''))
  // control characters, unpaired surrogates and non-characters are not XML
  .filter((written) => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(written.replaceAll('\n', '')));

const name = text.map((written) => written.replace(/\s+/g, ' ').trim()).filter((written) => written !== '' && written.length <= 40);
const indicator = fc.record({
  name,
  parts: fc.oneof(fc.constant([]), fc.array(name, { minLength: 1, maxLength: 4 })),
  unit: fc.constantFrom('件', '万元', '人/件', '%', '户次'),
  group: fc.oneof(fc.constant(null), name),
  decimals: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 6 })),
  guidance: text,
});
const forms = fc
  .array(indicator, { minLength: 1, maxLength: 8 })
  .map((indicators): StatisticsForm =>
    formSchema.parse({ key: 'f1', title: '统计表', indicators: indicators.map((one, i) => ({ ...one, number: i * 3 + 1, span: null })), span: null }),
  );

function figure(cell: Cell): fc.Arbitrary<number | null> {
  // fifteen digits in all, the places included
  const most = 10 ** Math.min(15 - cell.decimals, 12) - 1;
  const whole = fc.integer({ min: cell.negative ? -most : 0, max: most });
  const places = fc.integer({ min: 0, max: 10 ** cell.decimals - 1 });
  const value = fc.tuple(whole, places).map(([w, p]) => Number(`${w}.${String(p).padStart(cell.decimals, '0')}`) + 0);
  return fc.oneof(fc.constant(null), fc.constant(0), value);
}

const drafts = forms.chain((form) => {
  const cells = cellsOf(form);
  return fc.tuple(...cells.map(figure)).map((values) => ({
    form,
    figures: Object.fromEntries(cells.map(({ key }, i) => [key, values[i] ?? null])) as Figures,
  }));
});

test('any draft comes back as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(drafts, async ({ form, figures }) => {
      const expected = { ...EXPECTED, form, formVersion: formVersion(form) };
      const { cells, sections, understood } = await there(reportOf({ figures }, expected), expected);
      expect(Object.fromEntries(cells.map(({ key, value }) => [key, value]))).toEqual(figures);
      expect([sections, understood]).toEqual([[], []]);
    }),
    { numRuns: 30 },
  );
}, 120_000);

test('any text comes back as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.tuple(name, text), { minLength: 1, maxLength: 4, selector: ([title]) => title }), async (written) => {
      const sections = written.map(([title, words]) => ({ title, required: true, text: words === '' ? null : words }));
      const read = await there(reportOf({ sections }));
      expect(read.sections).toEqual(sections.map(({ title, text: words }) => ({ title, text: words?.trim() ? words : null })));
    }),
    { numRuns: 30 },
  );
}, 120_000);

test('a text longer than a cell takes goes on in the next rows', async () => {
  const long = `${'经验做法。'.repeat(9_000)}𠮷`;
  const sections = [
    { title: '经验做法', required: true, text: long },
    { title: '存在问题', required: true, text: null },
  ];
  expect((await there(reportOf({ sections }))).sections).toEqual(sections.map(({ title, text: words }) => ({ title, text: words })));
}, 30_000);
