// Renders an official document with LibreOffice and measures the pages: GB/T 9704-2012 asks for 22 lines of 28 characters within margins of
// 37 mm (top), 26 (right), 35 (bottom) and 28 (left). `bash .ci/official-format.sh` installs what it needs.
require('../test/support/run-typescript.cjs');
const { execFileSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { officialDocuments } = require('../src/infrastructure/documents/official/docx.ts');
const { bulletinPaper } = require('../test/support/official-document.ts');

const MM = 72 / 25.4;
/** What a renderer may be off: a third of a character. */
const TOLERANCE = 2;

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'muster-official-'));
  try {
    writeFileSync(join(folder, 'paper.docx'), await officialDocuments.docx(bulletinPaper()));
    execFileSync(
      'soffice',
      ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'pdf', '--outdir', folder, 'paper.docx'],
      {
        cwd: folder,
        stdio: 'ignore',
      },
    );
    execFileSync('pdftotext', ['-bbox', 'paper.pdf', 'words.html'], { cwd: folder });
    const faults = measure(pagesOf(readFileSync(join(folder, 'words.html'), 'utf8')));
    for (const fault of faults) console.error(`not as the standard has it: ${fault}`);
    process.exitCode = faults.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Words with their boxes in points; a line of Chinese is one word. */
function pagesOf(html) {
  return html
    .split('<page ')
    .slice(1)
    .map((page) => ({
      width: Number(/width="([\d.]+)"/.exec(page)[1]),
      height: Number(/height="([\d.]+)"/.exec(page)[1]),
      words: [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)].map((m) => ({
        left: Number(m[1]),
        top: Number(m[2]),
        right: Number(m[3]),
        bottom: Number(m[4]),
        text: m[5],
      })),
    }));
}

function measure(pages) {
  const faults = [];
  const expect = (what, is, should, within = 0) => {
    if (Math.abs(is - should) > within) faults.push(`${what} is ${is.toFixed(1)}, not ${should}`);
    else console.log(`${what}: ${is.toFixed(1)}`);
  };
  // The second page and the third hold nothing but text.
  for (const number of [2, 3]) {
    const page = pages[number - 1];
    const lines = page.words.filter(({ text }) => [...text].length > 5);
    expect(`page ${number}, width in mm`, page.width / MM, 210, 0.5);
    expect(`page ${number}, height in mm`, page.height / MM, 297, 0.5);
    expect(`page ${number}, lines`, lines.length, 22);
    expect(`page ${number}, fewest characters of a line`, Math.min(...lines.map(({ text }) => [...text].length)), 28);
    expect(`page ${number}, most characters of a line`, Math.max(...lines.map(({ text }) => [...text].length)), 28);
    expect(`page ${number}, left margin in mm`, Math.min(...lines.map(({ left }) => left)) / MM, 28, TOLERANCE / MM);
    expect(`page ${number}, right margin in mm`, (page.width - Math.max(...lines.map(({ right }) => right))) / MM, 26, TOLERANCE / MM);
    // A line's box is higher or lower than its characters, as the typeface has it: the middle of the first and of the last line counts.
    const [first, last] = [lines[0], lines.at(-1)].map(({ top, bottom }) => (top + bottom) / 2);
    expect(`page ${number}, top margin and half a line in mm`, first / MM, 37 + 225 / 44, 2.5);
    expect(`page ${number}, bottom margin and half a line in mm`, (page.height - last) / MM, 35 + 225 / 44, 2.5);
    const footer = page.words.filter(({ top }) => top > page.height - 35 * MM);
    if (!footer.some(({ text }) => text === String(number))) faults.push(`page ${number} has no page number below the text`);
    const outer =
      number % 2 === 0 ? Math.min(...footer.map(({ left }) => left)) < page.width / 2 : Math.min(...footer.map(({ left }) => left)) > page.width / 2;
    if (!outer) faults.push(`the number of page ${number} is not on the outer side`);
  }
  return faults;
}

void main();
