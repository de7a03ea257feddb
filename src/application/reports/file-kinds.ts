/** Which files are taken: by the ending of the name and by how the bytes begin, never by what the sender says. Nothing that a browser would run. */
import { basename, extname } from 'node:path';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const OFFICE = 'application/vnd.openxmlformats-officedocument';

interface Kind {
  mediaType: string;
  /** How the bytes begin; null: text. */
  begins: readonly number[] | null;
}

const KINDS: Readonly<Record<string, Kind>> = {
  '.pdf': { mediaType: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46] },
  '.ofd': { mediaType: 'application/ofd', begins: ZIP },
  '.docx': { mediaType: `${OFFICE}.wordprocessingml.document`, begins: ZIP },
  '.xlsx': { mediaType: `${OFFICE}.spreadsheetml.sheet`, begins: ZIP },
  '.pptx': { mediaType: `${OFFICE}.presentationml.presentation`, begins: ZIP },
  '.doc': { mediaType: 'application/msword', begins: OLE },
  '.xls': { mediaType: 'application/vnd.ms-excel', begins: OLE },
  '.wps': { mediaType: 'application/vnd.ms-works', begins: OLE },
  '.et': { mediaType: 'application/vnd.ms-excel', begins: OLE },
  '.jpg': { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  '.jpeg': { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  '.png': { mediaType: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47] },
  '.zip': { mediaType: 'application/zip', begins: ZIP },
  '.txt': { mediaType: 'text/plain', begins: null },
  '.csv': { mediaType: 'text/csv', begins: null },
};

export const KNOWN_ENDINGS: readonly string[] = Object.keys(KINDS);

export type FileKind = { ok: true; mediaType: string } | { ok: false; fault: 'UNKNOWN' | 'NOT_AS_NAMED' };

export function kindOfFile(name: string, bytes: Buffer): FileKind {
  const kind = KINDS[extname(name).toLowerCase()];
  if (!kind) return { ok: false, fault: 'UNKNOWN' };
  const fits = kind.begins ? kind.begins.every((byte, i) => bytes[i] === byte) : !bytes.includes(0);
  return fits ? { ok: true, mediaType: kind.mediaType } : { ok: false, fault: 'NOT_AS_NAMED' };
}

const LONGEST_NAME = 120;
/** Control characters, and those that turn the direction of writing, by which `gpj.exe` looks like a picture. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;
/** What no file system or header takes. */
const FORBIDDEN = /[<>:"/\\|?*]/g;

/** The name as it is kept: the last part of a path, without what cannot be seen; a long one is cut before its ending. */
export function cleanName(given: string): string {
  const last = basename(given.normalize('NFC').replace(UNSEEN, '').replaceAll('\\', '/')).replace(FORBIDDEN, '_').trim();
  const ending = extname(last);
  const stem = last.slice(0, last.length - ending.length).replace(/^[.\s]+/, '') || '附件';
  return `${[...stem].slice(0, LONGEST_NAME - ending.length).join('')}${ending}`;
}
