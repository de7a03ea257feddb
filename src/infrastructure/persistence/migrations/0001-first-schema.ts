import { Migration } from '@mikro-orm/migrations';

/** The first schema: the hot tables of the engine, units, people, plans. Primary keys of the hot tables begin with the campaign. */
export class FirstSchema extends Migration {
  override up(): void {
    this.engine();
    this.people();
    this.units();
    this.plans();
  }

  private engine(): void {
    this.addSql(`create table "subject" (
      "campaign_id" uuid not null,
      "id" uuid not null,
      "kind" text not null,
      "law_version" int not null,
      "definition" jsonb not null,
      "snapshot" jsonb not null,
      "revision" int not null,
      "head_hash" bytea not null,
      "title" text not null,
      "number" text null,
      "ordinal" int not null default 0,
      "phase" text null,
      "state" text not null,
      "timeliness" text null,
      "attention" text null,
      "due_on" date null,
      "closed" boolean not null default false,
      "created_at" timestamptz not null,
      "updated_at" timestamptz not null,
      constraint "subject_pkey" primary key ("campaign_id", "id"))`);
    this.addSql(`create index "subject_list" on "subject" ("kind", "campaign_id", "ordinal", "id")`);
    this.addSql(`create index "subject_campaigns" on "subject" ("id") where kind = 'CAMPAIGN'`);
    this.addSql(`create table "participant" (
      "campaign_id" uuid not null,
      "subject_id" uuid not null,
      "unit_id" uuid not null,
      "role" text not null,
      "kind" text not null,
      "state" text not null,
      "must_act" boolean not null,
      "active" boolean not null,
      "due_on" date null,
      constraint "participant_pkey" primary key ("campaign_id", "subject_id", "unit_id", "role"))`);
    this.addSql(`create index "participant_inbox" on "participant" ("unit_id", "due_on", "subject_id") where must_act`);
    this.addSql(`create index "participant_unit" on "participant" ("unit_id", "kind", "campaign_id")`);
    this.addSql(`create table "event" (
      "campaign_id" uuid not null,
      "subject_id" uuid not null,
      "seq" int not null,
      "position" bigserial not null,
      "transaction" xid8 not null default pg_current_xact_id(),
      "kind" text not null,
      "type" text not null,
      "by" jsonb not null,
      "payload" jsonb not null,
      "at" timestamptz(3) not null,
      "cause" jsonb null,
      "prev_hash" bytea not null,
      "hash" bytea not null,
      constraint "event_pkey" primary key ("campaign_id", "subject_id", "seq"))`);
    this.addSql(`create index "event_tail" on "event" ("transaction", "position")`);
    this.addSql(`create table "deadline" (
      "campaign_id" uuid not null,
      "subject_id" uuid not null,
      "key" text not null,
      "kind" text not null,
      "due_on" date not null,
      "due_at" timestamptz(3) not null,
      "event" text not null,
      "input" jsonb not null,
      "label" jsonb not null,
      "status" text not null,
      "set_by_seq" int not null,
      "delivered_at" timestamptz(3) null,
      "refusal" jsonb null,
      constraint "deadline_pkey" primary key ("campaign_id", "subject_id", "key"))`);
    this.addSql(`create index "deadline_due" on "deadline" ("due_at", "campaign_id") where status = 'PENDING'`);
    this.addSql(`create index "deadline_due_in_campaign" on "deadline" ("campaign_id", "due_at", "subject_id") where status = 'PENDING'`);
    this.addSql(`create table "outbox" (
      "id" bigserial primary key,
      "campaign_id" uuid not null,
      "subject_id" uuid not null,
      "seq" int not null,
      "message" text not null,
      "units" jsonb not null,
      "data" jsonb not null,
      "created_at" timestamptz(3) not null,
      "delivered_at" timestamptz(3) null,
      "attempts" int not null default 0,
      "last_error" text null,
      "not_before" timestamptz(3) not null)`);
    this.addSql(`create index "outbox_waiting" on "outbox" ("not_before", "id") where delivered_at is null`);
    this.addSql(`create table "message" (
      "id" bigint not null,
      "unit_id" uuid not null,
      "campaign_id" uuid not null,
      "subject_id" uuid not null,
      "message" text not null,
      "data" jsonb not null,
      "created_at" timestamptz(3) not null,
      "read_at" timestamptz(3) null,
      constraint "message_pkey" primary key ("id", "unit_id"))`);
    this.addSql(`create index "message_unit" on "message" ("unit_id", "id")`);
    this.addSql(`create table "idempotency" (
      "account_id" text not null,
      "key" text not null,
      "request_hash" bytea not null,
      "answer" jsonb not null,
      "created_at" timestamptz(3) not null,
      constraint "idempotency_pkey" primary key ("account_id", "key"))`);
    this.addSql(`create index "idempotency_age" on "idempotency" ("created_at")`);
    // Rows here are updated in place over and over: room on the page lets PostgreSQL do it without touching the indexes.
    for (const table of ['subject', 'participant', 'deadline']) this.addSql(`alter table "${table}" set (fillfactor = 70)`);
  }

  private people(): void {
    this.addSql(`create table "account" (
      "id" uuid not null,
      "user_name" text not null,
      "display_name" text not null,
      "password_hash" text null,
      "oidc_issuer" text null,
      "oidc_subject" text null,
      "failed_attempts" int not null default 0,
      "locked_until" timestamptz null,
      "disabled_at" timestamptz null,
      "demo" boolean not null default false,
      "created_at" timestamptz not null,
      constraint "account_pkey" primary key ("id"))`);
    this.addSql(`alter table "account" add constraint "account_user_name_unique" unique ("user_name")`);
    this.addSql(`alter table "account" add constraint "account_oidc" unique ("oidc_issuer", "oidc_subject")`);
    this.addSql(`create table "membership" (
      "id" uuid not null,
      "account_id" uuid not null,
      "role" text not null,
      "unit_id" uuid null,
      "campaign_id" uuid null,
      "valid_from" date null,
      "valid_to" date null,
      "granted_by" uuid null,
      "created_at" timestamptz not null,
      constraint "membership_pkey" primary key ("id"))`);
    this.addSql(`create index "membership_account" on "membership" ("account_id")`);
    this.addSql(`create index "membership_unit" on "membership" ("unit_id")`);
    this.addSql(`create index "membership_campaign" on "membership" ("campaign_id")`);
    this.addSql(`create table "substitution" (
      "id" uuid not null,
      "absent_id" uuid not null,
      "substitute_id" uuid not null,
      "valid_from" date not null,
      "valid_to" date not null,
      "reason" text not null,
      "created_by" uuid not null,
      "created_at" timestamptz not null,
      "ended_at" timestamptz null,
      constraint "substitution_pkey" primary key ("id"))`);
    this.addSql(`create index "substitution_substitute" on "substitution" ("substitute_id")`);
    this.addSql(`create table "refresh_token" (
      "id" uuid not null,
      "family_id" uuid not null,
      "account_id" uuid not null,
      "token_hash" bytea not null,
      "created_at" timestamptz not null,
      "last_used_at" timestamptz null,
      "expires_at" timestamptz not null,
      "used_at" timestamptz null,
      "revoked_at" timestamptz null,
      constraint "refresh_token_pkey" primary key ("id"))`);
    this.addSql(`alter table "refresh_token" add constraint "refresh_token_token_hash_unique" unique ("token_hash")`);
    this.addSql(`create index "refresh_token_family" on "refresh_token" ("family_id")`);
    this.addSql(`create table "audit" (
      "id" bigserial primary key,
      "at" timestamptz(3) not null,
      "account_id" text null,
      "action" text not null,
      "target" text null,
      "data" jsonb not null)`);
    this.addSql(`create index "audit_at" on "audit" ("at")`);
    this.addSql(`create table "setting" (
      "name" text not null,
      "value" jsonb not null,
      constraint "setting_pkey" primary key ("name"))`);
  }

  private units(): void {
    this.addSql(`create table "unit" (
      "id" uuid not null,
      "code" text null,
      "kind" text not null,
      "created_at" timestamptz not null,
      constraint "unit_pkey" primary key ("id"))`);
    this.addSql(`alter table "unit" add constraint "unit_code_unique" unique ("code")`);
    this.addSql(`create table "unit_name" (
      "id" uuid not null,
      "unit_id" uuid not null,
      "name" text not null,
      "kind" text not null,
      "valid_from" date null,
      "valid_to" date null,
      "keys" text not null,
      constraint "unit_name_pkey" primary key ("id"))`);
    this.addSql(`create index "unit_name_unit" on "unit_name" ("unit_id")`);
    this.addSql(`create index "unit_name_name" on "unit_name" ("name")`);
    this.addSql(`create table "unit_parent" (
      "id" uuid not null,
      "unit_id" uuid not null,
      "parent_id" uuid not null,
      "valid_from" date null,
      "valid_to" date null,
      constraint "unit_parent_pkey" primary key ("id"))`);
    this.addSql(`create index "unit_parent_unit" on "unit_parent" ("unit_id")`);
    this.addSql(`create index "unit_parent_parent" on "unit_parent" ("parent_id")`);
  }

  private plans(): void {
    this.addSql(`create table "notice" (
      "id" uuid not null,
      "unit_id" uuid not null,
      "file_name" text null,
      "media_type" text not null,
      "text" text not null,
      "digest" bytea not null,
      "created_by" uuid not null,
      "created_at" timestamptz not null,
      constraint "notice_pkey" primary key ("id"))`);
    this.addSql(`create table "plan" (
      "id" uuid not null,
      "unit_id" uuid not null,
      "notice_id" uuid null,
      "title" text not null,
      "status" text not null,
      "revision" int not null,
      "content" jsonb not null,
      "bindings" jsonb not null,
      "campaign_id" uuid null,
      "amends" boolean not null default false,
      "created_by" uuid not null,
      "created_at" timestamptz not null,
      "updated_at" timestamptz not null,
      constraint "plan_pkey" primary key ("id"))`);
    this.addSql(`create index "plan_unit" on "plan" ("unit_id")`);
    this.addSql(`create table "plan_version" (
      "plan_id" uuid not null,
      "revision" int not null,
      "content" jsonb not null,
      "bindings" jsonb not null,
      "saved_by" uuid not null,
      "saved_at" timestamptz not null,
      constraint "plan_version_pkey" primary key ("plan_id", "revision"))`);
    this.addSql(`create table "calendar_year" (
      "year" int not null,
      "holidays" jsonb not null,
      "make_up_workdays" jsonb not null,
      "source" text not null,
      "imported_by" uuid not null,
      "imported_at" timestamptz not null,
      constraint "calendar_year_pkey" primary key ("year"))`);
  }
}
