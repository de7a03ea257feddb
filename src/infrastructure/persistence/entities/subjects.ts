/**
 * The hot tables. Every one is keyed by campaign first, so that they can be distributed by campaign later, and carries no foreign key: what
 * is in them is written by the engine alone.
 */
import { EntitySchema } from '@mikro-orm/core';

/** Anything that has a machine: campaign, task, report, coordinating body. The campaign itself has `id = campaign_id`. */
export interface SubjectRow {
  campaignId: string;
  id: string;
  kind: string;
  lawVersion: number;
  definition: unknown;
  snapshot: unknown;
  revision: number;
  headHash: Buffer;
  title: string;
  number: string | null;
  ordinal: number;
  phase: string | null;
  state: string;
  timeliness: string | null;
  attention: string | null;
  dueOn: string | null;
  closed: boolean;
  createdAt: Date;
  updatedAt: Date;
}
export const Subject = new EntitySchema<SubjectRow>({
  name: 'Subject',
  tableName: 'subject',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    kind: { type: 'text' },
    lawVersion: { type: 'integer' },
    definition: { type: 'json' },
    snapshot: { type: 'json' },
    revision: { type: 'integer' },
    headHash: { type: 'blob' },
    title: { type: 'text' },
    number: { type: 'text', nullable: true },
    ordinal: { type: 'integer', default: 0 },
    phase: { type: 'text', nullable: true },
    state: { type: 'text' },
    timeliness: { type: 'text', nullable: true },
    attention: { type: 'text', nullable: true },
    dueOn: { type: 'date', nullable: true },
    closed: { type: 'boolean', default: false },
    createdAt: { type: 'datetime', columnType: 'timestamptz' },
    updatedAt: { type: 'datetime', columnType: 'timestamptz' },
  },
  indexes: [
    /** Not by campaign first: over an empty table the planner would take it for as good a way to one subject as the primary key. */
    { name: 'subject_list', properties: ['kind', 'campaignId', 'ordinal', 'id'] },
    /** Campaigns are listed newest first among millions of tasks. */
    { name: 'subject_campaigns', expression: `create index "subject_campaigns" on "subject" ("id") where kind = 'CAMPAIGN'` },
    {
      name: 'subject_superior',
      expression: `create index "subject_superior" on "subject" ((snapshot -> 'context' -> 'superior' ->> 'campaign')) where kind = 'CAMPAIGN'`,
    },
  ],
});

/** A unit's part in a subject: what inboxes, boards and counts by unit are made of. */
export interface ParticipantRow {
  campaignId: string;
  subjectId: string;
  unitId: string;
  role: string;
  kind: string;
  state: string;
  mustAct: boolean;
  active: boolean;
  dueOn: string | null;
}
/** Without a date: last, as `NO_DATE` of the reading says. */
const DUE = `(coalesce("due_on", date '9999-12-31'))`;
const INBOXES = [
  ['participant_seat_inbox', `"unit_id", ${DUE}, "subject_id", "role"`, false],
  ['participant_review_inbox', `"unit_id", ${DUE}, "subject_id"`, true],
  ['participant_campaign_review_inbox', `"campaign_id", ${DUE}, "subject_id", "unit_id"`, true],
] as const;
export const Participant = new EntitySchema<ParticipantRow>({
  name: 'Participant',
  tableName: 'participant',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    subjectId: { type: 'uuid', primary: true },
    unitId: { type: 'uuid', primary: true },
    role: { type: 'text', primary: true },
    kind: { type: 'text' },
    state: { type: 'text' },
    mustAct: { type: 'boolean' },
    active: { type: 'boolean' },
    dueOn: { type: 'date', nullable: true },
  },
  indexes: [
    // The inbox in its order, by each way that things reach one (infrastructure/reading/inbox.ts): a page reads its own rows and no more.
    ...INBOXES.map(([name, columns, reviews]) => ({
      name,
      expression: `create index "${name}" on "participant" (${columns}) where must_act and role ${reviews ? '=' : '<>'} 'REVIEWER'`,
    })),
    { name: 'participant_unit', properties: ['unitId', 'kind', 'campaignId'] },
  ],
});
