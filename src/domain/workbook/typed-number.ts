/**
 * Numbers that stand in a cell as text. Units fill forms in with what is at hand: full-width digits, separators of thousands, the unit of measure
 * behind the number. What can mean one number only is taken; everything else is for people to look at.
 */

const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** Full-width signs and digits as those of a keyboard; blanks around, and the minus of mathematics and of typesetters. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[−–—﹣]/g, '-')
    .trim();

/** Null: it is no number, or could be several (1,23; 12-15; 1.5万; 十二; 无). @param unit of the cell: 12件 is 12 where 件 are counted */
export function typedNumber(text: string, unit: string): number | null {
  const whole = folded(text);
  const ofUnit = folded(unit);
  const bare = ofUnit !== '' && whole.endsWith(ofUnit) ? whole.slice(0, -ofUnit.length).trim() : whole;
  if (GROUPED.test(bare)) return Number(bare.replaceAll(',', '')) + 0;
  return PLAIN.test(bare) ? Number(bare) + 0 : null;
}
