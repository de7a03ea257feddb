/**
 * Subjects as they stood at one write, kept so that lists need not read and parse the same ones again. Nothing here can be stale: a statement
 * says which version of each subject it found, in the same moment in which it finds its rows, and only that very version is taken from here.
 * So no notification is needed, and what another process has changed is seen with the next statement.
 */
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import type { StoredSubject } from '../../application/ports/store';
import { SUBJECT_COLUMNS, toSubject, type SubjectRecord } from '../persistence/subject-rows';

/**
 * What names a version: the subject, its revision, and the transaction that wrote the row. Everything shown of a subject, its participants
 * among it, is written with the event that raises its revision.
 */
export const VERSION_COLUMNS = `s.campaign_id, s.id, s.revision, s.xmin::text as written_by`;

export interface VersionRecord {
  campaign_id: string;
  id: string;
  revision: number;
  written_by: string;
}

export interface SubjectVersions {
  /** The subjects of these rows, in their order: with no statement where all are kept, else with one. */
  of(pool: Pool, rows: readonly VersionRecord[]): Promise<StoredSubject[]>;
  forget(): void;
}

const nameOf = ({ id, revision, written_by }: VersionRecord): string => `${id} ${revision} ${written_by}`;

/** `most`: a version takes about ten kilobytes. */
export function subjectVersions(most = 2_000): SubjectVersions {
  const kept = new LRUCache<string, StoredSubject>({ max: most });
  return {
    async of(pool, rows) {
      const found = rows.map((row) => kept.get(nameOf(row)));
      const missing = rows.filter((_, i) => found[i] === undefined);
      if (missing.length === 0) return found as StoredSubject[];
      const read = await pool.query<SubjectRecord & VersionRecord>({
        name: 'reading-versions',
        text: `select ${SUBJECT_COLUMNS}, s.xmin::text as written_by from unnest($1::uuid[], $2::uuid[]) as k(campaign_id, id)
               join subject s on s.campaign_id = k.campaign_id and s.id = k.id`,
        values: [missing.map((row) => row.campaign_id), missing.map((row) => row.id)],
      });
      const fresh = new Map<string, StoredSubject>();
      for (const row of read.rows) {
        // Shared by everybody who reads it.
        const subject = frozen(toSubject(row));
        fresh.set(row.id, subject);
        kept.set(nameOf(row), subject);
      }
      return rows.flatMap((row, i) => found[i] ?? fresh.get(row.id) ?? []);
    },
    forget: () => kept.clear(),
  };
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
