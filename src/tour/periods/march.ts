import { unitOf } from '../campaign';
import { accepted, expect, present, reasonOf, refused } from '../expectations';
import type { Tour } from '../tour';
import { CLOSES, DUE } from './hand';
import { acceptAll, contentOf, filled, handIn, reportOf, reportsIn, rowOf, saveCells, statesIn, type Fault, type Months } from './months';

const MONTH = '2026-03';
/** What agriculture hands in first: nine cases, of which its ledger has five. */
const TOO_MANY = 9;

/** Act 17: the first month: zero, cell by cell, an error and a warning, returned, late, missing. */
export async function march(tour: Tour, months: Months): Promise<void> {
  tour.act('三月：零报告、审核、退回、迟报、漏报', 'March: zero, checked, returned, late, missing');
  const { coordinator, clerk, heads, rehearsal } = months;
  const { education, market, agriculture, police, commerce } = heads;

  await rehearsal.turnTo('2026-03-20');
  await tour.step(education, '当月没有情况：零报告', 'Has nothing to report, and says so', async () => {
    const owed = await reportOf(months, 'education', MONTH);
    const both = await education.act('report', 'submitReport', owed, { zero: true, ...contentOf(rowOf('market', MONTH)) });
    const refusal = refused(both, 'EVENT_REFUSED', 'ZERO_WITH_CONTENT');
    const report = await education.does('report', 'submitReport', owed, { zero: true });
    expect(report.zero === true && report.timeliness === 'TIMELY', '零报告应按时。A zero report in time is timely.');
    const silent = await reportOf(months, 'commerce', MONTH);
    expect(silent.zero === null && silent.state === 'OWED', '没有报送不是零报告。Nothing is no zero report.');
    return [
      `零报告又附数字：拒绝 ${refusal.message}`,
      `${report.title}：${report.stateLabel}，零报告；${silent.unit.name}什么都没报：${silent.stateLabel}`,
    ];
  });

  await tour.step(clerk, '经办人逐格填报，每格都有状态', 'A clerk fills the form in cell by cell', async () => {
    const report = await reportOf(months, 'market', MONTH);
    const begun = await saveCells(clerk, report, { '1': 120, '2.2': 10 });
    expect(statesIn(begun) === '1 VALID，2.1 EMPTY，2.2 DRAFT，3 EMPTY，4 EMPTY', `各格状态不符：${statesIn(begun)}。The cells stand otherwise.`);
    const half = await saveCells(clerk, begun, { '2.1': 8, '3': 18.555, '4': 260 });
    expect(statesIn(half) === '1 VALID，2.1 ERROR，2.2 ERROR，3 ERROR，4 VALID', `各格状态不符：${statesIn(half)}。The cells stand otherwise.`);
    const other = await filled(coordinator, report);
    expect(
      other.entry.cells.every(({ value }) => value === null),
      '报送前办公室看不到草稿。A draft is the unit’s own.',
    );
    return [statesIn(begun), `${statesIn(half)}：${half.entry.faults.map(({ message }) => message).join('；')}`, '办公室此时看不到草稿'];
  });

  await tour.step(market, '有错误就报送', 'Hands in what has errors', async () => {
    const report = await reportOf(months, 'market', MONTH);
    const refusal = refused(await market.act('report', 'submitReport', report), 'EVENT_REFUSED', 'FIGURES_FAULTY');
    const faults = faultsIn(reasonOf(refusal, 'FIGURES_FAULTY').data);
    const named = faults.map(({ code, cells }) => `${code} ${cells.join('、')}`).join('；');
    expect(named === 'TOO_MANY_DECIMALS 3；RULE_BROKEN 2.1、2.2', `应逐格指出错误，实为 ${named}。Every cell at fault should be named.`);
    return ['拒绝', ...faults.map(({ cells, message }) => `${cells.join('、')}：${message}`)];
  });

  await tour.step(market, '改正后有一处提示：写明情况才能报送', 'Mends them; a warning wants a word', async () => {
    const [, opened, , value] = rowOf('market', MONTH);
    const mended = await saveCells(market, await reportOf(months, 'market', MONTH), { '2.1': opened, '3': value });
    expect(
      statesIn(mended) === '1 VALID，2.1 WARNING，2.2 WARNING，3 VALID，4 VALID',
      `各格状态不符：${statesIn(mended)}。The cells stand otherwise.`,
    );
    const refusal = refused(await market.act('report', 'submitReport', mended), 'EVENT_REFUSED', 'EXPLANATION_REQUIRED');
    const [warning] = faultsIn(reasonOf(refusal, 'EXPLANATION_REQUIRED').data);
    const text = '首月集中排查，案件正在调查取证';
    const report = await market.does('report', 'submitReport', mended, { explanations: [{ rule: present(warning, 'warning').rule, text }] });
    const kept = (await filled(coordinator, report)).submissions[0]?.explanations;
    expect(kept?.length === 1 && kept[0]?.text === text, '说明应随报表留存。The explanation should be kept with the report.');
    return [`没有说明：拒绝 ${warning?.message}`, `附说明：${report.stateLabel}，办公室看得到“${text}”`];
  });

  await rehearsal.turnTo('2026-03-23');
  await tour.step(agriculture, '报送，其中一格与台账不符', 'Hands in, one figure being wrong', async () => {
    const [people, , ...rest] = rowOf('agriculture', MONTH);
    const owed = await reportOf(months, 'agriculture', MONTH);
    const report = await agriculture.does('report', 'submitReport', owed, contentOf([people, TOO_MANY, ...rest]));
    return `${report.stateLabel}，立案 ${TOO_MANY} 件`;
  });

  await tour.step(coordinator, '退回：必须写明理由', 'Returns it, which needs a reason', async () => {
    const report = await reportOf(months, 'agriculture', MONTH);
    const silent = await coordinator.act('report', 'returnReport', report, { reason: ' ' });
    const refusal = refused(silent, 'EVENT_REFUSED', 'REASON_REQUIRED');
    const reason = '立案数与台账不符，请核对';
    const returned = await coordinator.does('report', 'returnReport', report, { reason, dueOn: '2026-03-26' });
    expect(returned.state === 'RETURNED' && returned.timeliness === 'TIMELY', '退回不改变按时。A return does not undo that it came in time.');
    return [`没有理由：拒绝 ${refusal.message}`, `${returned.stateLabel}：“${reason}”，3月26日前重报`];
  });

  await rehearsal.turnTo('2026-03-25');
  await tour.step(agriculture, '期限过后一天、重报期限以内重新报送', 'Hands in again, after the date and within the new one', async () => {
    const again = await handIn(months, 'agriculture', MONTH);
    expect(again.timeliness === 'TIMELY' && again.workingDaysLate === 0, `应仍为按时，实为 ${again.timeliness}。It should still be timely.`);
    const { corrections } = await filled(coordinator, again);
    const [change] = corrections;
    const [, opened] = rowOf('agriculture', MONTH);
    expect(
      corrections.length === 1 && change?.cell === '2.1' && change.before === TOO_MANY && change.after === opened && change.asked === 'RETURNED',
      `应保留前后两个数：${JSON.stringify(corrections)}。Both values should be kept.`,
    );
    return [`时效 ${again.timeliness}`, `2.1 由 ${change.before} 改为 ${change.after}，${change.actor}，退回理由“${change.reason}”，前后都保留`];
  });

  await rehearsal.turnTo('2026-03-27');
  await tour.step(police, '期限过后三个工作日才报送', 'Hands in three working days late', async () => {
    const report = await handIn(months, 'police', MONTH);
    expect(report.timeliness === 'LATE' && report.workingDaysLate === 3, `应迟报3个工作日，实为 ${report.workingDaysLate}。Expected three days.`);
    return `${report.dueOn}（周二）应报，3月27日（周五）报送：${report.timeliness}，迟${report.workingDaysLate}个工作日`;
  });

  await tour.step(coordinator, '一次通过四份', 'Accepts the four at once', async () => `${await acceptAll(months, MONTH)}份通过`);

  await rehearsal.turnTo('2026-04-01');
  await tour.step('引擎', `${CLOSES[MONTH]}截止：没有报的记为漏报`, 'The period has closed: what has not come is missing', async () => {
    const reports = await reportsIn(months, MONTH);
    const missing = reports.filter(({ timeliness }) => timeliness === 'MISSING');
    expect(missing.length === 1 && missing[0]?.unit.id === unitOf(commerce).id, '只有一家漏报。One unit should be missing.');
    const owing = await filled(commerce, missing[0] ?? { id: '' });
    expect(
      owing.state === 'OWED' && owing.zero === null && owing.closesOn === CLOSES[MONTH],
      '漏报的仍是应报未报。It is owed still, and no zero report.',
    );
    const urged = accepted(await coordinator.act('report', 'urgeReport', owing, { message: '三月统计表已漏报，请补报并说明原因' }));
    expect(urged.timeliness === 'MISSING', '催报不改变漏报。Urging does not change that.');
    return `${DUE[MONTH]}应报${reports.length}份：按时3、迟报1（3个工作日）、漏报1（${owing.unit.name}）；零报告不是漏报`;
  });
}

/** As a refusal names them, in both languages. */
const faultsIn = (data: Record<string, unknown>): Fault[] =>
  (data as { faults: (Omit<Fault, 'message'> & { message: { zh: string } })[] }).faults.map((fault) => ({ ...fault, message: fault.message.zh }));
