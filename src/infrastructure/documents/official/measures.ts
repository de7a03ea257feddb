/**
 * The measures of GB/T 9704-2012, in the units Word counts in (twips: twentieths of a point; half points for the size of type).
 *
 * A page is A4 with margins of 37, 26, 35 and 28 mm, which leaves 156 x 225 mm for 22 lines of 28 characters of 16 pt. The standard prints the
 * measures of the page, not those of Word: the line is the 225 mm over 22, and the characters are set 0.25 pt closer than 16 pt so that 28 of
 * them and not 27 stand in 156 mm.
 */
const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);

export const PAGE = { width: twips(210), height: twips(297) };
export const MARGIN = { top: twips(37), right: twips(26), bottom: twips(35), left: twips(28), header: twips(15), footer: twips(22) };
/** 156 mm. */
export const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;
export const LINE = 579;
/** Between the lines of a table, which has no place for the lines of the text. */
export const TABLE_LINE = 340;
export const CLOSER = -5;

/** 二号, 三号, 四号; the head of the issuer as large as fits, at most 小初 (the standard leaves it to the office, below 22 mm of height). */
export const SIZE = { title: 44, text: 32, small: 28, table: 24, issuer: 72 };

/** Two characters of the text. */
export const INDENT = 2 * (SIZE.text * 10 + CLOSER);

/** What the standard names; none of them can be shipped, so each printer's own or a substitute is used (see docs/decisions/0022). */
export const FONT = { title: '方正小标宋简体', text: '仿宋_GB2312', heading: '黑体', subheading: '楷体_GB2312', number: '宋体' } as const;

export const RED = 'FF0000';
