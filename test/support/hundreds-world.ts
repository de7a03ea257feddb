/**
 * A campaign with ten of everything and one with a hundred, and how many statements a request costs there. One to a test file, opened in its
 * `beforeAll`.
 */
import { Client } from 'pg';
import { accepted, startCampaign, type CampaignIds, type PersonName, type RunningCampaign } from './campaign';
import { oweStatistics, questionAbout, recordedOn, withLedger } from './differences';
import { multiply, noticeOf } from './hundreds';
import { recordedIn } from './records';

const WIDE = { depth: 40, aliases: 100_000, directives: 100, tokens: 500_000, cost: 1e15 };
export const [FEW, MANY] = [10, 100];

export let world: RunningCampaign;
export let large: CampaignIds;
/** Global ids of a hundred subjects, some of every kind among the first ten. */
export let ids: string[];

export async function openHundreds(): Promise<void> {
  world = await startCampaign({ limits: WIDE });
  const { office } = world.units;
  large = await world.launch('coordinator', office, noticeOf(MANY));
  await multiply(world, large, MANY);
  const body = await world.body(large);
  for (let i = 0; i < MANY; i += 1) {
    await world.done('coordinator', 'holdBodyMeeting', body, { on: '2022-08-26', kind: 'OTHER', minutes: `第${i}次` });
  }
  const coordinator = await world.viewer('coordinator');
  for (let i = 0; i < MANY; i += 1) {
    // Three with everything that is owed behind them; of the others the rows alone.
    const period = i < 3 ? { from: '2022-08-01', to: '2022-12-31' } : { from: '2022-07-01', to: '2022-07-31' };
    const call = { campaignId: large.campaignId, period, title: null, actingUnit: null, idempotencyKey: `bulletin ${i}` };
    accepted(await world.muster.desk.bulletins.draftBulletin(coordinator, call));
    await recordedIn(world, large, world.units.lead, i);
  }
  await heldIn(world.own, MANY);
  await world.database.pool.query(
    `insert into anchor (number, day, at, up_to, campaigns, subjects, events, root, prev_hash, hash)
     select n, date '2022-01-01' + n, now(), '1', 1, 1, 1, '\\x00', '\\x00', '\\x00' from generate_series(1, $1) as n`,
    [MANY],
  );
  // Of every kind some are among the first ten: what one more kind costs is not what one more row costs.
  const { rows } = await world.database.pool.query<{ id: string }>(
    `select case kind when 'CAMPAIGN' then 'Campaign:' || id when 'TASK' then 'Task:' || campaign_id || ':' || id
       when 'REPORT' then 'Report:' || campaign_id || ':' || id when 'BULLETIN' then 'Bulletin:' || campaign_id || ':' || id
       when 'RECORD' then 'Record:' || campaign_id || ':' || id
       when 'DIFFERENCE' then 'Difference:' || campaign_id || ':' || id else 'CoordinatingBody:' || campaign_id || ':' || id end as id
     from (select *, row_number() over (partition by kind order by id desc) as place from subject) s order by place, kind limit $1`,
    [MANY],
  );
  ids = rows.map(({ id }) => Buffer.from(id).toString('base64url'));
}

/** Reports with records and a question behind each. */
async function heldIn(of: CampaignIds, count: number): Promise<void> {
  const { rule, form, cells } = await withLedger(world, of);
  const unit = world.units.lead;
  for (let i = 0; i < count; i += 1) {
    const day = new Date(Date.UTC(2022, 0, 1 + i)).toISOString().slice(0, 10);
    const report = await oweStatistics(world, of, { unit, rule, period: { key: day, start: day, end: day } });
    await recordedOn(world, of, form, unit, day, { [cells[0]]: 1 });
    const cell = { cell: cells[0], label: '', measure: '', reported: null, recorded: '1' };
    const question = await questionAbout(world, of, report, { unit, rule, form, cells: [cell] });
    if (i < 3) await world.done('leadStaff', 'answerDifference', question, { answer: 'OTHER', text: '已核实' });
  }
}

const NOT_COUNTED = /^\s*(begin|commit|rollback|start|set|savepoint|release|listen|discard)\b/i;
/** How many statements went to the database for one request, whoever sent them. */
export async function statementsOf(
  person: PersonName,
  query: string,
  variables: Record<string, unknown>,
  /** With what was read of subjects before; without it a statement more reads them. */
  warm = false,
): Promise<{ sent: string[]; data: Record<string, unknown> }> {
  await world.token(person);
  // Roles are kept for a few seconds: now or then one statement less would say nothing.
  world.muster.desks.people.viewers.forget();
  if (!warm) world.muster.below.versions.forget();
  const sent: string[] = [];
  const spy = jest.spyOn(Client.prototype, 'query');
  try {
    const data = await world.as<Record<string, unknown>>(person, query, variables);
    for (const [first] of spy.mock.calls as unknown as [string | { text?: string }][]) {
      const text = typeof first === 'string' ? first : (first.text ?? '');
      if (!NOT_COUNTED.test(text))
        sent.push(
          text
            .replace(/\s+/g, ' ')
            .replace(/\blimit \d+/, 'limit n')
            .slice(0, 70),
        );
    }
    return { sent, data };
  } finally {
    spy.mockRestore();
  }
}
