/** Files that are not taken at all, before anything in them is believed. */
import JSZip from 'jszip';
import { MAX_WORKBOOK_BYTES } from '../../../src/application/ports/workbooks';
import { readWorkbook } from '../../../src/infrastructure/workbooks/read-workbook';
import { writeReport } from '../../../src/infrastructure/workbooks/write-report';
import { reportOf } from './forms';

const code = async (bytes: Buffer, name = '报表.xlsx'): Promise<string | null> => {
  const answer = await readWorkbook(bytes, name);
  return answer.ok ? null : answer.code;
};
const changed = async (change: (zip: JSZip) => void, level = 6): Promise<Buffer> => {
  const zip = await JSZip.loadAsync(await writeReport(reportOf()));
  change(zip);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level } });
};

test('a workbook is taken', async () => expect(await code(await writeReport(reportOf()))).toBeNull());

test('empty, too large, of another kind', async () => {
  expect(await code(Buffer.alloc(0))).toBe('WORKBOOK_EMPTY');
  expect(await code(Buffer.alloc(MAX_WORKBOOK_BYTES + 1))).toBe('WORKBOOK_TOO_LARGE');
  expect(await code(Buffer.from('序号,指标'), '报表.csv')).toBe('WORKBOOK_KIND_UNKNOWN');
  expect(await code(Buffer.from('d0cf11e0a1b11ae1', 'hex'), '报表.xls')).toBe('WORKBOOK_KIND_UNKNOWN');
  // a workbook with a password is a container of the old kind
  expect(await code(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('WORKBOOK_KIND_UNKNOWN');
});

test('macros, by the name or inside', async () => {
  expect(await code(await writeReport(reportOf()), '报表.xlsm')).toBe('WORKBOOK_HAS_MACROS');
  expect(await code(await changed((zip) => zip.file('xl/vbaProject.bin', 'x')))).toBe('WORKBOOK_HAS_MACROS');
  expect(await code(await changed((zip) => zip.file('xl/macrosheets/sheet1.xml', '<x/>')))).toBe('WORKBOOK_HAS_MACROS');
  const types = '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>';
  expect(await code(await changed((zip) => zip.file('[Content_Types].xml', types)))).toBe('WORKBOOK_HAS_MACROS');
});

test('what a kind of part would be says nothing where there is no such part', async () => {
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['序号', '指标']]), '统计表');
  const bySheetJs = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  expect(await (await JSZip.loadAsync(bySheetJs)).file('[Content_Types].xml')?.async('string')).toContain('macroEnabled');
  expect(await code(bySheetJs)).toBeNull();
  const withPart = await JSZip.loadAsync(bySheetJs);
  withPart.file('xl/hidden.BIN', 'x');
  expect(await code(await withPart.generateAsync({ type: 'nodebuffer' }))).toBe('WORKBOOK_HAS_MACROS');
});

test('damaged: cut off, changed, or no workbook at all', async () => {
  const whole = await writeReport(reportOf());
  expect(await code(whole.subarray(0, whole.length / 2))).toBe('WORKBOOK_DAMAGED');
  expect(await code(Buffer.from('just some text'))).toBe('WORKBOOK_DAMAGED');
  expect(await code(await new JSZip().file('word/document.xml', '<x/>').generateAsync({ type: 'nodebuffer' }))).toBe('WORKBOOK_DAMAGED');
});

test('what expands beyond all measure', async () => {
  expect(await code(await changed((zip) => zip.file('xl/media/image1.png', Buffer.alloc(30 * 1024 * 1024)), 9))).toBe('WORKBOOK_BOMB');
  const many = await changed((zip) => Array.from({ length: 600 }, (_, i) => zip.file(`xl/worksheets/sheet${i + 10}.xml`, '<worksheet/>')));
  expect(await code(many)).toBe('WORKBOOK_BOMB');
}, 60_000);
