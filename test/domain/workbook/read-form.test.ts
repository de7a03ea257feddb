/** Forms that offices keep as sheets, in their own order and wording. */
import { readForm, type RawCell, type RawWorkbook } from '../../../src/domain/workbook';

const sheetOf = (rows: (string | number | null)[][], name = '统计表'): RawWorkbook['sheets'][number] => ({
  name,
  merges: [],
  cells: new Map(
    rows.flatMap((row, r) =>
      row.flatMap((value, c): [string, RawCell][] => {
        if (value === null) return [];
        const cell: RawCell =
          typeof value === 'number' ? { kind: 'NUMBER', value, calculated: false } : { kind: 'TEXT', text: value, calculated: false };
        return [[`${String.fromCharCode(65 + c)}${r + 1}`, cell]];
      }),
    ),
  ),
});
const read = (rows: (string | number | null)[][]) => readForm({ sheets: [sheetOf(rows)] });
const codes = ({ diagnostics }: ReturnType<typeof read>): [string, string | null][] => diagnostics.map(({ code, address }) => [code, address]);

test('numbers, names, units and amounts, as notices print them', () => {
  const answer = read([
    ['附件2'],
    ['专项行动情况统计表'],
    ['填报单位：', null, '填报日期：'],
    ['序号', '项目', '计量单位', '数量'],
    ['一、执法检查'],
    [1, '出动执法人员', '人次'],
    [2, '检查经营主体', '户'],
    ['二、案件查办'],
    ['3', '立案/结案/移送人数', '件/件/人'],
    [4, '累计案值', '万元'],
    ['注：1.本表按月报送。'],
    ['2.案值保留两位小数。'],
    ['填报人：', '审核人：'],
  ]);
  expect(answer.diagnostics).toEqual([]);
  expect(answer.form?.title).toBe('专项行动情况统计表');
  expect(answer.form?.guidance).toBe('1.本表按月报送。\n2.案值保留两位小数。');
  expect(
    answer.form?.indicators.map(({ number, name, parts, unit, group, accumulation }) => [number, name, parts, unit, group, accumulation]),
  ).toEqual([
    [1, '出动执法人员', [], '人次', '执法检查', 'FLOW'],
    [2, '检查经营主体', [], '户', '执法检查', 'FLOW'],
    [3, '立案/结案/移送人数', ['立案', '结案', '移送人数'], '件/件/人', '案件查办', 'FLOW'],
    [4, '累计案值', [], '万元', '案件查办', 'CUMULATIVE'],
  ]);
});

test('other columns in another order', () => {
  const { form, diagnostics } = read([
    ['指标名称', '单 位', '类别', '填报说明', '是否必填', '小数位数', '编号'],
    ['检查户数', '户', '检查', '实地检查', '是', null, 10],
    ['罚没金额', '万元', '处罚', null, '否', '4', 20],
  ]);
  expect(diagnostics).toEqual([]);
  expect(form?.title).toBe('统计表');
  expect(form?.indicators).toMatchObject([
    { number: 10, name: '检查户数', unit: '户', group: '检查', guidance: '实地检查', required: true, decimals: null },
    { number: 20, name: '罚没金额', unit: '万元', group: '处罚', guidance: '', required: false, decimals: 4 },
  ]);
});

test('what may fall below zero says so in a column of its own', () => {
  const { form } = read([
    ['序号', '指标', '计量单位', '允许负数'],
    [1, '存量调整', '件', '是'],
    [2, '立案', '件', '否'],
    [3, '结案', '件', null],
  ]);
  expect(form?.indicators.map(({ negative }) => negative)).toEqual([true, false, false]);
});

test('parts with a row each', () => {
  const { form } = read([
    ['序号', '指标', '分项', '计量单位'],
    [1, '案件', '立案', '件'],
    [null, null, '结案', '件'],
    [null, null, '移送', '人'],
    [2, '宣传', '活动', '场'],
    [null, null, '培训', null],
  ]);
  expect(form?.indicators.map(({ name, parts, unit }) => [name, parts, unit])).toEqual([
    ['案件', ['立案', '结案', '移送'], '件/件/人'],
    ['宣传', ['活动', '培训'], '场'],
  ]);
});

test('what is not certain is said, with its address', () => {
  const answer = read([
    ['序号', '指标', '计量单位', '必填', '小数'],
    [1, '检查户数', '户'],
    [1, '检查人次', '人次'],
    [null, '办案', null, '是'],
    [5, '立案/结案', '件/件/人', '看情况', '九'],
    [6, '罚款(万元)', null],
  ]);
  expect(codes(answer)).toEqual([
    ['NUMBER_TWICE', 'A3'],
    ['UNIT_MISSING', 'C4'],
    ['NUMBER_GIVEN', 'A4'],
    ['UNITS_DO_NOT_FIT', 'C5'],
    ['REQUIRED_UNREADABLE', 'D5'],
    ['DECIMALS_UNREADABLE', 'E5'],
  ]);
  expect(answer.form?.indicators.map(({ number, name, unit }) => [number, name, unit])).toEqual([
    [1, '检查户数', '户'],
    [2, '检查人次', '人次'],
    [3, '办案', ''],
    [5, '立案/结案', '件/件/人'],
    [6, '罚款', '万元'],
  ]);
});

test('no table, and more than one', () => {
  const none = readForm({ sheets: [sheetOf([['通讯录'], ['姓名', '电话']])] });
  expect([none.form, none.diagnostics.map(({ code, severity }) => [code, severity])]).toEqual([null, [['FORM_NOT_FOUND', 'ERROR']]]);
  const table = [
    ['指标', '单位'],
    ['检查户数', '户'],
  ];
  const two = readForm({ sheets: [sheetOf(table, '甲'), sheetOf(table, '乙')] });
  expect(two.diagnostics.map(({ code, sheet }) => [code, sheet])).toEqual([
    ['OTHER_SHEETS_IGNORED', '乙'],
    ['NUMBER_GIVEN', '甲'],
  ]);
});

test('more rows than any form has', () => {
  const rows = Array.from({ length: 310 }, (_, i) => [i + 1, `指标${i + 1}`, '件']);
  const answer = read([['序号', '指标', '单位'], ...rows]);
  expect(answer.form?.indicators).toHaveLength(300);
  expect(codes(answer)).toEqual([['TOO_MANY_ROWS', 'B302']]);
});
