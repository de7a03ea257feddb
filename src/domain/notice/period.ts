/** The period of the whole campaign, where the notice prints one: 专项行动时间为2022年8月下旬至12月31日, 2024年8月10日至9月10日开展…, 2019-2021年. */
import type { Plan } from '../plan/model';
import { headingOf, walk } from './outline';
import { namesBehind } from './phases';
import { scanRanges } from './ranges';
import { sentences, type Reading } from './reading';
import { subjectOf } from './sections';

const ABOUT =
  /(?:行动|整治|活动|治理|检查|排查|工作|时间|实施|方案)?(?:时间|期限|周期)(?:为|是|安排|从|自|:)|为期|起止|(?:开展|组织开展|实施|进行).{0,40}(?:行动|整治|活动|检查|治理|整顿|排查|工作|打击)|(?:行动|整治|活动|工作)(?:从|自|于)/;
const VALID = /有效期|实施期限|执行期限|截止|截至/;
const FROM_ISSUE = /印发之日|发布之日|公布之日|即日/;

export const readPeriod = (reading: Reading): Plan['period'] => {
  let startOnly: Plan['period'] = null;
  for (const part of reading.parts) {
    if (part.kind === 'ANNEX') continue;
    for (const node of walk(part.root)) {
      const steps = node.mark !== null && subjectOf(node) === 'STEPS';
      const inPhase = node.parent?.mark && subjectOf(node.parent) === 'STEPS' && /阶段|\(.*(?:月|日).*\)/.test(headingOf(node)?.text ?? '');
      if (inPhase) continue;
      for (const clip of node.own) {
        if (namesBehind(clip.text, steps || (node.parent?.mark != null && subjectOf(node.parent) === 'STEPS'))) continue;
        for (const sentence of sentences(clip)) {
          if (/^\(?第.(?:阶段|步)/.test(sentence.text)) continue;
          for (const range of scanRanges(sentence.text, reading.year, reading.issuedOn)) {
            if (range.coarse) continue;
            if (/^(?:为|是|,)?(?!,?共?分)[\u4e00-\u9fff、]{2,12}?(?<!个)阶段/.test(sentence.text.slice(range.to, range.to + 24))) continue;
            const around = sentence.text.slice(Math.max(0, range.from - 24), range.to + 50);
            const about = ABOUT.test(around) || (steps && sentence.length < 60 && !/(?<!个)阶段/.test(around));
            const whole = range.start !== null && range.end !== null && range.start !== range.end;
            if (whole && about && !/[《]/.test(around.slice(0, 24)) && !inTitle(sentence.text, range.from))
              return { start: range.start, end: range.end };
            const before = sentence.text.slice(Math.max(0, range.from - 14), range.from);
            if (!whole && VALID.test(before) && range.end !== null)
              return { start: FROM_ISSUE.test(sentence.text) ? reading.issuedOn : null, end: range.end };
            const begins = /(?:从|自)$/.test(before) && /^.?(?:起|开始)/.test(sentence.text.slice(range.to - 1));
            if (
              startOnly === null &&
              range.start !== null &&
              begins &&
              /行动|整治|活动|治理|检查/.test(sentence.text) &&
              !/报送|上报/.test(sentence.text)
            )
              startOnly = { start: range.start, end: null };
          }
        }
      }
    }
  }
  return startOnly;
};

const inTitle = (text: string, at: number): boolean => text.lastIndexOf('《', at) > text.lastIndexOf('》', at);
