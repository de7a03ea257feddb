/** Files that people hand in, turned into text. */

export type DocumentRefusalCode = 'DOCUMENT_EMPTY' | 'DOCUMENT_TOO_LARGE' | 'DOCUMENT_UNREADABLE' | 'DOCUMENT_BOMB' | 'DOCUMENT_KIND_UNKNOWN';

/** A file that is not taken, and why. `message` is for a coordinator, in Chinese; `messageEn` says the same in English. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';

  constructor(
    readonly code: DocumentRefusalCode,
    message: string,
    readonly messageEn: string,
    /** file name, sizes in bytes, limits: what a program can show beside the message */
    readonly data: Readonly<Record<string, string | number>> = {},
  ) {
    super(message);
  }
}

export interface ExtractedText {
  /** Lines of the document; the cells of a table row are set apart by tabs. Spans of a plan point into this text. */
  text: string;
  mediaType: string;
}

/** The largest file that is taken, in bytes, unless the installation says otherwise. */
export const MAX_DOCUMENT_BYTES = 20 * 1024 * 1024;

export interface Documents {
  /**
   * Refuses a file by its size alone, before its content is read.
   * @throws DocumentRefused DOCUMENT_EMPTY, DOCUMENT_TOO_LARGE
   */
  checkSize(bytes: number, fileName: string): void;
  /**
   * The text of a `.txt`, `.md`, `.docx` or `.html` file, or of a `.pdf` with a text layer.
   * @throws DocumentRefused with any of its codes
   */
  extractText(bytes: Buffer, fileName: string): Promise<ExtractedText>;
}
