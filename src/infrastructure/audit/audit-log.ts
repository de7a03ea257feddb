/** Reads the log chain by chain, page by page, each page at one instant, so that it can be done while others write. */
import type { Pool, PoolClient } from 'pg';
import type { AuditLog, LogChain } from '../../application/ports/audit-log';
import type { SubjectKey } from '../../application/ports/store';
import { countLog, keyRange, pages, type KeyPage } from '../persistence/key-pages';
import { EVENT_COLUMNS, toLoggedEvent, type EventRecord } from '../persistence/store/logged-events';

const SUBJECTS_A_PAGE = 200;

export function createAuditLog(pool: Pool): AuditLog {
  return {
    count: (campaignId) => countLog(pool, campaignId),
    chains: (campaignId) => pages(pool, campaignId, chainsAfter),
  };
}

interface SubjectRecord {
  campaign_id: string;
  id: string;
  kind: string;
  revision: number;
  head_hash: Buffer;
}

async function chainsAfter(client: PoolClient, campaignId: string | null, after: SubjectKey): Promise<KeyPage<LogChain>> {
  const following = keyRange(after, null, campaignId);
  const { rows: subjects } = await client.query<SubjectRecord>(
    `select s.campaign_id, s.id, s.kind, s.revision, s.head_hash from subject s
     where ${following.on('s.campaign_id', 's.id')} order by s.campaign_id, s.id limit ${SUBJECTS_A_PAGE}`,
    following.values,
  );
  const last = subjects.at(-1);
  const next = last && subjects.length === SUBJECTS_A_PAGE ? { campaignId: last.campaign_id, id: last.id } : null;
  // Up to the last subject of the page, or to the end: events without a subject lie in between.
  const range = keyRange(after, next, campaignId);
  const { rows: events } = await client.query<EventRecord & { transaction: string }>(
    `select ${EVENT_COLUMNS}, e.transaction from event e where ${range.on('e.campaign_id', 'e.subject_id')} order by e.campaign_id, e.subject_id, e.seq`,
    range.values,
  );
  return { rows: merged(subjects, events), next };
}

/** Both are in the order of their keys; so is the outcome, with those that only one of the two knows. */
function merged(subjects: readonly SubjectRecord[], events: readonly (EventRecord & { transaction: string })[]): LogChain[] {
  const chains = new Map<string, LogChain>();
  const chainOf = (campaignId: string, id: string): LogChain => {
    const name = `${campaignId}:${id}`;
    const chain = chains.get(name) ?? { campaignId, id, subject: null, events: [] };
    chains.set(name, chain);
    return chain;
  };
  for (const { campaign_id: campaign, id, kind, revision, head_hash: headHash } of subjects)
    chainOf(campaign, id).subject = { kind, revision, headHash };
  for (const event of events) chainOf(event.campaign_id, event.subject_id).events.push({ ...toLoggedEvent(event), transaction: event.transaction });
  return [...chains].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, chain]) => chain);
}
