import { randomUUID } from 'node:crypto';
import { taskOf, tasksOf, unitOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import { accepted, expect, refused } from '../expectations';
import type { Tour } from '../tour';

const INTERNET_CASES = '二(三)2';
const FAKE_ACCOUNTS = '二(三)3';

/** Act 5: units acknowledge their tasks, two object and are ruled on, and the task without a lead gets one. */
export async function takingOn(tour: Tour, cast: Cast, campaign: Running): Promise<void> {
  tour.act('签收与异议', 'Acknowledging and objecting');
  const { coordinator, marketStaff, policeStaff, industry, culture, agriculture } = cast;

  await tour.step(marketStaff, '签收任务，网络不好又点了一次', 'Acknowledges, and clicks again', async () => {
    const task = await taskOf(marketStaff, campaign, '二(一)1');
    const key = randomUUID();
    const first = accepted(await marketStaff.act('task', 'acknowledgeTask', task, {}, key));
    const second = accepted(await marketStaff.act('task', 'acknowledgeTask', task, {}, key));
    expect(second.revision === first.revision, `重发应得同一回答。A repetition should get the first answer: ${first.revision}, ${second.revision}`);
    const other = await taskOf(marketStaff, campaign, '二(一)2');
    const refusal = refused(await marketStaff.act('task', 'acknowledgeTask', other, {}, key), 'IDEMPOTENCY_KEY_REUSED');
    return [`两次回答相同：第${first.revision}版，只签收了一次`, `同一幂等键换了内容：拒绝 ${refusal.code} ${refusal.message}`];
  });

  await tour.step(policeStaff, '经办人提出异议', 'A clerk objects', async () => {
    const task = await taskOf(policeStaff, campaign, '二(一)2');
    const sent = await policeStaff.act('task', 'objectToTask', task, { reason: '人手不足' });
    return `拒绝：${refused(sent, 'EVENT_REFUSED', 'UNIT_HEAD_REQUIRED').message}`;
  });

  await tour.step(industry, '负责人提出异议：不属本部门职责', 'A head objects: not our business', async () => {
    const task = await taskOf(industry, campaign, INTERNET_CASES);
    const objected = await industry.does('task', 'objectToTask', task, { reason: '刷单炒信查处不属工信部门职责' });
    return `${objected.number}：${partState(objected, unitOf(industry).id)}`;
  });

  await tour.step(coordinator, '裁定异议不成立', 'Overrules it', async () => {
    const task = await taskOf(coordinator, campaign, INTERNET_CASES);
    const input = { unit: unitOf(industry).id, reason: '请协助提供电信和平台企业名录，仍须配合' };
    const ruled = await coordinator.does('task', 'overruleTaskObjection', task, input);
    return `${unitOf(industry).name}：${partState(ruled, unitOf(industry).id)}，继续办理`;
  });

  await tour.step(culture, '另一负责人提出异议', 'Another head objects', async () => {
    const task = await taskOf(culture, campaign, FAKE_ACCOUNTS);
    await culture.does('task', 'objectToTask', task, { reason: '网络售假账号处置由网信部门统一负责' });
    return `${task.number} 已提出，等待裁定`;
  });

  await tour.step(coordinator, '裁定异议成立', 'Upholds it', async () => {
    const task = await taskOf(coordinator, campaign, FAKE_ACCOUNTS);
    const ruled = await coordinator.does('task', 'upholdTaskObjection', task, { unit: unitOf(culture).id, reason: '理由成立' });
    return `${unitOf(culture).name}：${partState(ruled, unitOf(culture).id)}，退出此项任务`;
  });

  await tour.step(culture, '退出后仍想签收', 'Acknowledges after having left', async () => {
    const task = await taskOf(coordinator, campaign, FAKE_ACCOUNTS);
    const refusal = refused(await culture.act('task', 'acknowledgeTask', task), 'EVENT_REFUSED', 'UNIT_HAS_LEFT');
    return `拒绝：${refusal.message}`;
  });

  await tour.step(coordinator, '为没有牵头单位的任务指定牵头', 'Appoints the lead that the notice does not name', async () => {
    const task = await taskOf(coordinator, campaign, '二(四)3');
    const appointed = await coordinator.does('task', 'appointTaskLead', task, { unit: unitOf(agriculture).id, reason: '产地管理在农业农村部门' });
    const lead = appointed.parts.find(({ role, active }) => role === 'LEAD' && active);
    expect(lead?.unit.id === unitOf(agriculture).id, '应由市农业农村局牵头。The lead should be the bureau of agriculture.');
    return `${task.number}：${task.stateLabel} → ${lead.unit.name}牵头，${appointed.stateLabel}`;
  });

  await tour.step('各单位', '其余任务逐一签收', 'Acknowledge everything else', async () => {
    const tasks = await tasksOf(coordinator, campaign);
    const counts = await Promise.all(
      tasks.map(async (task) => {
        let onScreen = { id: task.id, revision: task.revision };
        const silent = task.parts.filter(({ active, state }) => active && state === 'NOTIFIED');
        for (const { unit } of silent) onScreen = await tour.headOf(unit).does('task', 'acknowledgeTask', onScreen);
        return silent.length;
      }),
    );
    return `${counts.reduce((sum, count) => sum + count, 0)}项分工已签收`;
  });
}

export function partState({ parts }: { parts: { unit: { id: string }; state: string }[] }, unit: string): string {
  return parts.find((part) => part.unit.id === unit)?.state ?? '不在任务中';
}
