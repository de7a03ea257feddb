import { civilDateOf } from '../../domain/calendar';
import { nameOn, parentOn, parseUnitFile, unitRecords, type UnitInput, type UnitRecord } from '../../domain/units';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { changeRegister } from './change-register';
import type { UnitsDesk } from './desk';
import { refuse } from './refuse';
import { unitVersion } from './unit-version';

export interface UnitImport {
  /** The decoded file. */
  text: string;
  format: 'json' | 'csv';
  idempotencyKey: string;
}

/**
 * A register file, whole or not at all. A unit of the file is one of the register when it has its code, else when it has its official name
 * below the same parent today. The file then says what is so: a name or a parent that differs without former ones is a correction; what it
 * says the same, or not at all (former names, aliases added here), stays.
 * Refuses: FORBIDDEN, UNIT_FILE_INVALID (every fault with its line), and what the register refuses.
 */
export async function importUnits(desk: UnitsDesk, viewer: Viewer, { text, format, idempotencyKey }: UnitImport) {
  const parsed = parseUnitFile(text, format);
  return changeRegister(desk, viewer, { key: idempotencyKey, command: 'importUnits', body: { text, format } }, (records) => {
    if (!parsed.ok) return fileRefused(parsed.refused);
    const today = civilDateOf(desk.clock.now());
    const known = parsed.units.map((input) => knownUnit(input, records, today));
    const others = records.filter((unit) => !known.includes(unit));
    const resolved = unitRecords(parsed.units, (_, index) => known[index]?.id ?? desk.newId(), others);
    if (!resolved.ok) return fileRefused(resolved.refused);
    const merged = resolved.records.map((unit, index) => {
      const before = known[index];
      return before ? mergedWith(before, unit, today) : unit;
    });
    const versions = new Map(records.map((unit) => [unit.id, unitVersion(unit)]));
    const changed = merged.filter((unit) => versions.get(unit.id) !== unitVersion(unit));
    const added = changed.filter((unit) => !versions.has(unit.id)).length;
    const answer = { added, changed: changed.length - added, unchanged: merged.length - changed.length, unitIds: merged.map((unit) => unit.id) };
    return done({ records: changed, action: 'UNIT_IMPORTED', data: {}, answer });
  });
}

type FileFaults = Extract<ReturnType<typeof parseUnitFile>, { ok: false }>['refused'];

function fileRefused(faults: FileFaults) {
  const told = (language: 'zh' | 'en'): string[] => faults.slice(0, 5).map((fault) => `${fault.line}: ${fault.message[language]}`);
  const answer = refuse('UNIT_FILE_INVALID', { count: faults.length, problems: told('en'), faults });
  const zh = `单位文件有 ${faults.length} 处错误：${told('zh').join('；')}`;
  return { ...answer, refusal: { ...answer.refusal, message: { ...answer.refusal.message, zh } } };
}

function knownUnit(input: UnitInput, records: readonly UnitRecord[], today: string): UnitRecord | undefined {
  const byCode = input.code === null ? undefined : records.find((unit) => unit.code === input.code);
  if (byCode) return byCode;
  const name = input.names.findLast((one) => one.kind === 'OFFICIAL')?.name;
  const parent = input.parents.at(-1)?.parent ?? null;
  return records.find((unit) => {
    // A unit that has a code of its own is another one than the file's, which has another.
    if (nameOn(unit, today) !== name || (unit.code && input.code)) return false;
    const above = records.find((one) => one.id === parentOn(unit, today));
    return parent === null ? above === undefined : above !== undefined && (above.code === parent || nameOn(above, today) === parent);
  });
}

function mergedWith(before: UnitRecord, file: UnitRecord, today: string): UnitRecord {
  const official = (unit: UnitRecord) => unit.names.filter((one) => one.kind === 'OFFICIAL');
  const saysNoMoreOf = (now: string | null, then: string | null, said: number): boolean => now === then && said <= 1;
  const names = saysNoMoreOf(nameOn(file, today), nameOn(before, today), official(file).length) ? official(before) : official(file);
  const aliases = file.names.filter((one) => one.kind === 'ALIAS');
  const kept = before.names.filter((one) => one.kind === 'ALIAS' && !aliases.some((alias) => alias.name === one.name));
  const parents = saysNoMoreOf(parentOn(file, today), parentOn(before, today), file.parents.length) ? before.parents : file.parents;
  return { id: before.id, code: file.code ?? before.code ?? null, kind: file.kind, names: [...names, ...aliases, ...kept], parents };
}
