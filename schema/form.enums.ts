import { describedEnum } from './kernel/described-enum';

export const Accumulation = describedEnum('Accumulation', 'What the figures of several periods make together. 累计方式。', {
  FLOW: 'They are added up 本期数，逐期相加',
  CUMULATIVE: 'Each is the total so far 累计数，取最近一期',
  STOCK: 'Each is the number at the end of its period 期末数，取最近一期',
});

export const FormRuleKind = describedEnum('FormRuleKind', 'What a rule of a form checks. 审核规则类别。', {
  COMPARE: 'One side against another 比较',
  MONOTONE: 'A total so far never falls 累计数不减少',
  OUTLIER: "A figure against the unit's own earlier ones 与本单位历史数相比异常",
});

export const FigureComparison = describedEnum('FigureComparison', 'How two sides of a rule are compared. 比较方式。', {
  EQUAL: 'Equal 等于',
  NOT_EQUAL: 'Not equal 不等于',
  GREATER: 'Greater 大于',
  GREATER_OR_EQUAL: 'Greater or equal 大于等于',
  LESS: 'Less 小于',
  LESS_OR_EQUAL: 'Less or equal 小于等于',
  BOTH_OR_NEITHER: 'If one is filled in, so is the other 同填同空',
  NOT_BOTH: 'Not both are filled in 不得同填',
});

export const MissingStrategy = describedEnum('MissingStrategy', 'What a rule does when cells are not filled in. 缺数时的处理。', {
  SKIP_IF_ANY_MISSING: 'A side with any cell empty is not compared 有缺则不审',
  SKIP_IF_ALL_MISSING: 'A side with all cells empty is not compared, one empty counts as 0 全缺则不审，缺数按0计',
  NEVER_SKIP: 'Always compared, empty counts as 0 一律审核，缺数按0计',
});

export const RuleSpan = describedEnum('RuleSpan', 'Which figures a rule compares. 审核范围。', {
  PERIOD: 'Those of the period 本期',
  CUMULATIVE: 'What was accepted so far and the period together 累计',
});

export const FigureFaultSeverity = describedEnum('FigureFaultSeverity', 'What a fault in figures does to a report. 差错程度。', {
  ERROR: 'It cannot be handed in 错误，不能报送',
  WARNING: 'It takes an explanation 警告，须说明原因',
});
