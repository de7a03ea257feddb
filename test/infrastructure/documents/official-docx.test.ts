import { officialDocuments } from '../../../src/infrastructure/documents/official/docx';
import { dateInWords } from '../../../src/infrastructure/documents/official/paragraphs';
import { readZip } from '../../../src/infrastructure/documents/zip-entries';
import type { OfficialDocument } from '../../../src/application/ports/official-documents';
import { bulletinPaper } from '../../support/official-document';

/** The parts of the file by name; how pages look when laid out is measured by `.ci/official-format.sh`. */
async function partsOf(document: OfficialDocument): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  await readZip(
    await officialDocuments.docx(document),
    'paper.docx',
    (name) => (chunk) => parts.set(name, (parts.get(name) ?? '') + chunk.toString('utf8')),
  );
  return parts;
}
const xmlOf = async (given: Partial<OfficialDocument> = {}): Promise<string> => (await partsOf(bulletinPaper(given))).get('word/document.xml') ?? '';
/** One string a paragraph. */
const linesOf = (xml: string): string[] =>
  xml.split('</w:p>').map((paragraph) => [...paragraph.matchAll(/<w:t[^>]*>([^<]*)</g)].map((match) => match[1]).join(''));

describe('an official document as a Word file (GB/T 9704-2012)', () => {
  test('A4 with margins of 37, 26, 35 and 28 mm, a grid of lines, and a line of 225 mm over 22', async () => {
    const xml = await xmlOf();
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(xml).toMatch(/<w:docGrid w:type="lines" w:linePitch="579"/);
    expect(Math.round((225 / 25.4) * 1440) / 22).toBeCloseTo(579.8, 0);
  });

  test('its parts stand in the order of the standard, headings in their typefaces', async () => {
    const xml = await xmlOf();
    const lines = linesOf(xml).filter((line) => line !== '');
    expect(lines.slice(0, 6)).toEqual([
      '临河市打击侵权假冒专项行动工作专班',
      '临打假专班〔2026〕3号',
      '关于2026年10月专项行动',
      '进展情况的通报',
      '各成员单位：',
      '一、总体情况',
    ]);
    expect(lines.slice(-5)).toEqual([
      '附件：1. 专项行动统计表',
      '2. 单位排名',
      '临河市打击侵权假冒专项行动工作专班办公室',
      '2026年11月2日',
      '抄送：市委办公室、市政府办公室。',
    ]);
    expect(xml).toMatch(/黑体[^>]*>(?:(?!<w:p>).)*一、总体情况/s);
    expect(xml).toMatch(/楷体_GB2312[^>]*>(?:(?!<w:p>).)*（一）报送情况/s);
  });

  test('a table repeats its head on every page, and sets numbers to the right', async () => {
    const xml = await xmlOf();
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    const cells = [...xml.matchAll(/<w:tc>(.*?)<\/w:tc>/gs)].map(([, cell]) => cell ?? '');
    const alignment = (text: string): string | undefined => /<w:jc w:val="(\w+)"/.exec(cells.find((cell) => cell.includes(`>${text}<`)) ?? '')?.[1];
    expect([alignment('名次'), alignment('市公安局'), alignment('91.00')]).toEqual(['center', 'left', 'right']);
  });

  test('columns of numbers are as wide as their numbers, and columns of words have the rest', async () => {
    const rows = [['1', '市城市管理综合执法局', '4', '100.00']];
    const xml = await xmlOf({ body: [{ kind: 'TABLE', title: null, head: ['名次', '单位', '应报', '得分'], rows, note: '得分按权重计算。' }] });
    const [rank, unit, owed, score] = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width)) as [
      number,
      number,
      number,
      number,
    ];
    // 12 pt: six digits, two characters of a head.
    expect(score).toBeGreaterThan(6 * 6 * 20);
    for (const narrow of [rank, owed]) expect(narrow).toBeGreaterThanOrEqual(2 * 12 * 20);
    expect(unit).toBeGreaterThan(rank + owed + score);
    expect(rank + unit + owed + score).toBeLessThanOrEqual(11906 - 1474 - 1587);
    expect(linesOf(xml)).toContain('注：得分按权重计算。');
  });

  test('page numbers stand on the outer side: odd pages right, even pages left', async () => {
    const parts = await partsOf(bulletinPaper());
    const footers = [...parts].filter(([name]) => /word\/footer\d+\.xml/.test(name)).map(([, xml]) => /<w:jc w:val="(\w+)"/.exec(xml)?.[1]);
    expect(footers.sort()).toEqual(['left', 'right']);
    expect(parts.get('word/settings.xml')).toMatch(/<w:evenAndOddHeaders/);
  });

  test('a draft has no signature, no copies and no number', async () => {
    const lines = linesOf(await xmlOf({ signature: null, copyTo: null, number: null, attachments: [], addressee: null }));
    expect(lines.join('\n')).not.toMatch(/抄送|办公室|〔2026〕|附件|各成员单位/);
  });

  test('a name too long for the head is set smaller, so that it stays on one line', async () => {
    const size = async (issuer: string): Promise<number> => Number(/<w:sz w:val="(\d+)"/.exec(await xmlOf({ issuer }))?.[1]);
    expect(await size('临河市人民政府')).toBe(72);
    const long = '临河市打击侵犯知识产权和制售假冒伪劣商品违法犯罪行为专项行动工作专班';
    expect((await size(long)) / 2).toBeLessThanOrEqual(442.2 / long.length);
  });

  test.each([
    ['2026-11-02', '2026年11月2日'],
    ['2027-01-31', '2027年1月31日'],
  ])('%s is written %s', (day, words) => {
    expect(dateInWords(day)).toBe(words);
  });
});
