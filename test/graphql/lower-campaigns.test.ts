/** A campaign that names its superior, and what each person is told of both. */
import { randomUUID } from 'node:crypto';
import { toGlobalId } from '../../src/graphql/global-id';
import { NOTICE, startCampaign, type CampaignIds, type PersonName, type RunningCampaign } from '../support/campaign';

let world: RunningCampaign;
let lower: CampaignIds;
beforeAll(async () => {
  world = await startCampaign();
  lower = await world.launch('coordinator', world.units.office, NOTICE.replace('专项行动', '专项行动（第二批）'));
}, 120_000);
afterAll(() => world.close());

const set = (person: PersonName, of: CampaignIds, superior: string) => world.send(person, 'setCampaignSuperior', world.campaignOf(of), { superior });
const codes = (errors: Awaited<ReturnType<typeof set>>) => errors.flatMap(({ code, reasons }) => [code, ...(reasons ?? []).map((one) => one.code)]);
async function ask<T>(person: PersonName, of: CampaignIds, fields: string): Promise<T> {
  const { campaign } = await world.as<{ campaign: T }>(person, `query ($id: ID!) { campaign(id: $id) { ${fields} } }`, { id: of.campaign });
  return campaign;
}
const TIES = 'superior { id } lowerCampaigns { id }';

test('is named by the coordinator of the lower campaign, and must be one that may be above it', async () => {
  expect(codes(await set('coordinator', lower, lower.campaign))).toContain('SUPERIOR_IS_ITSELF');
  for (const none of [toGlobalId('Campaign', randomUUID()), 'x', world.own.plan])
    expect(codes(await set('coordinator', lower, none))).toContain('SUPERIOR_NOT_FOUND');
  // Two offices that know nothing of each other.
  expect(codes(await set('foreignCoordinator', world.foreign, world.own.campaign))).toContain('SUPERIOR_NOT_ABOVE');
  expect(codes(await set('leader', lower, world.own.campaign))).toContain('NOT_YOUR_ROLE');
  expect(codes(await set('foreignCoordinator', lower, world.own.campaign))).toEqual(['NOT_FOUND']);
  expect(await set('coordinator', lower, world.own.campaign)).toEqual([]);
  expect(codes(await set('coordinator', lower, world.foreign.campaign))).toContain('SUPERIOR_NAMED_ALREADY');
  expect(codes(await set('coordinator', world.own, lower.campaign))).toContain('SUPERIOR_IN_CIRCLE');
});

test('both campaigns tell of the tie whoever sees them', async () => {
  expect(await ask('coordinator', lower, TIES)).toEqual({ superior: { id: world.own.campaign }, lowerCampaigns: [] });
  expect(await ask('leadStaff', world.own, TIES)).toEqual({ superior: null, lowerCampaigns: [{ id: lower.campaign }] });
  // Has a role in this one alone, and is told of no other.
  expect(await ask('campaignCoordinator', world.own, TIES)).toEqual({ superior: null, lowerCampaigns: [] });
});

describe('figures with those below', () => {
  beforeAll(async () => {
    const { figures } = await ask<{ figures: { rule: string; groups: { cells: { key: string }[] }[] } }>(
      'coordinator',
      lower,
      'figures { rule groups { cells { key } } }',
    );
    const values = new Map<number, number[]>();
    for (const { key } of figures.groups[0]?.cells ?? [])
      values.set(Number(key.split('.')[0]), [...(values.get(Number(key.split('.')[0])) ?? []), 5]);
    // Of a month for which the superior campaign asks nobody, and of one for which it asks the same unit.
    for (const [month, last] of [
      ['2022-07', '31'],
      ['2022-08', '31'],
    ] as const) {
      const owing = [{ of: lower, unit: world.units.lead }, ...(month === '2022-08' ? [{ of: world.own, unit: world.units.lead }] : [])];
      for (const { of, unit } of owing) {
        const id = randomUUID();
        const made = await world.muster.engine.drive.create({
          campaignId: of.campaignId,
          subject: {
            ...{ kind: 'REPORT', id, ordinal: 900, phase: null },
            definition: {
              ...{ campaign: of.campaignId, office: world.units.office, unit, rule: figures.rule, reportKind: 'STATISTICS', title: '统计表' },
              ...{ period: { key: month, start: `${month}-01`, end: `${month}-${last}` }, dueOn: '2022-09-24', phase: null },
            },
          },
          by: { account: null, unit: null, onBehalfOf: null, relations: ['ENGINE'] },
        });
        if (!made.ok) throw new Error(JSON.stringify(made.refusal));
        const sent = await world.muster.engine.drive.drive({
          subject: { campaignId: of.campaignId, id },
          event: { type: 'SUBMIT', input: { content: { figures: [...values].map(([indicator, filled]) => ({ indicator, values: filled })) } } },
          viewer: await world.viewer('leadStaff'),
        });
        if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
      }
    }
  });
  const SUMMER = 'window: { from: "2022-07-01", to: "2022-08-31" }';
  const WITH_LOWER = `figures(scope: WITH_LOWER, ${SUMMER})`;

  test('say what each campaign adds, and what is not counted twice', async () => {
    const found = await ask<{ figures: { groups: { cells: { value: string; filled: number; expected: number }[]; campaigns: unknown[] }[] } }>(
      'coordinator',
      world.own,
      `${WITH_LOWER} { groups { cells { value filled expected } campaigns { campaignId rule leftOut coverage { expected submitted } } } }`,
    );
    const [group] = found.figures.groups;
    expect(group?.cells[0]).toEqual({ value: '10', filled: 2, expected: 2 });
    expect(group?.campaigns).toEqual([
      { campaignId: world.own.campaign, rule: expect.any(String) as string, leftOut: 0, coverage: { expected: 1, submitted: 1 } },
      { campaignId: lower.campaign, rule: expect.any(String) as string, leftOut: 1, coverage: { expected: 1, submitted: 1 } },
    ]);
    const own = await ask<{ figures: { groups: { cells: { value: string }[]; campaigns: unknown[] }[] } }>(
      'coordinator',
      world.own,
      `figures(${SUMMER}) { groups { cells { value } campaigns { campaignId } } }`,
    );
    expect([own.figures.groups[0]?.cells[0]?.value, own.figures.groups[0]?.campaigns]).toEqual(['5', []]);
  });

  test('are followed down to the reports of both', async () => {
    const found = await ask<{ figures: { groups: { reports: { report: { id: string; campaign: { id: string } }; period: { key: string } }[] }[] } }>(
      'coordinator',
      world.own,
      `figures(scope: WITH_LOWER, ${SUMMER}, groupBy: [UNIT]) { groups { reports { period { key } report { id campaign { id } } } } }`,
    );
    const reports = found.figures.groups.flatMap((group) => group.reports.map(({ report, period }) => [report.campaign.id, period.key]));
    expect(reports).toEqual([
      [world.own.campaign, '2022-08'],
      [lower.campaign, '2022-07'],
    ]);
  });

  test('are told to who sees the campaign whole alone; who sees no more gets the titles, and no report of the other', async () => {
    expect(await ask('leadStaff', world.own, `${WITH_LOWER} { rule }`)).toEqual({ figures: null });
    const found = await ask<{ figures: { groups: { campaigns: { title: string }[]; reports: { report: { id: string } | null }[] }[] } }>(
      'campaignCoordinator',
      world.own,
      `figures(scope: WITH_LOWER, ${SUMMER}, groupBy: [UNIT]) { groups { campaigns { title } reports { report { id } } } }`,
    );
    expect(found.figures.groups.flatMap(({ reports }) => reports.map(({ report }) => report === null))).toEqual([false, true]);
    expect(found.figures.groups[0]?.campaigns).toHaveLength(2);
  });
});

test('it is left again, with a reason', async () => {
  await world.done('coordinator', 'clearCampaignSuperior', world.campaignOf(lower), { reason: '另行部署' });
  expect(await ask('coordinator', world.own, TIES)).toEqual({ superior: null, lowerCampaigns: [] });
  const found = await ask<{ figures: { groups: { campaigns: unknown[] }[] } }>(
    'coordinator',
    world.own,
    'figures(scope: WITH_LOWER) { groups { campaigns { campaignId } } }',
  );
  expect(found.figures.groups[0]?.campaigns).toHaveLength(1);
  expect(await set('coordinator', world.own, lower.campaign)).toEqual([]);
});
