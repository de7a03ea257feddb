import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseUnitFile, unitRecords, unitRegister } from '../../../src/domain/units';
import type { UnitRecord, UnitRegister } from '../../../src/domain/units';

/** A register of examples/units with its codes as ids. */
export function exampleRegister(file: string): UnitRegister {
  const text = readFileSync(join(__dirname, '../../../examples/units', file), 'utf8');
  const parsed = parseUnitFile(text, file.endsWith('.csv') ? 'csv' : 'json');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refused, null, 1));
  const resolved = unitRecords(parsed.units, (input) => input.code ?? '');
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.refused, null, 1));
  return registerOf(...resolved.records);
}

export function registerOf(...records: UnitRecord[]): UnitRegister {
  const answer = unitRegister(records);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refused, null, 1));
  return answer.register;
}
