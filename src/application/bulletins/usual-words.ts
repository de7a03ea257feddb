/** The words of a bulletin before anybody has changed them. They say what was counted and nothing else. */
import type { BulletinContent, BulletinWords } from '../../../workflows';
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

export function usualWords(campaignTitle: string, period: { from: string; to: string }, content: BulletinContent): BulletinWords {
  const name = campaignTitle.replace(/(实施|工作|行动)?方案$/, '');
  return {
    title: `关于${periodInWords(period)}${name}进展情况的通报`,
    number: null,
    addressee: '各成员单位',
    overview: usualOverview(period, content),
    requirements: null,
    copyTo: null,
  };
}

export function usualOverview(period: { from: string; to: string }, { asOf, totals }: BulletinContent): string {
  const { expected, submitted, timely, late, missing, overdue, zero, returned, parts, partsAccepted } = totals;
  const rate = (of: number, over: number): string => (over === 0 ? '' : `（${percent(share(of, over))}%）`);
  const some = (n: number, words: string): string[] => (n > 0 ? [`${words}${n}份`] : []);
  const among = [`按时${timely}份${rate(timely, expected)}`, ...some(late, '迟报'), ...some(zero, '零报告')].join('、');
  const rest = [...some(missing, '漏报'), ...some(overdue, '逾期未报'), ...some(returned, '曾退回')].join('、');
  const reports =
    expected === 0
      ? `${periodInWords(period)}没有应报材料。`
      : `截至${dayInWords(asOf)}，${periodInWords(period)}应报材料${expected}份，已报${submitted}份${rate(submitted, expected)}，其中${among}${rest ? `；${rest}` : ''}。`;
  const tasks = parts === 0 ? '' : `各单位共承担任务${parts}项，已完成${partsAccepted}项${rate(partsAccepted, parts)}。`;
  return `${reports}${tasks}`;
}
