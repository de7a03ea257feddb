/** How sheets look: plain, printable on A4, with the cells to fill in standing out. */
import type { Borders, Fill, Font, Worksheet } from 'exceljs';

export const TITLE_FONT: Partial<Font> = { name: '宋体', size: 16, bold: true };
export const FONT: Partial<Font> = { name: '宋体', size: 11 };
export const SMALL: Partial<Font> = { name: '宋体', size: 10, color: { argb: 'FF595959' } };
export const BOLD: Partial<Font> = { ...FONT, bold: true };

const line = { style: 'thin', color: { argb: 'FF8C8C8C' } } as const;
export const BORDER: Partial<Borders> = { top: line, left: line, bottom: line, right: line };
const fill = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
export const INPUT_FILL = fill('FFFFF8DC');
export const HEADING_FILL = fill('FFD9E2EC');
export const GROUP_FILL = fill('FFF0F0F0');

export const numberFormat = (decimals: number): string => (decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`);

/** Locked but for what is unlocked; columns and rows may still be widened. No password: it keeps from mistakes, not from people. */
export const protect = (sheet: Worksheet): Promise<void> =>
  sheet.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true, formatRows: true });

/** `_x0041_` is read as a character by every program that reads workbooks; written as text it must be told apart. */
export const asText = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** One that is too long for a column is wider by what people read, two for a Chinese character. */
export const widthOf = (text: string): number => [...text].reduce((width, letter) => width + (letter > '\u2E7F' ? 2 : 1), 0);
