/** Reads chains page by page, each page at one instant, so that it can be done while others write. */
import type { Pool, PoolClient } from 'pg';
import type { Chain, Ledger, LedgerDeadline } from '../../../application/ports/ledger';
import type { SubjectKey } from '../../../application/ports/store';
import { countLog, keyRange, pages, type KeyPage } from '../key-pages';
import { SUBJECT_COLUMNS, toSubject, type SubjectRecord } from '../subject-rows';
import { EVENT_COLUMNS, toLoggedEvent, type EventRecord } from './logged-events';

const SUBJECTS_A_PAGE = 200;

export function createLedger(pool: Pool): Ledger {
  return {
    count: (campaignId) => countLog(pool, campaignId),
    chains: (campaignId) => pages(pool, campaignId, chainsAfter),
  };
}

async function chainsAfter(client: PoolClient, campaignId: string | null, after: SubjectKey): Promise<KeyPage<Chain>> {
  const following = keyRange(after, null, campaignId);
  const subjects = await client.query<SubjectRecord & { created_at: Date; updated_at: Date }>(
    `select ${SUBJECT_COLUMNS}, s.created_at, s.updated_at from subject s
     where ${following.on('s.campaign_id', 's.id')} order by s.campaign_id, s.id limit ${SUBJECTS_A_PAGE}`,
    following.values,
  );
  const last = subjects.rows.at(-1);
  const next = last && subjects.rows.length === SUBJECTS_A_PAGE ? { campaignId: last.campaign_id, id: last.id } : null;
  // Up to the last subject of the page, or to the end: events without a subject lie in between.
  const range = keyRange(after, next, campaignId);
  const events = await client.query<EventRecord>(
    `select ${EVENT_COLUMNS} from event e where ${range.on('e.campaign_id', 'e.subject_id')} order by e.campaign_id, e.subject_id, e.seq`,
    range.values,
  );
  // In the order of the key although nobody needs it: another index would be read from end to end for each page.
  const deadlines = await client.query<LedgerDeadline>(
    `select d.campaign_id as "campaignId", d.subject_id as id, d.key, d.kind, d.due_on as "dueOn", d.due_at as "dueAt", d.event, d.input,
            d.set_by_seq as "setBySeq", d.status, d.refusal is not null as refused
     from deadline d where ${range.on('d.campaign_id', 'd.subject_id')} order by d.campaign_id, d.subject_id, d.key`,
    range.values,
  );
  const chains = new Map<string, Chain>();
  const chainOf = ({ campaignId: campaign, id }: SubjectKey): Chain => {
    const name = `${campaign}:${id}`;
    const chain = chains.get(name) ?? { campaignId: campaign, id, subject: null, events: [], deadlines: [] };
    chains.set(name, chain);
    return chain;
  };
  for (const row of subjects.rows)
    chainOf({ campaignId: row.campaign_id, id: row.id }).subject = { ...toSubject(row), createdAt: row.created_at, updatedAt: row.updated_at };
  for (const event of events.rows.map(toLoggedEvent)) chainOf(event).events.push(event);
  for (const deadline of deadlines.rows) chainOf(deadline).deadlines.push(deadline);
  return { rows: [...chains.values()], next };
}
