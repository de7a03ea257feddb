/** Loaded when the first paper is asked for: the writer of Word files is large, and a server starts without it. */
import type { OfficialDocuments } from '../../../application/ports/official-documents';

export const officialDocuments = (): OfficialDocuments => ({
  docx: async (document) => (await import('./docx')).officialDocuments.docx(document),
});
