/** The same notice as a Word, HTML or PDF file says the same as its plain text. */
import { DocumentRefused } from '../../src/application/ports/documents';
import { readNotice } from '../../src/domain/notice';
import { extractText } from '../../src/infrastructure/documents/extract';
import { factsOf, noticeOf } from './facts';
import { docxOf, htmlOf, pdfOf } from './files';
import { f1, FAMILIES, score } from './score';

const notices = [
  'kitchen-hygiene',
  'clean-air-autumn',
  'village-environment',
  'high-rise-fire',
  'online-medicine',
  'overloaded-trucks',
  'flu-season',
];
const makers: Record<string, (text: string) => Buffer | Promise<Buffer>> = { docx: docxOf, html: htmlOf, pdf: pdfOf };
const cases = Object.keys(makers).flatMap((kind) => notices.map((name): [string, string] => [name, kind]));

/** null where this kind of file is not taken at all: refused is not misread. */
async function textOf(name: string, kind: string): Promise<string | null> {
  const bytes = await makers[kind]?.(noticeOf(name));
  if (!bytes) throw new Error(`nothing makes ${kind}`);
  try {
    return (await extractText(bytes, `${name}.${kind}`)).text;
  } catch (error) {
    if (error instanceof DocumentRefused && error.code === 'DOCUMENT_KIND_UNKNOWN') return null;
    throw error;
  }
}

describe('a notice in a file', () => {
  it.each(cases)('says the same: %s as %s', async (name, kind) => {
    const text = await textOf(name, kind);
    if (text === null) {
      expect(kind).not.toBe('docx');
      return;
    }
    const plain = score(readNotice(noticeOf(name)), factsOf(name));
    const filed = score(readNotice(text), factsOf(name));
    for (const family of FAMILIES) {
      const [reached, before] = [f1(filed.tallies[family]) ?? 1, f1(plain.tallies[family]) ?? 1];
      if (reached < before)
        throw new Error(`${family}: ${reached.toFixed(3)} in the file, ${before.toFixed(3)} in plain text\n${filed.notes.join('\n')}`);
    }
  });
});
