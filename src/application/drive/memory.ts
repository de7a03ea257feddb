/**
 * Subjects as this process itself last wrote them, so that the next event of the same subject is decided without reading it again.
 *
 * What is remembered may be old: another process may have written since. So an accepted decision is only written if the subject still stands
 * at the revision that was remembered, and nothing is ever refused from memory: a refusal is decided again from what the database has.
 */
import { LRUCache } from 'lru-cache';
import type { StoredSubject } from '../ports/store';
import { nameOf } from './draft';

export class Memory {
  private readonly subjects: LRUCache<string, StoredSubject>;

  /** `most`: how many subjects; 0 remembers nothing. */
  constructor(most: number) {
    this.subjects = new LRUCache({ max: Math.max(1, most) });
    this.keeps = most > 0;
  }
  private readonly keeps: boolean;

  get(name: string): StoredSubject | undefined {
    return this.subjects.get(name);
  }

  /** As it stands after a commit. */
  keep(subjects: readonly StoredSubject[]): void {
    if (!this.keeps) return;
    for (const subject of subjects) this.subjects.set(nameOf(subject), subject);
  }

  /** Nothing is known of these any more: a write failed, or somebody else was faster. */
  forget(names: Iterable<string>): void {
    for (const name of names) this.subjects.delete(name);
  }
}
