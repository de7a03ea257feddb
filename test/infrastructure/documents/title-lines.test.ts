import fc from 'fast-check';
import { TITLE_WIDTH, titleLines, widthInCharacters } from '../../../src/infrastructure/documents/official/title-lines';

describe('a title over several lines', () => {
  test.each([
    ['关于专项行动进展情况的通报', ['关于专项行动进展情况的通报']],
    ['关于2022年9月全市打击侵权假冒专项行动进展情况的通报', ['关于2022年9月全市打击侵权假冒', '专项行动进展情况的通报']],
    ['关于2026年10月专项行动\n进展情况的通报', ['关于2026年10月专项行动', '进展情况的通报']],
  ])('%j', (title, lines) => {
    expect(titleLines(title)).toEqual(lines);
  });

  test('no line begins with a particle or closes with an opening mark, and a date stays whole', () => {
    const lines = titleLines('关于2022年9月1日至2022年9月30日全市打击侵犯知识产权和制售假冒伪劣商品“铁拳”专项行动进展情况的通报');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(line).not.toMatch(/^[的和与、，”）》年月日]|[（《“]$|^\d+日|\d$/);
      expect(widthInCharacters(line)).toBeLessThanOrEqual(TITLE_WIDTH);
    }
  });

  test('property: nothing is lost, lines fit, and there are no more of them than needed and one', () => {
    const words = fc.array(fc.constantFrom('全市', '专项', '行动', '进展', '情况', '的', '通报', '2022', '年', '打击', '侵权', '和', '治理'), {
      minLength: 1,
      maxLength: 35,
    });
    fc.assert(
      fc.property(words, (all) => {
        const title = all.join('');
        const lines = titleLines(title);
        expect(lines.join('')).toBe(title);
        if (lines.length === 1) return;
        for (const line of lines) expect(widthInCharacters(line)).toBeLessThanOrEqual(TITLE_WIDTH);
        expect(lines.length).toBeLessThanOrEqual(Math.ceil(widthInCharacters(title) / TITLE_WIDTH) + 1);
      }),
    );
  });
});
