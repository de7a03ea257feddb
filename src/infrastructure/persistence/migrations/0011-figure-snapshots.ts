import { Migration } from '@mikro-orm/migrations';

/** Figures as they stood at one moment, for what is published from them: written once, and never again. */
export class FigureSnapshots extends Migration {
  override up(): void {
    this.addSql(`create table "figure_snapshot" (
      "campaign_id" uuid not null,
      "id" uuid not null,
      "title" text not null,
      "content" text not null,
      "digest" bytea not null,
      "created_by" uuid not null,
      "created_at" timestamptz(3) not null,
      constraint "figure_snapshot_pkey" primary key ("campaign_id", "id"))`);
    this.addSql(`create function figure_snapshot_stays() returns trigger language plpgsql as $$
      begin raise exception 'A snapshot of figures is never changed'; end $$`);
    this.addSql(
      `create trigger "figure_snapshot_stays" before update or delete on "figure_snapshot" for each row execute function figure_snapshot_stays()`,
    );
  }
}
