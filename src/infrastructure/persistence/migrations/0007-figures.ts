import { Migration } from '@mikro-orm/migrations';

/**
 * What every report adds to the figures of its campaign, and for every unit the sum over all that is below it: see
 * docs/decisions/0022-who-owes-what.md. What is there already is counted when the program starts (application/figures).
 */
export class Figures extends Migration {
  override up(): void {
    this.addSql(`create table "contribution" (
      "campaign_id" uuid not null,
      "subject_id" uuid not null,
      "source" text not null,
      "rule" text not null,
      "unit_id" uuid not null,
      "period_key" text not null,
      "period_end" date not null,
      "period_start" date not null,
      "path" uuid[] not null,
      "frozen" boolean not null default false,
      "counts" int[] not null,
      "keys" text[] not null,
      "figures" numeric[] not null,
      constraint "contribution_pkey" primary key ("campaign_id", "subject_id", "source", "rule", "unit_id", "period_key", "period_end"))`);
    this.addSql(`create index "contribution_unit" on "contribution" ("campaign_id", "rule", "source", "unit_id", "period_end")`);
    this.addSql(`create index "contribution_open" on "contribution" ("period_end", "unit_id") where not "frozen"`);
    this.addSql(`create table "tally" (
      "campaign_id" uuid not null,
      "rule" text not null,
      "source" text not null,
      "node_id" uuid not null,
      "period_end" date not null,
      "period_key" text not null,
      "parent_id" uuid not null,
      "period_start" date not null,
      "counts" int[] not null,
      "keys" text[] not null,
      "sums" numeric[] not null,
      "filled" int[] not null,
      constraint "tally_pkey" primary key ("campaign_id", "rule", "source", "node_id", "period_end", "period_key", "parent_id"))`);
    this.addSql(`create index "tally_parent" on "tally" ("campaign_id", "rule", "source", "parent_id", "period_end")`);
    // Updated in place over and over, and no index looks at what changes.
    for (const table of ['contribution', 'tally']) this.addSql(`alter table "${table}" set (fillfactor = 70)`);
  }
}
