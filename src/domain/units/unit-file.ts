/** Register files: units as people keep them, in JSON or in a table saved as CSV. Read whole, or refused with every fault and its place. */
import { parseCsvUnits } from './unit-file-csv';
import { parseJsonUnits } from './unit-file-json';
import { refuse } from './unit-input';
import type { UnitFileAnswer, UnitFileRefused, UnitInput } from './unit-input';
import type { UnitId, UnitRecord } from './unit';

/** `text` is the decoded file (a byte order mark is allowed). */
export function parseUnitFile(text: string, format: 'json' | 'csv'): UnitFileAnswer {
  const content = text.replace(/^\ufeff/, '');
  if (content.trim() === '') return { ok: false, refused: [refuse('UNIT_FILE_EMPTY', 0, '', '文件是空的', 'the file is empty')] };
  const answer = format === 'json' ? parseJsonUnits(content) : parseCsvUnits(content);
  if (!answer.ok) return answer;
  const refused = codesTwice(answer.units);
  return refused.length > 0 ? { ok: false, refused } : answer;
}

function codesTwice(units: readonly UnitInput[]): UnitFileRefused[] {
  const first = new Map<string, number>();
  return units.flatMap(({ code, line }) => {
    const before = code === null ? undefined : first.get(code);
    if (code !== null && before === undefined) first.set(code, line);
    if (before === undefined) return [];
    return [
      refuse(
        'UNIT_FILE_CODE_TWICE',
        line,
        'code',
        `编码${code}已用于第${before}行的单位`,
        `code ${code} is already used by the unit on line ${before}`,
      ),
    ];
  });
}

export type UnitRecordsAnswer =
  { readonly ok: true; readonly records: readonly UnitRecord[] } | { readonly ok: false; readonly refused: readonly UnitFileRefused[] };

/**
 * Gives the units of a file their ids (`idOf`, called once a unit) and resolves their parents, first by code and then by official
 * name, within the file and among the units `known` already. What comes out is still to be checked by `unitRegister`.
 */
export function unitRecords(
  inputs: readonly UnitInput[],
  idOf: (input: UnitInput, index: number) => UnitId,
  known: readonly UnitRecord[] = [],
): UnitRecordsAnswer {
  const ids = inputs.map(idOf);
  const byReference = new Map<string, Set<UnitId>>();
  const refer = (reference: string, id: UnitId): unknown => byReference.get(reference)?.add(id) ?? byReference.set(reference, new Set([id]));
  const listed = [...known, ...inputs.map((input, i) => ({ ...input, id: ids[i] ?? '' }))];
  for (const unit of listed) for (const name of unit.names) if (name.kind === 'OFFICIAL') refer(name.name, unit.id);
  const byCode = new Map(listed.flatMap((unit) => (unit.code ? [[unit.code, unit.id] as const] : [])));

  const refused: UnitFileRefused[] = [];
  const resolve = (reference: string, line: number): UnitId => {
    const found = byCode.has(reference) ? [byCode.get(reference) ?? ''] : [...(byReference.get(reference) ?? [])];
    if (found.length === 0)
      refused.push(
        refuse(
          'UNIT_FILE_PARENT_UNKNOWN',
          line,
          'parent',
          `没有编码或规范名称为“${reference}”的单位`,
          `no unit has the code or official name "${reference}"`,
        ),
      );
    if (found.length > 1)
      refused.push(
        refuse('UNIT_FILE_PARENT_AMBIGUOUS', line, 'parent', `“${reference}”不止一个，请用编码`, `"${reference}" names several units: give a code`),
      );
    return found[0] ?? '';
  };
  const records = inputs.map(({ code, kind, names, parents, line }, i) => ({
    id: ids[i] ?? '',
    code,
    kind,
    names,
    parents: parents.map(({ parent, validFrom, validTo }) => ({ parentId: resolve(parent, line), validFrom, validTo })),
  }));
  return refused.length > 0 ? { ok: false, refused } : { ok: true, records };
}
