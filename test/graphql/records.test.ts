/** Ledgers from the first record to the last, as front-ends do it: entered, corrected, struck, restored and listed. */
import { randomUUID } from 'node:crypto';
import { subtreeOn } from '../../src/domain/units';
import { toGlobalId } from '../../src/graphql/global-id';
import type { PersonName } from '../support/campaign';
import { aCase, add, added, correct, HEADINGS, idsOf, importing, names, openLedgers, seenBy, told, world } from '../support/ledger-doors';
import { workbookOf } from '../support/ledgers';

beforeAll(openLedgers, 120_000);
afterAll(() => world.close());

describe('a record that is entered by hand', () => {
  it('says what it adds, to whoever may see it', async () => {
    const record = await added('leadStaff', 'cases', aCase({ 案值: '1.20', 结案日期: '2022年9月30日', 结果: '处罚', 罚款: '5,000' }));
    expect(record).toMatchObject({ state: 'RECORDED', date: '2022-09-14', unit: { id: toGlobalId('Unit', world.units.lead) }, source: null });
    expect(record.fields.find(({ column }) => column === '办案单位')).toMatchObject({ unit: { id: toGlobalId('Unit', world.units.lead) } });
    expect(record.adds).toEqual([
      { cell: '7.1', amount: '1', on: '2022-09-14' },
      { cell: '7.2', amount: '1', on: '2022-09-30' },
      { cell: '8', amount: '1.2', on: '2022-09-14' },
      { cell: '9', amount: '5000', on: '2022-09-30' },
    ]);
    expect(await seenBy('leadHead', record.id)).toEqual(record);
    expect(await seenBy('coordinator', record.id)).toEqual(record);
    for (const person of ['elsewhereHead', 'foreignHead', 'roleless'] as const) expect(await seenBy(person, record.id)).toBeNull();
  });

  it('is of the own unit, where the ledger has no column for it, or of one that is named', async () => {
    const inspection = { 编号: '1', 检查日期: '2022-09-02', 人次: '12' };
    expect((await added('leadStaff', 'inspections', inspection)).unit.id).toBe(toGlobalId('Unit', world.units.lead));
    const unitId = toGlobalId('Unit', world.units.elsewhere);
    expect((await added('coordinator', 'inspections', inspection, { unitId })).unit.id).toBe(unitId);
    expect((await add('coordinator', 'inspections', { ...inspection, 编号: '2' })).userErrors).toMatchObject([{ code: 'RECORD_UNIT_MISSING' }]);
  });

  it('is one under its number, in whatever width it is written, and once for one request', async () => {
    const first = aCase({ 文书编号: '罚（2022）甲号' });
    const idempotencyKey = randomUUID();
    const record = await added('leadStaff', 'cases', first, { idempotencyKey });
    expect((await added('leadStaff', 'cases', first, { idempotencyKey })).id).toBe(record.id);
    expect((await add('leadStaff', 'cases', { ...first, 文书编号: '罚(2022) 甲号' })).userErrors).toMatchObject([{ code: 'RECORD_EXISTS' }]);
    // Another unit has numbers of its own.
    expect((await added('coordinator', 'cases', { ...first, 办案单位: names['elsewhere'] ?? '' })).id).not.toBe(record.id);
  });

  it('names every field that is wrong', async () => {
    const { userErrors } = await add('leadStaff', 'cases', { ...aCase(), 立案日期: '2022-02-30', 案值: '若干', 结果: '罚', 备注: 'x' });
    expect(userErrors.map(({ code, path }) => [code, path])).toEqual([
      ['RECORD_COLUMN_UNKNOWN', ['input', 'fields', '备注']],
      ['RECORD_FIELD_NO_DATE', ['input', 'fields', '立案日期']],
      ['RECORD_FIELD_NO_NUMBER', ['input', 'fields', '案值']],
      ['RECORD_FIELD_NOT_OFFERED', ['input', 'fields', '结果']],
    ]);
    expect(userErrors[1]?.message).toContain('2022-02-30');
  });

  test.each<[string, PersonName, string, Record<string, string>, string]>([
    ['before the campaign', 'leadStaff', 'cases', { 立案日期: '2021-12-31' }, 'RECORD_DATE_OUTSIDE_CAMPAIGN'],
    ['a day to come', 'leadStaff', 'cases', { 立案日期: '2022-10-09' }, 'RECORD_DATE_TO_COME'],
    ['a unit that is not known', 'leadStaff', 'cases', { 办案单位: '某某局' }, 'RECORD_UNIT_UNKNOWN'],
    ['another unit', 'leadStaff', 'cases', { 办案单位: 'elsewhere' }, 'RECORD_UNIT_NOT_YOURS'],
    ['a ledger that is not there', 'leadStaff', 'none', {}, 'RECORD_KIND_UNKNOWN'],
    ['somebody who looks on', 'supervisor', 'cases', {}, 'FORBIDDEN'],
    ['somebody who sees nothing of it', 'foreignHead', 'cases', {}, 'NOT_FOUND'],
  ])('is refused: %s', async (_what, person, kind, given, code) => {
    const unit = given['办案单位'];
    const fields = aCase({ ...given, ...(unit && names[unit] ? { 办案单位: names[unit] } : {}) });
    const { record, userErrors } = await add(person, kind, fields);
    expect({ record, codes: userErrors.map((one) => one.code) }).toEqual({ record: null, codes: [code] });
  });
});

describe('a record that was wrong', () => {
  it('is corrected with both values kept, and struck, and restored', async () => {
    const record = await added('leadStaff', 'cases', aCase({ 案值: '3' }));
    expect(await correct('leadHead', record, { 案值: '3.5', 结案日期: '2022-10-01', 办案单位: toGlobalId('Unit', world.units.lead) })).toEqual([]);
    const corrected = await seenBy('coordinator', record.id);
    expect(corrected?.corrections).toEqual([
      {
        ...{ reason: '录入有误', actor: 'leadHead 同志' },
        changes: [
          { column: '案值', before: '3', after: '3.5' },
          { column: '结案日期', before: null, after: '2022-10-01' },
        ],
      },
    ]);
    await world.done('coordinator', 'strikeRecord', idsOf(record), { reason: '重复登记' });
    expect(await seenBy('leadStaff', record.id)).toMatchObject({
      state: 'STRUCK',
      adds: [],
      strikes: [{ reason: '重复登记', restoredBecause: null }],
    });
    await world.done('leadStaff', 'restoreRecord', idsOf(record), { reason: '并非重复' });
    const restored = await seenBy('leadStaff', record.id);
    expect(restored).toMatchObject({ state: 'RECORDED', strikes: [{ restoredBecause: '并非重复' }] });
    expect(restored?.adds).toContainEqual({ cell: '8', amount: '3.5', on: '2022-09-14' });
  });

  it('is not corrected by what is wrong, nor under another number or unit', async () => {
    const record = await added('leadStaff', 'cases', aCase());
    const reasons = async (given: Record<string, string>) =>
      (await correct('coordinator', record, given)).flatMap((one) => (one.reasons ?? []).map(({ code }) => code));
    expect(await reasons({ 案值: '-1' })).toEqual(['RECORD_FAULTY']);
    expect(await reasons({ 案号: '1' })).toEqual(['RECORD_FAULTY']);
    expect(await reasons({ 文书编号: '另一编号' })).toEqual(['RECORD_IDENTITY_STAYS']);
    expect(await reasons({ 办案单位: names['elsewhere'] ?? '' })).toEqual(['RECORD_IDENTITY_STAYS']);
    expect(await reasons({ 立案日期: '2022-09-14' })).toEqual(['NOTHING_CORRECTED']);
  });

  it('is struck with many others in one call', async () => {
    const many = [await added('leadStaff', 'cases', aCase()), await added('leadStaff', 'cases', aCase())];
    const { strikeRecords } = await world.as<{ strikeRecords: { accepted: number; results: { record: { state: string } }[] } }>(
      'coordinator',
      'mutation ($input: StrikeRecordsInput!) { strikeRecords(input: $input) { accepted results { record { state } userErrors { code } } } }',
      { input: { items: many.map(({ id }) => ({ id })), reason: '试录入', idempotencyKey: randomUUID() } },
    );
    expect(strikeRecords).toMatchObject({ accepted: 2, results: [{ record: { state: 'STRUCK' } }, { record: { state: 'STRUCK' } }] });
  });
});

describe('the records of a campaign', () => {
  interface Listed {
    records: {
      nodes: { id: string; identity: string; date: string; state: string; kind: string; unit: { id: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  const list = async (person: PersonName, args: string): Promise<Listed['records']> =>
    (await told<Listed>(person, `records(${args}) { nodes { id identity date state kind unit { id } } pageInfo { hasNextPage endCursor } }`)).records;

  it('stand in the order of their days, page by page, also after a day was corrected', async () => {
    const moved = await added('leadStaff', 'cases', aCase({ 立案日期: '2022-10-07' }));
    expect(await correct('leadStaff', moved, { 立案日期: '2022-08-27' })).toEqual([]);
    const found: string[] = [];
    for (let after = ''; ;) {
      const { nodes, pageInfo } = await list('coordinator', `first: 100, kind: "cases"${after && `, after: "${after}"`}`);
      found.push(...nodes.map(({ date, identity, id }) => `${date} ${identity} ${id}`));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(found).toContain(`2022-08-27 ${moved.identity} ${moved.id}`);
    const days = found.map((one) => one.slice(0, 10));
    expect(days).toEqual(days.toSorted());
    expect(new Set(found).size).toBe(found.length);
  });

  it('are told apart by ledger, unit, days and state', async () => {
    const elsewhere = toGlobalId('Unit', world.units.elsewhere);
    const { nodes } = await list('coordinator', `first: 100, unit: "${elsewhere}"`);
    expect(nodes.length).toBeGreaterThan(1);
    expect(new Set(nodes.map(({ unit }) => unit.id))).toEqual(new Set([elsewhere]));
    const inspections = await list('coordinator', 'first: 100, kind: "inspections"');
    expect(new Set(inspections.nodes.map(({ kind }) => kind))).toEqual(new Set(['inspections']));
    for (const day of ['2022-09-06', '2022-09-05']) await added('leadStaff', 'cases', aCase({ 立案日期: day }));
    const days = await list('coordinator', 'first: 100, from: "2022-09-05", to: "2022-09-06"');
    expect(days.nodes.map(({ date }) => date)).toEqual(['2022-09-05', '2022-09-06']);
    const struck = await list('coordinator', 'first: 100, states: [STRUCK]');
    expect(new Set(struck.nodes.map(({ state }) => state))).toEqual(new Set(['STRUCK']));
  });

  it('are the own ones to who takes part', async () => {
    const lead = toGlobalId('Unit', world.units.lead);
    const own = await list('leadStaff', 'first: 100');
    expect(new Set(own.nodes.map(({ unit }) => unit.id))).toEqual(new Set([lead]));
    expect((await list('elsewhereHead', `first: 100, unit: "${lead}"`)).nodes).toEqual([]);
    const theirs = await list('elsewhereHead', 'first: 100');
    expect(new Set(theirs.nodes.map(({ unit }) => unit.id))).toEqual(new Set([toGlobalId('Unit', world.units.elsewhere)]));
  });

  it('of a unit below are those of the unit that takes part, and open the campaign to nobody', async () => {
    const register = await world.muster.below.units.current();
    const below = subtreeOn(register, world.units.cooperating, '2022-10-08').find(({ id }) => id !== world.units.cooperating);
    if (!below) throw new Error('nothing is below the unit');
    const record = await added('cooperatingStaff', 'cases', aCase({ 办案单位: '食药环侦大队' }));
    expect(record.unit.id).toBe(toGlobalId('Unit', below.id));
    expect((await list('cooperatingHead', `first: 10, unit: "${record.unit.id}"`)).nodes).toMatchObject([{ identity: record.identity }]);
    expect((await list('cooperatingHead', 'first: 10')).nodes).toMatchObject([{ identity: record.identity }]);
    // The government itself takes part, so everything in the city is below a unit that does.
    const foreign = await added('coordinator', 'cases', aCase({ 办案单位: names['foreign'] ?? '' }));
    expect(await seenBy('foreignHead', foreign.id)).toBeNull();
    expect(await world.send('foreignHead', 'strikeRecord', idsOf(foreign), { reason: '与我无关' })).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { campaign } = await world.as<{ campaign: unknown }>('foreignHead', 'query ($id: ID!) { campaign(id: $id) { id } }', {
      id: world.own.campaign,
    });
    expect(campaign).toBeNull();
  });
});

describe('when the campaign is over', () => {
  it('nothing more is recorded, corrected or struck; what was recorded stays to be read', async () => {
    const record = await added('leadStaff', 'cases', aCase());
    await world.done('leader', 'terminateCampaign', world.campaignOf(world.own), { reason: '任务调整' });
    expect((await add('leadStaff', 'cases', aCase())).userErrors).toMatchObject([{ code: 'RECORD_CAMPAIGN_OVER' }]);
    expect((await importing('leadStaff', await workbookOf([HEADINGS]))).userErrors).toMatchObject([{ code: 'RECORD_CAMPAIGN_OVER' }]);
    const reasons = (await correct('leadStaff', record, { 案值: '2' })).flatMap((one) => (one.reasons ?? []).map(({ code }) => code));
    expect(reasons).toEqual(['CAMPAIGN_OVER']);
    expect(await world.send('coordinator', 'strikeRecord', idsOf(record), { reason: '误录' })).toMatchObject([
      { reasons: [{ code: 'CAMPAIGN_OVER' }] },
    ]);
    expect(await seenBy('leadHead', record.id)).toMatchObject({ state: 'RECORDED' });
  });
});
