/**
 * The CSV form of a register file, as a spreadsheet saves it (RFC 4180: fields may be quoted and hold commas, line breaks and doubled
 * quotes). The first row names the columns, in English or Chinese and in any order: `code`, `name`, `kind`, `parent` (code or
 * official name), `aliases` (separated by ；), `valid_from`. Only name and kind are needed.
 */
import { dateRefused, fieldMissing, kindRefused, refuse, unitKindOf } from './unit-input';
import type { UnitFileAnswer, UnitFileRefused, UnitInput } from './unit-input';

const COLUMNS = { code: '编码', name: '名称', kind: '类型', parent: '上级', aliases: '别名', valid_from: '生效日期' } as const;
type Column = keyof typeof COLUMNS;

interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

export function parseCsvUnits(content: string): UnitFileAnswer {
  const rows = rowsOf(content);
  if (!Array.isArray(rows)) {
    return { ok: false, refused: [refuse('UNIT_FILE_NOT_CSV', rows.unclosedOn, '', '引号没有结束', 'a quotation mark is never closed')] };
  }
  const [heading, ...body] = rows.filter(({ fields }) => fields.some((field) => field.trim() !== ''));
  const headings = heading?.fields.map((field) => field.trim()) ?? [];
  const columns = headings.map(columnOf);
  const line = heading?.line ?? 1;
  const refused: UnitFileRefused[] = [
    ...headings.flatMap((name, i) =>
      columns[i] || name === '' ? [] : [refuse('UNIT_FILE_COLUMN_UNKNOWN', line, name, `没有“${name}”这一列`, `there is no column "${name}"`)],
    ),
    ...(['name', 'kind'] as const)
      .filter((needed) => !columns.includes(needed))
      .map((needed) => refuse('UNIT_FILE_COLUMN_MISSING', line, needed, `缺少“${COLUMNS[needed]}”列`, `column "${needed}" is missing`)),
  ];
  if (refused.length > 0) return { ok: false, refused };
  if (body.length === 0) return { ok: false, refused: [refuse('UNIT_FILE_EMPTY', 0, '', '文件里没有单位', 'the file has no units')] };
  const answers = body.map((row) => toInput(row, headings, columns));
  const faults = answers.flatMap((answer) => answer.refused);
  return faults.length > 0 ? { ok: false, refused: faults } : { ok: true, units: answers.flatMap((answer) => answer.unit ?? []) };
}

function columnOf(heading: string): Column | undefined {
  return (Object.keys(COLUMNS) as Column[]).find((column) => column === heading.toLowerCase() || COLUMNS[column] === heading);
}

function toInput(
  { line, fields }: Row,
  headings: readonly string[],
  columns: readonly (Column | undefined)[],
): { unit?: UnitInput; refused: UnitFileRefused[] } {
  if (fields.length > headings.length) {
    return {
      refused: [
        refuse(
          'UNIT_FILE_SHAPE',
          line,
          '',
          `有${fields.length}个字段，表头只有${headings.length}个`,
          `has ${fields.length} fields, the heading has ${headings.length}`,
        ),
      ],
    };
  }
  const value = (column: Column): string | null => fields[columns.indexOf(column)]?.trim() || null;
  const called = (column: Column): string => headings[columns.indexOf(column)] ?? column;
  const name = value('name');
  const printedKind = value('kind');
  const kind = printedKind === null ? undefined : unitKindOf(printedKind);
  const validFrom = value('valid_from');
  const refused = [
    ...(name === null ? [fieldMissing(line, called('name'))] : []),
    ...(printedKind === null ? [fieldMissing(line, called('kind'))] : kind ? [] : [kindRefused(printedKind, line, called('kind'))]),
    ...dateRefused(validFrom, line, called('valid_from')),
  ];
  if (name === null || !kind || refused.length > 0) return { refused };
  const since = { validFrom, validTo: null };
  const aliases = (value('aliases') ?? '').split(/[；;]/).map((alias) => alias.trim());
  const parent = value('parent');
  return {
    refused,
    unit: {
      code: value('code'),
      kind,
      names: [
        { name, kind: 'OFFICIAL', ...since },
        ...aliases.filter((alias) => alias !== '').map((alias) => ({ name: alias, kind: 'ALIAS' as const, ...since })),
      ],
      parents: parent === null ? [] : [{ parent, ...since }],
      line,
    },
  };
}

function rowsOf(content: string): Row[] | { readonly unclosedOn: number } {
  const rows: Row[] = [];
  let fields: string[] = [];
  let line = 1;
  let rowLine = 1;
  // One field and what ends it: a comma, a line's end, or the end of the file.
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n][^,\r\n]*)?)(,|\r\n|\n|\r|$)/y;
  while (field.lastIndex < content.length) {
    const start = line;
    const found = field.exec(content);
    if (!found) return { unclosedOn: start };
    const [, quoted, bare, end] = found;
    fields.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    line += (quoted?.match(/\r\n|\n|\r/g) ?? []).length;
    if (end === ',') continue;
    line += 1;
    rows.push({ line: rowLine, fields });
    fields = [];
    rowLine = line;
  }
  // A comma at the very end leaves an empty last field and a row that no line's end has closed.
  if (fields.length > 0) rows.push({ line: rowLine, fields: [...fields, ''] });
  return rows;
}
