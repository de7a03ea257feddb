import { Migration } from '@mikro-orm/migrations';

/** Files of reports. They are compressed already, and read whole. */
export class Attachments extends Migration {
  override up(): void {
    this.addSql(`create table "attachment" (
      "campaign_id" uuid not null,
      "report_id" uuid not null,
      "id" uuid not null,
      "name" text not null,
      "media_type" text not null,
      "size" int not null,
      "digest" bytea not null,
      "content" bytea not null,
      "uploaded_by" uuid not null,
      "uploaded_at" timestamptz not null,
      constraint "attachment_pkey" primary key ("campaign_id", "report_id", "id"))`);
    this.addSql(`alter table "attachment" alter column "content" set storage external`);
  }
}
