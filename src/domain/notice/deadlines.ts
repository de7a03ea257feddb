/** Deadlines that the engine watches: 20个工作日内公示, 3日内上报. Hours are no civil dates and are left to the text. */
import type { Plan } from '../plan/model';
import { readNumeral } from './numerals';
import { sentences, type Reading } from './reading';

const WITHIN = /(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个)?(工作日|自然日|日历日|日|天)(?:以|之)?内/g;

/** What is to be done stands this near to the number of days. */
const REACH = 120;

export const readDeadlines = (reading: Reading): Plan['deadlines'] => {
  const found: Plan['deadlines'] = [];
  for (const { clip, tabular } of reading.paragraphs) {
    if (tabular || !/[日天](?:以|之)?内/.test(clip.text)) continue;
    for (const sentence of sentences(clip)) {
      for (const m of sentence.text.matchAll(WITHIN)) {
        const days = readNumeral(m[1] ?? '');
        if (!(days >= 1) || /(?:[月年第]|控制在|压减至|降至|不超过)$/.test(sentence.text.slice(Math.max(0, m.index - 3), m.index))) continue;
        const start = Math.max(0, m.index - REACH);
        const from = start + sentence.text.slice(start, m.index).lastIndexOf(',') + 1;
        const after = m.index + m[0].length;
        const comma = sentence.text.slice(after, after + REACH).indexOf(',');
        const to = comma < 0 ? Math.min(sentence.length, after + REACH) : after + comma;
        found.push({ what: sentence.printed(from, to).slice(0, 120), days, working: m[2] === '工作日', span: sentence.span(from, to) });
      }
    }
  }
  return found;
};
