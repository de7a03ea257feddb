/**
 * A share in percent with two decimals, halves up as one reckons by hand; but 100.00 is said only of all, and 0.00 only of nothing. `over` is
 * not zero, neither is below it.
 */
export function percentText(of: bigint, over: bigint): string {
  const halvesUp = (2n * of * 10_000n + over) / (2n * over);
  const hundredths = of < over && halvesUp === 10_000n ? 9_999n : of > 0n && halvesUp === 0n ? 1n : halvesUp;
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}

/** Null of nothing. */
export const percentOf = (part: number, whole: number): string | null => (whole === 0 ? null : percentText(BigInt(part), BigInt(whole)));
