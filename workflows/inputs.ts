/** Checks what the sender filled in against the event's declared input fields. */
import { isCivilDate } from './civil-days';
import type { InputField, Reason } from './contract';
import { reason } from './reasons';

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

const FITS: Record<InputField['type'], (value: unknown, field: InputField) => boolean> = {
  TEXT: (value) => typeof value === 'string',
  DATE: isCivilDate,
  INTEGER: (value) => Number.isSafeInteger(value),
  FLAG: (value) => typeof value === 'boolean',
  CHOICE: (value, field) => typeof value === 'string' && (field.values ?? []).includes(value),
  UNIT: isText,
  ID: isText,
  UNITS: (value) => Array.isArray(value) && value.every(isText),
  IDS: (value) => Array.isArray(value) && value.every(isText),
  RECORD: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  LIST: (value) => Array.isArray(value),
};

const isMissing = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

export function faultsOfInput(fields: readonly InputField[], input: Record<string, unknown>): Reason[] {
  const faults: Reason[] = [];
  for (const field of fields) {
    const value = input[field.name];
    if (isMissing(value)) {
      if (field.required) faults.push(field.name === 'reason' ? reason('REASON_REQUIRED') : reason('INPUT_REQUIRED', { field: field.name }));
    } else if (!FITS[field.type](value, field)) {
      faults.push(reason('INPUT_INVALID', { field: field.name, type: field.type, ...(field.values && { values: field.values }) }));
    }
  }
  return faults;
}

const field =
  (type: InputField['type']) =>
  (name: string, zh: string, en: string, required = true): InputField => ({ name, type, required, label: { zh, en } });

export const text = field('TEXT');
export const date = field('DATE');
export const flag = field('FLAG');
export const unit = field('UNIT');
export const units = field('UNITS');
export const id = field('ID');
export const ids = field('IDS');
export const integer = field('INTEGER');
export const record = field('RECORD');
export const list = field('LIST');
export const choice = (name: string, values: readonly string[], zh: string, en: string, required = true): InputField => ({
  ...field('CHOICE')(name, zh, en, required),
  values,
});
export const reasonField = (required = true): InputField => text('reason', '理由', 'Reason', required);
