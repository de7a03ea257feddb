import { Migration } from '@mikro-orm/migrations';

/**
 * Plans are found by what a lower notice calls them: by their number, by the first characters of their title (where the whole title stands
 * in the name), and by every run of as many characters of it (where the name is the shorter one). `SHORTEST_TITLE` of the
 * domain is the 8; where it changes, a migration follows.
 */
export class PlansByName extends Migration {
  override up(): void {
    this.addSql(`create function plain_plan_name(name text) returns text language sql immutable parallel safe as $$
      select translate(regexp_replace(normalize(name, NFKC), '[《》〈〉<>"“”[:space:]]|^.*关于(印发|转发|下发)|的(通知|函)([〔［【(].*)?$', '', 'g'), '〔［【(〕］】)', '[[[[]]]]') $$`);
    this.addSql(`create function runs_of(name text) returns text[] language sql immutable parallel safe as $$
      select coalesce(array_agg(substr(name, i, 8)), '{}') from generate_series(1, char_length(name) - 7) as i $$`);
    this.addSql(`create index "plan_title_whole" on "plan" (plain_plan_name("title"))`);
    this.addSql(`create index "plan_title_head" on "plan" (left(plain_plan_name("title"), 8))`);
    this.addSql(`create index "plan_title_runs" on "plan" using gin (runs_of(plain_plan_name("title")))`);
    this.addSql(`create index "plan_number" on "plan" (plain_plan_name(coalesce("content"->>'documentNumber', '')))`);
  }

  override down(): void {
    this.addSql(`drop index "plan_title_whole", "plan_title_head", "plan_title_runs", "plan_number"`);
    this.addSql(`drop function runs_of(text)`);
    this.addSql(`drop function plain_plan_name(text)`);
  }
}
