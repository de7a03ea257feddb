/** The words of a bulletin before anybody has changed them. They say what was counted and nothing else. */
import type { BulletinContent, BulletinCounts, BulletinWords } from '../../../workflows';
import { lastDayOf } from '../../domain/calendar';
import { percent, share } from '../../domain/bulletin/fraction';

const dayInWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** 2026年10月 for a whole month, else from day to day. */
export function periodInWords({ from, to }: { from: string; to: string }): string {
  const [year, month] = from.split('-').map(Number);
  if (from.endsWith('-01') && to === lastDayOf(from.slice(0, 7))) return `${year}年${month}月`;
  return from === to ? dayInWords(from) : `${dayInWords(from)}至${dayInWords(to)}`;
}

/** What kind of paper the plan was, behind the campaign's own name; 行动, of 专项行动方案, belongs to the name. */
const KIND_OF_PAPER = /的?(总体|具体|工作|实施|推进|落实)?方案$/;
const STAGE_OF_PAPER = /[（(〔[](试行|暂行|征求意见稿|送审稿|修订稿?|[0-9]{4}年?版|[0-9]{4}年?[-—–~至]+[0-9]{4}年?)[）)〕\]]$/;

/** 全市打击侵权假冒专项行动 of 全市打击侵权假冒专项行动实施方案; a title that says nothing else stays whole. */
export const campaignName = (title: string): string => {
  const whole = title.trim();
  return whole.replace(STAGE_OF_PAPER, '').replace(KIND_OF_PAPER, '') || whole;
};

export function usualWords(campaignTitle: string, period: { from: string; to: string }, content: BulletinContent): BulletinWords {
  return {
    title: `关于${periodInWords(period)}${campaignName(campaignTitle)}进展情况的通报`,
    number: null,
    addressee: '各成员单位',
    overview: usualOverview(period, content),
    requirements: null,
    copyTo: null,
  };
}

const some = (n: number, words: string, after = ''): string[] => (n > 0 ? [`${words}${n}份${after}`] : []);
const rate = (words: string, of: number, over: number): string => (over > 0 ? `（${words}${percent(share(of, over))}%）` : '');

/**
 * Only what is a part of something is said to be one: what was returned and has not come again was in time or late once, and is not there now. Then
 * how many came in time is told apart from how many are there.
 */
export function usualOverview(period: { from: string; to: string }, { asOf, totals }: BulletinContent): string {
  const { expected, parts, partsAccepted } = totals;
  const reports =
    expected === 0 ? `${periodInWords(period)}没有应报材料。` : `截至${dayInWords(asOf)}，${periodInWords(period)}${reportsInWords(totals)}。`;
  const tasks = parts === 0 ? '' : `各单位共承担任务${parts}项，已完成${partsAccepted}项${rate('完成率', partsAccepted, parts)}。`;
  return `${reports}${tasks}`;
}

function reportsInWords(totals: BulletinCounts): string {
  const { expected, submitted, timely, late, missing, overdue, zero, returned, supplied = 0 } = totals;
  const sentBack = totals.sentBack ?? Math.max(0, timely + late - submitted);
  const inTime = `按时${timely}份${rate('按时率', timely, expected)}`;
  const notThere = [...some(missing, '漏报', supplied > 0 ? `（其中${supplied}份已补报）` : ''), ...some(overdue, '逾期未报')];
  const among = sentBack === 0 && submitted > 0 ? `，其中${[inTime, ...some(late, '迟报')].join('、')}` : '';
  const apart = sentBack === 0 ? notThere : [inTime, ...some(late, '迟报'), ...notThere];
  return [
    `应报材料${expected}份，已报${submitted}份${rate('报送率', submitted, expected)}${among}`,
    ...some(sentBack, '另有退回后尚未重报'),
    ...(apart.length > 0 ? [`${sentBack === 0 ? '' : '按报送时限统计，'}${apart.join('、')}`] : []),
    ...some(zero, '已报材料中零报告'),
    ...some(returned, '曾退回'),
  ].join('；');
}
