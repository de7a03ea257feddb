import { MAILED_MESSAGES, mailWords } from '../../../src/domain/messages/mail-words';

const about = { title: '9月统计表：与台账不一致' };

describe('questions about differences go by mail', () => {
  it('with what is asked, and by when', () => {
    expect(mailWords('DIFFERENCE_ASKED', { ...about, data: { message: '报表比台账多3件', dueOn: '2022-10-12' } })).toEqual({
      zh: '“9月统计表：与台账不一致”，请核实说明。报表比台账多3件。说明期限：2022-10-12。',
      en: '“9月统计表：与台账不一致”: please say why. 报表比台账多3件 Answer by 2022-10-12.',
    });
    expect(mailWords('DIFFERENCE_ASKED', { ...about, data: { message: '请核实。', dueOn: null } })?.zh).toBe(
      '“9月统计表：与台账不一致”，请核实说明。请核实。',
    );
  });

  it('and once more when the date has passed', () => {
    expect(mailWords('DIFFERENCE_OVERDUE', { ...about, data: { dueOn: '2022-10-12' } })).toEqual({
      zh: '“9月统计表：与台账不一致”已过说明期限，尚未说明。说明期限：2022-10-12。',
      en: '“9月统计表：与台账不一致” has not been answered in time. It was due on 2022-10-12.',
    });
  });

  it('but not what asks nobody to do anything', () => {
    for (const message of ['DIFFERENCE_ANSWERED', 'DIFFERENCE_SETTLED', 'DIFFERENCE_WITHDRAWN']) {
      expect(MAILED_MESSAGES).not.toContain(message);
      expect(mailWords(message, { ...about, data: {} })).toBeNull();
    }
  });
});
