/** The workbook of one period for 3,000 units: how much memory the process that makes it ever holds, against the 300 MB it may. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { openMigrated } from '../src/compose/open-migrated';
import { startCluster } from './cluster';
import { result, type Bench } from './result';

const CAMPAIGN = '00000000-0000-7000-8000-ffffffffffff';
const UNITS = 3_000;
const INDICATORS = 20;
const PERIODS = 24;
const MEGABYTES = 300;

interface Measured {
  units: number;
  bytes: number;
  before: number;
  peak: number;
  ms: number;
}

/** Every unit has handed in every month; each report was handed in twice. The last month is the one that is asked for. */
async function fill(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const uuid = (n: string): string => `('00000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  const key = `to_char(date '2020-10-01' + make_interval(months => p), 'YYYY-MM')`;
  const end = `(date '2020-10-01' + make_interval(months => p + 1) - interval '1 day')::date`;
  const figures = `(select jsonb_agg(jsonb_build_object('indicator', i, 'values', jsonb_build_array((u * 7 + i * 13 + p) % 5000)) order by i)
    from generate_series(1, ${INDICATORS}) i)`;
  const submission = (
    outcome: string,
  ): string => `jsonb_build_object('on', ${end}::text, 'at', ${end}::text || 'T02:00:00Z', 'account', null, 'zero', false,
    'content', jsonb_build_object('figures', ${figures}), 'outcome', '${outcome}', 'outcomeOn', ${end}::text, 'reason', '请核对后重报', 'workingDaysLate', u % 3)`;
  await client.query(`insert into subject (campaign_id, id, kind, law_version, definition, snapshot, revision, head_hash, title, state, timeliness, due_on, created_at, updated_at)
    select '${CAMPAIGN}', ${uuid('1000000 + p * 10000 + u')}, 'REPORT', 2,
      jsonb_build_object('unit', ${uuid('u')}, 'rule', 'r1', 'dueOn', ${end}::text, 'period', jsonb_build_object('key', ${key})),
      jsonb_build_object('context', jsonb_build_object('submissions', jsonb_build_array(${submission('RETURNED')}, ${submission('ACCEPTED')}))),
      5, '\\x00', '月报', 'ACCEPTED', case when u % 3 = 0 then 'TIMELY' else 'LATE' end, ${end}, now(), now()
    from generate_series(1, ${UNITS}) u, generate_series(0, ${PERIODS - 1}) p`);
  await client.query(`insert into contribution (campaign_id, subject_id, source, rule, unit_id, period_key, period_end, period_start, path, counts, keys, figures)
    select campaign_id, id, 'REPORTED', 'r1', (definition ->> 'unit')::uuid, definition -> 'period' ->> 'key', due_on, date_trunc('month', due_on)::date,
      array[(definition ->> 'unit')::uuid], '{1}', '{}', '{}' from subject where kind = 'REPORT'`);
  await client.query('analyze');
  await client.end();
}

export const workbookBench: Bench = async (options) => {
  const cluster = startCluster();
  try {
    const opened = await openMigrated({ databaseUrl: cluster.url, dataDir: '', databasePool: 2, databaseSilenceMs: 60_000 }, (error) => {
      throw error;
    });
    await opened.close();
    await fill(cluster.url);
    const peaks: number[] = [];
    for (let round = 0; round < (options.quick ? 1 : 3); round += 1) {
      const args = [join(__dirname, 'workbook-child.cjs'), cluster.url, CAMPAIGN, String(INDICATORS)];
      const { stdout } = await promisify(execFile)(process.execPath, ['--max-semi-space-size=64', ...args]);
      const { units, bytes, before, peak, ms } = JSON.parse(stdout) as Measured;
      options.say(
        `${units} units: ${(bytes / 1_024).toFixed(0)} KB in ${ms.toFixed(0)} ms; ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most`,
      );
      peaks.push(peak);
    }
    return [result(`workbook of one period, ${UNITS.toLocaleString('en')} units: most memory the process held`, peaks, [MEGABYTES], '<= 1', 'MB')];
  } finally {
    cluster.stop();
  }
};
