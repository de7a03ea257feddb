/** Figures that do not add up: a total beside parts that are said to make it up (共49件,包含A2件、B20件、C23件). */
import { sentences, type Reading } from './reading';

const PARTS = /(?:包含|包括|分别为|分别是|分为|其中)/;
const FIGURE = /(\d{1,9}(?:\.\d{1,4})?)(万?)(余|多)?(人次|户次|家次|批次|件|起|家|户|人|个|条|份|次|处|吨|万元|元)/g;

interface Figure {
  value: number;
  unit: string;
  at: number;
  end: number;
  rough: boolean;
}

const figuresIn = (text: string): Figure[] =>
  [...text.matchAll(FIGURE)].map((m) => ({
    value: Number(m[1]) * (m[2] ? 10_000 : 1),
    unit: m[4] ?? '',
    at: m.index,
    end: m.index + m[0].length,
    rough: m[3] !== undefined,
  }));

export const checkFigures = (reading: Reading): void => {
  for (const { clip } of reading.paragraphs) {
    if (!PARTS.test(clip.text)) continue;
    for (const sentence of sentences(clip)) {
      const m = PARTS.exec(sentence.text);
      if (!m) continue;
      const all = figuresIn(sentence.text);
      const parts = all.filter((f) => f.at > m.index);
      const unit = parts[0]?.unit;
      const same = parts.filter((f) => f.unit === unit);
      const before = all.filter((f) => f.at < m.index && f.unit === unit);
      const total = before.find((f) => /[共总计达]/.test(sentence.text.slice(Math.max(0, f.at - 10), f.at))) ?? before.at(-1);
      if (!total || same.length < 2 || [total, ...same].some((f) => f.rough)) continue;
      const sum = same.reduce((n, f) => n + f.value, 0);
      // 其中 may name some of the parts only, so only too much is wrong there
      // and figures told in between (责令整改9家) are no totals where an earlier one is what the parts add up to
      const fits = before.some((f) => f.value === sum || (m[0] === '其中' && sum < f.value));
      const wrong = !fits && (m[0] === '其中' ? sum > total.value : sum !== total.value);
      if (!wrong) continue;
      reading.report(
        'NOTICE006',
        `数字对不上：总数${total.value}${total.unit}，所列各项合计${sum}${total.unit}。`,
        sentence.span(total.at, (same.at(-1) as Figure).end),
        '请核对总数或补齐漏列的分项。',
      );
    }
  }
};
