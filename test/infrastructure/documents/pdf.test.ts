/** PDF with a text layer, and what is refused. */
import { DocumentRefused } from '../../../src/application/ports/documents';
import { readNotice } from '../../../src/domain/notice';
import { extractText } from '../../../src/infrastructure/documents';
import { linesOfPage, withoutRunningHeads } from '../../../src/infrastructure/documents/pdf-lines';
import { pdfOf } from './pdf-fixtures';

const refusal = async (work: Promise<unknown>): Promise<DocumentRefused> => {
  const error: unknown = await work.then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(DocumentRefused);
  return error as DocumentRefused;
};

const PAGES = [
  [
    '石桥县桥梁安全检查方案',
    '\u3000\u3000一、重点任务',
    '\u3000\u3000（一）排查危桥。对全县公路桥梁逐座检查桥墩、护栏和',
    '限载标志，建立台账。（县交通局牵头，县公',
    '— 1 —',
  ],
  ['安局配合）', '\u3000\u3000二、工作要求', '\u3000\u3000每月5日前报送检查情况统计表。', '石桥县交通局', '2023年3月1日', '2'],
];

test('lines of Chinese text in the order of the page, page numbers left out, indents kept', async () => {
  const { text, mediaType } = await extractText(pdfOf(PAGES), '方案.pdf');
  expect(mediaType).toBe('application/pdf');
  expect(text.split('\n')).toEqual([...(PAGES[0] ?? []).slice(0, -1), ...(PAGES[1] ?? []).slice(0, -1)]);
});

test('a sentence broken over lines and pages is one', async () => {
  const { text } = await extractText(pdfOf(PAGES), '方案.pdf');
  const plan = readNotice(text, { lint: false });
  expect(plan.tasks.map((t) => t.assignments.map((a) => `${a.role} ${a.unit}`))).toEqual([['LEAD 县交通局', 'COOPERATING 县公安局']]);
  expect(plan.reporting.map((r) => [r.what, r.cadence, r.dueDay])).toEqual([['STATISTICS', 'MONTHLY', 5]]);
});

test('the columns of a table are set apart by tabs', async () => {
  const { text } = await extractText(pdfOf([['序号\t项目\t单位', '1\t检查桥梁\t座']]), '表.pdf');
  expect(text).toBe('序号\t项目\t单位\n1\t检查桥梁\t座');
});

test('a scan is refused with what to do', async () => {
  const refused = await refusal(extractText(pdfOf([[], []]), '扫描.pdf'));
  expect(refused).toMatchObject({ code: 'DOCUMENT_EMPTY', data: { pages: 2 } });
  expect(refused.message).toContain('扫描件');
  expect(refused.messageEn).toContain('scan');
});

test('a damaged file, and one with too many pages, are refused', async () => {
  expect((await refusal(extractText(Buffer.from('%PDF-1.5 nothing'), '坏.pdf'))).code).toBe('DOCUMENT_UNREADABLE');
  const limits = { pdf: { maxPages: 1, milliseconds: 60_000, megabytes: 256 } };
  expect((await refusal(extractText(pdfOf(PAGES), '长.pdf', limits))).code).toBe('DOCUMENT_BOMB');
});

test('a file that takes too long is given up', async () => {
  const limits = { pdf: { maxPages: 10, milliseconds: 1, megabytes: 256 } };
  expect((await refusal(extractText(pdfOf(PAGES), '慢.pdf', limits))).code).toBe('DOCUMENT_BOMB');
});

test('pieces of one line stand in the order of their left edges', () => {
  const at = (text: string, x: number, y: number) => ({ text, x, y, width: text.length * 10, size: 10 });
  expect(linesOfPage([at('乙', 20, 100.5), at('甲', 10, 100), at('丙', 100, 100), at('丁', 10, 80)])).toEqual(['甲乙\t丙', '丁']);
});

test('a head that runs over the pages is left out', () => {
  const pages = ['甲', '乙', '丙'].map((line) => ['石桥县政府公报', line]);
  expect(withoutRunningHeads(pages)).toEqual([['甲'], ['乙'], ['丙']]);
  expect(withoutRunningHeads(pages.slice(0, 2))).toEqual(pages.slice(0, 2));
});
