/** Rows of `plan`, `plan_version` and `notice` as the desk reads them. */
import type { StoredNotice, StoredPlan, StoredPlanVersion } from '../../application/ports/plans';
import type { Bindings } from '../../domain/plan/bindings';
import type { Plan } from '../../domain/plan/model';
import { storedPlan } from '../../domain/plan/stored-plan';

export const PLAN_COLUMNS = `p.id, p.unit_id, p.notice_id, p.title, p.status, p.revision, p.content, p.bindings, p.campaign_id, p.amends,
  p.created_by, p.created_at, p.updated_at`;

export interface PlanRecord {
  id: string;
  unit_id: string;
  notice_id: string | null;
  title: string;
  status: StoredPlan['status'];
  revision: number;
  content: Plan;
  bindings: Bindings;
  campaign_id: string | null;
  amends: boolean;
  created_by: string;
  created_at: Date;
  updated_at: Date;
}

export function toPlan(row: PlanRecord): StoredPlan {
  return {
    id: row.id,
    unitId: row.unit_id,
    noticeId: row.notice_id,
    title: row.title,
    status: row.status,
    revision: row.revision,
    content: storedPlan(row.content),
    bindings: row.bindings,
    campaignId: row.campaign_id,
    amends: row.amends,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** A plan with the content of one of its versions; `latest` is the plan's own revision. */
export interface PlanAtRecord extends PlanRecord {
  latest: number;
  saved_at: Date;
}

export function toPlanAt(row: PlanAtRecord): StoredPlan {
  const plan = toPlan(row);
  return row.revision === row.latest ? plan : { ...plan, title: row.content.title, updatedAt: row.saved_at };
}

export interface VersionRecord {
  plan_id: string;
  revision: number;
  content: Plan;
  bindings: Bindings;
  saved_by: string;
  saved_at: Date;
}

export function toVersion(row: VersionRecord): StoredPlanVersion {
  return {
    planId: row.plan_id,
    revision: row.revision,
    content: storedPlan(row.content),
    bindings: row.bindings,
    savedBy: row.saved_by,
    savedAt: row.saved_at,
  };
}

export interface NoticeRecord {
  id: string;
  unit_id: string;
  file_name: string | null;
  media_type: string;
  text: string;
  digest: Buffer;
  created_by: string;
  created_at: Date;
}

export function toNotice(row: NoticeRecord): StoredNotice {
  return {
    id: row.id,
    unitId: row.unit_id,
    fileName: row.file_name,
    mediaType: row.media_type,
    text: row.text,
    digest: row.digest,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}
