/** Papers that an office issues, as files in the format of GB/T 9704-2012 (党政机关公文格式). */

/** Headings 1 to 3 are numbered 一、 (一) 1. by whoever writes them; the format gives each its typeface. */
export type OfficialBlock =
  | { kind: 'HEADING'; level: 1 | 2 | 3; text: string }
  | { kind: 'PARAGRAPH'; text: string }
  /** `title` stands above the table, `note` small below it, `head` is repeated on every page. Cells that are numbers stand on the right. */
  | { kind: 'TABLE'; title: string | null; head: readonly string[]; rows: readonly (readonly string[])[]; note?: string };

export interface OfficialDocument {
  /** 发文机关标志, red at the head: the issuing body's name. */
  issuer: string;
  /** 发文字号, e.g. 〔2026〕3号 with its office's short name; null: not numbered. */
  number: string | null;
  title: string;
  /** 主送机关, e.g. 各成员单位; null: none. */
  addressee: string | null;
  body: readonly OfficialBlock[];
  /** 附件说明: titles, in order. */
  attachments: readonly string[];
  /** 发文机关署名 and 成文日期 (civil date); null while it is a draft. */
  signature: { unit: string; on: string } | null;
  /** 抄送机关; null: none. */
  copyTo: string | null;
}

export interface OfficialDocuments {
  /** A Word file (.docx), A4, 22 lines of 28 characters a page, margins 37, 26, 35 and 28 mm (top, right, bottom, left). */
  docx(document: OfficialDocument): Promise<Buffer>;
}
