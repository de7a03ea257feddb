/** Bytes to text: UTF-8, UTF-16 with and without its mark, or GB18030 (and with it GBK and GB2312), by what decodes without a fault. */
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

/** What Chinese text is made of: ideographs, their punctuation, wide forms, plain letters and line ends. */
const TEXT = /[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u2043\u0020-\u007e\t\n\r]/g;
/** This share of the characters must be such; read in the wrong order of bytes, or as another encoding, far fewer are. */
const MOSTLY = 0.97;
const SEEN = 8192;

/** UTF-16 without its mark, told by which order of bytes makes text. */
const bareUtf16 = (bytes: Buffer): string | null => {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  for (const encoding of ['utf-16le', 'utf-16be']) {
    const text = new TextDecoder(encoding).decode(bytes.subarray(0, SEEN));
    if ((text.match(TEXT)?.length ?? 0) >= text.length * MOSTLY) return encoding;
  }
  return null;
};

/** What a web page says its encoding is, where a decoder for it is known. */
const declared = (bytes: Buffer): string | null => {
  const m = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,20})/i.exec(bytes.subarray(0, 4096).toString('latin1'));
  const name = m?.[1]?.toLowerCase();
  if (!name) return null;
  return /^(?:gb2312|gbk|gb18030|gb_2312-80|x-gbk)$/.test(name) ? 'gb18030' : /^(?:utf-?8|big5|utf-16(?:le|be)?)$/.test(name) ? name : null;
};

/** @throws DocumentRefused DOCUMENT_UNREADABLE where no encoding fits */
export const decodeText = (bytes: Buffer, fileName: string, isPage = false): string => {
  const marked = BOMS.find(([mark]) => mark.every((b, i) => bytes[i] === b));
  const said = isPage ? declared(bytes) : null;
  const bare = bareUtf16(bytes);
  const guesses = marked ? [marked[1]] : [...(said ? [said] : []), 'utf-8', ...(bare ? [bare] : []), 'gb18030'];
  const text = guesses.reduce<string | null>((found, encoding) => found ?? decode(bytes, encoding), null);
  if (text !== null) return text;
  throw new DocumentRefused(
    'DOCUMENT_UNREADABLE',
    `“${fileName}”不是可读的文本文件，或编码不受支持（支持UTF-8、UTF-16、GB18030）。`,
    `"${fileName}" is no readable text, or its encoding is not supported (UTF-8, UTF-16, GB18030).`,
    { fileName },
  );
};
