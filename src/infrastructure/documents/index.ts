export { checkSize, createDocuments, documents, extractText, extractTextOfFile, type DocumentLimits } from './extract';
