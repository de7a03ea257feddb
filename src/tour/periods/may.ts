import { taskOf, unitOf } from '../campaign';
import { expect, refused } from '../expectations';
import type { Tour } from '../tour';
import { DUE } from './hand';
import { acceptAll, handIn, nameOf, reportOf, reportsIn, type Months } from './months';

const MONTH = '2026-05';

/** Act 19: a unit leaves and owes no longer, and the office closes a period for one that keeps silent. */
export async function may(tour: Tour, months: Months): Promise<void> {
  tour.act('五月：单位退出、逢休顺延、办公室截止', 'May: a unit leaves, a due day off, closed by the office');
  const { campaign, coordinator, heads, rehearsal } = months;
  const { education, police, commerce } = heads;

  await rehearsal.turnTo('2026-05-11');
  await tour.step(coordinator, '单位退出：先把任务交出去', 'A unit leaves, once its task has gone to another', async () => {
    const leaving = unitOf(education);
    const refusal = refused(
      await coordinator.act('campaign', 'releaseCampaignUnit', campaign.id, { unit: leaving.id, reason: '机构调整' }),
      'EVENT_REFUSED',
      'UNIT_HAS_TASKS',
    );
    const task = await taskOf(coordinator, campaign, '一(三)1');
    await coordinator.does('task', 'transferTask', task, { unit: leaving.id, toUnit: unitOf(heads.health).id, reason: '校园周边改由卫健部门配合' });
    const now = await reportOf(months, 'education', MONTH);
    expect(now.state === 'WAIVED', `五月应不再应报，实为 ${now.state}。May should no longer be owed.`);
    const past = [await reportOf(months, 'education', '2026-03'), await reportOf(months, 'education', '2026-04')];
    expect(
      past.every(({ state, timeliness }) => state === 'ACCEPTED' && timeliness === 'TIMELY'),
      '已报的两期不变。What was handed in stays.',
    );
    return [`任务未交出：拒绝 ${refusal.message}`, `${leaving.name}自5月11日起不再应报：五月 ${now.stateLabel}；三月、四月照旧计入`];
  });

  await rehearsal.turnTo('2026-05-25');
  await tour.step('各单位', '24日是周日，25日周一报送仍为按时；一家零报告', 'The 24th is a Sunday: the 25th is in time', async () => {
    const reports = [];
    for (const unit of ['market', 'police', 'health'] as const) reports.push(await handIn(months, unit, MONTH));
    reports.push(await commerce.does('report', 'submitReport', await reportOf(months, 'commerce', MONTH), { zero: true }));
    expect(
      reports.every(({ timeliness, dueOn }) => timeliness === 'TIMELY' && dueOn === DUE[MONTH]),
      '顺延后应都按时。All should be timely.',
    );
    return reports.map(({ unit, zero }) => `${unit.name}${zero ? '（零报告）' : ''}`).join('、');
  });

  await rehearsal.turnTo('2026-05-28');
  await tour.step(police, '单位替别人截止', 'A unit closes the period of another', async () => {
    const open = await reportOf(months, 'agriculture', MONTH);
    const [refusal] = (await police.act('report', 'closeReportPeriod', open.id)).refusals;
    expect(refusal !== undefined, '单位不应能截止。A unit may not close a period.');
    return `拒绝 ${refusal.code}：${refusal.message}`;
  });

  await tour.step(coordinator, '办公室提前截止：仍未报的一家记为漏报', 'The office closes it: who is silent is missing', async () => {
    const open = await reportOf(months, 'agriculture', MONTH);
    const closed = await coordinator.does('report', 'closeReportPeriod', open);
    expect(closed.timeliness === 'MISSING' && closed.state === 'OWED', `应为漏报，实为 ${closed.timeliness}。Expected it to be missing.`);
    const missing = (await reportsIn(months, MONTH)).filter(({ timeliness }) => timeliness === 'MISSING');
    expect(missing.map(({ unit }) => nameOf(months, unit)).join() === 'agriculture', '只有一家漏报。One unit should be missing.');
    return `${closed.unit.name}：${closed.timeliness}`;
  });

  await tour.step(coordinator, '一次通过四份', 'Accepts the four at once', async () => `${await acceptAll(months, MONTH)}份通过`);
}
