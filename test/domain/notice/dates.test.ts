/** Dates, ranges, phases and the period. */
import { scanRanges } from '../../../src/domain/notice/ranges';
import { readNumeral, readYear, writeNumeral } from '../../../src/domain/notice/numerals';
import { readNotice } from '../../../src/domain/notice';

const range = (text: string, year: number | null = 2023): (string | null)[] | null => {
  const r = scanRanges(text, year, '2023-03-10')[0];
  return r ? [r.start, r.end] : null;
};

describe('ranges', () => {
  test.each([
    ['8月下旬-8月31日', '2023-08-21', '2023-08-31'],
    ['2020年9月-2021年9月', '2020-09', '2021-09'],
    ['2020年9-2021年9月', '2020-09', '2021-09'],
    ['2020年8', '2020-08', '2020-08'],
    ['10月16日至31日', '2023-10-16', '2023-10-31'],
    ['5月14日31日', '2023-05-14', '2023-05-31'],
    ['1997年10月--1998年2月', '1997-10', '1998-02'],
    ['11月至次年2月', '2023-11', '2024-02'],
    ['11月1日至2月底', '2023-11-01', '2024-02-29'],
    ['即日起至3月20日', '2023-03-10', '2023-03-20'],
    ['9月10日前', null, '2023-09-10'],
    ['6月底前', null, '2023-06-30'],
    ['3月1日起', '2023-03-01', null],
    ['2019-2021年', '2019-01', '2021-12'],
    ['2022.8.21-2022.12.31', '2022-08-21', '2022-12-31'],
    ['二〇二二年八月至十二月', '2022-08', '2022-12'],
    ['8月上旬至中旬', '2023-08-01', '2023-08-10'],
    ['2022年底', '2022-12-31', '2022-12-31'],
  ])('%s', (text, start, end) => {
    expect(range(text)).toEqual([start, end]);
  });

  test('a day that does not exist is said to be impossible', () => {
    expect(scanRanges('2月30日', 2023)[0]).toMatchObject({ impossible: true });
  });

  test('without any year nothing is guessed', () => {
    expect(scanRanges('8月1日至9月1日', null)).toEqual([]);
  });
});

describe('numerals', () => {
  test('every number to 99 is read as it is written', () => {
    for (let n = 1; n < 100; n++) expect(readNumeral(writeNumeral(n))).toBe(n);
  });
  test('years by digits', () => {
    expect(readYear('二〇二二')).toBe(2022);
    expect(readNumeral('某')).toBeNaN();
  });
});

const phasesOf = (steps: string, issued = '2022年8月25日'): (string | null)[][] =>
  readNotice(`石桥县方案\n${issued}\n一、重点任务\n1.检查。（县应急局负责）\n二、实施步骤\n${steps}`).phases.map((p) => [
    p.name,
    p.kind,
    p.start,
    p.end,
  ]);

describe('phases', () => {
  test('named, numbered, with dates in brackets', () => {
    expect(phasesOf('（一）动员部署阶段（8月下旬—8月31日）。开会。\n（二）集中整治阶段（9月1日—11月30日）。检查。\n（三）总结（12月）。')).toEqual([
      ['动员部署阶段', 'MOBILIZATION', '2022-08-21', '2022-08-31'],
      ['集中整治阶段', 'RECTIFICATION', '2022-09-01', '2022-11-30'],
      ['总结', 'SUMMARY', '2022-12', '2022-12'],
    ]);
  });

  test('across the end of a year without years', () => {
    expect(phasesOf('1.自查自纠阶段（10月16日至12月31日）。\n2.督导检查阶段（1月1日至2月底）。')).toEqual([
      ['自查自纠阶段', 'SELF_INSPECTION', '2022-10-16', '2022-12-31'],
      ['督导检查阶段', 'INSPECTION', '2023-01-01', '2023-02-28'],
    ]);
  });

  test('第一阶段 in lines of their own, and in one paragraph', () => {
    const expected = [
      ['第一阶段：动员部署', 'MOBILIZATION', '2022-08-25', '2022-09-10'],
      ['第二阶段：巩固提升', 'CONSOLIDATION', '2022-09-11', '2022-12-31'],
    ];
    expect(phasesOf('第一阶段：动员部署（即日起至9月10日）。\n第二阶段：巩固提升（9月11日至12月底）。')).toEqual(expected);
    expect(phasesOf('分两个阶段：第一阶段：动员部署（即日起至9月10日）；第二阶段：巩固提升（9月11日至12月底）。')).toEqual(expected);
  });

  test('dates behind a colon, and only an end', () => {
    expect(phasesOf('（一）集中攻坚：2022年9月1日至10月31日。逐户检查。\n（二）总结提高（2022年11月10日前）。')).toEqual([
      ['集中攻坚', 'RECTIFICATION', '2022-09-01', '2022-10-31'],
      ['总结提高', 'SUMMARY', null, '2022-11-10'],
    ]);
  });
});

describe('the period', () => {
  const period = (sentence: string): unknown => readNotice(`石桥县方案\n2022年8月25日\n${sentence}\n一、重点任务\n1.检查。（县应急局负责）`).period;
  test.each([
    ['专项行动时间为2022年8月下旬至12月31日。', { start: '2022-08-21', end: '2022-12-31' }],
    ['决定自2022年9月至2023年1月在全县开展专项整治行动。', { start: '2022-09', end: '2023-01' }],
    ['本措施自印发之日起施行，有效期至2022年12月31日。', { start: '2022-08-25', end: '2022-12-31' }],
    ['整治行动从2022年9月1日起开展。', { start: '2022-09-01', end: null }],
    ['去年9月，有关单位报告了情况。', null],
  ])('%s', (sentence, expected) => {
    expect(period(sentence)).toEqual(expected);
  });
});
