import { Migration } from '@mikro-orm/migrations';

/**
 * Inboxes and messages in the order in which they are read, so that a page is the first entries of an index however long the list is. What comes
 * without a date comes last: the date in the key is never null. Programs of the version before read their inboxes by `participant_unit` instead of
 * the index that goes, more slowly, until they are replaced; kept beside the new ones it would make every write dearer.
 */
export class PagesByIndex extends Migration {
  override up(): void {
    const due = `(coalesce("due_on", date '9999-12-31'))`;
    this.addSql(
      `create index "participant_seat_inbox" on "participant" ("unit_id", ${due}, "subject_id", "role") where must_act and role <> 'REVIEWER'`,
    );
    this.addSql(`create index "participant_review_inbox" on "participant" ("unit_id", ${due}, "subject_id") where must_act and role = 'REVIEWER'`);
    this.addSql(`create index "participant_campaign_review_inbox" on "participant" ("campaign_id", ${due}, "subject_id", "unit_id")
      where must_act and role = 'REVIEWER'`);
    this.addSql(`drop index "participant_inbox"`);
    this.addSql(`create index "message_unread" on "message" ("unit_id", "id") where read_at is null`);
  }
}
