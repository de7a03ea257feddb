/** PDF files made for the tests: Chinese set in a font that every reader knows by name, as old office programs do it. */

interface Piece {
  text: string;
  x: number;
  y: number;
}

const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

const SIZE = 16;
const TOP = 780;
const LEFT = 80;

/** Lines from top to bottom; cells of a line, parted by tabs, stand 120 points apart, a line that opens with two wide blanks is indented. */
const piecesOf = (lines: readonly string[]): Piece[] =>
  lines.flatMap((line, row) =>
    line.split('\t').map((cell, column) => {
      const indent = cell.length - cell.replace(/^\u3000+/, '').length;
      return { text: cell.slice(indent), x: LEFT + column * 120 + indent * SIZE, y: TOP - row * 28 };
    }),
  );

/** @param pages the lines of each page; an empty page has no text layer, as a scan has none */
export const pdfOf = (pages: readonly (readonly string[])[]): Buffer => {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const font = 3;
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  add('<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>');
  add(
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R /DW 1000 >>',
  );
  add(
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  );
  const kids = pages.map((lines) => {
    const stream = piecesOf(lines)
      .filter((p) => p.text !== '')
      .map((p) => `BT /F1 ${SIZE} Tf 1 0 0 1 ${p.x} ${p.y} Tm <${hex(p.text)}> Tj ET`)
      .join('\n');
    const content = add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
    return add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 ${font} 0 R >> >> /Contents ${content} 0 R >>`);
  });
  objects[1] = `<< /Type /Pages /Kids [${kids.map((k) => `${k} 0 R`).join(' ')}] /Count ${kids.length} >>`;
  let file = '%PDF-1.5\n';
  const offsets = objects.map((body, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
};
