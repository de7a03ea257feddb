import { Migration } from '@mikro-orm/migrations';

/** Campaigns are found by the superior campaign that they name. */
export class LowerCampaigns extends Migration {
  override up(): void {
    this.addSql(`create index "subject_superior" on "subject" ((snapshot -> 'context' -> 'superior' ->> 'campaign')) where kind = 'CAMPAIGN'`);
  }
}
