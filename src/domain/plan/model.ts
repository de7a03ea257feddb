/**
 * The plan (方案): the structured content of a notice, and the program that Muster runs.
 *
 * One definition serves the types, the validation of what a coordinator edits, and `schema/plan.schema.json` (generated; a test
 * fails on drift). Dates are civil dates in Asia/Shanghai, as fine as the notice gives them: `YYYY-MM-DD` or `YYYY-MM`.
 * A `span` is `[start, end)` in UTF-16 code units of the notice's text; `null` where a fact was written by hand and not read.
 */
import { z } from 'zod';
import { chasingSchema } from './chasing-model';
import { formSchema } from './form-model';
import { span, text } from './model-parts';
import { rankingSchema } from './ranking-model';
import { recordKindSchema } from './records-model';

export * from './chasing-model';
export * from './form-model';
export type { Ranking } from './ranking-model';
export * from './records-model';
export type { Span } from './model-parts';

export const PHASE_KINDS = ['MOBILIZATION', 'SELF_INSPECTION', 'RECTIFICATION', 'INSPECTION', 'SUMMARY', 'CONSOLIDATION'] as const;
export const ASSIGNMENT_ROLES = ['LEAD', 'COOPERATING', 'RESPONSIBLE', 'IMPLEMENTING'] as const;
export const REPORT_KINDS = ['STATISTICS', 'NARRATIVE', 'LIAISON_ROSTER', 'IMPLEMENTATION_PLAN', 'FINAL_SUMMARY'] as const;
export const CADENCES = ['ONCE', 'DAILY', 'WEEKLY', 'EVERY_N_DAYS', 'TEN_DAILY', 'MONTHLY', 'QUARTERLY', 'SEMIANNUAL'] as const;
export const ON_DAY_OFF = ['AS_PRINTED', 'NEXT_WORKING_DAY', 'PREVIOUS_WORKING_DAY'] as const;
export const BODY_KINDS = ['LEADING_GROUP', 'JOINT_CONFERENCE', 'TASK_FORCE'] as const;
export const MEMBER_ROLES = ['LEADER', 'CONVENER', 'DEPUTY', 'MEMBER'] as const;
export const CRITERION_KINDS = [
  'LIAISONS_REGISTERED',
  'IMPLEMENTATION_PLANS_FILED',
  'TASKS_ACCEPTED',
  'REPORTS_ACCEPTED',
  'ORDERS_CLOSED',
  'CASES_CLOSED',
] as const;
export const SEVERITIES = ['ERROR', 'WARNING', 'INFO'] as const;

/** `YYYY-MM-DD` or `YYYY-MM`; a day that does not exist (2022-02-30) is refused. */
export const looseDate = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/, 'a date is YYYY-MM-DD or YYYY-MM')
  .refine((s) => s.length === 7 || new Date(`${s}T00:00:00Z`).toISOString().startsWith(s), 'this day does not exist');
const fullDate = looseDate.refine((s) => s.length === 10, 'a full date is YYYY-MM-DD');

export const criterionSchema = z.object({
  kind: z.enum(CRITERION_KINDS),
  /** Share that must be reached, in percent; for "open N must be 0" kinds it is 100 as well (all closed). */
  percent: z.number().min(0).max(100).default(100),
});

export const phaseSchema = z.object({
  name: text,
  kind: z.enum(PHASE_KINDS),
  start: looseDate.nullable().default(null),
  end: looseDate.nullable().default(null),
  printed: z.string().default(''),
  /** Exit criteria; null takes the defaults of the phase's kind (see defaultCriteria in compile.ts). */
  exit: z.array(criterionSchema).nullable().default(null),
  /** The phase advances by itself when its end has passed and its criteria are met. */
  advancesByItself: z.boolean().default(false),
  span,
});

export const assignmentSchema = z.object({
  unit: text,
  role: z.enum(ASSIGNMENT_ROLES),
  section: z.string().nullable().default(null),
  person: z.string().nullable().default(null),
  printed: z.string().default(''),
  span,
});

export const targetSchema = z.object({
  what: text,
  op: z.enum(['>', '>=', '=', '<=', '<']),
  value: z.number(),
  unit: z.string(),
  span,
});

export const taskSchema = z.object({
  number: text.describe('the path as printed, e.g. 二(二)3(1)'),
  area: z.string().default('').describe('the heading that groups it (FocusArea)'),
  title: text,
  text: z.string().default(''),
  assignments: z.array(assignmentSchema).default([]),
  targets: z.array(targetSchema).default([]),
  /** A date printed in the task itself; null: the end of the last phase before the summary. */
  dueOn: looseDate.nullable().default(null),
  span,
});

export const reportingSchema = z.object({
  what: z.enum(REPORT_KINDS),
  /** What else is owed by the same rule ("工作小结和统计表" owes two things). */
  also: z.array(z.enum(REPORT_KINDS)).default([]),
  title: z.string().default('').describe('what is owed, as printed'),
  cadence: z.enum(CADENCES),
  /** Day of the month, or 1 (Monday) to 7 for WEEKLY, N for EVERY_N_DAYS, day of the ten days for TEN_DAILY; past the last day it is the last. */
  dueDay: z.number().int().min(1).max(31).nullable().default(null),
  dueDate: fullDate.nullable().default(null),
  period: z.enum(['CURRENT', 'PREVIOUS']).default('CURRENT'),
  onDayOff: z.enum(ON_DAY_OFF).default('AS_PRINTED').describe('when the day it is due by is a day off'),
  closesAfter: z
    .number()
    .int()
    .min(0)
    .max(60)
    .nullable()
    .default(null)
    .describe('working days after which the period closes by itself; null: by the office'),
  owedBy: z.string().nullable().default(null).describe('who owes it, as printed; null: every unit taking part'),
  to: z.string().nullable().default(null).describe('to whom, as printed'),
  form: z.string().trim().min(1).nullable().default(null).describe('key of the form that STATISTICS asks for; null: the plan’s only form'),
  sections: z
    .array(z.string().trim().min(1).max(60))
    .max(20)
    .default([])
    .describe('what a NARRATIVE or FINAL_SUMMARY must speak of, each under this title'),
  printed: z.string().default(''),
  span,
});

export const memberSchema = z.object({
  role: z.enum(MEMBER_ROLES),
  name: z.string().nullable().default(null).describe('null where only a unit or a post is named'),
  post: z.string().nullable().default(null),
  unit: z.string().nullable().default(null),
  span,
});

export const bodySchema = z.object({
  kind: z.enum(BODY_KINDS),
  name: text,
  members: z.array(memberSchema).default([]),
  office: z
    .object({ unit: z.string(), head: z.string().nullable().default(null) })
    .nullable()
    .default(null),
  /** The notice says that the body is dissolved when the work is done. */
  dissolvesOnCompletion: z.boolean().default(false),
  span,
});

export const deadlineSchema = z
  .object({
    what: text,
    days: z.number().int().min(1).describe('civil days, or working days; of a limit printed in hours the days that it takes up'),
    hours: z.number().int().min(1).max(2400).nullable().default(null).describe('a limit printed in hours (24小时内); null: printed in days'),
    working: z.boolean(),
    span,
  })
  .refine(({ days, hours, working }) => hours === null || (!working && days === Math.ceil(hours / 24)), {
    path: ['days'],
    message: 'of a limit in hours, days are the days that the hours take up, and no working days',
  });

export const diagnosticSchema = z.object({
  code: z.string(),
  severity: z.enum(SEVERITIES),
  message: z.string(),
  span,
  hint: z.string().default(''),
});

export const planSchema = z.object({
  title: text,
  documentNumber: z.string().nullable().default(null),
  issuer: z.string().nullable().default(null),
  issuedOn: looseDate.nullable().default(null),
  basis: z.array(z.string()).default([]),
  period: z.object({ start: looseDate.nullable(), end: looseDate.nullable() }).nullable().default(null),
  /** Days that a unit has to acknowledge or object to its part, in working days. Not printed in notices; a default of the house. */
  acknowledgeWithin: z.number().int().min(1).max(60).default(5),
  chasing: chasingSchema.nullable().default(null).describe('how units are chased; null: as the house usually does'),
  ranking: rankingSchema.nullable().default(null).describe('how units are ranked in bulletins; null: as the house usually does'),
  phases: z.array(phaseSchema).default([]),
  tasks: z.array(taskSchema).default([]),
  reporting: z.array(reportingSchema).default([]),
  body: bodySchema.nullable().default(null),
  forms: z.array(formSchema).default([]),
  records: z.array(recordKindSchema).max(30).default([]).describe('ledgers: what is recorded of single cases, and what it adds to the forms'),
  deadlines: z.array(deadlineSchema).default([]),
  diagnostics: z.array(diagnosticSchema).default([]),
});

export type Plan = z.infer<typeof planSchema>;
export type PlanInput = z.input<typeof planSchema>;
export type Phase = z.infer<typeof phaseSchema>;
export type PlanTask = z.infer<typeof taskSchema>;
export type PlanAssignment = z.infer<typeof assignmentSchema>;
export type Target = z.infer<typeof targetSchema>;
export type ReportingRule = z.infer<typeof reportingSchema>;
export type OnDayOff = (typeof ON_DAY_OFF)[number];
export type PlanBody = z.infer<typeof bodySchema>;
export type PlanMember = z.infer<typeof memberSchema>;
export type Criterion = z.infer<typeof criterionSchema>;
export type Diagnostic = z.infer<typeof diagnosticSchema>;
export type PhaseKind = (typeof PHASE_KINDS)[number];
export type AssignmentRole = (typeof ASSIGNMENT_ROLES)[number];
export type ReportKind = (typeof REPORT_KINDS)[number];
export type CriterionKind = (typeof CRITERION_KINDS)[number];
export type BodyKind = (typeof BODY_KINDS)[number];
export type MemberRole = (typeof MEMBER_ROLES)[number];
export type Severity = (typeof SEVERITIES)[number];
