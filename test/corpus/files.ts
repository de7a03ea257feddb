/** The notices of the corpus as files of other kinds: Word, HTML, and PDF with a text layer set in lines and pages. */
import { docxOf } from '../infrastructure/documents/docx-fixtures';

export { docxOf };

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A government website's page: navigation and footer around it, lines as paragraphs, lines with tabs as rows of a table. */
export function htmlOf(text: string): Buffer {
  const out: string[] = [];
  let rows: string[] = [];
  const flush = (): void => {
    if (rows.length) out.push(`<table border="1"><tbody>${rows.join('')}</tbody></table>`);
    rows = [];
  };
  for (const line of text.split('\n')) {
    if (line.includes('\t')) {
      rows.push(
        `<tr>${line
          .split('\t')
          .map((cell) => `<td><p>${escaped(cell)}</p></td>`)
          .join('')}</tr>`,
      );
      continue;
    }
    flush();
    if (line.trim() === '') continue;
    out.push(
      `<p style="text-indent:2em"><span>&nbsp;&nbsp;${escaped(line.trim()).replace(/ {2,}/g, (run) => '&nbsp;'.repeat(run.length))}</span></p>`,
    );
  }
  flush();
  const style = 'p { margin: 0 } .nav { display: none }';
  return Buffer.from(
    `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>政府信息公开</title><style>${style}</style><script>var 牵头 = "（某局牵头）";</script></head><body><!-- （某局负责） -->\n${out.join('\n')}\n</body></html>`,
  );
}

const hex = (text: string): string => [...Array(text.length).keys()].map((at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('');

interface Cell {
  x: number;
  points: number;
  text: string;
}

/** The cells of a run of table lines, in columns as wide as their longest cell. */
function columnsOf(rows: readonly string[][]): Cell[][] {
  const points = 8;
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  const starts = widths.map((_width, column) => 80 + widths.slice(0, column).reduce((sum, width) => sum + width * points + 24, 0));
  return rows.map((row) => row.map((cell, column) => ({ x: starts[column] ?? 0, points, text: cell })).filter((cell) => cell.text !== ''));
}

/** Lines of 28 characters, 22 to a page, as an official document is set; tables in small print. */
function pagesOf(text: string): Cell[][][] {
  const set: Cell[][] = [];
  let rows: string[][] = [];
  const flush = (): void => {
    set.push(...columnsOf(rows));
    rows = [];
  };
  for (const line of text.split('\n')) {
    if (line.includes('\t')) {
      rows.push(line.split('\t'));
      continue;
    }
    flush();
    const words = line.replace(/^ +/, '');
    const indent = Math.min(line.length - words.length, 30) * 8;
    for (const part of words.match(/.{1,28}/gu) ?? []) set.push([{ x: 80 + indent, points: 16, text: part }]);
  }
  flush();
  const pages: Cell[][][] = [];
  for (let at = 0; at < set.length; at += 22) pages.push(set.slice(at, at + 22));
  return pages;
}

const TO_UNICODE = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Identity def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
100 beginbfrange
${[...Array(100).keys()]
  .map((row) => [row, row.toString(16).padStart(2, '0')] as const)
  .map(([, high]) => `<${high}00> <${high}FF> <${high}00>`)
  .join('\n')}
endbfrange
100 beginbfrange
${[...Array(100).keys()]
  .map((row) => (row + 100).toString(16).padStart(2, '0'))
  .map((high) => `<${high}00> <${high}FF> <${high}00>`)
  .join('\n')}
endbfrange
56 beginbfrange
${[...Array(56).keys()]
  .map((row) => (row + 200).toString(16).padStart(2, '0'))
  .map((high) => `<${high}00> <${high}FF> <${high}00>`)
  .join('\n')}
endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end`;

/** A PDF written by hand: no font is embedded, the text layer maps code to character, each page ends with its number. */
export function pdfOf(text: string): Buffer {
  const pages = pagesOf(text);
  const objects: string[] = [];
  const stream = (content: string): string => `<< /Length ${Buffer.byteLength(content)} >>\nstream\n${content}\nendstream`;
  const first = 6;
  objects[1] = '<< /Type /Catalog /Pages 2 0 R >>';
  objects[2] = `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_page, index) => `${first + index * 2} 0 R`).join(' ')}] >>`;
  objects[3] = '<< /Type /Font /Subtype /Type0 /BaseFont /FangSong /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>';
  objects[4] =
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /FangSong /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 ' +
    '/FontDescriptor << /Type /FontDescriptor /FontName /FangSong /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 900 /StemV 80 >> >>';
  objects[5] = stream(TO_UNICODE);
  pages.forEach((lines, index) => {
    const at = first + index * 2;
    const set = lines.flatMap((cells, row) =>
      cells.map((cell) => `BT /F1 ${cell.points} Tf 1 0 0 1 ${cell.x} ${770 - row * 29} Tm <${hex(cell.text)}> Tj ET`),
    );
    set.push(`BT /F1 14 Tf 1 0 0 1 270 60 Tm <${hex(`— ${index + 1} —`)}> Tj ET`);
    objects[at] = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 720 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${at + 1} 0 R >>`;
    objects[at + 1] = stream(set.join('\n'));
  });
  let file = '%PDF-1.7\n';
  const offsets: number[] = [];
  objects.forEach((body, number) => {
    offsets[number] = Buffer.byteLength(file);
    file += `${number} 0 obj\n${body}\nendobj\n`;
  });
  const start = Buffer.byteLength(file);
  const rows = objects.map((_body, number) => (number === 0 ? '' : `${String(offsets[number]).padStart(10, '0')} 00000 n \n`)).join('');
  file += `xref\n0 ${objects.length}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file);
}
