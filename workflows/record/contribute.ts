/**
 * What a record adds to the figures of its campaign: each addition of its kind for itself, on the day that its date column names, so that any
 * period of a report is a range of days. Cells that are reported as running totals get what this record adds to them; who holds both against
 * each other adds up the days since the campaign began.
 */
import type { Contribution } from '../contribution';
import type { LawSnapshot } from '../contract';
import type { RecordDefinition, RecordFields, RecordKindDefinition } from '../definitions';
import type { RecordContext } from './context';

/** One cell on one day. */
export interface RecordedAddition {
  form: string;
  cell: string;
  on: string;
  amount: number;
}

const COUNTED_ONE = 'ONE';

/** In the order of the kind's additions; what has no day or no amount yet is left out. */
export const additionsOf = ({ adds }: Pick<RecordKindDefinition, 'adds'>, fields: RecordFields): RecordedAddition[] =>
  adds.flatMap(({ form, cell, amount, dateColumn, when }) => {
    const on = fields[dateColumn] ?? null;
    const many = amount === COUNTED_ONE ? 1 : (fields[amount] ?? null);
    const asked = when === null || when.oneOf.includes(String(fields[when.column] ?? ''));
    return typeof on === 'string' && typeof many === 'number' && asked ? [{ form, cell, on, amount: many }] : [];
  });

export function contributeRecord({ unit, kind }: RecordDefinition, { value, context }: LawSnapshot<RecordContext>): Contribution[] {
  if ((value as { entry: string }).entry === 'struck') return [];
  const found = new Map<string, Contribution>();
  for (const { form, cell, on, amount } of additionsOf(kind, context.fields)) {
    const name = `${on} ${form}`;
    const one = found.get(name) ?? { source: 'RECORDED', rule: form, unit, period: { key: on, start: on, end: on }, counts: {}, cells: {} };
    const before = one.cells[cell];
    one.cells[cell] = before === undefined ? amount : sum(before, amount);
    found.set(name, one);
  }
  return [...found.values()];
}

const PLACES = 6;

/** Decimals as they were written, added without the errors of floating point. */
function sum(a: number, b: number): number {
  const millionths = (of: number): bigint => BigInt(of.toFixed(PLACES).replace('.', ''));
  const total = millionths(a) + millionths(b);
  const digits = (total < 0n ? -total : total).toString().padStart(PLACES + 1, '0');
  return Number(`${total < 0n ? '-' : ''}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`);
}
