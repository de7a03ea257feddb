import { Migration } from '@mikro-orm/migrations';

/** Which days the sums are carried up to, so that the two rows of a window are found by their keys. Days carried before are taken over. */
export class CarriedDays extends Migration {
  override up(): void {
    this.addSql(`create table "carried_day" (
      "campaign_id" uuid not null,
      "rule" text not null,
      "source" text not null,
      "upto" date not null,
      "starts" date not null,
      constraint "carried_day_pkey" primary key ("campaign_id", "rule", "source", "upto"))`);
    this.addSql(`insert into "carried_day" ("campaign_id", "rule", "source", "upto", "starts")
      select o.campaign_id, o.rule, o.source, o.upto, min(t.period_start)
      from (select distinct campaign_id, rule, source, upto from carried) o
      join tally t on t.campaign_id = o.campaign_id and t.rule = o.rule and t.source = o.source and t.period_end = o.upto
      group by 1, 2, 3, 4`);
  }
}
