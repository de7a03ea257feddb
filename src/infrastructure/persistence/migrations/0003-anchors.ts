import { Migration } from '@mikro-orm/migrations';

/** What the log was on a day, in one hash: see application/audit. */
export class Anchors extends Migration {
  override up(): void {
    this.addSql(`create table "anchor" (
      "number" int not null,
      "day" date not null,
      "at" timestamptz(3) not null,
      "up_to" xid8 not null,
      "campaigns" int not null,
      "subjects" int not null,
      "events" int not null,
      "root" bytea not null,
      "prev_hash" bytea not null,
      "hash" bytea not null,
      constraint "anchor_pkey" primary key ("number"))`);
    this.addSql(`create table "campaign_anchor" (
      "campaign_id" uuid not null,
      "number" int not null,
      "subjects" int not null,
      "events" int not null,
      "root" bytea not null,
      "prev_hash" bytea not null,
      "hash" bytea not null,
      constraint "campaign_anchor_pkey" primary key ("campaign_id", "number"))`);
    this.addSql(`create index "campaign_anchor_number" on "campaign_anchor" ("number", "campaign_id")`);
  }
}
