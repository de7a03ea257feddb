import fc from 'fast-check';
import { ancestorsOn, displayNameOn, nameOn, nearestOn, parentOn, subtreeOn, unitRegister } from '../../../src/domain/units';
import type { UnitParent, UnitRecord } from '../../../src/domain/units';
import { registerOf } from './example-registers';

const always = { validFrom: null, validTo: null };

function unit(id: string, change: Partial<UnitRecord> = {}): UnitRecord {
  return { id, kind: 'DEPARTMENT', names: [{ name: `${id}局`, kind: 'OFFICIAL', ...always }], parents: [], ...change };
}

function below(parentId: string, validFrom: string | null = null, validTo: string | null = null): UnitParent {
  return { parentId, validFrom, validTo };
}

function faults(...records: UnitRecord[]): string[] {
  const answer = unitRegister(records);
  return answer.ok ? [] : answer.refused.map((fault) => `${fault.unitId} ${fault.code}`);
}

describe('a unit on a day', () => {
  const renamed = unit('甲', {
    names: [
      { name: '农业局', kind: 'OFFICIAL', validFrom: '2001-01-01', validTo: '2019-01-15' },
      { name: '农业农村局', kind: 'OFFICIAL', validFrom: '2019-01-15', validTo: '2024-01-01' },
      { name: '农局', kind: 'ALIAS', ...always },
    ],
    parents: [below('乙', null, '2019-01-15'), below('丙', '2019-01-15')],
  });

  it('has the name in force: the new one from the day the old one ends', () => {
    expect(['2000-12-31', '2001-01-01', '2019-01-14', '2019-01-15', '2024-01-01'].map((date) => nameOn(renamed, date))).toEqual([
      null,
      '农业局',
      '农业局',
      '农业农村局',
      null,
    ]);
  });

  it('is shown by its latest name when it has none, and by its first before it was founded', () => {
    expect(['2000-01-01', '2010-01-01', '2030-01-01'].map((date) => displayNameOn(renamed, date))).toEqual(['农业局', '农业局', '农业农村局']);
  });

  it('has the parent in force', () => {
    expect(['1990-01-01', '2019-01-14', '2019-01-15'].map((date) => parentOn(renamed, date))).toEqual(['乙', '乙', '丙']);
    expect(parentOn(unit('top'), '2020-01-01')).toBeNull();
  });
});

describe('the tree on a day', () => {
  const register = registerOf(
    unit('市', { kind: 'GOVERNMENT' }),
    unit('局', { parents: [below('市')] }),
    unit('队', { kind: 'BRIGADE', parents: [below('市', null, '2020-01-01'), below('局', '2020-01-01')] }),
    unit('旧', { names: [{ name: '旧局', kind: 'OFFICIAL', validFrom: null, validTo: '2020-01-01' }], parents: [below('市')] }),
  );

  it('changes when a unit moves or ends', () => {
    expect(subtreeOn(register, '市', '2019-06-01').map((found) => found.id)).toEqual(['市', '局', '队', '旧']);
    expect(subtreeOn(register, '市', '2020-06-01').map((found) => found.id)).toEqual(['市', '局', '队']);
    expect(ancestorsOn(register, '队', '2019-12-31').map((found) => found.id)).toEqual(['市']);
    expect(ancestorsOn(register, '队', '2020-01-01').map((found) => found.id)).toEqual(['局', '市']);
  });

  it('is empty around a unit nobody knows', () => {
    expect([subtreeOn(register, '无', '2020-01-01'), ancestorsOn(register, '无', '2020-01-01')]).toEqual([[], []]);
    expect(nearestOn(register, '无', '2020-01-01', () => true)).toBeUndefined();
  });

  it('finds the nearest unit above, itself included', () => {
    expect(nearestOn(register, '队', '2020-01-01', (found) => found.kind === 'DEPARTMENT')?.id).toBe('局');
    expect(nearestOn(register, '局', '2020-01-01', (found) => found.kind === 'DEPARTMENT')?.id).toBe('局');
  });
});

describe('records that are no register', () => {
  const official = (name: string, validFrom: string | null, validTo: string | null) => ({ name, kind: 'OFFICIAL' as const, validFrom, validTo });

  it.each<[string, UnitRecord[]]>([
    ['b UNIT_ID_TWICE', [unit('b'), unit('b')]],
    ['b UNIT_CODE_TWICE', [unit('a', { code: '1' }), unit('b', { code: '1' })]],
    ['a UNIT_WITHOUT_OFFICIAL_NAME', [unit('a', { names: [{ name: '甲', kind: 'ALIAS', ...always }] })]],
    ['a UNIT_NAME_EMPTY', [unit('a', { names: [official(' ', null, null)] })]],
    ['a UNIT_DATE_INVALID', [unit('a', { names: [official('甲局', '2022-02-30', null)] })]],
    ['a UNIT_DATE_INVALID', [unit('a', { parents: [below('b', null, '去年')] }), unit('b')]],
    ['a UNIT_PERIOD_REVERSED', [unit('a', { names: [official('甲局', '2022-02-01', '2022-02-01')] })]],
    ['a UNIT_OFFICIAL_NAMES_OVERLAP', [unit('a', { names: [official('甲局', null, '2022-01-02'), official('乙局', '2022-01-01', null)] })]],
    ['a UNIT_PARENTS_OVERLAP', [unit('a', { parents: [below('b'), below('c')] }), unit('b'), unit('c')]],
    ['a UNIT_PARENT_UNKNOWN', [unit('a', { parents: [below('b')] })]],
    ['a UNIT_PARENT_CYCLE', [unit('a', { parents: [below('a')] })]],
  ])('are refused: %s', (fault, records) => expect(faults(...records)).toEqual([fault]));

  it('are refused for a cycle on one day only, and taken when the links never hold together', () => {
    const a = (from: string, to: string | null): UnitRecord => unit('a', { parents: [below('b', from, to)] });
    const b = unit('b', { parents: [below('c', '2020-01-01', '2022-01-01')] });
    const c = unit('c', { parents: [below('a', '2018-01-01', '2021-01-01')] });
    expect(faults(a('2019-01-01', null), b, c)).toEqual(['b UNIT_PARENT_CYCLE']);
    expect(faults(a('2021-01-01', null), b, c)).toEqual([]);
    expect(faults(a('2015-01-01', '2020-01-01'), b, c)).toEqual([]);
  });

  it('say every fault at once, for the person who keeps the register', () => {
    const answer = unitRegister([unit('a', { parents: [below('x')] }), unit('b', { names: [] })]);
    expect(!answer.ok && answer.refused).toEqual([
      { code: 'UNIT_PARENT_UNKNOWN', unitId: 'a', message: { zh: 'a局：上级单位x不存在', en: 'a局 has a parent x that is not in the register' } },
      { code: 'UNIT_WITHOUT_OFFICIAL_NAME', unitId: 'b', message: { zh: 'b：没有规范名称', en: 'b has no official name' } },
    ]);
  });
});

describe('for any links between units', () => {
  const days = ['2020-01-01', '2021-01-01', '2022-01-01', '2023-01-01'];
  const link = fc.record({ parent: fc.nat(5), from: fc.constantFrom(null, ...days), to: fc.constantFrom(null, ...days) });
  const links = fc.array(fc.option(link, { nil: null }), { minLength: 6, maxLength: 6 });
  const recordsOf = (chosen: readonly ({ parent: number; from: string | null; to: string | null } | null)[]): UnitRecord[] =>
    chosen.map((one, i) => unit(`u${i}`, { parents: one && (one.from ?? '') < (one.to ?? '9') ? [below(`u${one.parent}`, one.from, one.to)] : [] }));

  it('they are refused exactly when some day has a cycle', () => {
    fc.assert(
      fc.property(links, (chosen) => {
        const records = recordsOf(chosen);
        const cyclicOn = (date: string): boolean =>
          records.some((start) => {
            let at = parentOn(start, date);
            for (let steps = 0; at !== null && at !== start.id && steps < 10; steps += 1) at = parentOn(records[Number(at.slice(1))] ?? start, date);
            return at === start.id;
          });
        expect(unitRegister(records).ok).toBe(!['2019-01-01', ...days].some(cyclicOn));
      }),
      { numRuns: 500 },
    );
  });

  it('a unit is in the subtree of each of its ancestors, and of no others', () => {
    fc.assert(
      fc.property(links, fc.constantFrom(...days), (chosen, date) => {
        const answer = unitRegister(recordsOf(chosen));
        fc.pre(answer.ok);
        const { register } = answer;
        for (const { id } of register.units) {
          const above = register.units.filter((top) => subtreeOn(register, top.id, date).some((found) => found.id === id)).map((top) => top.id);
          expect(new Set(above)).toEqual(new Set([id, ...ancestorsOn(register, id, date).map((ancestor) => ancestor.id)]));
        }
      }),
    );
  });
});
