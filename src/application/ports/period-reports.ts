/** The reports of one rule and one period, for a sheet with all units: few columns, a page at a time. */
import type { Submission } from '../../../workflows';

export interface PeriodKey {
  campaignId: string;
  /** Key of the rule, as reports have it. */
  rule: string;
  period: string;
}

export interface PeriodReport {
  id: string;
  unitId: string;
  state: string;
  timeliness: string | null;
  dueOn: string;
  submissions: Submission[];
}

export interface PeriodReports {
  /** Of these units (null: all), in no order; what was waived is not owed. */
  owed(key: PeriodKey, unitIds: readonly string[] | null): Promise<{ id: string; unitId: string }[]>;
  /** In no order. */
  reports(campaignId: string, ids: readonly string[]): Promise<PeriodReport[]>;
}
