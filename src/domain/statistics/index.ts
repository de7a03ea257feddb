/** Statistics: the cells of a form, the figures in them, and whether they may be handed in. Pure. */
export { agreeingCells } from './agreeing-cells';
export { cellsOf, decimalsOf, partUnits, type Cell } from './cells';
export { checkFigures, type EarlierFigures } from './check-figures';
export { decimalText, MOST_DIGITS, placesOf, scaled, sumOfFigures, unscaled, type Scaled } from './decimal';
export { cellsIn, EXPRESSION_FAULT_CODES, expressionText, parseExpression, type Expression, type ExpressionFault } from './expression';
export { fault, FIGURE_FAULT_CODES, type FigureFault, type FigureFaultCode } from './figure-fault';
export { contentOf, figuresOf, zeroFigures, type Figures, type FiguresAnswer, type FiguresContent } from './figures';
export { formOfRule, formsOf, formVersion, rulesOf } from './forms-of-plan';
export { totalOver } from './running-total';
export { percentOf, percentText } from './percent';
export { scaledText, totalsOf, totalsOfWindow, type CellTotal, type PeriodTotal } from './totals';
