/** The text of a document, with what the reader of files refuses said in the desk's own codes. */
import { DocumentRefused, type DocumentRefusalCode, type Documents } from '../ports/documents';
import type { Answer } from '../refusal';
import type { NoticeRefusal } from './desk';

const CODES: Readonly<Record<DocumentRefusalCode, NoticeRefusal>> = {
  DOCUMENT_EMPTY: 'NOTICE_EMPTY',
  DOCUMENT_TOO_LARGE: 'NOTICE_TOO_LARGE',
  DOCUMENT_UNREADABLE: 'NOTICE_UNREADABLE',
  DOCUMENT_BOMB: 'NOTICE_ARCHIVE_BOMB',
  DOCUMENT_KIND_UNKNOWN: 'NOTICE_FORMAT_UNKNOWN',
};

/** A file without a name is taken for plain text. */
export const documentText =
  (documents: Documents) =>
  async (bytes: Uint8Array, fileName: string | null): Promise<Answer<{ text: string; mediaType: string }, NoticeRefusal>> => {
    try {
      return { ok: true, value: await documents.extractText(Buffer.from(bytes), fileName ?? 'notice.txt') };
    } catch (error) {
      if (!(error instanceof DocumentRefused)) throw error;
      return { ok: false, refusal: { code: CODES[error.code], message: { zh: error.message, en: error.messageEn }, data: { ...error.data } } };
    }
  };
