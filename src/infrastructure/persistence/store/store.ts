/** The store over PostgreSQL and PGlite alike. The ORM's unit of work is not used here: this is the hot path. */
import type { Pool, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { EventReference, Store, WriteResult, WriteUnit } from '../../../application/ports/store';
import { campaignsDue, claiming, nextDue } from './due';
import { storeFailure } from './failures';
import { toSubject, type SubjectRecord } from '../subject-rows';
import { LOAD, loadValues, OPEN_SUBJECTS, toLoaded, type LoadRecord } from './load-statement';
import { EVENT_COLUMNS, toLoggedEvent, type EventRecord } from './logged-events';
import { positionOf } from './position';
import { writeStatement } from './write-statement';
import { writeValues, type PathOf } from './write-values';

interface WriteRecord {
  lost: number | null;
  subject_id: string;
  seq: number;
  position: string;
  transaction: string;
}

/** A plan is made anew whenever this many times as many batches have been through: the tables it was made for are that much larger by then. */
const REPLAN_AT_GROWTH = 8;

const ALONE: PathOf = (unit) => [unit];

/** `paths`: where units stand in the tree, as this process knows it. Without it each stands alone. */
export function createStore(pool: Pool, paths: () => Promise<PathOf> = async () => ALONE): Store {
  let batches = 0;
  /**
   * A prepared statement keeps its first plan until its tables are analysed, which an embedded database never does of itself; a plan for a
   * table of one page reads it from end to end. Under another name it is another statement, and planned again.
   */
  const replanned = ({ name, text }: { name: string; text: string }): QueryConfig => ({
    name: `${name}-${Math.floor(Math.log(batches + 1) / Math.log(REPLAN_AT_GROWTH))}`,
    text,
  });
  const query = async <R extends QueryResultRow>(config: QueryConfig): Promise<QueryResult<R>> => {
    try {
      return await pool.query<R>(config);
    } catch (error) {
      throw storeFailure(error);
    }
  };
  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw storeFailure(error);
    }
  };
  return {
    load: async (request) => {
      batches += 1;
      return toLoaded((await query<LoadRecord>({ ...replanned(LOAD), values: loadValues(request) })).rows);
    },
    openSubjects: async (campaignId, kinds, phase) =>
      (await query<SubjectRecord>({ ...OPEN_SUBJECTS, values: [campaignId, kinds, phase] })).rows.map(toSubject),
    write: async (units) => {
      if (units.length === 0) return [];
      const locking = units.some((unit) => unit.subjects.filter(({ expected }) => expected > 0).length > 1);
      const { values, ...form } = writeValues(units, units.some(({ contributions }) => contributions) ? await guarded(paths()) : ALONE);
      const { rows } = await query<WriteRecord>({ ...replanned(writeStatement({ ...form, locking })), values });
      return results(units, rows);
    },
    events: async (key, upTo) => {
      const { rows } = await query<EventRecord>({
        name: 'drive-events',
        text: `select ${EVENT_COLUMNS} from event e where e.campaign_id = $1 and e.subject_id = $2 and e.seq <= $3 order by e.seq`,
        values: [key.campaignId, key.id, upTo],
      });
      return rows.map(toLoggedEvent);
    },
    references: async (names) => {
      const { rows } = await query<Omit<EventReference, 'position'> & { number: string; transaction: string }>({
        name: 'drive-references',
        text: `select e.campaign_id as "campaignId", e.subject_id as "subjectId", e.kind, e.seq, e.type, e.position as number, e.transaction
from unnest($1::uuid[], $2::uuid[], $3::int[]) with ordinality as k(campaign_id, subject_id, seq, place)
join event e on e.campaign_id = k.campaign_id and e.subject_id = k.subject_id and e.seq = k.seq order by k.place`,
        values: [names.map((name) => name.campaignId), names.map((name) => name.id), names.map((name) => name.seq)],
      });
      return rows.map(({ number, transaction, ...reference }) => ({ ...reference, position: positionOf(transaction, number) }));
    },
    campaignsDue: (now, limit) => guarded(campaignsDue(pool, now, limit)),
    nextDue: (campaignId, now, after, limit) => guarded(nextDue(pool, campaignId, now, after, limit)),
    claiming: (work) => guarded(claiming(pool, work)),
  };
}

function results(units: readonly WriteUnit[], rows: readonly WriteRecord[]): WriteResult[] {
  const lost = new Set<number>();
  const positions = new Map<string, string>();
  for (const row of rows) {
    if (row.lost !== null) lost.add(row.lost);
    else positions.set(`${row.subject_id}:${row.seq}`, positionOf(row.transaction, row.position));
  }
  return units.map((unit, u) =>
    lost.has(u)
      ? { written: false, why: 'CONFLICT' }
      : {
          written: true,
          events: unit.events.map(({ campaignId, id, kind, seq, type }) => ({
            ...{ campaignId, subjectId: id, kind, seq, type },
            position: positions.get(`${id}:${seq}`) ?? '',
          })),
        },
  );
}
