/**
 * Comparing two sides as DHIS2 does: each side has a value, or none where its missing value strategy says so. Two sides of which one has no
 * value are not compared; the pairs ask for just that. With NEVER_SKIP a side always has a value.
 */
import type { FigureComparison, MissingStrategy } from '../plan/form-model';
import type { Scaled } from './decimal';
import { cellsIn, type Expression } from './expression';

/** Null: the side has no value. A side without cells always has one. */
export function sideValue(side: Expression, valueOf: (cell: string) => Scaled | null, missing: MissingStrategy): Scaled | null {
  const cells = cellsIn(side);
  const filled = cells.filter((cell) => valueOf(cell) !== null).length;
  if (missing === 'SKIP_IF_ANY_MISSING' && filled < cells.length) return null;
  if (missing === 'SKIP_IF_ALL_MISSING' && cells.length > 0 && filled === 0) return null;
  return side.reduce((sum, { sign, operand }) => sum + BigInt(sign) * ('cell' in operand ? (valueOf(operand.cell) ?? 0n) : operand.number), 0n);
}

const HOLDS: Readonly<Record<Exclude<FigureComparison, 'BOTH_OR_NEITHER' | 'NOT_BOTH'>, (left: Scaled, right: Scaled) => boolean>> = {
  EQUAL: (left, right) => left === right,
  NOT_EQUAL: (left, right) => left !== right,
  GREATER: (left, right) => left > right,
  GREATER_OR_EQUAL: (left, right) => left >= right,
  LESS: (left, right) => left < right,
  LESS_OR_EQUAL: (left, right) => left <= right,
};

export function holds(op: FigureComparison, left: Scaled | null, right: Scaled | null): boolean {
  if (op === 'BOTH_OR_NEITHER') return (left === null) === (right === null);
  if (op === 'NOT_BOTH') return left === null || right === null;
  return left === null || right === null || HOLDS[op](left, right);
}
