/** What a form says beside its indicators: headings between rows, notes below it, running totals. */
import { readNotice } from '../../../src/domain/notice';
import type { StatisticsForm } from '../../../src/domain/plan/model';
import { cellsOf } from '../../../src/domain/statistics';
import { noticeOf } from '../../corpus/facts';

const HEAD = '石桥县检查方案\n2023年3月1日\n一、任务清单\n1.检查。（县应急局负责）\n';
const formIn = (annex: string): StatisticsForm => {
  const [form] = readNotice(`${HEAD}附件1\n检查情况统计表\n${annex}`, { lint: false }).forms;
  if (!form) throw new Error('no form was read');
  return form;
};
const grouped = (annex: string): string[] =>
  formIn(annex).indicators.map(({ number, name, unit, group }) => `${group ?? '-'}|${number} ${name} ${unit}`);

describe('headings between the rows', () => {
  const expected = ['日常检查|1 检查单位数 家', '日常检查|2 发现隐患 处', '案件查办|3 立案 件', '案件查办|4 罚没金额 万元'];

  it('on lines of their own', () => {
    expect(
      grouped('序号\t项目\t单位\t数量\n一、日常检查\n1\t检查单位数\t家\t\n2\t发现隐患\t处\t\n二、案件查办\n3\t立案\t件\t\n4\t罚没金额\t万元\t'),
    ).toEqual(expected);
  });

  it('as a row with one cell, without a number', () => {
    expect(
      grouped('序号\t项目\t单位\t数量\n\t日常检查\t\t\n1\t检查单位数\t家\t\n2\t发现隐患\t处\t\n\t案件查办\t\t\n3\t立案\t件\t\n4\t罚没金额\t万元\t'),
    ).toEqual(expected);
  });

  it('where each cell has a line', () => {
    expect(
      grouped('序号\n项目\n单位\n数量\n（一）日常检查\n1\n检查单位数\n家\n2\n发现隐患\n处\n（二）案件查办\n3\n立案\n件\n4\n罚没金额\n万元\n'),
    ).toEqual(expected);
  });

  it('as a column that names the group once', () => {
    expect(
      grouped('序号\t类别\t项目\t单位\t数量\n1\t日常检查\t检查单位数\t家\t\n2\t\t发现隐患\t处\t\n3\t案件查办\t立案\t件\t\n4\t\t罚没金额\t万元\t'),
    ).toEqual(expected);
  });

  it('are none in a plain table, and a total is no heading', () => {
    expect(grouped('序号\t项目\t单位\t数量\n1\t检查单位数\t家\t\n2\t发现隐患\t处\t\n合计\n')).toEqual(['-|1 检查单位数 家', '-|2 发现隐患 处']);
  });
});

describe('notes below a form', () => {
  const TABLE = '序号\t项目\t单位\t数量\n1\t检查单位数\t家\t\n2\t立案/结案数\t件\t\n';

  it('are the form’s, or those of the indicator they name', () => {
    const form = formIn(
      `${TABLE}填表人：        联系电话：\n填表说明：\n1.本表由各成员单位每月填报。\n2.立案/结案数：填本月数，不含移送案件。\n3.第1项含复查。\n`,
    );
    expect(form.guidance).toBe('本表由各成员单位每月填报。');
    expect(form.indicators.map(({ guidance }) => guidance)).toEqual(['第1项含复查。', '立案/结案数：填本月数，不含移送案件。']);
  });

  it('may stand in one line', () => {
    const form = formIn(`${TABLE}注：1.检查单位数指首次检查；2.本表一式两份。\n`);
    expect(form.indicators[0]?.guidance).toBe('检查单位数指首次检查；');
    expect(form.guidance).toBe('本表一式两份。');
  });

  it('are none where nothing is said, and those of the next annex are not taken', () => {
    expect(formIn(`${TABLE}`).guidance).toBe('');
    expect(formIn(`${TABLE}附件2\n联络员登记表\n注：请于3月5日前报送。\n`).guidance).toBe('');
  });
});

describe('units and totals', () => {
  it('of each part are its own, and amounts take two decimals', () => {
    const form = formIn('序号\t项目\t单位\t数量\n1\t受理案件/审结案件/判决人数\t件/件/人\t\n2\t案值\t万元\t\n');
    expect(cellsOf(form).map(({ key, unit, decimals }) => `${key} ${unit} ${decimals}`)).toEqual(['1.1 件 0', '1.2 件 0', '1.3 人 0', '2 万元 2']);
  });

  it('are totals so far only where the name says so', () => {
    const form = formIn('序号\t项目\t单位\t数量\n1\t累计检查\t户次\t\n2\t本月检查\t户次\t\n');
    expect(form.indicators.map(({ accumulation }) => accumulation)).toEqual(['CUMULATIVE', 'FLOW']);
  });
});

describe('a form of the corpus', () => {
  it('has its headings, its notes and its running total', () => {
    const [form] = readNotice(noticeOf('scrap-recycling'), { lint: false }).forms;
    expect(form?.indicators.map(({ number, group, accumulation, guidance }) => [number, group, accumulation, guidance])).toEqual([
      [1, '排查情况', 'CUMULATIVE', ''],
      [2, '排查情况', 'FLOW', '检查站点：同一站点一月内多次检查的，按次数填。'],
      [3, '排查情况', 'FLOW', ''],
      [4, '查处情况', 'FLOW', ''],
      [5, '查处情况', 'FLOW', '第5项以价格认定结论为准，保留两位小数。'],
      [6, '查处情况', 'FLOW', ''],
    ]);
    expect(form?.guidance).toBe('本表由县直有关部门每月填报一次。');
  });
});
