/** Keeping contributions and tallies right: moved to another path, frozen, counted again. Each change is one statement. */
import type { Pool, PoolClient } from 'pg';
import type { CountedSubject, FigureCounts, OpenPlace, Uncarried } from '../../application/ports/figures';
import type { ContributionWrite, SubjectKey } from '../../application/ports/store';
import { keyRange, pages, type KeyPage } from '../persistence/key-pages';
import { CARRIED_DAY, CARRY, RECOUNT, RENEWED_TALLIES, REROOT, WRONG_CARRIED, WRONG_TALLIES } from '../persistence/store/tally-parts';
import { byContribution, contributionRow, type PathOf } from '../persistence/store/write-values';
import { SUBJECT_COLUMNS, toSubject, type SubjectRecord } from '../persistence/subject-rows';

const PLACES_A_PAGE = 5_000;
const SUBJECTS_A_PAGE = 500;
const PASSES = 'figures.counted';
const NO_PLACE = { end: '0001-01-01', unit: '00000000-0000-0000-0000-000000000000' };

const CONTRIBUTION = `k.campaign_id as "campaignId", k.subject_id as id, k.source, k.rule, k.unit_id as unit, k.period_key as key, k.period_start::text as start,
  k.period_end::text as "end", k.counts, k.keys, k.figures::text[] as figures`;
interface ContributionRecord extends SubjectKey {
  source: string;
  rule: string;
  unit: string;
  key: string;
  start: string;
  end: string;
  counts: number[];
  keys: string[];
  figures: string[];
}
const toWrite = ({ key, start, end, keys, figures, ...row }: ContributionRecord): ContributionWrite => ({
  ...row,
  period: { key, start, end },
  cells: Object.fromEntries(keys.map((cell, i) => [cell, Number(figures[i])])),
  gone: false,
});

export function createFigureCounts(pool: Pool, paths: () => Promise<PathOf>): FigureCounts {
  /** Who writes an event waits until it is done, and then sees it: statements take their snapshot after their locks. */
  async function locked(tables: readonly string[], work: (client: PoolClient) => Promise<void>): Promise<void> {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(`lock table ${tables.join(', ')} in share row exclusive mode`);
      await work(client);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }

  return {
    async *openPlaces(endedBefore) {
      for (let after: { end: string; unit: string } | null = NO_PLACE; after;) {
        const { rows }: { rows: (Omit<OpenPlace, 'path'> & { first: string; last: string })[] } = await pool.query(
          `select unit_id as unit, period_end::text as end, min(path::text) as first, max(path::text) as last
           from contribution where not frozen and (period_end, unit_id) > ($1::date, $2::uuid) and ($3::date is null or period_end < $3)
           group by period_end, unit_id order by period_end, unit_id limit ${PLACES_A_PAGE}`,
          [after.end, after.unit, endedBefore],
        );
        if (rows.length > 0)
          yield rows.map(({ unit, end, first, last }) => ({ unit, end, path: first === last ? first.slice(1, -1).split(',') : null }));
        const last = rows.at(-1);
        after = last && rows.length === PLACES_A_PAGE ? { end: last.end, unit: last.unit } : null;
      }
    },

    async settle(places) {
      const rows = places.map(({ unit: n, end: pe, path: pa, freeze: fr }) => ({ n, pe, pa, fr }));
      const answer = await pool.query<{ moved: number }>({ name: 'figures-settle', text: REROOT, values: [JSON.stringify(rows)] });
      return answer.rows[0]?.moved ?? 0;
    },

    subjects: (campaignId, kinds) => pages(pool, campaignId, (client, campaign, after) => countedAfter(client, campaign, after, kinds)),

    async put(recounts) {
      const pathOf = await paths();
      const rows = recounts.map((one) => ({ ...contributionRow(0, one, pathOf), r: one.revision })).sort(byContribution);
      await pool.query({ name: 'figures-recount', text: RECOUNT, values: [JSON.stringify(rows)] });
    },

    async orphans(campaignId) {
      const { rows } = await pool.query<ContributionRecord>(
        `select ${CONTRIBUTION} from contribution k left join subject s on s.campaign_id = k.campaign_id and s.id = k.subject_id
         where s.id is null and ($1::uuid is null or k.campaign_id = $1)`,
        [campaignId],
      );
      return rows.map(toWrite);
    },

    async campaigns(campaignId) {
      const { rows } = await pool.query<{ id: string }>(
        `select campaign_id as id from contribution where $1::uuid is null or campaign_id = $1
         union select campaign_id from tally where $1::uuid is null or campaign_id = $1 order by 1`,
        [campaignId],
      );
      return rows.map(({ id }) => id);
    },

    async wrongTallies(campaignId) {
      const tallies = await pool.query<{ wrong: number }>(WRONG_TALLIES, [campaignId]);
      const carried = await pool.query<{ wrong: number }>(WRONG_CARRIED, [campaignId]);
      return (tallies.rows[0]?.wrong ?? 0) + (carried.rows[0]?.wrong ?? 0);
    },

    renewTallies: (campaignId) =>
      locked(['contribution', 'tally', 'carried'], async (client) => {
        // What is carried forward is made again by the worker; until then windows are added up from their periods.
        await client.query('delete from carried where campaign_id = $1', [campaignId]);
        await client.query('delete from carried_day where campaign_id = $1', [campaignId]);
        await client.query('delete from tally where campaign_id = $1', [campaignId]);
        await client.query(RENEWED_TALLIES, [campaignId]);
      }),

    async uncarried(endedBefore) {
      const { rows } = await pool.query<Uncarried>(
        `select t.campaign_id as "campaignId", t.rule, t.source, t.period_end::text as upto
         from (select distinct campaign_id, rule, source, period_end from tally where period_end < $1::date and source = 'REPORTED') t
         where not exists (select from carried_day o where o.campaign_id = t.campaign_id and o.rule = t.rule and o.source = t.source and o.upto = t.period_end)
         order by 1, 2, 3, 4`,
        [endedBefore],
      );
      return rows;
    },

    carry: ({ campaignId, rule, source, upto }) =>
      locked(['carried'], async (client) => {
        const of = [campaignId, rule, source, upto];
        await client.query(CARRY, of);
        await client.query(CARRIED_DAY, of);
      }),

    async passes() {
      const { rows } = await pool.query<{ value: string[] }>('select value from setting where name = $1', [PASSES]);
      return (rows[0]?.value ?? []).map((at) => new Date(at));
    },

    async notePass(at) {
      await pool.query(
        `insert into setting (name, value) values ($1, jsonb_build_array($2::text)) on conflict (name) do update set value = setting.value || excluded.value`,
        [PASSES, at.toISOString()],
      );
    },
  };
}

async function countedAfter(
  client: PoolClient,
  campaignId: string | null,
  after: SubjectKey,
  kinds: readonly string[],
): Promise<KeyPage<CountedSubject>> {
  const range = keyRange(after, null, campaignId);
  const { rows } = await client.query<SubjectRecord>(
    `select ${SUBJECT_COLUMNS} from subject s where ${range.on('s.campaign_id', 's.id')} and s.kind = any($${range.values.length + 1}::text[])
     order by s.campaign_id, s.id limit ${SUBJECTS_A_PAGE}`,
    [...range.values, kinds],
  );
  const found = rows.map(toSubject);
  const stored = await client.query<ContributionRecord>(
    `select ${CONTRIBUTION} from unnest($1::uuid[], $2::uuid[]) as x(c, i)
     cross join lateral (select * from contribution o where o.campaign_id = x.c and o.subject_id = x.i offset 0) k`,
    [found.map((subject) => subject.campaignId), found.map(({ id }) => id)],
  );
  const byId = new Map<string, ContributionWrite[]>();
  for (const row of stored.rows) byId.set(row.id, [...(byId.get(row.id) ?? []), toWrite(row)]);
  const last = rows.at(-1);
  return {
    rows: found.map((subject) => ({ subject, stored: byId.get(subject.id) ?? [] })),
    next: last && rows.length === SUBJECTS_A_PAGE ? { campaignId: last.campaign_id, id: last.id } : null,
  };
}
