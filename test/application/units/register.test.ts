import fc from 'fast-check';
import { endedAt, succeeded } from '../../../src/application/units/periods';
import {
  addAlias,
  ancestors,
  moveUnit,
  registerUnit,
  renameUnit,
  subtree,
  unitsByIds,
  unitVersion,
  type NewUnit,
} from '../../../src/application/units';
import { holdsOn, nameOn, parentOn } from '../../../src/domain/units';
import { key, ok, openTestDesk, refusal, type Person, type TestDesk } from '../people/desk';

const NOWHERE = '00000000-0000-7000-8000-000000000000';
let desk: TestDesk;
let administrator: Person;
beforeAll(async () => {
  desk = await openTestDesk();
  administrator = await desk.person([{ role: 'SYSTEM_ADMINISTRATOR' }]);
});
afterAll(() => desk.close());

let counter = 0;
const fresh = (): string => `云溪市测试${++counter}局`;
const register = (changes: Partial<NewUnit> = {}, viewer = administrator.viewer) =>
  registerUnit(desk.units, viewer, {
    ...{ name: fresh(), kind: 'DEPARTMENT', parentId: null, code: null, aliases: [], validFrom: null },
    ...changes,
    idempotencyKey: key(),
  });
const rename = (unitId: string, name: string, from: string, expectedVersion: string | null = null, viewer = administrator.viewer) =>
  renameUnit(desk.units, viewer, { unitId, name, from, expectedVersion, idempotencyKey: key() });
const move = (unitId: string, parentId: string | null, from: string, expectedVersion: string | null = null) =>
  moveUnit(desk.units, administrator.viewer, { unitId, parentId, from, expectedVersion, idempotencyKey: key() });
const alias = (unitId: string, text: string, validFrom: string | null = null, validTo: string | null = null) =>
  addAlias(desk.units, administrator.viewer, { unitId, alias: text, validFrom, validTo, expectedVersion: null, idempotencyKey: key() });
const stored = async (id: string) => {
  const [unit] = await unitsByIds(desk.units, [id]);
  if (!unit) throw new Error('not there');
  return unit;
};

describe('registering a unit', () => {
  test('it is in the register at once, in one spelling, with its aliases', async () => {
    const parent = ok(await register()).id;
    const view = ok(
      await register({ name: ' 云溪市 气象（试行）局 ', parentId: parent, code: ' QX ', aliases: ['市气象局', '市气象局', ' '], kind: 'DEPARTMENT' }),
    );
    const unit = await stored(view.id);
    expect(unit).toMatchObject({ code: 'QX', kind: 'DEPARTMENT', parents: [{ parentId: parent, validFrom: null, validTo: null }] });
    expect(unit.names.map((name) => [name.kind, name.name])).toEqual([
      ['OFFICIAL', '云溪市气象(试行)局'],
      ['ALIAS', '市气象局'],
    ]);
    expect(view.version).toBe(unitVersion(unit));
    expect((await subtree(desk.units, parent)).map((one) => one.id)).toEqual([parent, view.id]);
    expect((await ancestors(desk.units, view.id)).map((one) => one.id)).toEqual([parent]);
  });
  test('is refused: without a name, below nobody, with a code or a name that is taken, with a day that is none', async () => {
    const parent = ok(await register({ code: 'TAKEN', name: '云溪市档案局' })).id;
    expect(refusal(await register({ name: ' ' })).code).toBe('UNIT_NAME_EMPTY');
    expect(refusal(await register({ parentId: NOWHERE })).code).toBe('UNIT_UNKNOWN');
    expect(refusal(await register({ code: 'TAKEN' }))).toMatchObject({ code: 'UNIT_CODE_TAKEN', data: { code: 'TAKEN' } });
    expect(refusal(await register({ name: '云溪市档案局' }))).toMatchObject({ code: 'UNIT_NAME_TAKEN', data: { unit: parent } });
    expect(refusal(await register({ validFrom: '2022-02-30' }))).toMatchObject({
      code: 'UNIT_REGISTER_INVALID',
      data: { faults: [{ code: 'UNIT_DATE_INVALID' }] },
    });
  });
  test('the same name below another parent is another unit: every bureau has its office', async () => {
    const [a, b] = [ok(await register()).id, ok(await register()).id];
    expect((await register({ name: '办公室', kind: 'OFFICE', parentId: a })).ok).toBe(true);
    expect((await register({ name: '办公室', kind: 'OFFICE', parentId: b })).ok).toBe(true);
    expect(refusal(await register({ name: '办公室', kind: 'OFFICE', parentId: a })).code).toBe('UNIT_NAME_TAKEN');
  });
  test('a repeated key registers once', async () => {
    const input = { name: fresh(), kind: 'DEPARTMENT', parentId: null, code: null, aliases: [], validFrom: null, idempotencyKey: key() } as const;
    const [a, b] = await Promise.all([registerUnit(desk.units, administrator.viewer, input), registerUnit(desk.units, administrator.viewer, input)]);
    expect(ok(a)).toEqual(ok(b));
    expect(refusal(await registerUnit(desk.units, administrator.viewer, { ...input, kind: 'OFFICE' })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
  test('of two that want one name at once, one gets it', async () => {
    const name = fresh();
    const answers = await Promise.all([register({ name }), register({ name })]);
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort()).toEqual(['UNIT_NAME_TAKEN', 'ok']);
  });
  test('the register is the system administrator’s: everything is refused to others', async () => {
    const unit = ok(await register()).id;
    for (const role of ['COORDINATOR', 'UNIT_HEAD'] as const) {
      const { viewer } = await desk.person([{ role, unitId: unit }]);
      expect(refusal(await register({}, viewer)).code).toBe('FORBIDDEN');
      expect(refusal(await rename(unit, fresh(), '2022-09-01', null, viewer)).code).toBe('FORBIDDEN');
    }
    const auditor = await desk.person([{ role: 'AUDITOR' }]);
    expect(refusal(await register({}, auditor.viewer)).code).toBe('FORBIDDEN');
  });
  test('every change is in the audit with who made it', async () => {
    const { id } = ok(await register());
    const { rows } = await desk.people.transactions.look(({ audit }) => audit.page({ before: null, limit: 1 }));
    expect(rows).toMatchObject([{ action: 'UNIT_REGISTERED', target: id, accountId: administrator.id }]);
  });
});

describe('renaming', () => {
  test('the new name holds from its day, the old one on every day before, and the aliases stay', async () => {
    const { id } = ok(await register({ name: '云溪市食品药品监督管理局', aliases: ['市食药监局'] }));
    ok(await rename(id, '云溪市市场监督管理局', '2019-03-01'));
    const unit = await stored(id);
    expect(nameOn(unit, '2019-02-28')).toBe('云溪市食品药品监督管理局');
    expect(nameOn(unit, '2019-03-01')).toBe('云溪市市场监督管理局');
    expect(unit.names.filter((name) => name.kind === 'ALIAS')).toHaveLength(1);
  });
  test('on the version that was seen, or not at all', async () => {
    const { id, version } = ok(await register());
    const renamed = ok(await rename(id, fresh(), '2022-01-01', version));
    expect(refusal(await rename(id, fresh(), '2022-02-01', version))).toMatchObject({
      code: 'STALE_REVISION',
      data: { expected: version, actual: renamed.version },
    });
    expect((await rename(id, fresh(), '2022-02-01', renamed.version)).ok).toBe(true);
  });
  test('is refused: no unit, no name, no day, no change, a name that another bears then', async () => {
    const { id } = ok(await register({ name: '云溪市水利局' }));
    const other = ok(await register({ name: '云溪市水务局', validFrom: '2020-01-01' }));
    expect(refusal(await rename(NOWHERE, fresh(), '2022-01-01')).code).toBe('UNIT_UNKNOWN');
    expect(refusal(await rename(id, '', '2022-01-01')).code).toBe('UNIT_NAME_EMPTY');
    expect(refusal(await rename(id, fresh(), '2022-13-01')).code).toBe('BAD_INPUT');
    expect(refusal(await rename(id, '云溪市水利局', '2022-01-01')).code).toBe('UNIT_UNCHANGED');
    expect(refusal(await rename(id, '云溪市水务局', '2022-01-01')).code).toBe('UNIT_NAME_TAKEN');
    ok(await rename(other.id, '云溪市水务中心', '2021-01-01'));
    expect((await rename(id, '云溪市水务局', '2022-01-01')).ok).toBe(true);
  });
});

describe('moving', () => {
  test('it stands below the new parent from its day, and below the old one before', async () => {
    const [a, b, unit] = [ok(await register()).id, ok(await register()).id, ok(await register()).id];
    ok(await move(unit, a, '2020-01-01'));
    ok(await move(unit, b, '2021-01-01'));
    ok(await move(unit, null, '2022-01-01'));
    const days = ['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01', '2022-01-01'];
    const record = await stored(unit);
    expect(days.map((day) => parentOn(record, day))).toEqual([null, a, a, b, null]);
    expect((await subtree(desk.units, a, '2020-06-01')).map((one) => one.id)).toEqual([a, unit]);
    expect((await subtree(desk.units, a, '2021-06-01')).map((one) => one.id)).toEqual([a]);
  });
  test('is refused: no unit, no parent, no day, no change, a stale version, below itself on any day', async () => {
    const top = ok(await register()).id;
    const middle = ok(await register({ parentId: top })).id;
    const { id: low, version } = ok(await register({ parentId: middle }));
    expect(refusal(await move(NOWHERE, top, '2022-01-01')).code).toBe('UNIT_UNKNOWN');
    expect(refusal(await move(low, NOWHERE, '2022-01-01')).code).toBe('UNIT_UNKNOWN');
    expect(refusal(await move(low, top, 'tomorrow')).code).toBe('BAD_INPUT');
    expect(refusal(await move(low, middle, '2022-01-01')).code).toBe('UNIT_UNCHANGED');
    expect(refusal(await move(top, low, '2022-01-01')).code).toBe('UNIT_WOULD_BE_ITS_OWN_ANCESTOR');
    expect(refusal(await move(top, top, '2022-01-01')).code).toBe('UNIT_WOULD_BE_ITS_OWN_ANCESTOR');
    ok(await move(low, top, '2022-01-01', version));
    expect(refusal(await move(low, null, '2023-01-01', version)).code).toBe('STALE_REVISION');
  });
  test('two moves at once that would close a circle cannot both happen', async () => {
    const [a, b] = [ok(await register()).id, ok(await register()).id];
    const answers = await Promise.all([move(a, b, '2022-01-01'), move(b, a, '2022-01-01')]);
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort()).toEqual(['UNIT_WOULD_BE_ITS_OWN_ANCESTOR', 'ok']);
  });
});

describe('an alias', () => {
  test('is added for its days, and may be shared', async () => {
    const [a, b] = [ok(await register()).id, ok(await register()).id];
    ok(await alias(a, '市专班办', '2022-08-01', '2023-01-01'));
    ok(await alias(b, '市专班办'));
    expect((await stored(a)).names).toContainEqual({ name: '市专班办', kind: 'ALIAS', validFrom: '2022-08-01', validTo: '2023-01-01' });
  });
  test('is refused: no unit, empty, there already, dates the wrong way round', async () => {
    const { id } = ok(await register({ aliases: ['市旧称'] }));
    expect(refusal(await alias(NOWHERE, '市某局')).code).toBe('UNIT_UNKNOWN');
    expect(refusal(await alias(id, ' ')).code).toBe('UNIT_NAME_EMPTY');
    expect(refusal(await alias(id, '市旧称')).code).toBe('UNIT_UNCHANGED');
    expect(refusal(await alias(id, '市新称', '2022-02-01', '2022-01-01')).code).toBe('UNIT_REGISTER_INVALID');
  });
});

test('units by id come in the order asked for, with a gap where there is none', async () => {
  const [a, b] = [ok(await register()).id, ok(await register()).id];
  expect((await unitsByIds(desk.units, [b, NOWHERE, a])).map((unit) => unit?.id)).toEqual([b, undefined, a]);
});

test('the register is read once for many who ask, and again after a change by another process is told', async () => {
  const { id } = ok(await register());
  const before = await desk.units.directory.current();
  expect(await desk.units.directory.current()).toBe(before);
  await desk.database.pool.query("update unit_name set name = '改名' where unit_id = $1", [id]);
  expect(await desk.units.directory.current()).toBe(before);
  desk.units.directory.invalidate();
  expect((await desk.units.directory.current()).get(id)?.names[0]?.name).toBe('改名');
});

test('a change is told to every process that listens', async () => {
  const heard: string[] = [];
  const stop = await desk.database.listen('units_changed', (payload) => heard.push(payload));
  ok(await register());
  for (let i = 0; i < 200 && heard.length === 0; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  await stop();
  expect(heard).toEqual(['']);
});

test('property: after any successions one value at most holds on a day, the newest word on it, and the days before a change are as they were', () => {
  const day = fc.integer({ min: 1, max: 9 }).map((n) => `2022-01-0${n}`);
  const days = Array.from({ length: 10 }, (_, i) => `2022-01-${String(i).padStart(2, '0')}`);
  type Value = { value: number; validFrom: string | null; validTo: string | null };
  const on = (values: readonly Value[], date: string) => values.filter((one) => holdsOn(one, date)).map((one) => one.value);
  fc.assert(
    fc.property(fc.array(fc.record({ from: day, ends: fc.boolean() }), { maxLength: 8 }), (changes) => {
      let values: Value[] = [{ value: -1, validFrom: null, validTo: null }];
      for (const [index, { from, ends }] of changes.entries()) {
        const before = values;
        values = ends ? endedAt(values, from) : succeeded(values, { value: index, validFrom: null, validTo: null }, from);
        for (const date of days) expect(on(values, date)).toEqual(date < from ? on(before, date) : ends ? [] : [index]);
      }
    }),
  );
});
