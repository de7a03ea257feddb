import { cellsOf, checkFigures, formsOf, formVersion, partUnits } from '../../../src/domain/statistics';
import { anyForm } from './forms';

describe('the cells of a form', () => {
  it('are one for a plain indicator and one for each part of a compound one, in order', () => {
    expect(cellsOf(anyForm()).map(({ key, label, unit }) => [key, label, unit])).toEqual([
      ['1', '检查经营主体', '户次'],
      ['7.1', '立案/结案数：立案', '件'],
      ['7.2', '立案/结案数：结案', '件'],
      ['8', '案值', '万元'],
      ['15.1', '受理/审结/判决人数：受理', '件'],
      ['15.2', '受理/审结/判决人数：审结', '件'],
      ['15.3', '受理/审结/判决人数：判决人数', '人'],
      ['16', '在办案件', '件'],
    ]);
  });

  it('carry what the indicator says', () => {
    expect(cellsOf(anyForm()).find(({ key }) => key === '15.3')).toEqual({
      ...{ key: '15.3', indicator: 15, part: 3, label: '受理/审结/判决人数：判决人数', unit: '人', decimals: 0, required: false, negative: false },
      ...{ accumulation: 'FLOW', group: '司法', guidance: '' },
    });
  });

  it.each([
    ['万元', null, 2],
    ['元', null, 2],
    ['吨', null, 2],
    ['%', null, 2],
    ['件', null, 0],
    ['人次', null, 0],
    ['个', null, 0],
    ['万元', 4, 4],
    ['万元', 0, 0],
    ['件', 1, 1],
  ])('in %s with %p decimals given take %p', (unit, decimals, taken) => {
    const [cell] = cellsOf(anyForm({ indicators: [{ number: 1, name: '数', unit, decimals }] }));
    expect(cell?.decimals).toBe(taken);
  });

  it('take their decimals from the unit of the part', () => {
    const form = anyForm({ indicators: [{ number: 3, name: '案件/金额', parts: ['案件', '金额'], unit: '件/万元' }] });
    expect(cellsOf(form).map(({ decimals }) => decimals)).toEqual([0, 2]);
  });

  it.each([
    [['立案', '结案'], '件', ['件', '件']],
    [['案件', '人数'], '件/人', ['件', '人']],
    [['已解决人数', '金额'], '人、万元', ['人', '万元']],
    [['受理', '审结', '判决'], '件/人', ['件/人', '件/人', '件/人']],
    [[], '件', []],
  ])('of %p in %s are counted in %p', (parts, unit, units) => {
    expect(partUnits({ parts, unit })).toEqual(units);
  });

  it.each<[string, string, boolean | undefined, boolean]>([
    ['立案', '件', undefined, false],
    ['案值', '万元', undefined, false],
    ['出动', '人次', false, false],
    ['存量调整', '件', true, true],
    ['立案数同比', '%', undefined, true],
    ['较上月增减', '件', undefined, true],
    ['办结率', '%', undefined, true],
  ])('%s in %s, said to fall below zero: %p, may: %p', (name, unit, negative, may) => {
    const form = anyForm({ indicators: [{ number: 1, name, unit, ...(negative === undefined ? {} : { negative }) }] });
    expect(cellsOf(form).map((cell) => cell.negative)).toEqual([may]);
    expect(checkFigures(form, { '1': -1 }).map(({ code }) => code)).toEqual(may ? [] : ['NEGATIVE']);
    expect(checkFigures(form, { '1': 0 })).toEqual([]);
  });

  it('of a plan stored before forms said anything of it take no less than nothing', () => {
    const stored = anyForm({ indicators: [{ number: 1, name: '立案', unit: '件' }] });
    const { negative: _, ...old } = stored.indicators[0] as (typeof stored.indicators)[number];
    const form = { ...stored, indicators: [old] } as unknown as typeof stored;
    expect(cellsOf(form)[0]?.negative).toBe(false);
    expect(formVersion(form)).toBe(formVersion(stored));
    expect(formsOf({ forms: [form] })[0]?.indicators[0]?.negative).toBe(false);
  });

  it('of two indicators with one number are those of the first', () => {
    const form = anyForm({
      indicators: [
        { number: 1, name: '甲', unit: '件' },
        { number: 1, name: '乙', unit: '件' },
      ],
    });
    expect(cellsOf(form).map(({ label }) => label)).toEqual(['甲']);
  });
});
