/**
 * Figures are decimals of at most 15 significant digits and 6 places, which a double holds without loss as long as nothing is calculated
 * with it. Sums are therefore made of integers: millionths.
 */
import { MOST_DECIMALS } from '../plan/form-model';

/** A decimal times a million. */
export type Scaled = bigint;

export const MOST_DIGITS = 15;

/** By the shortest text that means this double, as it was typed; what that does not fit is rounded. */
export function scaled(figure: number): Scaled {
  const [whole = '0', places = ''] = String(figure).split('.');
  if (places.length > MOST_DECIMALS || /e/.test(whole + places)) return BigInt(figure.toFixed(MOST_DECIMALS).replace('.', ''));
  return BigInt(whole + places.padEnd(MOST_DECIMALS, '0'));
}

/** The nearest double: exact up to 15 significant digits. */
export const unscaled = (value: Scaled): number => Number(decimalText(value));

export function decimalText(value: Scaled): string {
  const digits = (value < 0n ? -value : value).toString().padStart(MOST_DECIMALS + 1, '0');
  const places = digits.slice(-MOST_DECIMALS).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -MOST_DECIMALS)}${places === '' ? '' : `.${places}`}`;
}

export const sumOfFigures = (figures: readonly number[]): number => unscaled(figures.reduce((sum, figure) => sum + scaled(figure), 0n));

/** `null`: it is no finite decimal that can be kept, or has more than 15 significant digits or 6 places. */
export function placesOf(figure: number): number | null {
  if (!Number.isFinite(figure) || Math.abs(figure) >= 10 ** MOST_DIGITS) return null;
  const text = decimalText(scaled(figure));
  if (Number(text) !== figure || text.replace(/[-.]/g, '').replace(/^0+/, '').length > MOST_DIGITS) return null;
  return text.split('.')[1]?.length ?? 0;
}
