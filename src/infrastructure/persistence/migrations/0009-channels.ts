import { Migration } from '@mikro-orm/migrations';

/**
 * Messages by other ways than the inbox: a row for each message, channel and recipient, so that one that fails holds up no other. An account may have an
 * address for mail.
 */
export class Channels extends Migration {
  override up(): void {
    this.addSql(`alter table "account" add column "email" text null`);
    this.addSql(`create table "outbox_delivery" (
      "campaign_id" uuid not null,
      "message_id" bigint not null,
      "channel" text not null,
      "recipient" text not null,
      "created_at" timestamptz(3) not null,
      "next_try_at" timestamptz(3) not null,
      "attempts" int not null default 0,
      "refusals" int not null default 0,
      "last_error" text null,
      "delivered_at" timestamptz(3) null,
      "failed_at" timestamptz(3) null,
      constraint "outbox_delivery_pkey" primary key ("campaign_id", "message_id", "channel", "recipient"))`);
    this.addSql(
      `create index "outbox_delivery_waiting" on "outbox_delivery" ("channel", "next_try_at") where delivered_at is null and failed_at is null`,
    );
    this.addSql(`create index "outbox_delivery_failed" on "outbox_delivery" ("campaign_id", "message_id") where failed_at is not null`);
  }
}
