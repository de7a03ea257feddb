import { Migration } from '@mikro-orm/migrations';

/**
 * The campaign in the key of every hot table, so that all of them can be distributed by it: a distributed PostgreSQL can only watch over what
 * is unique inside one shard. Idempotency keys are unique for an account, whatever the campaign; their column says so until the tables are
 * distributed, and comes last, because they are looked up without it.
 */
export class KeyedByCampaign extends Migration {
  override up(): void {
    this.addSql(`alter table "outbox" drop constraint "outbox_pkey", add constraint "outbox_pkey" primary key ("campaign_id", "id")`);
    this.addSql(`alter table "message" drop constraint "message_pkey", add constraint "message_pkey" primary key ("campaign_id", "id", "unit_id")`);
    this.addSql(`alter table "idempotency" add column "campaign_id" uuid not null default '00000000-0000-0000-0000-000000000000'`);
    this.addSql(`alter table "idempotency" drop constraint "idempotency_pkey",
      add constraint "idempotency_pkey" primary key ("account_id", "key", "campaign_id")`);
  }
}
