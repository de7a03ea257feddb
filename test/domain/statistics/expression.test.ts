import fc from 'fast-check';
import { cellsIn, EXPRESSION_FAULT_CODES, expressionText, parseExpression, type Expression } from '../../../src/domain/statistics';

const anyExpression: fc.Arbitrary<Expression> = fc.array(
  fc.record({
    sign: fc.constantFrom(1 as const, -1 as const),
    operand: fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 99 }), fc.nat(4)).map(([number, part]) => ({ cell: part === 0 ? `${number}` : `${number}.${part}` })),
      fc.integer({ min: 0, max: 1e12 }).map((millionths) => ({ number: BigInt(millionths) })),
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

const textOf = (text: string): string => {
  const answer = parseExpression(text);
  return answer.ok ? expressionText(answer.expression) : `${answer.fault.code} ${answer.fault.position}`;
};

describe('an expression', () => {
  it.each([
    ['[7.1]', '[7.1]'],
    ['[7.1]+[7.2]-3', '[7.1] + [7.2] - 3'],
    ['  -[ 8 ] + 0.50 ', '-[8] + 0.5'],
    ['+1', '1'],
    ['［７．１］＋【2】－３', '[7.1] + [2] - 3'],
    ['[1] − [2] – [3]', '[1] - [2] - [3]'],
  ])('%p is read as %p', (text, read) => {
    expect(textOf(text)).toBe(read);
  });

  it.each([
    ['', 'EXPRESSION_EMPTY 0'],
    ['   ', 'EXPRESSION_EMPTY 0'],
    ['[7.1] [7.2]', 'OPERATOR_EXPECTED 6'],
    ['[7.1] * 2', 'OPERATOR_EXPECTED 6'],
    ['1 2', 'OPERATOR_EXPECTED 2'],
    ['[1] +', 'OPERAND_EXPECTED 5'],
    ['[1] + + [2]', 'OPERAND_EXPECTED 6'],
    ['立案', 'OPERAND_EXPECTED 0'],
    ['([1])', 'OPERAND_EXPECTED 0'],
    ['[1', 'CELL_MALFORMED 0'],
    ['[0]', 'CELL_MALFORMED 0'],
    ['2 + [7.0]', 'CELL_MALFORMED 4'],
    ['[7.1.2]', 'CELL_MALFORMED 0'],
    ['[立案]', 'CELL_MALFORMED 0'],
    ['1.0000001', 'NUMBER_MALFORMED 0'],
    ['[1] - 1234567890123456', 'NUMBER_MALFORMED 6'],
    [`1${' '.repeat(2000)}`, 'EXPRESSION_TOO_LONG 2000'],
  ])('%p is refused: %s', (text, fault) => {
    expect(textOf(text)).toBe(fault);
  });

  it('is refused with a code that is listed, and the place in words', () => {
    const answer = parseExpression('[1] [2]');
    if (answer.ok) throw new Error('read');
    expect(EXPRESSION_FAULT_CODES).toContain(answer.fault.code);
    expect(answer.fault.message).toEqual({ zh: '此处应为加号或减号（第5个字符）', en: 'A plus or a minus belongs here (character 5)' });
  });

  it('is the same after it was written and read again', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        expect(parseExpression(expressionText(expression))).toEqual({ ok: true, expression });
      }),
    );
  });

  it('is read or refused whatever the text, and never throws', () => {
    const text = fc.oneof(fc.string({ unit: fc.constantFrom('[', ']', '.', '1', '7', '+', '-', ' ', '［', '中') }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(text, (one) => {
        const answer = parseExpression(one);
        if (answer.ok) expect(answer.expression.length).toBeGreaterThan(0);
        else expect(answer.fault.position).toBeLessThanOrEqual(one.length);
      }),
    );
  });

  it('names each of its cells once', () => {
    const answer = parseExpression('[7.1] + [8] - [7.1] + 2');
    expect(answer.ok && cellsIn(answer.expression)).toEqual(['7.1', '8']);
  });
});
