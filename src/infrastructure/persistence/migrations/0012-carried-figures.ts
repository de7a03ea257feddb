import { Migration } from '@mikro-orm/migrations';

/** The sums of every unit up to days that are over, so that a window of many periods is the difference of two rows. */
export class CarriedFigures extends Migration {
  override up(): void {
    this.addSql(`create table "carried" (
      "campaign_id" uuid not null,
      "rule" text not null,
      "source" text not null,
      "node_id" uuid not null,
      "upto" date not null,
      "counts" int[] not null,
      "keys" text[] not null,
      "sums" numeric[] not null,
      "filled" int[] not null,
      constraint "carried_pkey" primary key ("campaign_id", "rule", "source", "node_id", "upto"))`);
    this.addSql(`alter table "carried" set (fillfactor = 70)`);
  }
}
