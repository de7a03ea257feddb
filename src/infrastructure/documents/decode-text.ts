/** Bytes to text: UTF-8, UTF-16 with a byte order mark, or GB18030 (and with it GBK and GB2312), by what decodes without a fault. */
import { DocumentRefused } from '../../application/ports/documents';

const BOMS: [number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Control characters that no text has; one of them means binary data that happened to decode. */
const hasControls = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if ((c < 32 && c !== 9 && c !== 10 && c !== 12 && c !== 13 && c !== 11) || c === 0x7f || c === 0xfffd) return true;
  }
  return false;
};

const decode = (bytes: Buffer, encoding: string): string | null => {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return hasControls(text) ? null : text;
  } catch {
    return null;
  }
};

/** @throws DocumentRefused DOCUMENT_UNREADABLE where no encoding fits */
export const decodeText = (bytes: Buffer, fileName: string): string => {
  const marked = BOMS.find(([mark]) => mark.every((b, i) => bytes[i] === b));
  const text = marked ? decode(bytes, marked[1]) : (decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030'));
  if (text !== null) return text;
  throw new DocumentRefused(
    'DOCUMENT_UNREADABLE',
    `“${fileName}”不是可读的文本文件，或编码不受支持（支持UTF-8、UTF-16、GB18030）。`,
    `"${fileName}" is no readable text, or its encoding is not supported (UTF-8, UTF-16, GB18030).`,
    { fileName },
  );
};
