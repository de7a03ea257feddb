/** Statistics forms (统计表) as a plan has them: numbered indicators, simple or compound, and rules that hold between their figures. */
import { z } from 'zod';
import { span, text } from './model-parts';

/** What figures of several periods make: added up; each already the total so far; each the number at the period's end. */
export const ACCUMULATIONS = ['FLOW', 'CUMULATIVE', 'STOCK'] as const;
export const FORM_RULE_KINDS = ['COMPARE', 'MONOTONE', 'OUTLIER'] as const;
/** The eight of DHIS2; the last two are its compulsory pair and its exclusive pair. */
export const FIGURE_COMPARISONS = [
  'EQUAL',
  'NOT_EQUAL',
  'GREATER',
  'GREATER_OR_EQUAL',
  'LESS',
  'LESS_OR_EQUAL',
  'BOTH_OR_NEITHER',
  'NOT_BOTH',
] as const;
/** What a side of a comparison is worth whose cells are not all filled; DHIS2's three missing value strategies. */
export const MISSING_STRATEGIES = ['SKIP_IF_ANY_MISSING', 'SKIP_IF_ALL_MISSING', 'NEVER_SKIP'] as const;
export const RULE_SPANS = ['PERIOD', 'CUMULATIVE'] as const;
export const FAULT_SEVERITIES = ['ERROR', 'WARNING'] as const;
export const MOST_DECIMALS = 6;

/** Keys are written into references, `form: f1`. */
const key = z.string().trim().max(64).default('');

export const indicatorSchema = z.object({
  number: z.number().int().min(1),
  name: text,
  parts: z.array(z.string()).default([]).describe('of a compound indicator (立案/结案); empty for a plain one'),
  unit: z.string().describe('of each part, 件/件/人, or one for all'),
  group: z.string().nullable().default(null).describe('the heading of the form it stands under'),
  required: z.boolean().default(true),
  decimals: z
    .number()
    .int()
    .min(0)
    .max(MOST_DECIMALS)
    .nullable()
    .default(null)
    .describe('null: by the unit, two for amounts and measures, none for what is counted'),
  negative: z
    .boolean()
    .default(false)
    .describe('figures below zero are meant, as of a difference; counts and amounts take none otherwise, shares always may'),
  accumulation: z.enum(ACCUMULATIONS).default('FLOW'),
  guidance: z.string().default('').describe('how it is filled in'),
  span,
});

/** What each kind asks for: COMPARE left, op and right; MONOTONE a cell; OUTLIER a cell and, if it is not 3, a factor. */
const COMPARES = { fields: ['left', 'op', 'right'], message: 'a rule that compares needs left, op and right' } as const;
const LOOKS_AT_ONE = { fields: ['cell'], message: 'a rule on a single cell needs the cell' } as const;

export const formRuleSchema = z
  .object({
    key: key.describe('empty: c1, c2 … by order'),
    kind: z.enum(FORM_RULE_KINDS),
    severity: z.enum(FAULT_SEVERITIES).nullable().default(null).describe('null: ERROR, and WARNING of an OUTLIER'),
    message: z.string().default('').describe('what the unit is told; empty: the rule itself in words'),
    left: z.string().nullable().default(null).describe('sums and differences of cells and numbers, [7.1] + [7.2] - 3'),
    op: z.enum(FIGURE_COMPARISONS).nullable().default(null),
    right: z.string().nullable().default(null),
    missing: z.enum(MISSING_STRATEGIES).default('SKIP_IF_ANY_MISSING'),
    over: z.enum(RULE_SPANS).default('PERIOD').describe('CUMULATIVE: what was accepted so far and this period together'),
    cell: z.string().nullable().default(null).describe('7, or 7.1 of a compound indicator'),
    factor: z.number().positive().max(100).nullable().default(null).describe('how many deviations from the median are an outlier; null: 3'),
  })
  .superRefine((rule, context) => {
    const { fields, message } = rule.kind === 'COMPARE' ? COMPARES : LOOKS_AT_ONE;
    for (const field of fields) if (rule[field] === null) context.addIssue({ code: 'custom', path: [field], message });
  });

export const formSchema = z.object({
  key: key.describe('empty: f1, f2 … by order'),
  title: text,
  guidance: z.string().default('').describe('how the form is filled in; what is said of one indicator stands there'),
  indicators: z.array(indicatorSchema).default([]),
  rules: z.array(formRuleSchema).default([]),
  span,
});

export type StatisticsForm = z.infer<typeof formSchema>;
export type Indicator = z.infer<typeof indicatorSchema>;
export type FormRule = z.infer<typeof formRuleSchema>;
export type Accumulation = (typeof ACCUMULATIONS)[number];
export type FigureComparison = (typeof FIGURE_COMPARISONS)[number];
export type MissingStrategy = (typeof MISSING_STRATEGIES)[number];
export type FaultSeverity = (typeof FAULT_SEVERITIES)[number];

type IndicatorInput = z.input<typeof indicatorSchema>;
/** What a reader finds; the rest is filled in with defaults. */
export type ReadIndicator = IndicatorInput & Required<Pick<IndicatorInput, 'parts' | 'span'>>;
export type ReadForm = Omit<z.input<typeof formSchema>, 'indicators'> & { indicators: ReadIndicator[] };
