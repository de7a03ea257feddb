import fc from 'fast-check';
import { bulletinPaper } from '../../../src/application/bulletins/bulletin-paper';
import { campaignName, periodInWords, usualOverview, usualWords } from '../../../src/application/bulletins/usual-words';
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

  it.each([
    ['全市打击侵权假冒专项行动实施方案', '全市打击侵权假冒专项行动'],
    ['全市打击侵权假冒专项行动方案', '全市打击侵权假冒专项行动'],
    ['全县农村市场三年行动方案（2024—2026年）', '全县农村市场三年行动'],
    ['食品安全百日行动方案', '食品安全百日行动'],
    ['燃气安全专项整治工作方案', '燃气安全专项整治'],
    ['燃气安全专项整治工作实施方案', '燃气安全专项整治工作'],
    ['危化品整治的总体方案（试行）', '危化品整治'],
    ['城市治理三年行动计划', '城市治理三年行动计划'],
    ['实施方案', '实施方案'],
  ])('%s is the plan of %s', (title, name) => {
    expect(campaignName(title)).toBe(name);
    expect(usualWords(title, september, bulletinContent()).title).toBe(`关于2022年9月${name}进展情况的通报`);
  });

  it('says what was counted, and leaves out what there is none of', () => {
    const content = bulletinContent({ totals: { ...totals, expected: 8, submitted: 7, timely: 6, late: 1, missing: 1, parts: 4, partsAccepted: 1 } });
    expect(usualOverview(september, content)).toBe(
      '截至2022年10月8日，2022年9月应报材料8份，已报7份（报送率87.50%），其中按时6份（按时率75.00%）、迟报1份；漏报1份。各单位共承担任务4项，已完成1项（完成率25.00%）。',
    );
    const flawless = bulletinContent({ totals: { ...totals, expected: 2, submitted: 2, timely: 2, missing: 0, parts: 0, partsAccepted: 0 } });
    expect(usualOverview(september, flawless)).toBe(
      '截至2022年10月8日，2022年9月应报材料2份，已报2份（报送率100.00%），其中按时2份（按时率100.00%）。',
    );
  });

  it('does not count what was returned among what is there, though it came in time', () => {
    const given = { ...totals, expected: 8, submitted: 3, timely: 4, late: 1, missing: 1, overdue: 1, zero: 1, returned: 3, parts: 0 };
    const words =
      '截至2022年10月8日，2022年9月应报材料8份，已报3份（报送率37.50%）；另有退回后尚未重报2份；按报送时限统计，按时4份（按时率50.00%）、迟报1份、漏报1份、逾期未报1份；已报材料中零报告1份；曾退回3份。';
    expect(usualOverview(september, bulletinContent({ totals: { ...given, sentBack: 2, supplied: 0 } }))).toBe(words);
    // Counted before that was counted: as many as must have been.
    expect(usualOverview(september, bulletinContent({ totals: given }))).toBe(words);
  });

  it('says that what was missing was supplied', () => {
    const given = { ...totals, expected: 3, submitted: 2, timely: 1, missing: 2, sentBack: 0, supplied: 1, parts: 0 };
    expect(usualOverview(september, bulletinContent({ totals: given }))).toBe(
      '截至2022年10月8日，2022年9月应报材料3份，已报2份（报送率66.67%），其中按时1份（按时率33.33%）；漏报2份（其中1份已补报）。',
    );
  });

  /** Any report that the law allows, and some it does not. */
  const report = fc.record({
    time: fc.constantFrom('timely', 'late', 'missing', 'overdue', 'pending'),
    there: fc.boolean(),
    zero: fc.boolean(),
    returned: fc.boolean(),
  });
  it.each([true, false])('property: what is said to be a part is never more than the whole (counted now: %s)', (countedNow) => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 30 }), fc.nat(9), fc.nat(9), (reports, parts, more) => {
        const n = (is: (one: (typeof reports)[number]) => boolean): number => reports.filter(is).length;
        const at = (time: string): number => n((one) => one.time === time);
        const cameAndWent = n(({ time, there }) => ['timely', 'late'].includes(time) && !there);
        const words = usualOverview(
          september,
          bulletinContent({
            totals: {
              ...{ expected: reports.length, submitted: n(({ there }) => there), timely: at('timely'), late: at('late'), missing: at('missing') },
              ...{ overdue: at('overdue'), zero: n(({ there, zero }) => there && zero), returned: n(({ returned }) => returned) },
              ...{ parts: parts + more, partsAccepted: parts },
              ...(countedNow && { sentBack: cameAndWent, supplied: n(({ time, there }) => time === 'missing' && there) }),
            },
          }),
        );
        const said = (pattern: RegExp): number => Number(pattern.exec(words)?.[1] ?? 0);
        const [owed, there] = [said(/应报材料(\d+)份/), said(/已报(\d+)份/)];
        expect([owed, there]).toEqual([reports.length, n((one) => one.there)]);
        const among = /已报\d+份[^；。]*，其中([^；。]*)/.exec(words)?.[1] ?? '';
        expect([...among.matchAll(/(\d+)份/g)].reduce((sum, [, one]) => sum + Number(one), 0)).toBeLessThanOrEqual(there);
        expect(there + said(/尚未重报(\d+)份/)).toBeLessThanOrEqual(owed);
        expect(said(/按时(\d+)份/) + said(/迟报(\d+)份/) + said(/漏报(\d+)份/) + said(/逾期未报(\d+)份/)).toBeLessThanOrEqual(owed);
        expect(said(/其中(\d+)份已补报/)).toBeLessThanOrEqual(said(/漏报(\d+)份/));
        expect(said(/零报告(\d+)份/)).toBeLessThanOrEqual(there);
        expect(said(/曾退回(\d+)份/)).toBeLessThanOrEqual(owed);
        expect(said(/已完成(\d+)项/)).toBeLessThanOrEqual(said(/承担任务(\d+)项/));
        for (const [, percent] of words.matchAll(/([\d.]+)%/g)) expect(Number(percent)).toBeLessThanOrEqual(100);
        expect(words).not.toContain('NaN');
      }),
    );
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
    expect(paper.body.find((block) => block.kind === 'TABLE')).toMatchObject({
      title: '各单位报送和任务完成情况',
      note: '得分按权重计算：报送率1。',
    });
  });

  it('bears a signature and a date once it is published, and the office’s name where there is no body', () => {
    const draft = bulletinPaper(subjectOf(bulletin()), null, register);
    expect([draft.issuer, draft.signature]).toEqual(['市打假办', null]);
    const out = bulletin().when('APPROVE', leader).when('PUBLISH', office);
    expect(bulletinPaper(subjectOf(out), null, register).signature).toEqual({ unit: '市打假办', on: out.today });
  });

  it('says below the table what a reader who adds up a row would stumble over', () => {
    const content = bulletinContent();
    const [first, second] = content.units;
    if (!first || !second) throw new Error('no rows');
    const units = [
      { ...first, score: null, counts: { ...first.counts, sentBack: 1, supplied: 1 } },
      { ...second, counts: { ...second.counts, overdue: 1 } },
    ];
    const { body } = bulletinPaper(subjectOf(bulletin({ content: { ...content, units } })), null, register);
    expect(body.find((block) => block.kind === 'TABLE')).toMatchObject({
      note: '得分按权重计算：报送率1；“已报”不含退回后尚未重报的；“已报”含截止后补报的，“漏报”不因补报减少；“漏报”含逾期未报；“—”表示没有可以计分的项。',
    });
  });

  it('leaves out a section with nothing in it', () => {
    const plain = bulletinContent({ figures: [{ form: 'f1', cell: '1', label: '立案', unit: '件', value: null }] });
    const rows = plain.units.map((row) => ({ ...row, commended: false, criticised: false }));
    const paper = bulletinPaper(subjectOf(bulletin({ content: { ...plain, units: rows } })), null, register);
    expect(paper.body.flatMap((block) => (block.kind === 'HEADING' ? block.text : []))).toEqual(['一、总体情况', '二、报送和任务情况']);
  });
});
