/** Files to text, by kind: plain text, Markdown, Word, web pages, PDF with a text layer. */
import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { DocumentRefused, MAX_DOCUMENT_BYTES, type Documents, type ExtractedText } from '../../application/ports/documents';
import { decodeText } from './decode-text';
import { docxText } from './docx-text';
import { htmlText } from './html-text';
import { pdfText, type PdfLimits } from './pdf-text';
import type { ZipLimits } from './zip-entries';

export interface DocumentLimits {
  maxBytes?: number;
  zip?: ZipLimits;
  pdf?: PdfLimits;
}

const MEDIA_TYPES: Record<string, string> = {
  '.txt': 'text/plain',
  '.text': 'text/plain',
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(bytes < 1024 * 1024 ? 2 : 0);

/** @throws DocumentRefused DOCUMENT_EMPTY, DOCUMENT_TOO_LARGE */
export const checkSize = (bytes: number, fileName: string, maxBytes = MAX_DOCUMENT_BYTES): void => {
  if (bytes === 0) throw new DocumentRefused('DOCUMENT_EMPTY', `“${fileName}”是空文件。`, `"${fileName}" is empty.`, { fileName });
  if (bytes > maxBytes) {
    throw new DocumentRefused(
      'DOCUMENT_TOO_LARGE',
      `“${fileName}”有${megabytes(bytes)}MB，超过${megabytes(maxBytes)}MB的上限。`,
      `"${fileName}" has ${megabytes(bytes)} MB, more than the ${megabytes(maxBytes)} MB that are taken.`,
      { fileName, bytes, maxBytes },
    );
  }
};

const textOf = async (mediaType: string, bytes: Buffer, fileName: string, limits: DocumentLimits): Promise<string> => {
  switch (mediaType) {
    case 'application/pdf':
      return pdfText(bytes, fileName, limits.pdf);
    case 'text/html':
      return htmlText(decodeText(bytes, fileName, true));
    case 'text/plain':
    case 'text/markdown':
      return decodeText(bytes, fileName);
    default:
      return docxText(bytes, fileName, limits.zip);
  }
};

/**
 * The text of a file.
 * @throws DocumentRefused with any of its codes
 */
export const extractText = async (bytes: Buffer, fileName: string, limits: DocumentLimits = {}): Promise<ExtractedText> => {
  checkSize(bytes.length, fileName, limits.maxBytes);
  const kind = extname(fileName).toLowerCase();
  const mediaType = MEDIA_TYPES[kind];
  if (!mediaType) {
    throw new DocumentRefused(
      'DOCUMENT_KIND_UNKNOWN',
      `不支持“${kind === '' ? fileName : kind}”类型的文件，请另存为docx、pdf、html、txt或md。`,
      `Files of the kind "${kind === '' ? fileName : kind}" are not read; save it as docx, pdf, html, txt or md.`,
      { fileName, kind },
    );
  }
  const text = await textOf(mediaType, bytes, fileName, limits);
  if (text.trim() === '') throw new DocumentRefused('DOCUMENT_EMPTY', `“${fileName}”中没有文字。`, `"${fileName}" has no text in it.`, { fileName });
  return { text, mediaType };
};

/**
 * The same for a file on this machine; its size is checked before it is read.
 * @throws DocumentRefused, and whatever opening the file throws
 */
export const extractTextOfFile = async (path: string, limits: DocumentLimits = {}): Promise<ExtractedText> => {
  const file = await open(path, 'r');
  try {
    checkSize((await file.stat()).size, basename(path), limits.maxBytes);
    return await extractText(await file.readFile(), basename(path), limits);
  } finally {
    await file.close();
  }
};

export const createDocuments = (limits: DocumentLimits = {}): Documents => ({
  checkSize: (bytes, fileName) => checkSize(bytes, fileName, limits.maxBytes),
  extractText: (bytes, fileName) => extractText(bytes, fileName, limits),
});

/** With the default limits. */
export const documents: Documents = createDocuments();
