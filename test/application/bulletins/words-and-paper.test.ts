import { bulletinPaper } from '../../../src/application/bulletins/bulletin-paper';
import { periodInWords, usualOverview, usualWords } from '../../../src/application/bulletins/usual-words';
import type { StoredSubject } from '../../../src/application/ports/store';
import { bulletin, bulletinContent, bulletinOf } from '../../workflows/support/bulletins';
import { leader, office } from '../../workflows/support/people';
import type { UnitRegister } from '../../../src/domain/units';

const september = { from: '2022-09-01', to: '2022-09-30' };
const totals = bulletinContent().totals;

describe('the words of a bulletin that nobody has changed', () => {
  test.each([
    [{ from: '2022-09-01', to: '2022-09-30' }, '2022年9月'],
    [{ from: '2024-02-01', to: '2024-02-29' }, '2024年2月'],
    [{ from: '2022-09-01', to: '2022-09-15' }, '2022年9月1日至2022年9月15日'],
    [{ from: '2022-09-01', to: '2022-10-31' }, '2022年9月1日至2022年10月31日'],
    [{ from: '2022-09-05', to: '2022-09-05' }, '2022年9月5日'],
  ])('%j is %s', (period, words) => {
    expect(periodInWords(period)).toBe(words);
  });

  it('names the campaign without the word plan', () => {
    expect(usualWords('全市打击侵权假冒专项行动实施方案', september, bulletinContent()).title).toBe(
      '关于2022年9月全市打击侵权假冒专项行动进展情况的通报',
    );
  });

  it('says what was counted, and leaves out what there is none of', () => {
    const content = bulletinContent({ totals: { ...totals, expected: 8, submitted: 7, timely: 6, late: 1, missing: 1, parts: 4, partsAccepted: 1 } });
    expect(usualOverview(september, content)).toBe(
      '截至2022年10月8日，2022年9月应报材料8份，已报7份（87.50%），其中按时6份（75.00%）、迟报1份；漏报1份。各单位共承担任务4项，已完成1项（25.00%）。',
    );
    const flawless = bulletinContent({ totals: { ...totals, expected: 2, submitted: 2, timely: 2, missing: 0, parts: 0, partsAccepted: 0 } });
    expect(usualOverview(september, flawless)).toBe('截至2022年10月8日，2022年9月应报材料2份，已报2份（100.00%），其中按时2份（100.00%）。');
  });

  it('speaks of nothing where nothing was owed', () => {
    const nothing = bulletinContent({ totals: { ...totals, expected: 0, submitted: 0, timely: 0, missing: 0, parts: 0, partsAccepted: 0 } });
    expect(usualOverview(september, nothing)).toBe('2022年9月没有应报材料。');
  });
});

describe('the paper', () => {
  const names: Record<string, string> = { office: '市打假办', market: '市市场监管局', police: '市公安局' };
  const register = {
    get: (id: string) =>
      names[id] && { id, names: [{ name: names[id], kind: 'OFFICIAL', validFrom: null, validTo: null }], parents: [], kind: 'AGENCY', code: null },
  } as unknown as UnitRegister;
  const subjectOf = (story: ReturnType<typeof bulletin>): StoredSubject =>
    ({ definition: bulletinOf(), snapshot: story.snapshot, title: story.state.title }) as unknown as StoredSubject;

  it('has the words, the table, the figures, and who is commended and criticised, numbered on', () => {
    const paper = bulletinPaper(subjectOf(bulletin()), '市打击侵权假冒工作专班', register);
    expect(paper.issuer).toBe('市打击侵权假冒工作专班');
    expect(paper.body.map((block) => (block.kind === 'TABLE' ? block.rows : block.text))).toEqual([
      '一、总体情况',
      '应报8份，实报7份。',
      '二、报送和任务情况',
      [
        ['1', '市市场监管局', '4', '4', '4', '0', '0', '0', '1', '0', '100.00'],
        ['2', '市公安局', '4', '3', '3', '0', '1', '0', '1', '0', '75.00'],
      ],
      '三、主要数据',
      [['立案', '件', '12']],
      '四、表扬和批评',
      '对市市场监管局予以表扬。',
      '对市公安局予以批评。',
    ]);
    expect(paper.body.find((block) => block.kind === 'TABLE')).toMatchObject({ title: '各单位情况（得分权重：报送率1）' });
  });

  it('bears a signature and a date once it is published, and the office’s name where there is no body', () => {
    const draft = bulletinPaper(subjectOf(bulletin()), null, register);
    expect([draft.issuer, draft.signature]).toEqual(['市打假办', null]);
    const out = bulletin().when('APPROVE', leader).when('PUBLISH', office);
    expect(bulletinPaper(subjectOf(out), null, register).signature).toEqual({ unit: '市打假办', on: out.today });
  });

  it('leaves out a section with nothing in it', () => {
    const plain = bulletinContent({ figures: [{ form: 'f1', cell: '1', label: '立案', unit: '件', value: null }] });
    const rows = plain.units.map((row) => ({ ...row, commended: false, criticised: false }));
    const paper = bulletinPaper(subjectOf(bulletin({ content: { ...plain, units: rows } })), null, register);
    expect(paper.body.flatMap((block) => (block.kind === 'HEADING' ? block.text : []))).toEqual(['一、总体情况', '二、报送和任务情况']);
  });
});
