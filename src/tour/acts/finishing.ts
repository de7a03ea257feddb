import { campaignOf, phaseOf, tasksOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import type { PartView, TaskView } from '../documents';
import { expect, present, refused } from '../expectations';
import type { Tour } from '../tour';

const NEXT: Readonly<Record<string, string>> = { NOTIFIED: 'acknowledgeTask', ACKNOWLEDGED: 'startTask', RETURNED: 'startTask' };
const FINISHED = ['CONTRIBUTED', 'SUBMITTED', 'WAIVED', 'WITHDRAWN', 'ACCEPTED'];

/** Act 12: everything else is done, and the campaign goes on to its last phase. */
export async function finishing(tour: Tour, { coordinator }: Cast, campaign: Running): Promise<void> {
  tour.act('集中整治收尾', 'Finishing the tasks');

  await tour.step(coordinator, '任务未办完就转段', 'Advances with tasks open', async () => {
    const refusal = refused(await coordinator.act('campaign', 'advanceCampaign', campaign.id), 'EVENT_REFUSED', 'CRITERIA_NOT_MET');
    const [criterion] = (await phaseOf(coordinator, campaign)).criteria;
    return `拒绝：${refusal.message} 已办结 ${criterion?.done}/${criterion?.total}`;
  });

  await tour.step('各单位', '办完其余任务：配合单位完成，牵头单位提交', 'Finish the rest: parts contribute, leads hand in', async () => {
    const open = (await tasksOf(coordinator, campaign)).filter(({ state }) => !['ACCEPTED', 'WRITTEN_OFF'].includes(state));
    await Promise.all(open.map((task) => finish(task)));
    return `${open.length}项任务已提交`;
  });

  await tour.step(coordinator, '逐项审核通过', 'Accepts them', async () => {
    const pending = (await tasksOf(coordinator, campaign)).filter(({ state }) => state === 'PENDING_REVIEW');
    await Promise.all(pending.map((task) => coordinator.does('task', 'acceptTask', task)));
    const left = (await tasksOf(coordinator, campaign)).filter(({ state }) => !['ACCEPTED', 'WRITTEN_OFF'].includes(state));
    expect(left.length === 0, `仍未办结：${left.map(({ number, state }) => `${number} ${state}`).join('、')}。Some tasks are still open.`);
    return `${pending.length}项通过，全部任务已办结或终止`;
  });

  await tour.step(coordinator, '转入总结验收阶段', 'Advances to the summary', async () => {
    const before = await phaseOf(coordinator, campaign);
    await coordinator.does('campaign', 'advanceCampaign', campaign.id);
    const { currentPhase } = await campaignOf(coordinator, campaign);
    return `${before.name} → ${present(currentPhase, 'current phase').name}，条件全部满足，无须批准`;
  });

  /** Parts first, then those who hand in: leads, or in a task without one everybody responsible. */
  async function finish(task: TaskView): Promise<void> {
    // Delegated work has a row for the unit that does it as well; its own unit answers for the seat.
    const delegates = task.parts.flatMap(({ delegate }) => delegate?.id ?? []);
    const seated = task.parts.filter(({ active, unit }) => active && !delegates.includes(unit.id));
    const hasLead = seated.some(({ role }) => role === 'LEAD');
    const leads = seated.filter(({ role }) => role === (hasLead ? 'LEAD' : 'RESPONSIBLE'));
    let onScreen = { id: task.id, revision: task.revision };
    for (const part of [...seated.filter((one) => !leads.includes(one)), ...leads]) {
      const head = tour.headOf(part.unit);
      for (let { state } = part; !FINISHED.includes(state);) {
        const last = leads.includes(part) ? 'submitTask' : 'contributeToTask';
        const mutation = NEXT[state] ?? last;
        const seen = await head.does('task', mutation, onScreen, mutation === last ? { result: '已按要求完成' } : {});
        onScreen = { id: seen.id, revision: seen.revision };
        state = stateOf(seen, part);
      }
    }
  }
}

function stateOf({ parts }: TaskView, { unit, role }: PartView): string {
  return present(
    parts.find((part) => part.unit.id === unit.id && part.role === role),
    `part of ${unit.name}`,
  ).state;
}
