/** A unit as a register file gives it, and what a file can be refused for. */
import { isCivilDate } from '../calendar';
import { UNIT_KIND_LABELS, UNIT_KINDS } from './unit';
import type { Effective, UnitKind, UnitName } from './unit';

/** It has no id yet, and names its parents by their code or official name. */
export interface UnitInput {
  readonly code: string | null;
  readonly kind: UnitKind;
  readonly names: readonly UnitName[];
  readonly parents: readonly (Effective & { readonly parent: string })[];
  /** Line of the file where it begins, from 1. */
  readonly line: number;
}

export type UnitFileFault =
  | 'UNIT_FILE_EMPTY'
  | 'UNIT_FILE_NOT_JSON'
  | 'UNIT_FILE_NOT_CSV'
  | 'UNIT_FILE_SHAPE'
  | 'UNIT_FILE_COLUMN_MISSING'
  | 'UNIT_FILE_COLUMN_UNKNOWN'
  | 'UNIT_FILE_FIELD_MISSING'
  | 'UNIT_FILE_KIND_UNKNOWN'
  | 'UNIT_FILE_DATE_INVALID'
  | 'UNIT_FILE_CODE_TWICE'
  | 'UNIT_FILE_PARENT_UNKNOWN'
  | 'UNIT_FILE_PARENT_AMBIGUOUS';

export interface UnitFileRefused {
  readonly code: UnitFileFault;
  /** From 1; 0 when the file as a whole is meant. */
  readonly line: number;
  /** The column's heading or the field's path; empty when none is meant. */
  readonly field: string;
  readonly message: { readonly zh: string; readonly en: string };
}

export type UnitFileAnswer =
  { readonly ok: true; readonly units: readonly UnitInput[] } | { readonly ok: false; readonly refused: readonly UnitFileRefused[] };

export function refuse(code: UnitFileFault, line: number, field: string, zh: string, en: string): UnitFileRefused {
  return { code, line, field, message: { zh, en } };
}

/** `SECTION` or its Chinese label 股室. */
export function unitKindOf(text: string): UnitKind | undefined {
  return UNIT_KINDS.find((kind) => kind === text.toUpperCase() || UNIT_KIND_LABELS[kind].zh === text);
}

export function kindRefused(text: string, line: number, field: string): UnitFileRefused {
  const known = UNIT_KINDS.map((kind) => UNIT_KIND_LABELS[kind].zh).join('、');
  return refuse(
    'UNIT_FILE_KIND_UNKNOWN',
    line,
    field,
    `没有“${text}”这一类型；可用：${known}`,
    `"${text}" is no kind of unit; there are ${UNIT_KINDS.join(', ')}`,
  );
}

export function dateRefused(text: string | null | undefined, line: number, field: string): UnitFileRefused[] {
  if (text === null || text === undefined || isCivilDate(text)) return [];
  return [refuse('UNIT_FILE_DATE_INVALID', line, field, `“${text}”不是日期（YYYY-MM-DD）`, `"${text}" is not a date (YYYY-MM-DD)`)];
}

export function fieldMissing(line: number, field: string): UnitFileRefused {
  return refuse('UNIT_FILE_FIELD_MISSING', line, field, `缺少“${field}”`, `"${field}" is missing`);
}
