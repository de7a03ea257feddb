/** Reporting rules in one sentence or several, and what is not one. */
import { readNotice } from '../../../src/domain/notice';

const rules = (text: string): string[] =>
  readNotice(`石桥县方案\n2023年3月1日\n一、重点任务\n1.检查。（县应急局负责）\n二、工作要求\n${text}`).reporting.map((r) =>
    [[r.what, ...r.also].join('+'), r.cadence, r.dueDay ?? r.dueDate ?? '-', r.period].join(' '),
  );

test.each<[string, string[]]>([
  ['各单位每月24日前报送当月专项行动统计表。', ['STATISTICS MONTHLY 24 CURRENT']],
  ['请于每月2号前报送上个月工作情况。', ['NARRATIVE MONTHLY 2 PREVIOUS']],
  ['各镇每月10日、20日前报送进展情况。', ['NARRATIVE MONTHLY 10 CURRENT', 'NARRATIVE MONTHLY 20 CURRENT']],
  ['每周五前上报排查台账。', ['STATISTICS WEEKLY 5 CURRENT']],
  ['每季度末月25日前报送季度总结。', ['FINAL_SUMMARY QUARTERLY 25 CURRENT']],
  ['每月底前上报工作进展。', ['NARRATIVE MONTHLY 31 CURRENT']],
  ['每10天报送一次进展情况。', ['NARRATIVE EVERY_N_DAYS 10 CURRENT']],
  ['每半年报送一次工作情况。', ['NARRATIVE SEMIANNUAL - CURRENT']],
  ['次日12时前报送前一日排查数据。', ['STATISTICS DAILY - PREVIOUS']],
  ['每日17时前报送排查数据。', ['STATISTICS DAILY - CURRENT']],
  ['次年1月5日前报送工作总结。', ['FINAL_SUMMARY ONCE 2024-01-05 CURRENT']],
  [
    '各单位填写《联络名单》3月18日前报办公室，之后每月28日前上报工作小结和统计表，12月3日前报送总结和统计表。',
    ['LIAISON_ROSTER ONCE 2023-03-18 CURRENT', 'NARRATIVE+STATISTICS MONTHLY 28 CURRENT', 'FINAL_SUMMARY+STATISTICS ONCE 2023-12-03 CURRENT'],
  ],
  ['请于3月21日前将联络员信息表（附件1）及具体实施方案报送至办公室。', ['LIAISON_ROSTER+IMPLEMENTATION_PLAN ONCE 2023-03-21 CURRENT']],
  [
    '请于3月15日前将工作方案报县安办，3月20日前报送联络员名单。',
    ['IMPLEMENTATION_PLAN ONCE 2023-03-15 CURRENT', 'LIAISON_ROSTER ONCE 2023-03-20 CURRENT'],
  ],
  ['1、填写情况报表。2、报送工作情况。以上1和2请于每月2号前报送。', ['STATISTICS+NARRATIVE MONTHLY 2 CURRENT']],
  ['各所于6月30日、10月31日前报送检查情况统计表。', ['STATISTICS ONCE 2023-06-30 CURRENT', 'STATISTICS ONCE 2023-10-31 CURRENT']],
  ['本表由各镇每月填报一次。', []],
  ['本表请于每月5日前报送县应急局。', ['STATISTICS MONTHLY 5 CURRENT']],
  ['每季度首月10日前报送总结。', ['FINAL_SUMMARY QUARTERLY 10 CURRENT']],
  ['每月向县政府汇报一次，并通报情况。', []],
  ['9月10日前完成整治，逾期的予以通报。', []],
  ['发现重大线索要及时报告。', []],
  ['每月召开一次例会，研究解决问题。', []],
])('%s', (text, expected) => {
  expect(rules(text)).toEqual(expected);
});

test('a rule said in the covering notice and again in the plan is one', () => {
  expect(rules('每月24日前报送统计表。\n各单位每月24日前报送统计表。')).toHaveLength(1);
});

test('who owes it and to whom are kept as printed', () => {
  const [rule] = readNotice('石桥县方案\n2023年3月1日\n一、要求\n各成员单位于3月10日前将联络员名单报送县专班办公室。').reporting;
  expect(rule).toMatchObject({ owedBy: '各成员单位', to: '县专班办公室', title: '联络员名单' });
});

describe('what a report in words must contain', () => {
  const sections = (text: string): (readonly string[] | undefined)[] =>
    readNotice(`石桥县方案\n2023年3月1日\n一、重点任务\n1.检查。（县应急局负责）\n二、工作要求\n${text}`).reporting.map((rule) => rule.sections);
  const five = ['统计数据', '重点案件', '经验做法', '存在问题', '下步打算'];

  test.each<[string, string[][]]>([
    ['各单位每月24日前报送工作小结。内容包括：统计数据、重点案件、经验做法、存在问题、下步打算。', [five]],
    ['各单位每月24日前报送工作小结，主要内容应包括统计数据、重点案件、经验做法、存在问题、下步打算等方面。', [five]],
    ['各单位每月24日前报送工作小结（包括统计数据、重点案件、经验做法、存在问题、下步打算）。', [five]],
    ['每月24日前报送工作小结。\n内容包括：统计数据、重点案件、经验做法、存在问题、下步打算。', [five]],
    ['每月24日前报送工作小结。小结须包含以下内容：（1）统计数据；（2）重点案件；（3）经验做法；（4）存在问题；（5）下步打算。', [five]],
    ['每月24日前报送工作小结。小结应包括：一是统计数据，二是重点案件，三是经验做法，四是存在问题，五是下步打算。', [five]],
    [
      '每月2日前报送工作情况，12月3日前报送工作总结。总结应包括主要成效、典型案例、存在的问题和困难。',
      [[], ['主要成效', '典型案例', '存在的问题和困难']],
    ],
    ['每月2日前报送工作情况。内容包括整治进展、典型案例以及意见建议。', [['整治进展', '典型案例', '意见建议']]],
    ['1、填写情况报表。2、报送工作情况（须包含统计数据、重点案件、经验做法、存在问题、下步打算等情况）。以上1和2请于每月2号前报送。', [five]],
    // One thing is no list of sections, and neither is what is checked, or who reports.
    ['每月2日前报送工作情况（含典型案例）。', [[]]],
    ['每月2日前报送工作情况。检查内容包括证照、台账、储存条件。', [[]]],
    ['每月2日前报送工作情况。报送单位包括各镇、各街道。', [[]]],
    ['每月2日前报送工作情况，内容包括3月2日前完成的检查、4月2日前完成的整改。', [[]]],
  ])('%s', (text, expected) => {
    expect(sections(text).map((one) => one ?? [])).toEqual(expected);
  });

  test('a form of figures has none', () => {
    expect(sections('各单位每月24日前报送统计表，内容包括检查户数、立案件数、案值金额。')).toEqual([[]]);
  });
});
