import { EntitySchema } from '@mikro-orm/core';

/** The issued document as it was given. */
export interface NoticeRow {
  id: string;
  unitId: string;
  fileName: string | null;
  mediaType: string;
  text: string;
  digest: Buffer;
  createdBy: string;
  createdAt: Date;
}
export const Notice = new EntitySchema<NoticeRow>({
  name: 'Notice',
  tableName: 'notice',
  properties: {
    id: { type: 'uuid', primary: true },
    unitId: { type: 'uuid' },
    fileName: { type: 'text', nullable: true },
    mediaType: { type: 'text' },
    text: { type: 'text' },
    digest: { type: 'blob' },
    createdBy: { type: 'uuid' },
    createdAt: { type: 'datetime', columnType: 'timestamptz' },
  },
});

/** A plan that is read, corrected and published. `revision` rises with every correction; older contents stay in plan_version. */
export interface PlanRow {
  id: string;
  unitId: string;
  noticeId: string | null;
  title: string;
  status: 'DRAFT' | 'PUBLISHED';
  revision: number;
  content: unknown;
  /** printed unit name -> unit ids, confirmed by the coordinator or found without doubt */
  bindings: unknown;
  /** The campaign that runs it, once published; or the campaign that it amends. */
  campaignId: string | null;
  amends: boolean;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
}
export const Plan = new EntitySchema<PlanRow>({
  name: 'Plan',
  tableName: 'plan',
  properties: {
    id: { type: 'uuid', primary: true },
    unitId: { type: 'uuid' },
    noticeId: { type: 'uuid', nullable: true },
    title: { type: 'text' },
    status: { type: 'text' },
    revision: { type: 'integer' },
    content: { type: 'json' },
    bindings: { type: 'json' },
    campaignId: { type: 'uuid', nullable: true },
    amends: { type: 'boolean', default: false },
    createdBy: { type: 'uuid' },
    createdAt: { type: 'datetime', columnType: 'timestamptz' },
    updatedAt: { type: 'datetime', columnType: 'timestamptz' },
  },
  indexes: [
    { name: 'plan_unit', properties: ['unitId'] },
    { name: 'plan_title_whole', expression: `create index "plan_title_whole" on "plan" (plain_plan_name("title"))` },
    { name: 'plan_title_head', expression: `create index "plan_title_head" on "plan" (left(plain_plan_name("title"), 8))` },
    { name: 'plan_title_runs', expression: `create index "plan_title_runs" on "plan" using gin (runs_of(plain_plan_name("title")))` },
    { name: 'plan_number', expression: `create index "plan_number" on "plan" (plain_plan_name(coalesce("content"->>'documentNumber', '')))` },
  ],
});

export interface PlanVersionRow {
  planId: string;
  revision: number;
  content: unknown;
  bindings: unknown;
  savedBy: string;
  savedAt: Date;
}
export const PlanVersion = new EntitySchema<PlanVersionRow>({
  name: 'PlanVersion',
  tableName: 'plan_version',
  properties: {
    planId: { type: 'uuid', primary: true },
    revision: { type: 'integer', primary: true },
    content: { type: 'json' },
    bindings: { type: 'json' },
    savedBy: { type: 'uuid' },
    savedAt: { type: 'datetime', columnType: 'timestamptz' },
  },
});

/** An imported year of the State Council's calendar. */
export interface CalendarYearRow {
  year: number;
  holidays: unknown;
  makeUpWorkdays: unknown;
  source: string;
  importedBy: string;
  importedAt: Date;
}
export const CalendarYear = new EntitySchema<CalendarYearRow>({
  name: 'CalendarYear',
  tableName: 'calendar_year',
  properties: {
    year: { type: 'integer', primary: true, autoincrement: false },
    holidays: { type: 'json' },
    makeUpWorkdays: { type: 'json' },
    source: { type: 'text' },
    importedBy: { type: 'uuid' },
    importedAt: { type: 'datetime', columnType: 'timestamptz' },
  },
});
