/** The one statement that reads everything a batch of calls needs, at one instant: subjects with participants, first answers, deadlines. */
import type { IdempotencyName, IdempotencyRecord, Loaded, LoadRequest } from '../../../application/ports/store';
import { SUBJECT_COLUMNS, toSubject, type SubjectRecord } from '../subject-rows';
import { DEAR } from './write-statement';

const NO_SUBJECT = `null::uuid, null::uuid, null::text, null::int, null::jsonb, null::jsonb, null::int, null::bytea, null::text, null::text,
  null::int, null::text, null::text, null::text, null::text, null::date, null::boolean, null::json`;

/**
 * `offset 0` keeps each look-up by key what it is: joined freely, a plan that was made while a table was small would read the whole table for
 * ever after.
 */
export const LOAD = {
  name: 'drive-load',
  text: `select 'subject' as what, null::json as doc, ${SUBJECT_COLUMNS}
  from unnest($1::uuid[], $2::uuid[]) as k(campaign_id, id)
  cross join lateral (select * from subject o where o.campaign_id = k.campaign_id and o.id = k.id offset 0) s
union all
select 'idempotency', json_build_object('accountId', i.account_id, 'key', i.key, 'requestHash', encode(i.request_hash, 'hex'), 'answer', i.answer), ${NO_SUBJECT}
  from unnest($3::text[], $4::text[]) as k(account_id, key)
  cross join lateral (select * from idempotency o where o.account_id = k.account_id and o.key = k.key and ${DEAR('o.key')} offset 0) i
union all
select 'deadline', json_build_object('campaignId', d.campaign_id, 'id', d.subject_id, 'key', d.key, 'setBySeq', d.set_by_seq, 'pending', d.status = 'PENDING'), ${NO_SUBJECT}
  from unnest($5::uuid[], $6::uuid[], $7::text[]) as k(campaign_id, subject_id, key)
  cross join lateral (select * from deadline o where o.campaign_id = k.campaign_id and o.subject_id = k.subject_id and o.key = k.key offset 0) d`,
};

export const OPEN_SUBJECTS = {
  name: 'drive-open-subjects',
  text: `select ${SUBJECT_COLUMNS} from subject s
where s.campaign_id = $1 and s.kind = any($2::text[]) and not s.closed and ($3::text is null or s.phase = $3) order by s.kind, s.ordinal, s.id`,
};

export type LoadRecord = SubjectRecord & { what: 'subject' | 'idempotency' | 'deadline'; doc: unknown };

export function loadValues(request: LoadRequest): unknown[][] {
  const { subjects, idempotency, deadlines } = request;
  return [
    ...[subjects.map((key) => key.campaignId), subjects.map((key) => key.id)],
    ...[idempotency.map((name) => name.accountId), idempotency.map((name) => name.key)],
    ...[deadlines.map((name) => name.campaignId), deadlines.map((name) => name.id), deadlines.map((name) => name.key)],
  ];
}

export function toLoaded(rows: readonly LoadRecord[]): Loaded {
  const loaded: Loaded = { subjects: [], idempotency: [], deadlines: [] };
  for (const row of rows) {
    if (row.what === 'subject') loaded.subjects.push(toSubject(row));
    else if (row.what === 'deadline') loaded.deadlines.push(row.doc as Loaded['deadlines'][number]);
    else loaded.idempotency.push(toIdempotency(row.doc as IdempotencyName & { requestHash: string; answer: unknown }));
  }
  return loaded;
}

function toIdempotency({ accountId, key, requestHash, answer }: IdempotencyName & { requestHash: string; answer: unknown }): IdempotencyRecord {
  return { accountId, key, requestHash: Buffer.from(requestHash, 'hex'), answer };
}
