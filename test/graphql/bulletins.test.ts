/** A bulletin from the draft to the paper that goes out, as front-ends do it. */
import { randomUUID } from 'node:crypto';
import { documents } from '../../src/infrastructure/documents';
import { toGlobalId } from '../../src/graphql/global-id';
import { startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';

let world: RunningCampaign;
beforeAll(async () => {
  world = await startCampaign();
}, 120_000);
afterAll(() => world.close());

interface Bulletin {
  id: string;
  state: string;
  title: string;
  overview: string | null;
  asOf: string;
  totals: Record<string, number>;
  rows: { unit: { id: string; name: string }; rank: number | null; score: string | null; commended: boolean; counts: Record<string, number> }[];
  sources: { unit: { id: string }; reportIds: string[] }[];
}
const FIELDS = `id state title overview asOf totals { expected submitted timely parts partsAccepted }
  rows { unit { id name } rank score commended counts { expected submitted timely parts } } sources { unit { id } reportIds }`;

const draft = (person: PersonName, input: Record<string, unknown> = {}) =>
  world.as<{ draftBulletin: { bulletin: Bulletin | null; userErrors: { code: string; path: string[] | null }[] } }>(
    person,
    `mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { ${FIELDS} } userErrors { code path } } }`,
    { input: { campaignId: world.own.campaign, from: '2022-08-01', to: '2022-12-31', idempotencyKey: randomUUID(), ...input } },
  );
async function drafted(input: Record<string, unknown> = {}): Promise<Bulletin> {
  const { bulletin, userErrors } = (await draft('coordinator', input)).draftBulletin;
  if (!bulletin) throw new Error(JSON.stringify(userErrors));
  return bulletin;
}
const idsOf = ({ id }: Bulletin): SubjectIds => ({
  kind: 'BULLETIN',
  id,
  subjectId: Buffer.from(id, 'base64url').toString().split(':')[2] ?? '',
  campaignId: world.own.campaignId,
});
const seenBy = async (person: PersonName, { id }: Bulletin): Promise<Bulletin | null> =>
  (await world.as<{ node: Bulletin | null }>(person, `query ($id: ID!) { node(id: $id) { ... on Bulletin { ${FIELDS} } } }`, { id })).node;

describe('drafting', () => {
  it('counts and ranks every unit that owes or does something, and says so', async () => {
    const bulletin = await drafted();
    expect(bulletin).toMatchObject({ state: 'DRAFT' });
    expect(bulletin.overview).toContain(`应报材料${bulletin.totals['expected']}份`);
    expect(bulletin.rows.length).toBeGreaterThan(2);
    const sum = (name: string): number => bulletin.rows.reduce((total, { counts }) => total + (counts[name] ?? 0), 0);
    for (const name of ['expected', 'submitted', 'timely', 'parts']) expect([name, sum(name)]).toEqual([name, bulletin.totals[name]]);
    const scores = bulletin.rows.map(({ score }) => Number(score));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('names the reports behind every row', async () => {
    const { rows, sources } = await drafted();
    const ids = sources.flatMap(({ reportIds }) => reportIds).slice(0, 100);
    const { nodes } = await world.as<{ nodes: ({ unit: { id: string } } | null)[] }>(
      'coordinator',
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Report { unit { id } } } }',
      { ids },
    );
    expect(nodes.map((report) => report?.unit.id)).toEqual(sources.flatMap(({ unit, reportIds }) => reportIds.map(() => unit.id)).slice(0, 100));
    for (const { unit, counts } of rows) {
      expect(sources.find((source) => source.unit.id === unit.id)?.reportIds).toHaveLength(counts['expected'] ?? -1);
    }
  });

  it('gives the same draft to the same request, and another to another', async () => {
    const idempotencyKey = randomUUID();
    const [one, again] = [await drafted({ idempotencyKey }), await drafted({ idempotencyKey })];
    expect(again.id).toBe(one.id);
    const other = await draft('coordinator', { idempotencyKey, to: '2022-11-30' });
    expect(other.draftBulletin.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  it.each([
    ['somebody who does not coordinate', 'supervisor', {}, 'FORBIDDEN'],
    ['a unit that takes part', 'leadHead', {}, 'FORBIDDEN'],
    ['somebody who does not see the campaign', 'foreignHead', {}, 'NOT_FOUND'],
    ['days the wrong way round', 'coordinator', { from: '2022-09-30', to: '2022-09-01' }, 'BULLETIN_PERIOD_INVALID'],
    ['days to come', 'coordinator', { from: '2099-01-01', to: '2099-01-31' }, 'BULLETIN_PERIOD_INVALID'],
  ] as const)('is refused to %s', async (_what, person, input, code) => {
    expect((await draft(person, input)).draftBulletin).toMatchObject({ bulletin: null, userErrors: [{ code }] });
  });

  it('is refused for an id that is no campaign', async () => {
    const answer = await world.ask(
      'coordinator',
      'mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id } userErrors { code } } }',
      { input: { campaignId: toGlobalId('Campaign', randomUUID()), from: '2022-09-01', to: '2022-09-30', idempotencyKey: randomUUID() } },
    );
    expect(answer.data).toMatchObject({ draftBulletin: { bulletin: null, userErrors: [{ code: 'NOT_FOUND' }] } });
  });
});

describe('on the way out', () => {
  it('is nobody’s but the office’s until it is published, then every unit’s in it', async () => {
    const bulletin = await drafted({ title: '九月通报' });
    expect(await seenBy('leadStaff', bulletin)).toBeNull();
    await world.done('coordinator', 'reviseBulletin', idsOf(bulletin), { requirements: '各单位要按时报送。', number: '临打假专班〔2022〕2号' });
    await world.done('leader', 'approveBulletin', idsOf(bulletin));
    expect(await world.send('coordinator', 'reviseBulletin', idsOf(bulletin), { title: '改' })).toMatchObject([{ code: 'EVENT_REFUSED' }]);
    expect(await seenBy('leadStaff', bulletin)).toBeNull();
    await world.done('coordinator', 'publishBulletin', idsOf(bulletin));
    const seen = await seenBy('leadStaff', bulletin);
    expect(seen).toMatchObject({ state: 'PUBLISHED', title: '九月通报', sources: [] });
    expect(seen?.rows).toEqual((await seenBy('coordinator', bulletin))?.rows);
    expect(await seenBy('foreignHead', bulletin)).toBeNull();
  });

  it('is counted anew on request, as long as it is a draft', async () => {
    const before = await drafted();
    const report = await world.report(world.own, world.units.lead, 'IMPLEMENTATION_PLAN');
    await world.done('leadHead', 'submitReport', report, { content: { text: '实施方案' } });
    expect((await seenBy('coordinator', before))?.totals).toEqual(before.totals);
    await world.done('coordinator', 'refreshBulletin', idsOf(before));
    expect((await seenBy('coordinator', before))?.totals['submitted']).toBe((before.totals['submitted'] ?? 0) + 1);
  });

  it('is listed with the campaign: all to the office, what is published to the units', async () => {
    const list = async (person: PersonName): Promise<string[]> => {
      const { campaign } = await world.as<{ campaign: { bulletins: { nodes: { state: string }[] } } }>(
        person,
        'query ($id: ID!) { campaign(id: $id) { bulletins(first: 50) { nodes { state } } } }',
        { id: world.own.campaign },
      );
      return campaign.bulletins.nodes.map(({ state }) => state);
    };
    expect(new Set(await list('coordinator'))).toEqual(new Set(['DRAFT', 'PUBLISHED']));
    expect(new Set(await list('leadStaff'))).toEqual(new Set(['PUBLISHED']));
  });
});

describe('the paper', () => {
  const paper = async (person: PersonName, { id }: Bulletin) =>
    (
      await world.as<{ bulletinPaper: { name: string; content: string } | null }>(
        person,
        'query ($id: ID!) { bulletinPaper(id: $id) { name mediaType content } }',
        { id },
      )
    ).bulletinPaper;

  it('is a Word file with the words and every unit, for whoever may read the bulletin', async () => {
    const bulletin = await drafted({ title: '关于10月进展的通报' });
    const file = await paper('supervisor', bulletin);
    expect(file?.name).toBe('关于10月进展的通报.docx');
    const { text } = await documents.extractText(Buffer.from(file?.content ?? '', 'base64'), 'paper.docx');
    expect(text).toContain('关于10月进展的通报');
    expect(text).toContain(bulletin.overview ?? 'nothing');
    for (const { unit } of bulletin.rows) expect(text).toContain(unit.name);
    expect(await paper('leadHead', bulletin)).toBeNull();
    expect(await paper('foreignHead', bulletin)).toBeNull();
  });
});
