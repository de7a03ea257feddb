/**
 * Reading the log in an order in which nothing can appear behind the reader: by the writing transaction, and only of transactions older than
 * every one that is still open (PostgreSQL's snapshot says which). A number from a sequence alone would not do: it is given out before the
 * commit, so that a lower one can become visible after a higher one was read.
 */
import type { Pool } from 'pg';
import type { Position } from '../../application/ports/publisher';
import type { EventReference } from '../../application/ports/store';
import { SETTLED_BEFORE, YET_TO_COME } from '../persistence/log-era';
import { positionOf, readPosition } from '../persistence/store';

const SETTLED = `e.transaction < ${SETTLED_BEFORE}`;
/** A position that no transaction can have reached is from another database: who asks with it is given the log from its beginning. */
const AFTER = `(e.transaction, e.position) > (case when $1::text::xid8 > ${YET_TO_COME} then '0'::xid8 else $1::text::xid8 end, $2::bigint)`;
const COLUMNS = 'e.campaign_id as "campaignId", e.subject_id as "subjectId", e.kind, e.seq, e.type, e.position as number, e.transaction';
const ORDER = 'order by e.transaction, e.position limit $3';

type TailRecord = Omit<EventReference, 'position'> & { number: string; transaction: string };

export async function eventsAfter(pool: Pool, position: Position, campaignIds: readonly string[] | null, limit: number): Promise<EventReference[]> {
  const { transaction, number } = readPosition(position);
  const { rows } = await pool.query<TailRecord>(
    campaignIds
      ? {
          name: 'tail-campaigns',
          text: `select ${COLUMNS} from event e where ${AFTER} and ${SETTLED} and e.campaign_id = any($4::uuid[]) ${ORDER}`,
          values: [transaction, number, limit, campaignIds],
        }
      : { name: 'tail-all', text: `select ${COLUMNS} from event e where ${AFTER} and ${SETTLED} ${ORDER}`, values: [transaction, number, limit] },
  );
  return rows.map(({ number: place, transaction: writer, ...reference }) => ({ ...reference, position: positionOf(writer, place) }));
}

/** Everything of an older transaction can be read already, everything of a newer one is still to come. */
export async function headPosition(pool: Pool): Promise<Position> {
  const { rows } = await pool.query<{ xmin: string }>(`select ${SETTLED_BEFORE} as xmin`);
  return positionOf(rows[0]?.xmin ?? '0', '0');
}

export function isBefore(a: Position, b: Position): boolean {
  const [one, two] = [readPosition(a), readPosition(b)];
  const [x, y] = [BigInt(one.transaction), BigInt(two.transaction)];
  return x < y || (x === y && BigInt(one.number) < BigInt(two.number));
}
