import { agreeingCells, cellsOf } from '../../../src/domain/statistics';
import { formSchema } from '../../../src/domain/plan/form-model';

type Indicator = { number: number; name: string; unit: string; parts?: string[]; group?: string; accumulation?: 'FLOW' | 'STOCK' };
const cells = (...indicators: Indicator[]) => cellsOf(formSchema.parse({ title: '统计表', indicators }));
const agreeing = (ours: Indicator[], theirs: Indicator[]) => Object.fromEntries(agreeingCells(cells(...ours), cells(...theirs)));

test('cells agree by name, part, measure and how they add up, whatever their numbers', () => {
  const ours = [
    { number: 1, name: '检查户次', unit: '户次' },
    { number: 7, name: '案件', parts: ['立案', '结案'], unit: '件/件' },
    { number: 8, name: '案值', unit: '万元' },
    { number: 9, name: '在管单位', unit: '户', accumulation: 'STOCK' as const },
  ];
  const theirs = [
    { number: 3, name: '案件', parts: ['结案', '立案'], unit: '件/件' },
    { number: 4, name: '检查 户次：', unit: '户次' },
    { number: 5, name: '案值', unit: '元' },
    { number: 6, name: '在管单位', unit: '户' },
    { number: 7, name: '出动人数', unit: '人' },
  ];
  expect(agreeing(ours, theirs)).toEqual({ '3.1': '7.2', '3.2': '7.1', '4': '1' });
});

test('full-width letters and figures are the same', () => {
  expect(agreeing([{ number: 1, name: 'ＰＯＳ机１台', unit: '台' }], [{ number: 2, name: 'pos机1台', unit: '台' }])).toEqual({ '2': '1' });
});

test('a name that a form has twice is told apart by its group, and agrees with nothing where that does not help', () => {
  const twice = [
    { number: 1, name: '立案', unit: '件', group: '食品' },
    { number: 2, name: '立案', unit: '件', group: '药品' },
  ];
  expect(
    agreeing(
      twice,
      [...twice].reverse().map((one, i) => ({ ...one, number: i + 1 })),
    ),
  ).toEqual({ '1': '2', '2': '1' });
  expect(agreeing(twice, [{ number: 1, name: '立案', unit: '件', group: '食品' }])).toEqual({});
  expect(
    agreeing(
      [{ number: 1, name: '立案', unit: '件' }],
      [
        { number: 1, name: '立案', unit: '件' },
        { number: 2, name: '立案', unit: '件' },
      ],
    ),
  ).toEqual({});
});
