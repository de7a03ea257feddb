/**
 * The text of a web page: blocks as lines, rows of tables as lines with their cells set apart by tabs. Scripts, styles and what a
 * reader does not see are left out; a table that only lays out the page is no table.
 */
import { Parser } from 'htmlparser2';
import { printTable, type TableCell } from './table-grid';

const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'head', 'svg', 'iframe', 'object', 'select', 'button', 'textarea', 'nav']);
const BLOCKS = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary ul option caption'.split(
    ' ',
  ),
);

/** What is being put together: the page, or one cell of a table. */
interface Frame {
  lines: string[];
  line: string;
  /** holds a table of its own */
  nested: boolean;
}

interface OpenTable {
  rows: TableCell[][];
  cell: { frame: Frame; columns: number; rows: number } | null;
  layout: boolean;
}

/** A cell with more lines than this holds a text and not an entry. */
const LAYOUT_LINES = 12;
const MAX_SPAN = 200;

const spanOf = (printed: string | undefined): number => Math.min(MAX_SPAN, Math.max(1, Number.parseInt(printed ?? '1', 10) || 1));

class Page {
  private readonly frames: Frame[] = [{ lines: [], line: '', nested: false }];
  private readonly tables: OpenTable[] = [];
  private unseen = 0;
  private pre = 0;

  private get frame(): Frame {
    return this.frames.at(-1) as Frame;
  }

  private breakLine(): void {
    const { frame } = this;
    const line = frame.line.replace(/^[ \t]+|[ \t]+$/g, '');
    if (line !== '') frame.lines.push(line);
    frame.line = '';
  }

  text(text: string): void {
    if (this.unseen > 0) return;
    if (this.pre > 0) {
      const [first = '', ...rest] = text.split(/\r?\n/);
      this.frame.line += first;
      for (const line of rest) {
        this.breakLine();
        this.frame.line = line;
      }
      return;
    }
    const words = text.replace(/[ \t\r\n\f]+/g, ' ');
    this.frame.line += this.frame.line.endsWith(' ') || this.frame.line === '' ? words.trimStart() : words;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (UNSEEN.has(name)) this.unseen++;
    if (this.unseen > 0) return;
    if (name === 'br') this.breakLine();
    else if (name === 'pre') this.pre++;
    if (BLOCKS.has(name)) this.breakLine();
    if (name === 'table') {
      this.breakLine();
      if (this.frames.length > 1) this.frame.nested = true;
      this.tables.push({ rows: [], cell: null, layout: false });
      return;
    }
    const table = this.tables.at(-1);
    if (!table) return;
    if (name === 'tr') {
      this.closeCell();
      table.rows.push([]);
    } else if (name === 'td' || name === 'th') {
      this.closeCell();
      if (table.rows.length === 0) table.rows.push([]);
      const frame: Frame = { lines: [], line: '', nested: false };
      table.cell = { frame, columns: spanOf(attributes.colspan), rows: spanOf(attributes.rowspan) };
      this.frames.push(frame);
    }
  }

  private closeCell(): void {
    const table = this.tables.at(-1);
    if (!table?.cell) return;
    this.breakLine();
    const { frame, columns, rows } = table.cell;
    this.frames.pop();
    table.layout ||= frame.nested || frame.lines.length > LAYOUT_LINES;
    table.rows.at(-1)?.push({ lines: frame.lines, columns, rows, continues: false });
    table.cell = null;
  }

  close(name: string): void {
    if (UNSEEN.has(name)) {
      this.unseen = Math.max(0, this.unseen - 1);
      return;
    }
    if (this.unseen > 0) return;
    if (name === 'pre') this.pre = Math.max(0, this.pre - 1);
    if (BLOCKS.has(name)) this.breakLine();
    if (name === 'td' || name === 'th') this.closeCell();
    if (name === 'table' && this.tables.length > 0) {
      this.closeCell();
      const table = this.tables.pop() as OpenTable;
      const lone = table.rows.every((row) => row.length <= 1);
      this.frame.lines.push(...(table.layout || lone ? table.rows.flatMap((row) => row.flatMap((cell) => cell.lines)) : printTable(table.rows)));
    }
  }

  print(): string {
    while (this.tables.length > 0) this.close('table');
    this.breakLine();
    return this.frame.lines.join('\n');
  }
}

export const htmlText = (html: string): string => {
  const page = new Page();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => page.open(name, attributes),
      ontext: (text) => page.text(text),
      onclosetag: (name) => page.close(name),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  return page.print();
};
