/** Notices and plans as they are kept. A plan's revision rises with everything that changes it, its publishing included. */
import type { Bindings } from '../../domain/plan/bindings';
import type { Plan } from '../../domain/plan/model';
import type { Page, PageRequest } from './reading';
import type { IdempotencyLedger } from './transaction';

export interface StoredNotice {
  id: string;
  /** The office in whose name it was read. */
  unitId: string;
  fileName: string | null;
  mediaType: string;
  /** What every span of the plan counts in. */
  text: string;
  /** SHA-256 of the bytes given, or of the text in UTF-8. */
  digest: Buffer;
  createdBy: string;
  createdAt: Date;
}

export const PLAN_STATUSES = ['DRAFT', 'PUBLISHED'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

export interface StoredPlan {
  id: string;
  /** The office: the unit that owns the plan and will own the campaign. */
  unitId: string;
  noticeId: string | null;
  title: string;
  status: PlanStatus;
  revision: number;
  content: Plan;
  bindings: Bindings;
  /** The campaign that runs it once published; for a plan that amends, the campaign it amends. */
  campaignId: string | null;
  amends: boolean;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface StoredPlanVersion {
  planId: string;
  revision: number;
  content: Plan;
  bindings: Bindings;
  savedBy: string;
  savedAt: Date;
}

/** What can be done within one transaction. */
export interface PlanWork {
  /** Held until the transaction ends, so that of two who change a plan one waits and then sees the other's revision. */
  lockPlan(id: string): Promise<StoredPlan | null>;
  addNotice(notice: StoredNotice): Promise<void>;
  /** Writes the plan and its first version. */
  addPlan(plan: StoredPlan): Promise<void>;
  /** Writes the plan as given and, as a version, the content and bindings of its revision. */
  changePlan(plan: StoredPlan, savedBy: string): Promise<void>;
}

/** What commands on plans write through. */
export interface PlanTransaction {
  plans: PlanWork;
  idempotency: IdempotencyLedger;
}

/** Each method is one statement. */
export interface Plans {
  /** In the order asked; null where there is none. */
  plans(ids: readonly string[]): Promise<(StoredPlan | null)[]>;
  /** With content, bindings and title as of these revisions; status and campaign as they are now. */
  plansAt(refs: readonly { id: string; revision: number }[]): Promise<(StoredPlan | null)[]>;
  /**
   * Plans that are published, or of these offices (null: of every office), whose title or document number may be meant by one of these names
   * (in the form of `plainName`): by number, by the whole title, then the others, newest first, at most `limit`. Finds more than is meant.
   */
  namedBy(names: readonly string[], unitIds: readonly string[] | null, limit: number): Promise<StoredPlan[]>;
  notices(ids: readonly string[]): Promise<(StoredNotice | null)[]>;
  /** The same page of the versions of each plan, in the order asked; newest first. */
  versions(planIds: readonly string[], page: PageRequest): Promise<Page<StoredPlanVersion>[]>;
  /** Newest first; `unitIds` null: of every office. */
  list(unitIds: readonly string[] | null, status: PlanStatus | null, page: PageRequest): Promise<Page<StoredPlan>>;
}
