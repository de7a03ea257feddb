import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATOR } from '../../../src/application/people';
import { addAlias, importUnits, renameUnit } from '../../../src/application/units';
import { nameOn, parentOn } from '../../../src/domain/units';
import { key, ok, openTestDesk, refusal, TODAY, type TestDesk } from '../people/desk';

const example = (name: string) => readFileSync(join(__dirname, '../../../examples/units', name), 'utf8');
let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.close());

const load = (text: string, format: 'json' | 'csv' = 'json', idempotencyKey = key()) =>
  importUnits(desk.units, OPERATOR, { text, format, idempotencyKey });
const file = (...units: object[]) => JSON.stringify({ units });
const called = async (name: string) => {
  const found = (await desk.units.directory.current()).units.filter((unit) => nameOn(unit, TODAY) === name);
  if (!found[0] || found.length > 1) throw new Error(`${found.length} units are called ${name}`);
  return found[0];
};

test.each(['yunxi.json', 'qinghe.csv'])('given %s, then all of it is in the register; a second time nothing changes', async (name) => {
  const format = name.endsWith('json') ? 'json' : 'csv';
  const first = ok(await load(example(name), format));
  expect(first).toMatchObject({ changed: 0, unchanged: 0 });
  expect(first.added).toBeGreaterThan(10);
  expect((await desk.units.directory.current()).units).toHaveLength(first.added);
  const again = ok(await load(example(name), format));
  expect(again).toEqual({ added: 0, changed: 0, unchanged: first.added, unitIds: first.unitIds });
});
test('both registers live beside each other', async () => {
  const [a, b] = [ok(await load(example('yunxi.json'))), ok(await load(example('qinghe.csv'), 'csv'))];
  expect((await desk.units.directory.current()).units).toHaveLength(a.added + b.added);
});

describe('a unit of the file that the register has', () => {
  const government = { code: 'G', name: '云溪市人民政府', kind: 'GOVERNMENT' };
  const bureau = { name: '云溪市林业局', kind: 'DEPARTMENT', parent: '云溪市人民政府' };

  test('is known by its code, whatever it is called', async () => {
    const { unitIds } = ok(await load(file(government)));
    const again = ok(await load(file({ ...government, name: '云溪市政府' })));
    expect(again).toEqual({ added: 0, changed: 1, unchanged: 0, unitIds });
    expect((await called('云溪市政府')).id).toBe(unitIds[0]);
  });
  test('without a code it is known by its name below its parent', async () => {
    const { unitIds } = ok(await load(file(government, bureau, { name: '办公室', kind: 'OFFICE', parent: '云溪市林业局' })));
    const again = ok(await load(file(government, { ...bureau, aliases: ['市林业局'] }, { name: '办公室', kind: 'OFFICE', parent: 'G' })));
    expect(again).toMatchObject({ added: 1, changed: 1, unchanged: 1, unitIds: [unitIds[0], unitIds[1], expect.anything()] });
    expect(unitIds).not.toContain(again.unitIds[2]);
  });
  test('keeps its former names and the aliases added here, when the file says nothing of them', async () => {
    ok(await load(file(government, bureau)));
    const { id } = await called('云溪市林业局');
    ok(
      await renameUnit(desk.units, OPERATOR, {
        unitId: id,
        name: '云溪市林业和草原局',
        from: '2020-01-01',
        expectedVersion: null,
        idempotencyKey: key(),
      }),
    );
    ok(
      await addAlias(desk.units, OPERATOR, {
        unitId: id,
        alias: '市林草局',
        validFrom: null,
        validTo: null,
        expectedVersion: null,
        idempotencyKey: key(),
      }),
    );
    const again = ok(await load(file({ ...bureau, name: '云溪市林业和草原局', aliases: ['林草局'] })));
    expect(again).toMatchObject({ added: 0, changed: 1 });
    const unit = await called('云溪市林业和草原局');
    expect(nameOn(unit, '2019-12-31')).toBe('云溪市林业局');
    expect(unit.names.filter((name) => name.kind === 'ALIAS').map((name) => name.name)).toEqual(['林草局', '市林草局']);
  });
  test('takes its former names and parents from a file that tells them', async () => {
    ok(await load(file(government, bureau, { code: 'L', name: '林业站', kind: 'INSTITUTION', parent: 'G' })));
    const moved = {
      code: 'L',
      name: '林业中心',
      kind: 'INSTITUTION',
      parent: '云溪市林业局',
      formerNames: [{ name: '林业站', validTo: '2021-01-01' }],
    };
    ok(await load(file({ ...moved, formerParents: [{ parent: 'G', validTo: '2021-01-01' }] })));
    const unit = await called('林业中心');
    expect([nameOn(unit, '2020-12-31'), nameOn(unit, '2021-01-01')]).toEqual(['林业站', '林业中心']);
    expect(parentOn(unit, '2020-12-31')).toBe((await called('云溪市人民政府')).id);
    expect(parentOn(unit, '2021-01-01')).toBe((await called('云溪市林业局')).id);
  });
});

describe('is refused, and nothing of it is kept', () => {
  afterEach(async () => {
    expect((await desk.units.directory.current()).units).toEqual([]);
  });
  test.each([
    ['empty', '', 'UNIT_FILE_EMPTY'],
    ['no JSON', '{', 'UNIT_FILE_NOT_JSON'],
    ['another shape', '{"units": []}', 'UNIT_FILE_SHAPE'],
    ['an unknown kind', file({ name: '云溪市人民政府', kind: 'PALACE' }), 'UNIT_FILE_KIND_UNKNOWN'],
    ['an unknown parent', file({ name: '办公室', kind: 'OFFICE', parent: 'nobody' }), 'UNIT_FILE_PARENT_UNKNOWN'],
    ['a code twice', file({ code: 'A', name: '甲局', kind: 'DEPARTMENT' }, { code: 'A', name: '乙局', kind: 'DEPARTMENT' }), 'UNIT_FILE_CODE_TWICE'],
  ])('a file that is %s', async (_, text, fault) => {
    const answer = refusal(await load(text));
    expect(answer).toMatchObject({ code: 'UNIT_FILE_INVALID', data: { count: 1 } });
    expect(answer.data['faults']).toMatchObject([{ code: fault }]);
  });
  test('a file in which two units are each other’s parent, or have one name in one place', async () => {
    const circle = file({ code: 'A', name: '甲局', kind: 'DEPARTMENT', parent: 'B' }, { code: 'B', name: '乙局', kind: 'DEPARTMENT', parent: 'A' });
    expect(refusal(await load(circle)).code).toBe('UNIT_WOULD_BE_ITS_OWN_ANCESTOR');
    const twins = file({ code: 'A', name: '甲局', kind: 'DEPARTMENT' }, { code: 'B', name: '甲局', kind: 'DEPARTMENT' });
    expect(refusal(await load(twins)).code).toBe('UNIT_NAME_TAKEN');
  });
  test('to everybody but the system administrator', async () => {
    const person = await desk.person();
    const input = { text: example('yunxi.json'), format: 'json', idempotencyKey: key() } as const;
    expect(refusal(await importUnits(desk.units, person.viewer, input)).code).toBe('FORBIDDEN');
  });
});
