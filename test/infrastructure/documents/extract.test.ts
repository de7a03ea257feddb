/** Files to text: every kind that is taken, and every refusal. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentRefused } from '../../../src/application/ports/documents';
import { readNotice } from '../../../src/domain/notice';
import type { Plan } from '../../../src/domain/plan/model';
import { documents, extractText, extractTextOfFile } from '../../../src/infrastructure/documents';
import { documentXml, docxOf, numberedDocx, zipOf } from './docx-fixtures';

const examples = join(__dirname, '../../../examples/notices');
const example = (name: string): string => readFileSync(join(examples, name), 'utf8');

const refusal = async (work: Promise<unknown>): Promise<DocumentRefused> => {
  const error: unknown = await work.then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(DocumentRefused);
  return error as DocumentRefused;
};

/** The plan without what depends on where a text stands. */
const unplaced = (plan: Plan): unknown =>
  JSON.parse(
    JSON.stringify({ ...plan, diagnostics: plan.diagnostics.map((d) => d.code) }, (key, value: unknown) =>
      key === 'span' || key === 'text' ? undefined : value,
    ),
  );

describe('plain text', () => {
  const text = '石桥县安全生产方案\n一、重点任务';

  /** 石桥县 in GB18030. */
  const gb = Buffer.from([0xca, 0xaf, 0xc7, 0xc5, 0xcf, 0xd8]);
  const utf16be = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]);

  test.each([
    ['UTF-8', Buffer.from(text), text],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), text],
    ['UTF-16 little-endian', Buffer.from(`\ufeff${text}`, 'utf16le'), text],
    ['UTF-16 big-endian', utf16be, text],
    ['GB18030', gb, '石桥县'],
    ['UTF-16 little-endian without a mark', Buffer.from(text, 'utf16le'), text],
    ['UTF-16 big-endian without a mark', Buffer.from(text, 'utf16le').swap16(), text],
  ])('%s', async (_, bytes, expected) => {
    expect(await extractText(bytes, '通知.txt')).toEqual({ text: expected, mediaType: 'text/plain' });
  });

  test('Markdown is text, and reads like the plain notice', async () => {
    const { text: markdown, mediaType } = await extractText(Buffer.from(example('work-safety.md')), 'work-safety.md');
    expect(mediaType).toBe('text/markdown');
    expect(unplaced(readNotice(markdown))).toEqual(unplaced(readNotice(example('work-safety.txt'))));
  });
});

describe('Word', () => {
  test.each(['work-safety', 'counterfeit-campaign'])('%s reads from Word as from text', async (name) => {
    const { text, mediaType } = await extractText(await docxOf(example(`${name}.txt`)), `${name}.docx`);
    expect(mediaType).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    expect(unplaced(readNotice(text))).toEqual(unplaced(readNotice(example(`${name}.txt`))));
  });

  test('a clean notice is clean in Word too', async () => {
    const { text } = await extractText(await docxOf(example('work-safety.txt')), 'work-safety.docx');
    expect(readNotice(text).diagnostics).toEqual([]);
  });

  test('automatic numbers are printed', async () => {
    const { text } = await extractText(
      await numberedDocx([
        { level: -1, text: '石桥县方案' },
        { level: 0, text: '重点任务' },
        { level: 1, text: '整治仓库' },
        { level: 2, text: '查底数。（县应急局负责）' },
        { level: 2, text: '查隐患。（县应急局负责）' },
        { level: 1, text: '整治车站' },
        { level: 2, text: '查站点。（县交通局负责）' },
        { level: 0, text: '工作要求' },
      ]),
      '方案.docx',
    );
    expect(text.split('\n')).toEqual([
      '石桥县方案',
      '一、重点任务',
      '（一）整治仓库',
      '1.查底数。（县应急局负责）',
      '2.查隐患。（县应急局负责）',
      '（二）整治车站',
      '1.查站点。（县交通局负责）',
      '二、工作要求',
    ]);
  });

  test('deleted text and fallback copies are left out', async () => {
    const body =
      '<w:p><w:r><w:t>保留</w:t></w:r><w:del><w:r><w:delText>删除</w:delText><w:t>删除</w:t></w:r></w:del><w:ins><w:r><w:t>插入</w:t></w:r></w:ins></w:p>' +
      '<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>';
    const { text } = await extractText(zipOf([{ name: 'word/document.xml', content: documentXml(body) }]), '文.docx');
    expect(text).toBe('保留插入\n甲\n乙\t丙');
  });
});

test('cells merged in Word keep their words in every row and their columns in place', async () => {
  const cell = (text: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
  const rows = [
    [cell('序号'), cell('领域'), cell('任务'), cell('牵头单位')],
    [cell('1'), cell('源头', '<w:vMerge w:val="restart"/>'), cell('查仓库'), cell('县应急局')],
    [cell('2'), cell('', '<w:vMerge/>'), cell('查车站'), cell('县交通局')],
    [cell('合计', '<w:gridSpan w:val="2"/>'), cell('两项'), cell('')],
  ];
  const table = `<w:tbl>${rows.map((row) => `<w:tr>${row.join('')}</w:tr>`).join('')}</w:tbl>`;
  const { text } = await extractText(zipOf([{ name: 'word/document.xml', content: documentXml(table) }]), '表.docx');
  expect(text.split('\n')).toEqual(['序号\t领域\t任务\t牵头单位', '1\t源头\t查仓库\t县应急局', '2\t源头\t查车站\t县交通局', '合计\t\t两项\t']);
});

describe('refusals', () => {
  test('an empty file', async () => {
    expect((await refusal(extractText(Buffer.alloc(0), '空.txt'))).code).toBe('DOCUMENT_EMPTY');
    expect((await refusal(extractText(Buffer.from(' \n\u3000'), '空.txt'))).code).toBe('DOCUMENT_EMPTY');
    expect((await refusal(extractText(zipOf([{ name: 'word/document.xml', content: documentXml('<w:p/>') }]), '空.docx'))).code).toBe(
      'DOCUMENT_EMPTY',
    );
  });

  test('a file over the limit, with its numbers', async () => {
    const refused = await refusal(extractText(Buffer.alloc(50 * 1024 * 1024, 'a'), '大.txt'));
    expect(refused).toMatchObject({ code: 'DOCUMENT_TOO_LARGE', data: { fileName: '大.txt', bytes: 50 * 1024 * 1024, maxBytes: 20 * 1024 * 1024 } });
    expect(refused.message).toContain('20MB');
    expect(refused.messageEn).toContain('20 MB');
    expect(() => documents.checkSize(21 * 1024 * 1024, '大.txt')).toThrow(DocumentRefused);
    expect(() => documents.checkSize(1, '小.txt')).not.toThrow();
  });

  test.each([
    ['binary data', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff, 0xfe]), '图.txt'],
    ['bytes of no encoding', Buffer.from([0xff, 0xff, 0xff, 0x80]), '乱.txt'],
    ['half a UTF-16 character', Buffer.from([0xff, 0xfe, 0x4e]), '半.txt'],
    ['no archive at all', Buffer.from('这不是压缩包'), '假.docx'],
    ['an archive that is no Word document', zipOf([{ name: 'a.txt', content: Buffer.from('a') }]), '假.docx'],
    ['an archive cut short', zipOf([{ name: 'word/document.xml', content: documentXml('<w:p/>') }]).subarray(0, 90), '断.docx'],
    ['broken XML', zipOf([{ name: 'word/document.xml', content: Buffer.from('<w:document><w:p>') }]), '坏.docx'],
    ['an entity bomb', zipOf([{ name: 'word/document.xml', content: Buffer.from('<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>') }]), '坏.docx'],
  ])('%s', async (_, bytes, name) => {
    expect((await refusal(extractText(bytes, name))).code).toBe('DOCUMENT_UNREADABLE');
  });

  test.each(['通知.wps', '通知.doc', '通知.exe', '通知'])('a kind that is not read: %s', async (name) => {
    expect((await refusal(extractText(Buffer.from('x'), name))).code).toBe('DOCUMENT_KIND_UNKNOWN');
  });

  const blanks = (megabytes: number): Buffer => Buffer.concat([documentXml('').subarray(0, 150), Buffer.alloc(megabytes * 1024 * 1024, ' ')]);

  test('a zip bomb that says what it is', async () => {
    expect((await refusal(extractText(zipOf([{ name: 'word/document.xml', content: blanks(8) }]), '弹.docx'))).code).toBe('DOCUMENT_BOMB');
  });

  test('a zip bomb that lies about its size is caught while it streams', async () => {
    expect((await refusal(extractText(zipOf([{ name: 'word/document.xml', content: blanks(8), declared: 1000 }]), '弹.docx'))).code).toBe(
      'DOCUMENT_BOMB',
    );
  });

  test('many entries that together expand too far', async () => {
    const piece = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251));
    const entries = Array.from({ length: 20 }, (_, i) => ({ name: `word/media/${i}.bin`, content: piece }));
    const small = { zip: { maxExpanded: 50_000, maxRatio: 200, maxEntries: 100 } };
    expect((await refusal(extractText(zipOf(entries), '弹.docx', small))).code).toBe('DOCUMENT_BOMB');
    expect((await refusal(extractText(zipOf(entries), '弹.docx', { zip: { ...small.zip, maxEntries: 10, maxExpanded: 1e9 } }))).code).toBe(
      'DOCUMENT_BOMB',
    );
  });
});

describe('a file on this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is read, and refused by its size before it is read', async () => {
    const path = join(folder, '通知.txt');
    writeFileSync(path, '石桥县方案');
    expect((await extractTextOfFile(path)).text).toBe('石桥县方案');
    expect((await refusal(extractTextOfFile(path, { maxBytes: 3 }))).code).toBe('DOCUMENT_TOO_LARGE');
  });

  test('a missing file is no refusal but a surprise for the caller', async () => {
    await expect(extractTextOfFile(join(folder, '没有.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
