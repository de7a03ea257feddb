/**
 * What a report in words must contain, where the notice lists it: 内容包括：统计数据、重点案件、经验做法、存在问题、下步打算. Two things at least, each a
 * short name; where one of them is something else (a date, an order), nothing is taken.
 */
import type { ReportKind } from '../plan/model';
import type { Clip } from './source';

const PAPER = '(?:小结|总结|报告|材料|信息|工作情况|进展情况|整治情况)';
const MUST = '(?:主要|至少|应当?|必须|须|需要?|要)*';
const HAS = '(?:包括|包含|涵盖)(?:但不限于)?';
const FOLLOWING = '(?:以下|下列)?(?:[一二两三四五六七八九十几\\d]{1,2}(?:个|项))?(?:方面|部分|内容)*(?:的?内容)?:?';
const LEADS = [
  `(?:${PAPER}的?|^|[,。;])(?:主要|具体)?内容${MUST}(?:${HAS}|为:|有:)${FOLLOWING}`,
  `${PAPER}(?:中|内)?,?${MUST}${HAS}${FOLLOWING}`,
  `(?<=${PAPER})\\(${MUST}(?:${HAS}|含)${FOLLOWING}`,
].map((lead) => new RegExp(lead, 'g'));

const NUMBERED = /(?:^|[;,、]?)(?:\(\d{1,2}\)|\d{1,2}[.、)]|[一二三四五六七八九]是)/;
const OTHERWISE = /\d+[年月日]|日前|前报|报送|上报|报至|负责|牵头|单位:|[:()《》]/;
const AND_SO_ON = /等(?:方面|内容|情况|有关)*$/;

export interface ListedSections {
  /** Where the words that lead to the list begin, in the clip. */
  at: number;
  /** 小结 or 总结, where it says of which; null: of what was spoken of last. */
  of: ReportKind | null;
  titles: string[];
}

/** Every such list of a paragraph, in order. */
export function sectionsIn(clip: Clip): ListedSections[] {
  const found: ListedSections[] = [];
  for (const lead of LEADS) {
    for (const match of clip.text.matchAll(lead)) {
      const at = match.index;
      const from = at + match[0].length;
      const titles = titlesIn(clip, from);
      if (titles.length < 2 || found.some((one) => Math.abs(one.at - at) < 12)) continue;
      found.push({ at, of: /总结/.test(match[0]) ? 'FINAL_SUMMARY' : /小结/.test(match[0]) ? 'NARRATIVE' : null, titles });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

function titlesIn(clip: Clip, from: number): string[] {
  const rest = clip.text.slice(from);
  const numbered = NUMBERED.exec(rest)?.index === 0;
  const end = rest.search(numbered ? /[。!?]/ : /[。!?;,)]/);
  const text = end === -1 ? rest : rest.slice(0, end);
  const separator = numbered ? new RegExp(NUMBERED.source.replace('(?:^|[;,、]?)', '[;,、]?'), 'g') : /、/g;
  const titles: string[] = [];
  let start = 0;
  const take = (to: number): void => {
    const item = text.slice(start, to).replace(/[;,、]+$/, '');
    const bare = item.replace(AND_SO_ON, '');
    if (bare !== '') titles.push(clip.printed(from + start, from + start + bare.length));
  };
  for (const match of text.matchAll(separator)) {
    take(match.index);
    start = match.index + match[0].length;
  }
  take(text.length);
  const all = numbered ? titles : [...titles.slice(0, -1), ...lastTwo(titles.at(-1) ?? '')];
  const names = all.map((title) => title.trim());
  return names.every((title) => title.length >= 2 && title.length <= 20 && !OTHERWISE.test(title)) ? [...new Set(names)] : [];
}

/** 经验做法和存在问题 are two; 问题和困难 is one. */
function lastTwo(title: string): string[] {
  const parts = /^(.{4,}?)(?:以及|和|及)(.{4,})$/.exec(title);
  return parts?.[1] && parts[2] ? [parts[1], parts[2]] : [title];
}
