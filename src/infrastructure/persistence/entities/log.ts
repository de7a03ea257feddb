import { EntitySchema } from '@mikro-orm/core';

/** The append-only log. `seq` counts from 1 within its subject and equals the subject's revision after the event. */
export interface EventRow {
  campaignId: string;
  subjectId: string;
  seq: number;
  position: string;
  transaction: string;
  kind: string;
  type: string;
  by: unknown;
  payload: unknown;
  at: Date;
  cause: unknown | null;
  prevHash: Buffer;
  hash: Buffer;
}
export const Event = new EntitySchema<EventRow>({
  name: 'Event',
  tableName: 'event',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    subjectId: { type: 'uuid', primary: true },
    seq: { type: 'integer', primary: true },
    /** Number of arrival over all campaigns. Given out before the commit, so that a lower one can become visible later; see `transaction`. */
    position: { type: 'bigint', autoincrement: true },
    /**
     * The transaction that wrote the event. Readers that must not miss one take only what is older than every open transaction, in the order
     * (transaction, position); see docs/decisions/0001-engine.md.
     */
    transaction: { type: 'string', columnType: 'xid8', defaultRaw: 'pg_current_xact_id()' },
    kind: { type: 'text' },
    type: { type: 'text' },
    by: { type: 'json' },
    /** `{ on, input, facts }` */
    payload: { type: 'json' },
    at: { type: 'datetime', columnType: 'timestamptz(3)' },
    cause: { type: 'json', nullable: true },
    prevHash: { type: 'blob' },
    hash: { type: 'blob' },
  },
  indexes: [{ name: 'event_tail', properties: ['transaction', 'position'] }],
});

export interface DeadlineRow {
  campaignId: string;
  subjectId: string;
  key: string;
  kind: string;
  dueOn: string;
  dueAt: Date;
  event: string;
  input: unknown;
  label: unknown;
  status: 'PENDING' | 'HELD' | 'DELIVERED' | 'CANCELLED';
  setBySeq: number;
  deliveredAt: Date | null;
  /** The law's answer to a delivery that was no longer possible: it is not tried again. */
  refusal: unknown | null;
}
export const Deadline = new EntitySchema<DeadlineRow>({
  name: 'Deadline',
  tableName: 'deadline',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    subjectId: { type: 'uuid', primary: true },
    key: { type: 'text', primary: true },
    kind: { type: 'text' },
    dueOn: { type: 'date' },
    dueAt: { type: 'datetime', columnType: 'timestamptz(3)' },
    event: { type: 'text' },
    input: { type: 'json' },
    label: { type: 'json' },
    status: { type: 'text' },
    setBySeq: { type: 'integer' },
    deliveredAt: { type: 'datetime', columnType: 'timestamptz(3)', nullable: true },
    refusal: { type: 'json', nullable: true },
  },
  indexes: [
    {
      name: 'deadline_due',
      expression: `create index "deadline_due" on "deadline" ("due_at", "campaign_id") where status = 'PENDING'`,
    },
    {
      name: 'deadline_due_in_campaign',
      expression: `create index "deadline_due_in_campaign" on "deadline" ("campaign_id", "due_at", "subject_id") where status = 'PENDING'`,
    },
  ],
});

/** Messages to units, written with the event that causes them and taken by a worker afterwards. */
export interface OutboxRow {
  id: string;
  campaignId: string;
  subjectId: string;
  seq: number;
  message: string;
  units: unknown;
  data: unknown;
  createdAt: Date;
  deliveredAt: Date | null;
  attempts: number;
  lastError: string | null;
  notBefore: Date;
}
export const Outbox = new EntitySchema<OutboxRow>({
  name: 'Outbox',
  tableName: 'outbox',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    id: { type: 'bigint', primary: true, autoincrement: true, columnType: 'bigserial' },
    subjectId: { type: 'uuid' },
    seq: { type: 'integer' },
    message: { type: 'text' },
    units: { type: 'json' },
    data: { type: 'json' },
    createdAt: { type: 'datetime', columnType: 'timestamptz(3)' },
    deliveredAt: { type: 'datetime', columnType: 'timestamptz(3)', nullable: true },
    attempts: { type: 'integer', default: 0 },
    lastError: { type: 'text', nullable: true },
    notBefore: { type: 'datetime', columnType: 'timestamptz(3)' },
  },
  indexes: [{ name: 'outbox_waiting', expression: 'create index "outbox_waiting" on "outbox" ("not_before", "id") where delivered_at is null' }],
});

/** A message on its way by another channel than the inbox, to one recipient. */
export interface OutboxDeliveryRow {
  campaignId: string;
  /** The outbox row's id. */
  messageId: string;
  /** EMAIL, WEBHOOK. */
  channel: string;
  /** EMAIL: the account's id; WEBHOOK: empty. */
  recipient: string;
  createdAt: Date;
  nextTryAt: Date;
  attempts: number;
  /** Of these, how many the other side has refused for good. */
  refusals: number;
  lastError: string | null;
  deliveredAt: Date | null;
  /** Given up. */
  failedAt: Date | null;
}
export const OutboxDelivery = new EntitySchema<OutboxDeliveryRow>({
  name: 'OutboxDelivery',
  tableName: 'outbox_delivery',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    messageId: { type: 'bigint', primary: true, autoincrement: false },
    channel: { type: 'text', primary: true },
    recipient: { type: 'text', primary: true },
    createdAt: { type: 'datetime', columnType: 'timestamptz(3)' },
    nextTryAt: { type: 'datetime', columnType: 'timestamptz(3)' },
    attempts: { type: 'integer', default: 0 },
    refusals: { type: 'integer', default: 0 },
    lastError: { type: 'text', nullable: true },
    deliveredAt: { type: 'datetime', columnType: 'timestamptz(3)', nullable: true },
    failedAt: { type: 'datetime', columnType: 'timestamptz(3)', nullable: true },
  },
  indexes: [
    {
      name: 'outbox_delivery_waiting',
      expression: `create index "outbox_delivery_waiting" on "outbox_delivery" ("channel", "next_try_at") where delivered_at is null and failed_at is null`,
    },
    {
      name: 'outbox_delivery_failed',
      expression: 'create index "outbox_delivery_failed" on "outbox_delivery" ("campaign_id", "message_id") where failed_at is not null',
    },
  ],
});

/** In-app message for a unit, delivered from the outbox. */
export interface MessageRow {
  id: string;
  unitId: string;
  campaignId: string;
  subjectId: string;
  message: string;
  data: unknown;
  createdAt: Date;
  readAt: Date | null;
}
export const Message = new EntitySchema<MessageRow>({
  name: 'Message',
  tableName: 'message',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    /** The outbox row's id, so that a repeated delivery writes the same row. */
    id: { type: 'bigint', primary: true, autoincrement: false },
    unitId: { type: 'uuid', primary: true },
    subjectId: { type: 'uuid' },
    message: { type: 'text' },
    data: { type: 'json' },
    createdAt: { type: 'datetime', columnType: 'timestamptz(3)' },
    readAt: { type: 'datetime', columnType: 'timestamptz(3)', nullable: true },
  },
  indexes: [
    { name: 'message_unit', properties: ['unitId', 'id'] },
    { name: 'message_unread', expression: 'create index "message_unread" on "message" ("unit_id", "id") where read_at is null' },
  ],
});

/** The first answer to an idempotency key, stored in the transaction of the work itself. */
export interface IdempotencyRow {
  accountId: string;
  key: string;
  /** Room for a campaign in the key, see migration 0004; no campaign's today. */
  campaignId: string;
  requestHash: Buffer;
  answer: unknown;
  createdAt: Date;
}
export const Idempotency = new EntitySchema<IdempotencyRow>({
  name: 'Idempotency',
  tableName: 'idempotency',
  properties: {
    accountId: { type: 'text', primary: true },
    key: { type: 'text', primary: true },
    campaignId: { type: 'uuid', primary: true, default: '00000000-0000-0000-0000-000000000000' },
    requestHash: { type: 'blob' },
    answer: { type: 'json' },
    createdAt: { type: 'datetime', columnType: 'timestamptz(3)' },
  },
  indexes: [{ name: 'idempotency_age', properties: ['createdAt'] }],
});
