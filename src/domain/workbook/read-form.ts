/**
 * A statistics form that an office keeps as a sheet: 序号, 项目 or 指标, 计量单位, 数量 in whatever order and wording, headings between the rows, notes
 * below. What is read is a proposal: what could not be read for certain is said, with its address.
 */
import { formSchema, MOST_DECIMALS, type StatisticsForm } from '../plan/form-model';
import { accumulationIn } from '../notice/form-groups';
import { partsOf } from '../notice/forms';
import { addressOf, placeOf, textIn, type RawSheet, type RawWorkbook } from './raw';

export const FORM_DIAGNOSTIC_CODES = [
  'FORM_NOT_FOUND',
  'OTHER_SHEETS_IGNORED',
  'NUMBER_GIVEN',
  'NUMBER_TWICE',
  'UNIT_MISSING',
  'UNITS_DO_NOT_FIT',
  'DECIMALS_UNREADABLE',
  'REQUIRED_UNREADABLE',
  'TOO_MANY_ROWS',
] as const;
export type FormDiagnosticCode = (typeof FORM_DIAGNOSTIC_CODES)[number];

export interface FormDiagnostic {
  code: FormDiagnosticCode;
  severity: 'ERROR' | 'WARNING' | 'INFO';
  sheet: string | null;
  address: string | null;
  message: { zh: string; en: string };
}

const HEADERS = {
  number: /^(?:序号|编号|栏号|代码|行次)$/,
  group: /^(?:分组|类别|分类|类型|大类|领域|环节|一级指标)$/,
  part: /^(?:分项|细项|其中)$/,
  name: /项目|指标|内容|名称|事项/,
  unit: /单位/,
  decimals: /小数/,
  required: /必填|必报|是否填/,
  negative: /负数|为负/,
  guidance: /说明|备注|解释|口径/,
} as const;
type Column = keyof typeof HEADERS;
const LOOK_FOR_HEADER = 30;
const MOST_COLUMNS = 40;
const MOST_INDICATORS = 300;
const HEADING = /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])\s*/;
const NOTES = /^(?:(?:填表|填报|报表|指标)?说明|备?注)(?:[:：]|\s|$)/;
const SIGNED = /^(?:填报人|填表人|审核人|单位负责人|负责人|填报单位|填报日期|联系电话|联系人)/;
const IN_BRACKETS = /^(.{2,}?)[(（]([^()（）]{1,8})[)）]$/;

interface Row {
  row: number;
  texts: Record<Column, string>;
  /** Everything that stands in the row. */
  all: string[];
}

export function readForm(workbook: RawWorkbook): { form: StatisticsForm | null; diagnostics: FormDiagnostic[] } {
  const tables = workbook.sheets.flatMap((sheet) => {
    const header = headerOf(sheet);
    return header ? [{ sheet, ...header }] : [];
  });
  const [table, ...others] = tables;
  if (!table) {
    const message = {
      zh: '没有找到统计表：应有“项目（指标）”和“计量单位”两栏',
      en: 'No form was found: there must be columns for indicators and for units',
    };
    return { form: null, diagnostics: [{ code: 'FORM_NOT_FOUND', severity: 'ERROR', sheet: null, address: null, message }] };
  }
  const diagnostics: FormDiagnostic[] = others.map(({ sheet }) => ({
    ...{ code: 'OTHER_SHEETS_IGNORED', severity: 'INFO', sheet: sheet.name, address: null },
    message: { zh: `只读取第一张统计表，未读“${sheet.name}”`, en: `The first form was read, not that of "${sheet.name}"` },
  }));
  return { form: formOf(table.sheet, table.row, table.columns, diagnostics), diagnostics };
}

type Columns = Partial<Record<Column, number>>;

function headerOf(sheet: RawSheet): { row: number; columns: Columns } | null {
  for (let row = 1; row <= LOOK_FOR_HEADER; row += 1) {
    const columns: Columns = {};
    for (let column = 1; column <= MOST_COLUMNS; column += 1) {
      const text = squeezed(textIn(sheet, addressOf({ row, column })));
      const kind = (Object.keys(HEADERS) as Column[]).find((one) => columns[one] === undefined && text.length <= 12 && HEADERS[one].test(text));
      if (text !== '' && kind) columns[kind] = column;
    }
    if (columns.name !== undefined && columns.unit !== undefined) return { row, columns };
  }
  return null;
}

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

function formOf(sheet: RawSheet, header: number, columns: Columns, diagnostics: FormDiagnostic[]): StatisticsForm {
  const say = (code: FormDiagnosticCode, severity: FormDiagnostic['severity'], row: number, column: Column, zh: string, en: string): void =>
    void diagnostics.push({ code, severity, sheet: sheet.name, address: addressOf({ row, column: columns[column] ?? 1 }), message: { zh, en } });
  const indicators: (StatisticsForm['indicators'][number] & { units: string[] })[] = [];
  const notes: string[] = [];
  let group: string | null = null;
  let inNotes = false;
  for (const { row, texts, all } of rowsBelow(sheet, header, columns)) {
    const [first = ''] = all;
    if (inNotes || NOTES.test(first)) {
      inNotes = true;
      if (!SIGNED.test(first)) notes.push(all.join(' ').replace(NOTES, '').trim());
      continue;
    }
    if (SIGNED.test(first)) break;
    const last = indicators.at(-1);
    if (texts.part !== '' && texts.name === '' && texts.number === '' && last) {
      last.parts.push(texts.part);
      last.units.push(texts.unit);
      continue;
    }
    if (all.length === 1 && texts.unit === '' && !/^\d/.test(first)) {
      group = first.replace(HEADING, '').trim();
      continue;
    }
    if (texts.name === '') continue;
    if (indicators.length === MOST_INDICATORS) {
      say('TOO_MANY_ROWS', 'ERROR', row, 'name', `超过${MOST_INDICATORS}项，其余未读`, `More than ${MOST_INDICATORS} rows; the rest was not read`);
      break;
    }
    if (texts.group !== '') group = texts.group;
    const taken = new Set(indicators.map(({ number }) => number));
    const inBrackets = texts.unit === '' ? IN_BRACKETS.exec(texts.name) : null;
    const name = inBrackets?.[1] ?? texts.name;
    const unit = texts.unit === '' ? (inBrackets?.[2] ?? '') : texts.unit;
    if (unit === '') say('UNIT_MISSING', 'WARNING', row, 'unit', `“${name}”没有计量单位`, `"${name}" has no unit of measure`);
    const parts = texts.part === '' ? partsOf(name, unit) : [texts.part];
    const units = unit.split(/[/／、]/);
    if (units.length > 1 && units.length !== parts.length)
      say('UNITS_DO_NOT_FIT', 'WARNING', row, 'unit', `“${name}”的计量单位“${unit}”与分项个数不符`, `"${unit}" does not fit the parts of "${name}"`);
    indicators.push({
      ...{
        number: numberOf(texts.number, taken, row, name, say),
        name,
        parts,
        unit,
        units: texts.part === '' ? [] : [texts.unit],
        group,
        span: null,
      },
      ...{ required: requiredOf(texts.required, row, say), decimals: decimalsOf(texts.decimals, row, say), negative: YES.test(texts.negative) },
      ...{ accumulation: accumulationIn(name).accumulation ?? 'FLOW', guidance: texts.guidance },
    });
  }
  return formSchema.parse({
    title: titleAbove(sheet, header) ?? sheet.name,
    guidance: notes.filter((note) => note !== '').join('\n'),
    indicators: indicators.map(({ units, ...indicator }) => ({ ...indicator, unit: unitOfParts(units, indicator.unit) })),
    span: null,
  });
}

type Say = (code: FormDiagnosticCode, severity: FormDiagnostic['severity'], row: number, column: Column, zh: string, en: string) => void;

/** Of parts with a row each: one unit for all, or one each. */
const unitOfParts = (units: readonly string[], unit: string): string =>
  units.length === 0 || units.every((one) => one === '' || one === units[0])
    ? (units[0] ?? unit)
    : units.map((one) => one || (units[0] ?? '')).join('/');

function numberOf(text: string, taken: ReadonlySet<number>, row: number, name: string, say: Say): number {
  const printed = /^(\d{1,4})[.、．]?$/.exec(squeezed(text))?.[1];
  const number = Number(printed ?? 0);
  const next = Math.max(0, ...taken) + 1;
  if (number > 0 && !taken.has(number)) return number;
  if (number > 0)
    say(
      'NUMBER_TWICE',
      'WARNING',
      row,
      'number',
      `序号${number}重复，“${name}”改为${next}`,
      `The number ${number} stands twice; "${name}" is now ${next}`,
    );
  else say('NUMBER_GIVEN', 'INFO', row, 'number', `“${name}”没有序号，编为${next}`, `"${name}" has no number and was given ${next}`);
  return next;
}

const YES = /^(?:是|可以?|允许|√|✓|y|yes)$/i;

function requiredOf(text: string, row: number, say: Say): boolean {
  if (/^(?:否|选填|不必|非必填|×|x|n|no)$/i.test(text)) return false;
  if (text !== '' && !/^(?:是|必填|必报|√|✓|y|yes)$/i.test(text))
    say(
      'REQUIRED_UNREADABLE',
      'WARNING',
      row,
      'required',
      `“${text}”看不出是否必填，按必填`,
      `"${text}" does not say whether it is required; it is taken to be`,
    );
  return true;
}

function decimalsOf(text: string, row: number, say: Say): number | null {
  if (text === '') return null;
  const decimals = Number(squeezed(text).replace(/位$/, ''));
  if (Number.isInteger(decimals) && decimals >= 0 && decimals <= MOST_DECIMALS) return decimals;
  say(
    'DECIMALS_UNREADABLE',
    'WARNING',
    row,
    'decimals',
    `小数位数“${text}”应为0至${MOST_DECIMALS}`,
    `Decimals are 0 to ${MOST_DECIMALS}, not "${text}"`,
  );
  return null;
}

function* rowsBelow(sheet: RawSheet, header: number, columns: Columns): Generator<Row> {
  const byRow = new Map<number, { column: number; text: string }[]>();
  for (const address of sheet.cells.keys()) {
    const { row, column } = placeOf(address);
    const text = textIn(sheet, address).trim();
    if (row > header && text !== '') byRow.set(row, [...(byRow.get(row) ?? []), { column, text }]);
  }
  for (const row of [...byRow.keys()].sort((a, b) => a - b)) {
    const cells = (byRow.get(row) ?? []).sort((a, b) => a.column - b.column);
    const at = (kind: Column): string => cells.find(({ column }) => column === columns[kind])?.text ?? '';
    const texts = Object.fromEntries((Object.keys(HEADERS) as Column[]).map((kind) => [kind, at(kind)])) as Row['texts'];
    yield { row, texts, all: cells.map(({ text }) => text) };
  }
}

/** The first line above the headings that is no line to be filled in. */
function titleAbove(sheet: RawSheet, header: number): string | null {
  for (let row = 1; row < header; row += 1) {
    for (let column = 1; column <= MOST_COLUMNS; column += 1) {
      const text = textIn(sheet, addressOf({ row, column })).trim();
      if (text !== '' && !SIGNED.test(text) && !/^附[件表]|^(?:表号|制表|批准)|[:：]/.test(text)) return text.replace(/\s+/g, '');
    }
  }
  return null;
}
