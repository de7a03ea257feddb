import { campaignOf, phaseOf, taskOf, tasksOf, unitOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import { expect, present, refused } from '../expectations';
import { civilDay, later } from '../notice';
import type { Tour } from '../tour';

/** Act 7: urging, supervising, later dates, and a campaign that stands still for a while. */
export async function steering(tour: Tour, cast: Cast, campaign: Running): Promise<void> {
  tour.act('催办、督办与延期', 'Urging, supervising, extending');
  const { coordinator, leader, supervisor, market, housing, forestry } = cast;

  await tour.step(coordinator, '催办', 'Urges', async () => {
    const task = await taskOf(coordinator, campaign, '二(二)1');
    const urged = await coordinator.does('task', 'urgeTask', task, { message: '请于本周内报送第一次赶集日执法情况' });
    return `${urged.number} 关注程度 ${urged.attention}`;
  });

  await tour.step(supervisor, '挂牌督办', 'Lists for supervision', async () => {
    const task = await taskOf(supervisor, campaign, '二(五)5');
    const answerBy = civilDay(tour.now, 5);
    const supervised = await supervisor.does('task', 'superviseTask', task, { requirement: '逐站说明油品抽检安排', answerBy });
    return `${supervised.number} 关注程度 ${supervised.attention}，${answerBy}前答复`;
  });

  await tour.step(market, '答复督办', 'Answers', async () => {
    const task = await taskOf(market, campaign, '二(五)5');
    await market.does('task', 'answerTaskSupervision', task, { answer: '全市42座加油站已排定抽检，首批12座本周完成' });
    return `${task.number} 已答复`;
  });

  await tour.step(supervisor, '解除督办', 'Lifts the supervision', async () => {
    const task = await taskOf(supervisor, campaign, '二(五)5');
    const lifted = await supervisor.does('task', 'liftTaskSupervision', task, { reason: '措施落实' });
    expect(lifted.attention === 'NORMAL', `督办应已解除，实为 ${lifted.attention}。The supervision should be lifted.`);
    return `${lifted.number} 关注程度 ${lifted.attention}`;
  });

  await tour.step(housing, '申请延期', 'Asks for an extension', async () => {
    const task = await taskOf(housing, campaign, '二(五)3');
    const dueOn = later(present(task.dueOn, 'due date'), 5);
    await housing.does('task', 'requestTaskExtension', task, { dueOn, reason: '工地冬季停工，复检须待复工' });
    return `${task.number} 由 ${task.dueOn} 申请延至 ${dueOn}`;
  });

  await tour.step(coordinator, '同意延期', 'Grants it', async () => {
    const task = await taskOf(coordinator, campaign, '二(五)3');
    const granted = await coordinator.does('task', 'grantTaskExtension', task, { reason: '情况属实' });
    expect(granted.dueOn !== task.dueOn, '期限应已移动。The due date should have moved.');
    const { node } = await coordinator.ask<{ node: { deadlines: { key: string; dueOn: string; status: string }[] } }>(
      'query ($id: ID!) { node(id: $id) { ... on WorkflowSubject { deadlines { key dueOn status } } } }',
      { id: task.id },
    );
    const running = node.deadlines.filter(({ status }) => status === 'PENDING').map(({ key, dueOn }) => `${key} ${dueOn}`);
    expect(
      running.some((one) => one === `due ${granted.dueOn}`),
      `时限应随之移动：${running.join('、')}。The deadline should have moved too.`,
    );
    return [`期限 ${task.dueOn} → ${granted.dueOn}`, `引擎盯着的时限：${running.join('、')}`];
  });

  await tour.step(forestry, '申请延期，未获同意', 'Asks as well, and is denied', async () => {
    const task = await taskOf(forestry, campaign, '二(二)3(2)');
    const dueOn = later(present(task.dueOn, 'due date'), 20);
    const asked = await forestry.does('task', 'requestTaskExtension', task, { dueOn, reason: '人员外出培训' });
    const denied = await coordinator.does('task', 'denyTaskExtension', asked, { reason: '可安排他人承办' });
    expect(denied.dueOn === task.dueOn, '期限不应变动。The due date should not have moved.');
    return `不同意，期限仍为 ${denied.dueOn}`;
  });

  await tour.step(coordinator, '调整阶段期限', 'Extends the phase', async () => {
    const phase = await phaseOf(coordinator, campaign);
    const before = await tasksOf(coordinator, campaign);
    const end = later(present(phase.end, 'end of the phase'), 7);
    await coordinator.does('campaign', 'extendCampaignPhase', campaign.id, { phase: phase.key, end, reason: '与上级督查时间衔接' });
    const after = await tasksOf(coordinator, campaign);
    const moved = after.filter((task, i) => task.dueOn !== before[i]?.dueOn);
    expect(moved.length > 10 && moved.every(({ dueOn }) => dueOn === end), '任务期限应随阶段移动。The tasks should move with the phase.');
    return `${phase.name}由 ${phase.end} 延至 ${end}，${moved.length}项任务期限随之移动；已单独批准延期、单独定期和已办结的不动`;
  });

  await tour.step(coordinator, '把阶段延到下一阶段之后', 'Extends the phase beyond the next one', async () => {
    const { currentPhase, phases } = await campaignOf(coordinator, campaign);
    const last = present(phases.at(-1)?.end, 'end of the campaign');
    const input = { phase: currentPhase?.key, end: later(last, 1), reason: '试一试' };
    const refusal = refused(await coordinator.act('campaign', 'extendCampaignPhase', campaign.id, input), 'EVENT_REFUSED', 'END_AFTER_NEXT_PHASE');
    return `拒绝：${refusal.message}`;
  });

  await tour.step(leader, '暂停专项行动，期间单位不能办理', 'Suspends; units cannot act meanwhile', async () => {
    await leader.does('campaign', 'suspendCampaign', campaign.id, { reason: '全市防汛应急响应' });
    const task = await taskOf(market, campaign, '二(一)2');
    const refusal = refused(await market.act('task', 'startTask', task), 'EVENT_REFUSED', 'CAMPAIGN_SUSPENDED');
    return `${task.stateLabel}；${unitOf(market).name}开始办理：拒绝 ${refusal.message}`;
  });

  await tour.step(leader, '恢复', 'Resumes', async () => {
    const resumed = await leader.does('campaign', 'resumeCampaign', campaign.id, { reason: '应急响应解除' });
    const task = await taskOf(market, campaign, '二(一)2');
    await market.does('task', 'startTask', task);
    return `${resumed.stateLabel}，${unitOf(market).name}已开始办理 ${task.number}`;
  });
}
