/** Exact shares: a place in a ranking must not hang on how a computer rounds in between. */
import { percentText } from '../statistics/percent';

/** `over` is never zero. */
export interface Fraction {
  of: bigint;
  over: bigint;
}

export const share = (of: number, over: number): Fraction => ({ of: BigInt(of), over: BigInt(over) });

/** Of two decimals as they are written (`12.5`, `3`), none below zero; `over` not zero. */
export function shareOfDecimals(of: string, over: string): Fraction {
  const places = Math.max(...[of, over].map((text) => text.split('.')[1]?.length ?? 0));
  const whole = (text: string): bigint => {
    const [before = '0', after = ''] = text.split('.');
    return BigInt(before + after.padEnd(places, '0'));
  };
  return { of: whole(of), over: whole(over) };
}

/** The mean of the shares, each as heavy as it is weighted; weights are whole numbers, not all zero. */
export function weightedMean(shares: readonly { share: Fraction; weight: number }[]): Fraction {
  const over = shares.reduce((product, { share: one }) => product * one.over, 1n);
  const of = shares.reduce((sum, { share: one, weight }) => sum + BigInt(weight) * one.of * (over / one.over), 0n);
  return { of, over: over * shares.reduce((sum, { weight }) => sum + BigInt(weight), 0n) };
}

/** In percent with two decimals, as rates are told: `96.67`. */
export const percent = ({ of, over }: Fraction): string => percentText(of, over);

export const larger = (a: Fraction, b: Fraction): boolean => a.of * b.over > b.of * a.over;
export const equal = (a: Fraction, b: Fraction): boolean => a.of * b.over === b.of * a.over;
