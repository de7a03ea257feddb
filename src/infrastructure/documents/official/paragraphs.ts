/** The parts of an official document as paragraphs and tables of Word. */
import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import type { OfficialBlock, OfficialDocument } from '../../../application/ports/official-documents';
import { CLOSER, FONT, INDENT, LINE, RED, SIZE, TABLE_LINE, TEXT_WIDTH } from './measures';
import { titleLines } from './title-lines';

export type Block = Paragraph | Table;

const run = (text: string, { font = FONT.text, size = SIZE.text, color }: { font?: string; size?: number; color?: string } = {}): TextRun =>
  new TextRun({ text, font, size, characterSpacing: CLOSER, ...(color ? { color } : {}) });

const paragraph = (children: TextRun[], options: Omit<IParagraphOptions, 'children'> = {}): Paragraph =>
  new Paragraph({ spacing: { line: LINE, lineRule: LineRuleType.EXACTLY, before: 0, after: 0 }, ...options, children });

const empty = (): Paragraph => paragraph([run('')]);
const indented = { indent: { firstLine: INDENT }, alignment: AlignmentType.BOTH } as const;

/** 版头: the issuer in red, the number two lines below it, and the red line. */
export function head({ issuer, number }: Pick<OfficialDocument, 'issuer' | 'number'>): Block[] {
  const size = Math.min(SIZE.issuer, 2 * Math.floor(TEXT_WIDTH / 20 / Math.max(1, [...issuer].length)));
  const red = { style: BorderStyle.SINGLE, size: 12, color: RED, space: 4 };
  return [
    paragraph([run(issuer, { font: FONT.title, size, color: RED })], {
      alignment: AlignmentType.CENTER,
      spacing: { line: Math.max(LINE, size * 12), lineRule: LineRuleType.EXACTLY },
    }),
    empty(),
    empty(),
    paragraph([run(number ?? '')], { alignment: AlignmentType.CENTER, border: { bottom: red } }),
    empty(),
    empty(),
  ];
}

export const title = (text: string): Block[] => [
  ...titleLines(text).map((line) => paragraph([run(line, { font: FONT.title, size: SIZE.title })], { alignment: AlignmentType.CENTER })),
  empty(),
];

export const addressee = (text: string): Block => paragraph([run(`${text.replace(/[:：]$/, '')}：`)]);

const HEADING_FONT = { 1: FONT.heading, 2: FONT.subheading, 3: FONT.text } as const;

export function block(part: OfficialBlock): Block[] {
  if (part.kind === 'TABLE') return table(part);
  if (part.kind === 'HEADING') return [paragraph([run(part.text, { font: HEADING_FONT[part.level] })], { ...indented, keepNext: true })];
  return part.text.split('\n').map((line) => paragraph([run(line)], indented));
}

/** Where there is no number. */
const NOTHING = '—';
const isNumber = (cell: string): boolean => /^[-+−]?[\d,]+(\.\d+)?%?$/.test(cell);

function table({ title: above, head: columns, rows, note }: Extract<OfficialBlock, { kind: 'TABLE' }>): Block[] {
  const widths = columnWidths(columns, rows);
  const cell = (text: string, column: number, heading: boolean): TableCell =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 60, right: 60 },
      children: [
        new Paragraph({
          alignment: heading ? AlignmentType.CENTER : isNumber(text) || text === NOTHING ? AlignmentType.RIGHT : AlignmentType.LEFT,
          spacing: { line: TABLE_LINE, lineRule: LineRuleType.EXACTLY, before: 40, after: 40 },
          children: [new TextRun({ text, font: heading ? FONT.heading : FONT.text, size: SIZE.table })],
        }),
      ],
    });
  const row = (cells: readonly string[], heading: boolean): TableRow =>
    new TableRow({ tableHeader: heading, cantSplit: true, children: columns.map((_, i) => cell(cells[i] ?? '', i, heading)) });
  return [
    ...(above === null
      ? []
      : [paragraph([run(above, { font: FONT.heading, size: SIZE.small })], { alignment: AlignmentType.CENTER, keepNext: true })]),
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      rows: [row(columns, true), ...rows.map((cells) => row(cells, false))],
    }),
    ...(note === undefined
      ? []
      : [paragraph([run(`注：${note}`, { size: SIZE.table })], { spacing: { line: 360, lineRule: LineRuleType.EXACTLY, before: 60, after: 0 } })]),
    empty(),
  ];
}

/** In points, at the size of tables; a substitute's digits may be wider than those of 仿宋. */
const CHARACTER = SIZE.table / 2;
const DIGIT = 0.64 * CHARACTER;
const PADDING = 6.5;
/** A column of words may break its lines, not below this. */
const NARROWEST_WORDS = 4 * CHARACTER + PADDING;

/** Numbers and heads of columns stay on one line; what is left belongs to the columns of words, by their longest. */
function columnWidths(columns: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const wide = (text: string): number => PADDING + [...text].reduce((sum, one) => sum + (one.charCodeAt(0) > 0xff ? CHARACTER : DIGIT), 0);
  const needs = columns.map((head, i) => Math.ceil(Math.max(wide(head), ...rows.map((cells) => wide(cells[i] ?? '')))));
  const ofWords = columns.map((_, i) => rows.some((cells) => !isNumber(cells[i] ?? '') && (cells[i] ?? '') !== NOTHING));
  const sum = (of: readonly number[]): number => of.reduce((total, one) => total + one, 0);
  const left = TEXT_WIDTH / 20 - sum(needs.filter((_, i) => !ofWords[i]));
  const words = sum(needs.filter((_, i) => ofWords[i]));
  const widths = words === 0 || left <= 0 ? needs : needs.map((need, i) => (ofWords[i] ? Math.max(NARROWEST_WORDS, (left * need) / words) : need));
  return widths.map((width) => Math.floor((TEXT_WIDTH * width) / sum(widths)));
}

/** 附件说明: a line below the text, the second title under the first. */
export function attachments(titles: readonly string[]): Block[] {
  if (titles.length === 0) return [];
  const numbered = titles.length > 1;
  return [
    empty(),
    ...titles.map((text, i) => {
      const label = i === 0 ? '附件：' : '';
      const hanging = (numbered ? 5 : 3) * (INDENT / 2);
      const left = INDENT + hanging;
      const lead = i === 0 ? hanging : (numbered ? 2 : 0) * (INDENT / 2);
      return paragraph([run(`${label}${numbered ? `${i + 1}. ` : ''}${text}`)], { indent: { left, hanging: lead } });
    }),
  ];
}

/** 2026-11-02 is 2026年11月2日. */
export function dateInWords(on: string): string {
  const [year, month, day] = on.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 署名 and 成文日期 without a seal: the date four characters from the right, the name centred over it. */
export function signature(signed: OfficialDocument['signature']): Block[] {
  if (!signed) return [];
  const day = dateInWords(signed.on);
  const character = INDENT / 2;
  const width = (text: string): number => [...text].reduce((sum, one) => sum + (one.charCodeAt(0) > 0xff ? 1 : 0.5), 0);
  const right = Math.max(0, Math.round((4 - (width(signed.unit) - width(day)) / 2) * character));
  const keep = { alignment: AlignmentType.RIGHT, keepLines: true } as const;
  return [
    empty(),
    empty(),
    paragraph([run(signed.unit)], { ...keep, keepNext: true, indent: { right } }),
    paragraph([run(day)], { ...keep, indent: { right: 4 * character } }),
  ];
}

/** 版记: between two lines at the end. */
export function colophon({ copyTo, signature: signed }: Pick<OfficialDocument, 'copyTo' | 'signature'>): Block[] {
  if (copyTo === null || !signed) return [];
  const line = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 1 };
  return [
    empty(),
    paragraph([run(`抄送：${copyTo.replace(/。$/, '')}。`, { size: SIZE.small })], {
      border: { top: line, bottom: line },
      indent: { left: INDENT / 2, right: INDENT / 2 },
    }),
  ];
}
