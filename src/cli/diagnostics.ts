/** Diagnostics as a compiler prints them: file:line:column, severity, code, and the clause underlined. */
import { styleText } from 'node:util';
import type { Diagnostic, Severity } from '../domain/plan/model';
import { cellsOf, TextPlaces, widthOf } from './text-places';

export interface RenderOptions {
  colour: boolean;
  /** columns of the terminal */
  columns: number;
}

const SEVERITY: Record<Severity, { zh: string; colour: 'red' | 'yellow' | 'cyan' }> = {
  ERROR: { zh: '错误', colour: 'red' },
  WARNING: { zh: '警告', colour: 'yellow' },
  INFO: { zh: '提示', colour: 'cyan' },
};

const paint = (options: RenderOptions, format: Parameters<typeof styleText>[0], text: string): string =>
  options.colour ? styleText(format, text, { validateStream: false }) : text;

const blanks = (text: string): string => text.replace(/[\t\r\n\u3000]/g, (c) => (c === '\u3000' ? '\u3000' : ' '));

/** As many characters from the start of `chars` as fit into `cells`. */
const fit = (chars: readonly string[], cells: number): number => {
  let used = 0;
  for (let i = 0; i < chars.length; i++) {
    used += cellsOf(chars[i] ?? '');
    if (used > cells) return i;
  }
  return chars.length;
};

/** The line around a span, cut to the terminal; the underline is measured in cells, so that it stands under the clause. */
const excerpt = (line: string, from: number, to: number, room: number): { text: string; pad: number; length: number } => {
  const before = Array.from(blanks(line.slice(0, from)));
  const marked = Array.from(blanks(line.slice(from, to)));
  const after = Array.from(blanks(line.slice(to)));
  const keptMarked = marked.slice(0, fit(marked, Math.max(8, room - 16)));
  const keptBefore = before.slice(before.length - fit([...before].reverse(), Math.max(8, Math.floor((room - widthOf(keptMarked.join(''))) / 2))));
  const left = `${keptBefore.length < before.length ? '…' : ''}${keptBefore.join('')}`;
  const cutMarked = keptMarked.length < marked.length;
  const keptAfter = cutMarked ? [] : after.slice(0, fit(after, Math.max(0, room - widthOf(left) - widthOf(keptMarked.join('')) - 1)));
  const right = cutMarked || keptAfter.length < after.length ? '…' : '';
  return {
    text: `${left}${keptMarked.join('')}${keptAfter.join('')}${right}`,
    pad: widthOf(left),
    length: Math.max(1, widthOf(keptMarked.join(''))),
  };
};

export const renderDiagnostic = (diagnostic: Diagnostic, file: string, text: string, places: TextPlaces, options: RenderOptions): string => {
  const { zh, colour } = SEVERITY[diagnostic.severity];
  const place = diagnostic.span ? places.at(diagnostic.span[0]) : null;
  const where = place ? `${file}:${place.line}:${place.column}` : file;
  const lines = [`${paint(options, 'bold', where)}: ${paint(options, [colour, 'bold'], `${zh} ${diagnostic.code}`)} ${diagnostic.message}`];
  if (diagnostic.span && place) {
    const [start, end] = places.lineSpan(place.line);
    const from = Math.min(diagnostic.span[0], end) - start;
    const to = Math.max(from, Math.min(diagnostic.span[1], end) - start);
    const gutter = String(place.line).length;
    const shown = excerpt(text.slice(start, end), from, to, Math.max(30, options.columns - gutter - 4));
    lines.push(`${paint(options, 'dim', `${place.line} |`)} ${shown.text}`);
    lines.push(`${paint(options, 'dim', `${' '.repeat(gutter)} |`)} ${' '.repeat(shown.pad)}${paint(options, colour, '^'.repeat(shown.length))}`);
  }
  if (diagnostic.hint !== '') lines.push(`  ${paint(options, 'dim', `处理：${diagnostic.hint}`)}`);
  return lines.join('\n');
};

export const countBySeverity = (diagnostics: readonly Diagnostic[]): Record<Severity, number> => ({
  ERROR: diagnostics.filter((d) => d.severity === 'ERROR').length,
  WARNING: diagnostics.filter((d) => d.severity === 'WARNING').length,
  INFO: diagnostics.filter((d) => d.severity === 'INFO').length,
});

/** 1个错误，4个警告，2条提示 */
export const summary = (diagnostics: readonly Diagnostic[]): string => {
  const n = countBySeverity(diagnostics);
  return diagnostics.length === 0 ? '没有发现问题' : `${n.ERROR}个错误，${n.WARNING}个警告，${n.INFO}条提示`;
};

export const renderDiagnostics = (diagnostics: readonly Diagnostic[], file: string, text: string, options: RenderOptions): string => {
  const places = new TextPlaces(text);
  return [...diagnostics.map((d) => renderDiagnostic(d, file, text, places, options)), `${file}: ${summary(diagnostics)}`].join('\n\n');
};
