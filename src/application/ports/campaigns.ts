/** What facts and openers read of running campaigns: few columns, of many campaigns at once, one statement a method. */
import type { StoredSubject } from './store';

/** A subject without its machine. `unit`, `reportKind`, `rule`, `period` are a report's own; null for others. */
export interface SubjectBrief {
  campaignId: string;
  id: string;
  kind: string;
  number: string | null;
  title: string;
  state: string;
  timeliness: string | null;
  closed: boolean;
  phase: string | null;
  dueOn: string | null;
  unit: string | null;
  reportKind: string | null;
  rule: string | null;
  period: string | null;
}

export interface OpenSeat {
  campaignId: string;
  subjectId: string;
  unitId: string;
}

/** A report that is not there, or has come back, though the day it was owed by has passed. */
export interface LateReport {
  id: string;
  unit: string;
}

/** Rule and period by their keys; null: all. */
export interface LateQuery {
  campaignId: string;
  rule: string | null;
  period: string | null;
  on: string;
  most: number;
}

export interface LateReports {
  /** In the order in which they were due. */
  lateReports(query: LateQuery): Promise<LateReport[]>;
}

export interface RunningCampaigns {
  /** Ids of the campaigns that run; not of those that are suspended or over. */
  runningCampaigns(): Promise<string[]>;
}

/** A campaign below another: `level` 1 names it as its superior, 2 names one of those, and so on. */
export interface LowerCampaign {
  campaign: StoredSubject;
  level: number;
}

export interface CampaignRecords {
  /** The campaigns above each, nearest first, itself not among them unless they go round in a circle. */
  superiors(ids: readonly string[]): Promise<string[][]>;
  /** The campaigns below each, level by level, the older first; itself never. */
  lower(ids: readonly string[]): Promise<LowerCampaign[][]>;
  /** Every subject of these kinds, closed ones too, in the plan's order. */
  briefs(campaignIds: readonly string[], kinds: readonly string[]): Promise<SubjectBrief[]>;
  /** The campaigns themselves, in the order asked; null where there is none. */
  campaigns(ids: readonly string[]): Promise<(StoredSubject | null)[]>;
  /** Tasks of a campaign, whole, in the plan's order. */
  tasks(campaignId: string): Promise<StoredSubject[]>;
  /** Every report that these units owe or owed, whole. */
  reportsOfUnits(pairs: readonly { campaignId: string; unitId: string }[]): Promise<StoredSubject[]>;
  /** Active seats in open tasks. */
  openSeats(pairs: readonly { campaignId: string; unitId: string }[]): Promise<OpenSeat[]>;
}
