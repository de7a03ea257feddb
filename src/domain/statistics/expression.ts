/**
 * The sides of a rule: sums and differences of cells and numbers, `[7.1] + [7.2] - 3`. Brackets and signs may be those of a Chinese keyboard.
 *
 *   side = ["-" | "+"] operand { ("+" | "-") operand }    operand = "[" cell "]" | number    cell = digits ["." digits]
 */
import { MOST_DECIMALS } from '../plan/form-model';
import { decimalText, scaled, type Scaled } from './decimal';

export interface Term {
  sign: 1 | -1;
  /** a cell's key, or a number of at most 15 digits and 6 places */
  operand: { cell: string } | { number: Scaled };
}
export type Expression = readonly Term[];

export const EXPRESSION_FAULT_CODES = [
  'EXPRESSION_EMPTY',
  'EXPRESSION_TOO_LONG',
  'OPERAND_EXPECTED',
  'OPERATOR_EXPECTED',
  'CELL_MALFORMED',
  'NUMBER_MALFORMED',
] as const;

export interface ExpressionFault {
  code: (typeof EXPRESSION_FAULT_CODES)[number];
  /** where, in UTF-16 code units from 0 */
  position: number;
  message: { zh: string; en: string };
}

export type ExpressionAnswer = { ok: true; expression: Expression } | { ok: false; fault: ExpressionFault };

const LONGEST = 2000;

/** Every one of these is one code unit before and after, so that positions hold. */
const fold = (text: string): string => text.replace(/[\uff01-\uff5e\u3010\u3011\u2212\u2013\u3000]/g, (c) => FOLDED[c] ?? c.normalize('NFKC'));
const FOLDED: Readonly<Record<string, string>> = { '\u3010': '[', '\u3011': ']', '\u2212': '-', '\u2013': '-', '\u3000': ' ' };

const CELL = /\[\s*([1-9]\d{0,5}(?:\.[1-9]\d{0,3})?)\s*\]/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const DIGITS = 15;

const MESSAGES: Readonly<Record<ExpressionFault['code'], [zh: string, en: string]>> = {
  EXPRESSION_EMPTY: ['算式是空的', 'The expression is empty'],
  EXPRESSION_TOO_LONG: [`算式超过${LONGEST}个字符`, `The expression is longer than ${LONGEST} characters`],
  OPERAND_EXPECTED: ['此处应为单元格（如 [7.1]）或数字', 'A cell such as [7.1] or a number belongs here'],
  OPERATOR_EXPECTED: ['此处应为加号或减号', 'A plus or a minus belongs here'],
  CELL_MALFORMED: ['单元格应写作 [7] 或 [7.1]', 'A cell is written [7] or [7.1]'],
  NUMBER_MALFORMED: [`数字最多${DIGITS}位，小数最多${MOST_DECIMALS}位`, `A number has at most ${DIGITS} digits, and ${MOST_DECIMALS} decimals`],
};

const refused = (code: ExpressionFault['code'], position: number): ExpressionAnswer => {
  const [zh, en] = MESSAGES[code];
  return { ok: false, fault: { code, position, message: { zh: `${zh}（第${position + 1}个字符）`, en: `${en} (character ${position + 1})` } } };
};

export function parseExpression(text: string): ExpressionAnswer {
  if (text.length > LONGEST) return refused('EXPRESSION_TOO_LONG', LONGEST);
  const source = fold(text);
  const terms: Term[] = [];
  let at = afterBlanks(source, 0);
  if (at === source.length) return refused('EXPRESSION_EMPTY', 0);
  while (at < source.length) {
    const sign = source[at];
    if (sign === '+' || sign === '-') at = afterBlanks(source, at + 1);
    else if (terms.length > 0) return refused('OPERATOR_EXPECTED', at);
    const operand = operandAt(source, at);
    if ('refused' in operand) return refused(operand.refused, at);
    terms.push({ sign: sign === '-' ? -1 : 1, operand: operand.operand });
    at = afterBlanks(source, operand.end);
  }
  return { ok: true, expression: terms };
}

function afterBlanks(source: string, from: number): number {
  let at = from;
  while (at < source.length && /\s/.test(source[at] ?? '')) at++;
  return at;
}

type Operand = { operand: Term['operand']; end: number } | { refused: ExpressionFault['code'] };

function operandAt(source: string, at: number): Operand {
  if (source[at] === '[') {
    CELL.lastIndex = at;
    const cell = CELL.exec(source)?.[1];
    return cell === undefined ? { refused: 'CELL_MALFORMED' } : { operand: { cell }, end: CELL.lastIndex };
  }
  NUMBER.lastIndex = at;
  const digits = NUMBER.exec(source)?.[0];
  if (digits === undefined) return { refused: 'OPERAND_EXPECTED' };
  const [whole = '', places = ''] = digits.split('.');
  const long = (whole.replace(/^0+/, '') + places).length > DIGITS || places.length > MOST_DECIMALS;
  return long ? { refused: 'NUMBER_MALFORMED' } : { operand: { number: scaled(Number(digits)) }, end: NUMBER.lastIndex };
}

/** As it is written best; parsed again it is the same. */
export const expressionText = (expression: Expression, cellText: (key: string) => string = (key) => `[${key}]`): string =>
  expression
    .map(({ sign, operand }, i) => {
      const text = 'cell' in operand ? cellText(operand.cell) : decimalText(operand.number);
      if (i === 0) return sign === 1 ? text : `-${text}`;
      return `${sign === 1 ? '+' : '-'} ${text}`;
    })
    .join(' ');

export const cellsIn = (expression: Expression): string[] => [
  ...new Set(expression.flatMap(({ operand }) => ('cell' in operand ? [operand.cell] : []))),
];
