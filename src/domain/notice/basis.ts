/** The superior notices and rules that a plan says it follows: 根据《…》要求, 参照《…方案》, and without title marks 根据全市…工作方案. */
import type { Paragraph } from './paragraphs';
import { paragraphMark } from './paragraphs';

const FOLLOWS = /根据|按照|参照|依据|依照|贯彻|落实|结合/;
const CITED = /《([^《》]{2,120}(?:《[^》]*》[^《》]{0,20})*)》/g;
const KIND = /(?:方案|通知|意见|规划|计划|办法|条例|法|决定|纲要|要点|规定|措施|预案|部署|精神|行动)(?:\([^)]*\))?$/;
const BARE = /(?:根据|按照|参照|依据)([^,。;《》]{6,50}?(?:方案|通知|意见))/g;

/** Only what stands before the first numbered item is the plan's basis; later citations belong to measures. */
export const readBasis = (paragraphs: readonly Paragraph[], title: string): string[] => {
  const found: string[] = [];
  const add = (name: string): void => {
    if (name !== title && !found.includes(name)) found.push(name);
  };
  for (const p of paragraphs) {
    if (paragraphMark(p) && found.length > 0) break;
    if (paragraphMark(p) && p.clip.length < 400) break;
    const { clip } = p;
    const text = clip.text.slice(0, 1500);
    for (const m of text.matchAll(CITED)) {
      const name = clip.printed(m.index + 1, m.index + m[0].length - 1);
      const sentence = text.slice(Math.max(0, text.lastIndexOf('。', m.index) + 1, m.index - 120), m.index);
      if (KIND.test(m[1] ?? '') && FOLLOWS.test(sentence) && !/现将[^。]*$/.test(sentence)) add(name);
    }
    for (const m of text.matchAll(BARE)) add(clip.printed(m.index + 2, m.index + m[0].length));
  }
  return found;
};
