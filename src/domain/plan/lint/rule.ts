/** What a rule of the lint is: data, with the check beside it. */
import type { Diagnostic, Plan, Severity } from '../model';

/** What the lint can know beside the plan itself. */
export interface LintContext {
  /** Whether the unit register knows a printed name (by name or alias); absent: not checked. */
  knownUnits?: (printed: string) => boolean;
  /** Whether a date (YYYY-MM-DD) is a day off; null: the calendar is not announced yet. Absent: not checked. */
  dayOff?: (date: string) => boolean | null;
  /** How many tasks that one unit leads may fall due in one week before it is said; 10 by default. */
  maxLoadPerWeek?: number;
}

export interface Finding {
  /** in Chinese, for a coordinator */
  message: string;
  span: Diagnostic['span'];
  /** takes the place of the rule's hint */
  hint?: string;
}

export interface Rule {
  /** PLAN… is found by the lint in any plan, NOTICE… by the reader in a text. Stable: never used for anything else. */
  code: string;
  severity: Severity;
  group: 'structure' | 'dates' | 'people' | 'reports' | 'forms' | 'records' | 'load' | 'reading';
  titleZh: string;
  titleEn: string;
  /** what to do about it, in Chinese */
  hint: string;
  /** a short example that raises it */
  example: string;
  /** a short example beside it that does not */
  clean: string;
  /** absent for what only the reader can see */
  check?: (plan: Plan, context: LintContext) => Finding[];
}
