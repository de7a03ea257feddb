import { taskOf, unitOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import { expect, refused } from '../expectations';
import type { Tour } from '../tour';

/** Act 8: who has no part in a task, who gets one, who loses one, and a task that is given up. */
export async function borders(tour: Tour, cast: Cast, campaign: Running): Promise<void> {
  tour.act('分工边界与调整', 'Who is in it and who is not');
  const { coordinator, leader, market, police, education, court, commerce, stranger, agriculture } = cast;

  await tour.step(education, '查看并签收别人的任务', "Looks at, and acknowledges, somebody else's task", async () => {
    const task = await taskOf(education, campaign, '二(五)3');
    expect(task.text === null && task.parts.length === 0, '别人的任务只应看到标题和状态。Of others one sees title and state.');
    const refusal = refused(await education.act('task', 'acknowledgeTask', task), 'EVENT_REFUSED', 'NOT_IN_THIS_TASK');
    return [`只看到：${task.number} ${task.title}，${task.stateLabel}`, `签收：拒绝 ${refusal.message}`];
  });

  await tour.step(stranger, '不参加的单位签收任务', 'A unit outside the campaign acknowledges', async () => {
    const { id } = await taskOf(coordinator, campaign, '二(五)3');
    const refusal = refused(await stranger.act('task', 'acknowledgeTask', id), 'NOT_FOUND');
    return `拒绝 ${refusal.code}：${refusal.message}`;
  });

  await tour.step(coordinator, '转办：配合单位换人', 'Transfers a part to another unit', async () => {
    const task = await taskOf(coordinator, campaign, '二(五)4');
    const input = { unit: unitOf(police).id, toUnit: unitOf(commerce).id, reason: '商贸流通环节由商务部门配合更合适' };
    const transferred = await coordinator.does('task', 'transferTask', task, input);
    const states = transferred.parts.map(({ unit, state }) => `${unit.name} ${state}`);
    return states.join('，');
  });

  await tour.step(commerce, '新加入的单位：待办里有任务，也有应报材料', 'Who joins finds the task and what it owes', async () => {
    const { viewer } = await commerce.ask<{ viewer: { inbox: { nodes: { kind: string; title: string }[] } } }>(
      'query ($campaign: ID!) { viewer { inbox(first: 50, filter: { campaignId: $campaign }) { nodes { kind title } } } }',
      { campaign: campaign.id },
    );
    const kinds = viewer.inbox.nodes.map(({ kind }) => kind);
    expect(kinds.includes('TASK') && kinds.includes('REPORT'), `应有任务和应报材料：${kinds.join('、')}。Expected a task and reports.`);
    return viewer.inbox.nodes.map(({ title }) => title).join('、');
  });

  await tour.step(police, '已退出的单位再办理', 'Who has left acts again', async () => {
    const { id } = await taskOf(coordinator, campaign, '二(五)4');
    return `拒绝：${refused(await police.act('task', 'startTask', id), 'EVENT_REFUSED', 'UNIT_HAS_LEFT').message}`;
  });

  await tour.step(agriculture, '牵头单位加签一家配合单位', 'The lead adds a cooperating unit', async () => {
    const task = await taskOf(agriculture, campaign, '二(二)2');
    const added = await agriculture.does('task', 'addTaskUnit', task, {
      unit: unitOf(commerce).id,
      role: 'COOPERATING',
      reason: '农资连锁网点由商务部门掌握',
    });
    return `${added.number}：${added.parts
      .filter(({ active }) => active)
      .map(({ unit }) => unit.name)
      .join('、')}`;
  });

  await tour.step(coordinator, '减签', 'Removes it again', async () => {
    const task = await taskOf(coordinator, campaign, '二(二)2');
    const removed = await coordinator.does('task', 'removeTaskUnit', task, { unit: unitOf(commerce).id, reason: '由市供销部门提供即可' });
    return `${removed.number}：${removed.parts
      .filter(({ active }) => active)
      .map(({ unit }) => unit.name)
      .join('、')}`;
  });

  await tour.step(coordinator, '免除一家配合', 'Waives a part', async () => {
    const task = await taskOf(coordinator, campaign, '二(四)1');
    const waived = await coordinator.does('task', 'waiveTaskPart', task, { unit: unitOf(court).id, reason: '本项暂无涉诉案件' });
    return `${unitOf(court).name}：${waived.parts.find(({ unit }) => unit.id === unitOf(court).id)?.state}`;
  });

  await tour.step(leader, '终止一项任务，须写明理由', 'Writes a task off, which needs a reason', async () => {
    const task = await taskOf(leader, campaign, '二(四)5');
    const refusal = refused(await leader.act('task', 'writeOffTask', task, { reason: ' ' }), 'EVENT_REFUSED', 'REASON_REQUIRED');
    const gone = await leader.does('task', 'writeOffTask', task, { reason: '本年度无大型赛事' });
    return [`没有理由：拒绝 ${refusal.message}`, `${gone.number}：${gone.stateLabel}（${gone.state}）`];
  });

  await tour.step(market, '办理已终止的任务', 'Acts on a task that is written off', async () => {
    const task = await taskOf(market, campaign, '二(四)5');
    const sent = await market.act('task', 'startTask', task);
    return `拒绝：${refused(sent, 'EVENT_REFUSED', 'TASK_WRITTEN_OFF').message}`;
  });
}
