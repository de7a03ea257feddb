/**
 * The text layer of a PDF: lines put together from where their pieces stand on the page, words set far apart kept apart by tabs, page
 * numbers and running heads left out. A file is taken apart in a thread of its own, so that one that hangs or eats memory harms nobody.
 */
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { DocumentRefused } from '../../application/ports/documents';
import { linesOfPage, withoutRunningHeads, type PageItem } from './pdf-lines';

export interface PdfLimits {
  maxPages: number;
  milliseconds: number;
  megabytes: number;
}

export const PDF_LIMITS: PdfLimits = { maxPages: 600, milliseconds: 60_000, megabytes: 768 };

/** pdf.js is an ES module and wants a realm of its own, so that the thread is a script: it answers one message with the pages' pieces. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
parentPort.once('message', async (bytes) => {
  try {
    const pdfjs = await import(workerData.library);
    const task = pdfjs.getDocument({
      data: bytes, cMapUrl: workerData.cMaps, cMapPacked: true, standardFontDataUrl: workerData.fonts,
      isEvalSupported: false, useSystemFonts: false, disableFontFace: true, verbosity: 0,
    });
    const pdf = await task.promise;
    const pages = [];
    for (let n = 1; n <= Math.min(pdf.numPages, workerData.maxPages); n++) {
      const page = await pdf.getPage(n);
      const { items } = await page.getTextContent();
      pages.push(items.filter((i) => typeof i.str === 'string').map((i) => ({
        text: i.str, x: i.transform[4], y: i.transform[5], width: i.width, size: Math.hypot(i.transform[2], i.transform[3]) || i.height,
      })));
      page.cleanup();
    }
    parentPort.postMessage({ pages, count: pdf.numPages });
  } catch (error) {
    parentPort.postMessage({ failed: String(error && error.name) });
  }
});`;

type Answer = { pages: PageItem[][]; count: number } | { failed: string };

const answerOf = (bytes: Buffer, limits: PdfLimits): Promise<Answer | 'TOO_MUCH'> =>
  new Promise((resolve) => {
    const library = require.resolve('pdfjs-dist/legacy/build/pdf.mjs');
    const folder = dirname(require.resolve('pdfjs-dist/package.json'));
    const thread = new Worker(THREAD, {
      eval: true,
      workerData: {
        library: pathToFileURL(library).href,
        cMaps: join(folder, 'cmaps/'),
        fonts: join(folder, 'standard_fonts/'),
        maxPages: limits.maxPages,
      },
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
      stdout: true,
      stderr: true,
    });
    const settle = (answer: Answer | 'TOO_MUCH'): void => {
      clearTimeout(timer);
      resolve(answer);
      void thread.terminate();
    };
    const timer = setTimeout(() => settle('TOO_MUCH'), limits.milliseconds);
    thread.once('message', (answer: Answer) => settle(answer));
    thread.once('error', () => settle('TOO_MUCH'));
    thread.postMessage(new Uint8Array(bytes));
  });

/** @throws DocumentRefused DOCUMENT_UNREADABLE, DOCUMENT_BOMB, DOCUMENT_EMPTY (a scan without a text layer) */
export const pdfText = async (bytes: Buffer, fileName: string, limits: PdfLimits = PDF_LIMITS): Promise<string> => {
  const answer = await answerOf(bytes, limits);
  if (answer === 'TOO_MUCH' || ('pages' in answer && answer.count > limits.maxPages)) {
    throw new DocumentRefused(
      'DOCUMENT_BOMB',
      `“${fileName}”页数过多或过于复杂，已停止读取；请只保留通知和方案的页面。`,
      `"${fileName}" has too many pages or is too involved; keep only the pages of the notice.`,
      { fileName, maxPages: limits.maxPages },
    );
  }
  if ('failed' in answer) {
    const locked = answer.failed === 'PasswordException';
    throw new DocumentRefused(
      'DOCUMENT_UNREADABLE',
      locked ? `“${fileName}”设有密码，请另存为不加密的文件。` : `“${fileName}”已损坏，无法读取。`,
      locked ? `"${fileName}" asks for a password; save it without one.` : `"${fileName}" is damaged and cannot be read.`,
      { fileName },
    );
  }
  const text = withoutRunningHeads(answer.pages.map(linesOfPage))
    .map((lines) => lines.join('\n'))
    .join('\n');
  if (text.trim() === '') {
    throw new DocumentRefused(
      'DOCUMENT_EMPTY',
      `“${fileName}”是扫描件，没有文字层；请先做文字识别，或改用Word、文本文件。`,
      `"${fileName}" is a scan without a text layer; run text recognition on it first, or use a Word or text file.`,
      { fileName, pages: answer.count },
    );
  }
  return text;
};
