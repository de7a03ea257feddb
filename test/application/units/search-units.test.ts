import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATOR } from '../../../src/application/people';
import {
  acceptProposedUnits,
  importUnits,
  registerUnit,
  renameUnit,
  searchUnits,
  type AcceptedUnits,
  type UnitSearch,
} from '../../../src/application/units';
import { displayNameOn, matchUnit } from '../../../src/domain/units';
import { key, ok, openTestDesk, refusal, TODAY, type TestDesk } from '../people/desk';

let desk: TestDesk;
let codes: Map<string, string>;
const id = (code: string): string => codes.get(code) ?? code;
beforeAll(async () => {
  desk = await openTestDesk();
  const text = readFileSync(join(__dirname, '../../../examples/units/yunxi.json'), 'utf8');
  ok(await importUnits(desk.units, OPERATOR, { text, format: 'json', idempotencyKey: key() }));
  codes = new Map((await desk.units.directory.current()).units.map((unit) => [unit.code ?? '', unit.id]));
});
afterAll(() => desk.close());

const search = (text: string, rest: Partial<UnitSearch> = {}) =>
  searchUnits(desk.units, { ...{ text, below: null, on: null, first: 20, after: null }, ...rest });
const names = async (text: string, rest: Partial<UnitSearch> = {}) => (await search(text, rest)).rows.map((row) => displayNameOn(row.unit, TODAY));

describe('searching', () => {
  test.each([
    ['云溪市公安局', '云溪市公安局'],
    ['市公安局', '云溪市公安局'],
    [' 市 公安局 ', '云溪市公安局'],
    ['公安', '云溪市公安局'],
    ['yunxishigonganju', '云溪市公安局'],
    ['yxsgaj', '云溪市公安局'],
    ['SGAJ', '云溪市公安局'],
    ['gongan', '云溪市公安局'],
    ['市卫健局', '云溪市卫生健康局'],
    ['swjj', '云溪市卫生健康局'],
    ['市监', '云溪市市场监督管理局'],
    ['12315', '12315消费者投诉举报中心'],
    ['清河所', '清河市场监督管理所'],
  ])('%s finds %s first', async (text, expected) => {
    expect((await names(text))[0]).toBe(expected);
  });
  test('the name itself comes before its beginning, a beginning before what is within, a unit once with its best', async () => {
    const found = await names('市场监督管理');
    expect(new Set(found).size).toBe(found.length);
    const ranks = (await search('市公安局')).rows.map((row) => row.next.rank);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(ranks[0]).toBe(0);
    expect((await search('市公安局')).rows[0]?.matched).toBe('市公安局');
  });
  test.each(['无此单位', 'zzzz', '%', '_', "'; drop table unit; --"])('%s finds nothing it should not', async (text) => {
    const found = await names(text);
    // Marks alone are a text that no name bears; only an empty search asks for all.
    expect(found).toHaveLength(0);
  });
  test('only below a unit', async () => {
    const found = await names('所', { below: id('YX-02') });
    expect(found).toHaveLength(6);
    expect(await names('公安', { below: id('YX-02') })).toEqual([]);
  });
  test('a former name finds the unit that bears another now, behind those that bear it; a future one is no unit yet', async () => {
    const renamed = id('YX-20');
    ok(
      await renameUnit(desk.units, OPERATOR, {
        unitId: renamed,
        name: '云溪市商务和投资促进局',
        from: '2021-01-01',
        expectedVersion: null,
        idempotencyKey: key(),
      }),
    );
    const unit = { kind: 'DEPARTMENT', parentId: id('YX'), code: null, aliases: [] } as const;
    const heir = ok(await registerUnit(desk.units, OPERATOR, { ...unit, name: '云溪市商务局', validFrom: '2022-01-01', idempotencyKey: key() }));
    ok(await registerUnit(desk.units, OPERATOR, { ...unit, name: '云溪市商务数据局', validFrom: '2030-01-01', idempotencyKey: key() }));
    expect((await search('云溪市商务局')).rows.map((row) => row.unit.id)).toEqual([heir.id, renamed]);
    expect((await search('云溪市商务局', { on: '2020-06-01' })).rows.map((row) => row.unit.id)).toEqual([renamed]);
    expect((await search('商务数据')).rows).toEqual([]);
    expect((await search('商务数据', { on: '2030-01-01' })).rows).toHaveLength(1);
  });
  test('pages meet without a gap or a double while units are added', async () => {
    const all = await names('市', { first: 100 });
    expect(all.length).toBeGreaterThan(30);
    const paged: string[] = [];
    let after: UnitSearch['after'] = null;
    for (let page = 0; ; page++) {
      const { rows, more } = await search('市', { first: 7, after });
      paged.push(...rows.map((row) => displayNameOn(row.unit, TODAY)));
      after = rows.at(-1)?.next ?? null;
      if (!more) break;
      const added = { name: `市新设${page}局`, kind: 'DEPARTMENT', parentId: null, code: null, aliases: [], validFrom: null } as const;
      if (page < 2) ok(await registerUnit(desk.units, OPERATOR, { ...added, idempotencyKey: key() }));
    }
    expect(new Set(paged).size).toBe(paged.length);
    expect(paged.filter((name) => !name.includes('新设'))).toEqual(all);
  });
});

describe('accepting units that a plan proposes', () => {
  const accept = async (changes: Partial<AcceptedUnits>, viewer?: Parameters<typeof acceptProposedUnits>[1]) => {
    const by = viewer ?? (await desk.person([{ role: 'COORDINATOR', unitId: id('YX-02') }])).viewer;
    const input = { office: id('YX-02'), printed: ['市烟草专卖局', '市消防救援大队', '市公安局'], units: [], on: null, idempotencyKey: key() };
    return acceptProposedUnits(desk.units, by, { ...input, ...changes });
  };
  const tobacco = { name: '市烟草专卖局', kind: 'DEPARTMENT', parentId: null } as const;

  test('the coordinator of the office registers those chosen, and no other', async () => {
    const [unit, ...others] = ok(await accept({ units: [{ ...tobacco, parentId: id('YX') }] }));
    expect(others).toEqual([]);
    expect(unit?.names).toMatchObject([{ name: '市烟草专卖局', kind: 'OFFICIAL' }]);
    expect(await names('市烟草专卖局')).toEqual(['市烟草专卖局']);
    expect(await names('消防救援')).toEqual([]);
  });
  test('under the full name that is proposed for a printed one, it is still found by what the notice prints', async () => {
    const printed = '市防灾减灾中心';
    const match = matchUnit(printed, await desk.units.directory.current(), { date: TODAY, within: id('YX-02') });
    const proposed = match.kind === 'unknown' ? match.proposal?.name : undefined;
    expect(proposed).toBeDefined();
    expect(proposed).not.toBe(printed);
    const [unit] = ok(await accept({ printed: [printed], units: [{ name: proposed ?? '', kind: 'INSTITUTION', parentId: id('YX') }] }));
    expect(unit?.names).toMatchObject([
      { name: proposed, kind: 'OFFICIAL' },
      { name: printed, kind: 'ALIAS' },
    ]);
  });
  test('is refused: not printed in the plan, known already, a parent that is not there, to others', async () => {
    expect(refusal(await accept({ units: [{ ...tobacco, name: '市税务局' }] }))).toMatchObject({
      code: 'UNIT_NOT_PROPOSED',
      data: { name: '市税务局' },
    });
    expect(refusal(await accept({ units: [{ ...tobacco, name: '市公安局' }] }))).toMatchObject({
      code: 'UNIT_ALREADY_KNOWN',
      data: { unitIds: [id('YX-03')] },
    });
    const nowhere = '00000000-0000-7000-8000-000000000000';
    expect(refusal(await accept({ units: [{ ...tobacco, name: '市消防救援大队', parentId: nowhere }] })).code).toBe('UNIT_UNKNOWN');
    for (const role of ['UNIT_HEAD', 'LEADER'] as const) {
      const { viewer } = await desk.person([{ role, unitId: id('YX-02') }]);
      expect(refusal(await accept({ units: [tobacco] }, viewer)).code).toBe('FORBIDDEN');
    }
    const elsewhere = await desk.person([{ role: 'COORDINATOR', unitId: id('YX-03') }]);
    expect(refusal(await accept({ units: [tobacco] }, elsewhere.viewer)).code).toBe('FORBIDDEN');
  });
  test('when one of several is refused, then none is registered', async () => {
    const units = [
      { ...tobacco, name: '市消防救援大队' },
      { ...tobacco, name: '市公安局' },
    ];
    expect(refusal(await accept({ units })).code).toBe('UNIT_ALREADY_KNOWN');
    expect(await names('消防救援')).toEqual([]);
  });
});
