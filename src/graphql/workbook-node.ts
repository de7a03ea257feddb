/** A workbook as GraphQL hands it over. */
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const workbookNode = ({ name, content }: { name: string; content: Buffer }) => ({ name, mediaType: XLSX, size: content.length, content });
