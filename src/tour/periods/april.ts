import { campaignOf, unitOf } from '../campaign';
import { accepted, expect, present } from '../expectations';
import type { Tour } from '../tour';
import { APRIL_VALUE_BEFORE, CORRECTED, DUE, TOTALS } from './hand';
import { acceptAll, cellsOf, filled, handIn, nameOf, reportOf, reportsIn, type Months } from './months';
import { expectTotals, groupsFor, onlyMonth, SNAPSHOT, snapshotsOf, totalsIn, type Snapshot } from './totals';

const MONTH = '2026-04';
/** Who is in time. */
const IN_TIME = ['market', 'police', 'education', 'health'] as const;

/** Act 18: a unit joins, two are urged, one is late over a holiday, and a value is corrected after it was accepted. */
export async function april(tour: Tour, months: Months): Promise<void> {
  tour.act('四月：加入、催报、快照、更正', 'April: joining, urging, a snapshot, a correction');
  const { campaign, coordinator, heads, rehearsal } = months;
  const { market, police, agriculture, commerce, health } = heads;

  await rehearsal.turnTo('2026-04-13');
  await tour.step(coordinator, '新单位中途加入', 'A unit joins on the way', async () => {
    const joining = unitOf(health);
    await coordinator.does('campaign', 'addCampaignUnit', campaign.id, { unit: joining.id, reason: '学校食堂归口检查' });
    const of = async (month: '2026-03' | '2026-04' | '2026-05') =>
      (await reportsIn(months, month)).filter(({ unit }) => unit.id === joining.id).length;
    const owed = [await of('2026-03'), await of('2026-04'), await of('2026-05')];
    expect(owed.join() === '0,1,1', `应从四月起报，实为 ${owed.join('、')}。It should owe April and May.`);
    const seen = await campaignOf(health, campaign);
    return `${joining.name}自4月13日起应报：四月、五月各一份，三月不报；“${seen.title}”已在其列表中`;
  });

  await rehearsal.turnTo('2026-04-23');
  await tour.step(market, '带入上期：累计数从上月接着填', "Takes over the last month's running total", async () => {
    const { prefill, entry } = await filled(market, await reportOf(months, 'market', MONTH));
    expect(
      prefill?.period === '2026-03' && prefill.cells.map(({ key, value }) => `${key}=${value}`).join() === '4=260',
      '应带入第4项260。Expected 4=260.',
    );
    return `可带入 4=260（${prefill.period}）；上期 ${entry.cells.map(({ key, previous }) => `${key}=${previous}`).join('，')}`;
  });

  await tour.step('各单位', '四家按时报送', 'Four hand in, in time', async () => {
    const reports = [];
    for (const unit of IN_TIME) reports.push(await handIn(months, unit, MONTH));
    expect(
      reports.every(({ timeliness }) => timeliness === 'TIMELY'),
      '四家都应按时。All four should be timely.',
    );
    return reports.map(({ unit }) => unit.name).join('、');
  });

  await rehearsal.turnTo('2026-04-27');
  await tour.step(coordinator, '一键催报所有逾期未报的', 'Urges all who are late, at once', async () => {
    const open = (await reportsIn(months, MONTH)).filter(({ state }) => state === 'OWED');
    expect(
      open
        .map(({ unit }) => nameOf(months, unit))
        .sort()
        .join() === 'agriculture,commerce',
      '应有两家未报。Two should be open.',
    );
    const refusals = (await coordinator.actOnMany('urgeReports', open, { message: '四月统计表已逾期，请尽快报送' })).flat();
    const urged = (await reportsIn(months, MONTH)).filter(({ attention }) => attention === 'URGED');
    expect(refusals.length === 0 && urged.length === open.length, '两家都应已被催报。Both should have been urged.');
    return `一次请求，已催 ${urged.map(({ unit }) => unit.name).join('、')}`;
  });

  await rehearsal.turnTo('2026-04-28');
  await tour.step(commerce, '收到提醒和催报，当天报送', 'Finds reminder and urging, and hands in', async () => {
    const told = await messagesOf('commerce');
    const wanted = ['REPORT_REMINDER_BEFORE', 'REPORT_OVERDUE', 'REPORT_REMINDER_AFTER', 'REPORT_URGED'];
    const lacking = wanted.filter((message) => !told.includes(message));
    expect(lacking.length === 0, `应收到 ${lacking.join('、')}，收到的是 ${told.join('、')}。Some messages are not there.`);
    const report = await handIn(months, 'commerce', MONTH);
    expect(report.timeliness === 'LATE' && report.workingDaysLate === 2, `应迟报2个工作日，实为 ${report.workingDaysLate}。Expected two days.`);
    expect(report.attention === null, '报送后不再催。Who has handed in is not urged any more.');
    return [`消息：${wanted.join('、')}`, `${DUE[MONTH]}（周五）应报，4月28日（周二）报送：迟${report.workingDaysLate}个工作日，周末不计`];
  });

  await rehearsal.turnTo('2026-05-06');
  await tour.step(agriculture, '节后才报送：五天假期不计', 'Hands in after the holiday, which does not count', async () => {
    const report = await handIn(months, 'agriculture', MONTH);
    expect(report.workingDaysLate === 5, `应迟报5个工作日，实为 ${report.workingDaysLate}。Expected five days.`);
    return `${DUE[MONTH]}应报，5月6日报送：${report.timeliness}，迟${report.workingDaysLate}个工作日（5月1日至5日放假）`;
  });

  await tour.step(coordinator, '一次通过六份', 'Accepts all six at once', async () => `${await acceptAll(months, MONTH)}份通过`);

  let snapshot!: Snapshot;
  await tour.step(coordinator, '四月数据上报前固定为快照', 'Keeps a snapshot of the month', async () => {
    const input = { campaignId: campaign.id, title: '四月上报', window: { span: 'PERIOD', on: '2026-04-30' } };
    const taken = accepted(await coordinator.send<{ figureSnapshot: Snapshot }>('createFigureSnapshot', `figureSnapshot { ${SNAPSHOT} }`, input));
    snapshot = taken.figureSnapshot;
    const content = JSON.parse(snapshot.content) as { total: { cells: { key: string; value: string }[] }[] };
    const value = content.total[0]?.cells.find(({ key }) => key === CORRECTED.cell)?.value;
    expect(Number(value) === APRIL_VALUE_BEFORE, `涉案金额应为 ${APRIL_VALUE_BEFORE}，快照为 ${value}。The snapshot holds another value.`);
    return `${snapshot.title}：涉案金额 ${value} 万元，SM3 ${snapshot.digest.slice(0, 16)}…`;
  });

  await rehearsal.turnTo('2026-05-08');
  await tour.step(coordinator, '通过以后发现有误：退回更正', 'Opens an accepted report for a correction', async () => {
    const report = await reportOf(months, CORRECTED.unit, MONTH);
    const reopened = await coordinator.does('report', 'reopenReport', report, { reason: '涉案金额鉴定结果已更新', dueOn: '2026-05-12' });
    const [group] = await groupsFor(coordinator, months, onlyMonth(MONTH));
    expect(
      totalsIn(present(group, 'April'))[3] === APRIL_VALUE_BEFORE,
      '更正报来之前，原值照常计入。What was accepted counts until the other comes.',
    );
    return `${reopened.stateLabel}；更正报来之前仍按原值计：涉案金额 ${APRIL_VALUE_BEFORE} 万元`;
  });

  await tour.step(police, '更正：前后两个数都留下', 'Corrects it; both values are kept', async () => {
    const { cell, before, after } = CORRECTED;
    const report = await reportOf(months, CORRECTED.unit, MONTH);
    const draft = accepted(await police.act('report', 'saveReportDraft', report, cellsOf({ [cell]: after })));
    const corrected = await police.does('report', 'submitReport', draft);
    expect(corrected.timeliness === 'TIMELY', `更正不改变按时，实为 ${corrected.timeliness}。A correction in time stays timely.`);
    const { corrections } = await filled(coordinator, await coordinator.does('report', 'acceptReport', corrected));
    const [change] = corrections;
    expect(
      corrections.length === 1 && change?.cell === cell && change.before === before && change.after === after && change.asked === 'REOPENED',
      `应保留前后两个数：${JSON.stringify(corrections)}。Both values should be kept.`,
    );
    return `${cell} 由 ${before} 改为 ${after}（${change.actor}，“${change.reason}”），时效仍为 ${corrected.timeliness}`;
  });

  await tour.step(coordinator, '汇总随更正变动，快照不变', 'The totals follow the correction, the snapshot does not', async () => {
    const [group] = await groupsFor(coordinator, months, onlyMonth(MONTH));
    expectTotals(group, TOTALS[MONTH], MONTH);
    const kept = (await snapshotsOf(coordinator, months)).find(({ key }) => key === snapshot.key);
    expect(kept?.digest === snapshot.digest && kept.content === snapshot.content && kept.intact, '快照不应变动。The snapshot should be as it was.');
    return `涉案金额 ${APRIL_VALUE_BEFORE} → ${TOTALS[MONTH][3]} 万元；快照仍为 ${APRIL_VALUE_BEFORE}，摘要核对无误`;
  });

  async function messagesOf(unit: 'commerce'): Promise<string[]> {
    const { id } = await reportOf(months, unit, MONTH);
    const { viewer } = await heads[unit].ask<{ viewer: { messages: { nodes: { message: string; subject: { id: string } | null }[] } } }>(
      '{ viewer { messages(first: 100) { nodes { message subject { id } } } } }',
    );
    return viewer.messages.nodes.filter(({ subject }) => subject?.id === id).map(({ message }) => message);
  }
}
