import { taskOf, unitOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import { expect, reasonOf, refused } from '../expectations';
import type { Tour } from '../tour';

/** Act 6: one task from the delegation to the acceptance, with everything that can go wrong on the way. */
export async function oneTask(tour: Tour, cast: Cast, campaign: Running): Promise<void> {
  tour.act('一项任务的全程', 'One task, from beginning to end');
  const { coordinator, leader, market, enforcementSection, police, agriculture, housing } = cast;
  const { id } = await taskOf(coordinator, campaign, '二(一)1');

  await tour.step(market, '委派给执法稽查科办理', 'Delegates to a section of its own', async () => {
    const section = unitOf(enforcementSection);
    await market.does('task', 'delegateTask', id, { toUnit: section.id, reason: '由科室具体承办' });
    return `${section.name}承办，${unitOf(market).name}仍负责`;
  });

  await tour.step(market, '开始办理', 'Starts', async () => {
    const started = await market.does('task', 'startTask', id);
    return `${started.number} ${started.title}：${started.stateLabel}`;
  });

  await tour.step(market, '配合单位未完成就提交', 'Hands in while parts are open', async () => {
    const refusal = refused(await market.act('task', 'submitTask', id, { result: '已完成' }), 'EVENT_REFUSED', 'PARTS_STILL_OPEN');
    const { units } = reasonOf(refusal, 'PARTS_STILL_OPEN').data as { units: string[] };
    expect(units.length === 2, `应有2个单位未完成，实为${units.length}个。Two parts should be open.`);
    return [`拒绝：${refusal.message}`, `尚未完成：${units.length}个单位`];
  });

  await tour.step(police, '开始办理并完成配合', 'Starts and contributes', async () => {
    const started = await police.does('task', 'startTask', id);
    const task = await police.does('task', 'contributeToTask', started, {
      result: '抽调6名民警参加联合检查，移送线索2条',
      attachments: ['线索移送清单.docx'],
    });
    return `${unitOf(police).name}：${task.parts.find(({ unit }) => unit.id === unitOf(police).id)?.state}`;
  });

  await tour.step(market, '写明理由，不再等待一家', 'Proceeds without one unit, with a reason', async () => {
    const task = await market.does('task', 'proceedWithoutUnit', id, {
      unit: unitOf(agriculture).id,
      reason: '多次联系未果，本项农产品部分另行处理',
    });
    return `${unitOf(agriculture).name}：${task.parts.find(({ unit }) => unit.id === unitOf(agriculture).id)?.state}，理由留痕`;
  });

  await tour.step(market, '提交审核', 'Hands in for review', async () => {
    const task = await market.does('task', 'submitTask', id, { result: '检查经营户1260家，下架问题食品380公斤', attachments: ['检查台账.xlsx'] });
    return `${task.stateLabel}（${task.state}）`;
  });

  await tour.step(coordinator, '退回，写明理由', 'Returns it with a reason', async () => {
    const task = await coordinator.does('task', 'returnTask', id, { reason: '缺少农产品部分的情况说明' });
    return `${task.stateLabel}（${task.state}）`;
  });

  await tour.step(market, '补充后再次提交', 'Adds what was missing, hands in again', async () => {
    const started = await market.does('task', 'startTask', id);
    const task = await market.does('task', 'submitTask', started, { result: '已补充农产品批发环节检查情况' });
    return `${task.stateLabel}（${task.state}）`;
  });

  await tour.step(leader, '审核通过', 'Accepts', async () => {
    const task = await leader.does('task', 'acceptTask', id, { comment: '同意' });
    expect(task.state === 'ACCEPTED', `任务应已办结，实为 ${task.state}。The task should be accepted.`);
    return `${task.stateLabel}（${task.state}），${task.timeliness}`;
  });

  await tour.step(police, '委派给不属本单位的单位', 'Delegates to a unit that is not below', async () => {
    const other = await taskOf(police, campaign, '二(五)1');
    const refusal = refused(await police.act('task', 'delegateTask', other, { toUnit: unitOf(housing).id }), 'EVENT_REFUSED', 'UNIT_NOT_BELOW');
    return `拒绝：${refusal.message}`;
  });
}
