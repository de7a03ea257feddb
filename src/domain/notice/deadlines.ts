/**
 * Time limits: 20个工作日内公示, 3日内上报, 24小时内报告. One printed in hours keeps them and takes up whole days beside (24 hours are one day);
 * minutes are left to the text, and so are hours that say how long somebody is on duty.
 */
import type { Plan } from '../plan/model';
import { readNumeral } from './numerals';
import { sentences, type Reading } from './reading';

const WITHIN = /(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个)?(工作日|自然日|日历日|日|天|小时)(?:以|之)?内/g;

/** What is to be done stands this near to the number of days. */
const REACH = 120;

export const readDeadlines = (reading: Reading): Plan['deadlines'] => {
  const found: Plan['deadlines'] = [];
  for (const { clip, tabular } of reading.paragraphs) {
    if (tabular || !/(?:[日天]|小时)(?:以|之)?内/.test(clip.text)) continue;
    for (const sentence of sentences(clip)) {
      for (const m of sentence.text.matchAll(WITHIN)) {
        const days = readNumeral(m[1] ?? '');
        if (
          !(days >= 1) ||
          /(?:[月年第]|控制在|压减至|压缩[至到]|缩短[至到]|降至|不超过)$/.test(sentence.text.slice(Math.max(0, m.index - 3), m.index))
        )
          continue;
        const start = Math.max(0, m.index - REACH);
        const from = start + sentence.text.slice(start, m.index).lastIndexOf(',') + 1;
        const after = m.index + m[0].length;
        const comma = sentence.text.slice(after, after + REACH).indexOf(',');
        const to = comma < 0 ? Math.min(sentence.length, after + REACH) : after + comma;
        const inHours = m[2] === '小时';
        found.push({
          what: sentence.printed(from, to).slice(0, 120),
          days: inHours ? Math.ceil(days / 24) : days,
          hours: inHours ? days : null,
          working: m[2] === '工作日',
          span: sentence.span(from, to),
        });
      }
    }
  }
  return found;
};
