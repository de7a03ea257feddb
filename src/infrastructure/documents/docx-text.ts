/**
 * The text of a .docx: paragraphs as lines, rows of tables as lines with their cells set apart by tabs, automatic numbers printed.
 * Deleted text, field codes and the fallback copies of drawings are left out.
 */
import { DocumentRefused } from '../../application/ports/documents';
import { ListCounter, type Numbering } from './docx-numbering';
import { attribute, numberingSink, stylesSink, xmlSink, type ListStyles, type XmlSink } from './docx-parts';
import { printTable } from './table-grid';
import { readZip, type ZipLimits } from './zip-entries';

/** A paragraph's number is known only when numbering.xml has been read, which may come later in the archive: it is filled in at the end. */
interface Line {
  text: string;
  list: { id: string; level: number } | null;
  style: string;
}

interface Cell {
  paragraphs: Line[];
  columns: number;
  /** a merged cell that goes on from the row above */
  continues: boolean;
}

class DocumentText {
  private readonly lines: (Line | Cell[][])[] = [];
  private paragraph: Line | null = null;
  private table: { rows: Cell[][]; depth: number } | null = null;
  private skipped = 0;
  private inText = false;

  readonly sink: XmlSink = xmlSink(
    (tag) => this.open(tag.name, (name) => attribute(tag, name)),
    (name) => this.close(name),
    (text) => {
      if (this.inText && this.skipped === 0 && this.paragraph) this.paragraph.text += text;
    },
  );

  private open(name: string, get: (attribute: string) => string | undefined): void {
    if (name === 'mc:Fallback' || name === 'w:del' || name === 'w:moveFrom') this.skipped++;
    if (this.skipped > 0) return;
    const p = this.paragraph;
    switch (name) {
      case 'w:p':
        // a text box holds paragraphs inside a paragraph; they become lines of their own
        this.flush();
        this.paragraph = { text: '', list: null, style: '' };
        break;
      case 'w:pStyle':
        if (p) p.style = get('w:val') ?? '';
        break;
      case 'w:ilvl':
        if (p) p.list = { id: p.list?.id ?? '', level: Number(get('w:val') ?? 0) };
        break;
      case 'w:numId':
        if (p) p.list = { id: get('w:val') ?? '', level: p.list?.level ?? 0 };
        break;
      case 'w:t':
        this.inText = true;
        break;
      case 'w:tab':
        // also a tab stop in the paragraph's settings, before any text
        if (p && p.text !== '') p.text += this.table ? ' ' : '\t';
        break;
      case 'w:br':
      case 'w:cr':
        if (p && p.text !== '') p.text += '\n';
        break;
      case 'w:noBreakHyphen':
        if (p) p.text += '-';
        break;
      case 'w:tbl':
        if (this.table) this.table.depth++;
        else this.table = { rows: [], depth: 1 };
        break;
      case 'w:tr':
        if (this.table?.depth === 1) this.table.rows.push([]);
        break;
      case 'w:tc':
        if (this.table?.depth === 1) this.table.rows.at(-1)?.push({ paragraphs: [], columns: 1, continues: false });
        break;
      case 'w:gridSpan': {
        const cell = this.table?.depth === 1 ? this.table.rows.at(-1)?.at(-1) : undefined;
        if (cell) cell.columns = Math.min(200, Math.max(1, Number(get('w:val')) || 1));
        break;
      }
      case 'w:vMerge': {
        const cell = this.table?.depth === 1 ? this.table.rows.at(-1)?.at(-1) : undefined;
        if (cell) cell.continues = get('w:val') !== 'restart';
        break;
      }
    }
  }

  private close(name: string): void {
    if (name === 'mc:Fallback' || name === 'w:del' || name === 'w:moveFrom') {
      this.skipped = Math.max(0, this.skipped - 1);
      return;
    }
    if (this.skipped > 0) return;
    if (name === 'w:t') this.inText = false;
    else if (name === 'w:p') this.flush();
    else if (name === 'w:tbl' && this.table && --this.table.depth === 0) {
      this.lines.push(this.table.rows);
      this.table = null;
    }
  }

  private flush(): void {
    const p = this.paragraph;
    this.paragraph = null;
    if (!p) return;
    const cell = this.table?.rows.at(-1)?.at(-1);
    if (cell) cell.paragraphs.push(p);
    else if (!this.table) this.lines.push(p);
  }

  print(counter: ListCounter, styles: ListStyles): string {
    const print = (line: Line): string => {
      const styled = styles.get(line.style);
      const list = line.list && line.list.id !== '' ? line.list : styled ? { id: styled.list, level: line.list?.level ?? styled.level } : null;
      return list && list.id !== '0' && line.text.trim() !== '' ? counter.next(list.id, list.level) + line.text : line.text;
    };
    return this.lines
      .flatMap((line) =>
        Array.isArray(line)
          ? printTable(line.map((row) => row.map((c) => ({ lines: c.paragraphs.map(print), columns: c.columns, rows: 1, continues: c.continues }))))
          : [print(line)],
      )
      .join('\n');
  }
}

/** @throws DocumentRefused DOCUMENT_BOMB, DOCUMENT_UNREADABLE */
export const docxText = async (bytes: Buffer, fileName: string, limits?: ZipLimits): Promise<string> => {
  const numbering: Numbering = { abstract: new Map(), instances: new Map() };
  const styles: ListStyles = new Map();
  const document = new DocumentText();
  const sinks = new Map<string, XmlSink>([
    ['word/document.xml', document.sink],
    ['word/numbering.xml', numberingSink(numbering)],
    ['word/styles.xml', stylesSink(styles)],
  ]);
  const seen = new Set<string>();
  await readZip(
    bytes,
    fileName,
    (name) => {
      const sink = sinks.get(name);
      if (!sink || seen.has(name)) return null;
      seen.add(name);
      return (chunk) => sink.write(chunk);
    },
    limits,
  );
  if (!seen.has('word/document.xml')) {
    throw new DocumentRefused('DOCUMENT_UNREADABLE', `“${fileName}”不是有效的Word文档。`, `"${fileName}" is no Word document.`, { fileName });
  }
  try {
    for (const name of seen) sinks.get(name)?.close();
  } catch {
    throw new DocumentRefused('DOCUMENT_UNREADABLE', `“${fileName}”已损坏，无法读取。`, `"${fileName}" is damaged and cannot be read.`, { fileName });
  }
  return document.print(new ListCounter(numbering), styles);
};
