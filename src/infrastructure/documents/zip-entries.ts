/**
 * Entries of a zip archive, one at a time, with a watch on what they expand to. Sizes that the archive declares are checked first;
 * since they can lie, the bytes that really come out are counted as they stream, and nothing is ever unpacked whole.
 */
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { DocumentRefused } from '../../application/ports/documents';

export interface ZipLimits {
  /** bytes that all entries together may expand to */
  maxExpanded: number;
  /** expanded bytes per compressed byte */
  maxRatio: number;
  maxEntries: number;
}

export const ZIP_LIMITS: ZipLimits = { maxExpanded: 100 * 1024 * 1024, maxRatio: 200, maxEntries: 5000 };
/** Small entries of blanks compress beyond any ratio and harm nobody. */
const RATIO_COUNTS_FROM = 1024 * 1024;

const bomb = (fileName: string, data: Record<string, number>): DocumentRefused =>
  new DocumentRefused(
    'DOCUMENT_BOMB',
    `“${fileName}”展开后异常庞大，可能是恶意文件，已拒绝。`,
    `"${fileName}" expands beyond all measure and was refused.`,
    { fileName, ...data },
  );

const unreadable = (fileName: string): DocumentRefused =>
  new DocumentRefused('DOCUMENT_UNREADABLE', `“${fileName}”已损坏，无法读取。`, `"${fileName}" is damaged and cannot be read.`, { fileName });

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: false }, (error, zip) => (error ? reject(error) : resolve(zip))),
  );

const stream = async (
  zip: ZipFile,
  entry: Entry,
  fileName: string,
  before: number,
  limits: ZipLimits,
  take: (chunk: Buffer) => void,
): Promise<number> => {
  const readable = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
    zip.openReadStream(entry, (error, s) => (error ? reject(error) : resolve(s))),
  );
  let size = 0;
  for await (const chunk of readable) {
    const piece = chunk as Buffer;
    size += piece.length;
    const ratio = size / Math.max(1, entry.compressedSize);
    if (before + size > limits.maxExpanded || (size > RATIO_COUNTS_FROM && ratio > limits.maxRatio))
      throw bomb(fileName, { expanded: before + size });
    take(piece);
  }
  return size;
};

/**
 * Streams the wanted entries of an archive, in the archive's order.
 * @param sink what takes the bytes of an entry, or null to pass it over
 * @throws DocumentRefused DOCUMENT_BOMB, DOCUMENT_UNREADABLE
 */
export const readZip = async (
  bytes: Buffer,
  fileName: string,
  sink: (name: string) => ((chunk: Buffer) => void) | null,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<void> => {
  let zip: ZipFile;
  try {
    zip = await open(bytes);
  } catch {
    throw unreadable(fileName);
  }
  let declared = 0;
  let expanded = 0;
  let entries = 0;
  try {
    if (zip.entryCount > limits.maxEntries) throw bomb(fileName, { entries: zip.entryCount });
    for (;;) {
      const entry = await new Promise<Entry | null>((resolve, reject) => {
        zip.once('entry', resolve);
        zip.once('end', () => resolve(null));
        zip.once('error', reject);
        zip.readEntry();
      });
      zip.removeAllListeners();
      if (!entry) break;
      entries += 1;
      declared += entry.uncompressedSize;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      if (declared > limits.maxExpanded || (entry.uncompressedSize > RATIO_COUNTS_FROM && ratio > limits.maxRatio))
        throw bomb(fileName, { expanded: declared });
      const take = sink(entry.fileName);
      if (take) expanded += await stream(zip, entry, fileName, expanded, limits, take);
      if (entries >= zip.entryCount) break;
    }
  } catch (error) {
    if (error instanceof DocumentRefused) throw error;
    throw unreadable(fileName);
  } finally {
    zip.close();
  }
};
