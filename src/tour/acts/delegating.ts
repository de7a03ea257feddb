import { taskOf, unitOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import { expect, present } from '../expectations';
import type { Person } from '../person';
import type { Tour } from '../tour';

/** Act 7: units below a bureau find what was delegated to them in their own inboxes, and do it. */
export async function delegating(tour: Tour, cast: Cast, campaign: Running): Promise<void> {
  tour.act('委派到科室、大队', 'Delegating to the units below');
  const { market, enforcementSection, police, policeBrigade } = cast;

  await tour.step(market, '委派给执法稽查科', 'Delegates to a section of its own', () => delegate(market, enforcementSection, '二(一)3'));

  await tour.step(enforcementSection, '在待办里看到、认领、开始办理', 'Finds it in the inbox, claims it and starts', async () => {
    const id = await onlyTaskInInbox(enforcementSection);
    await enforcementSection.does('task', 'claimTask', id);
    const started = await enforcementSection.does('task', 'startTask', id);
    return `${started.number} ${started.title}：${started.stateLabel}`;
  });

  await tour.step(police, '委派给食药环侦大队', 'Delegates to its brigade', () => delegate(police, policeBrigade, '二(五)1'));

  await tour.step(policeBrigade, '完成配合', 'Does what was delegated to it', async () => {
    const started = await policeBrigade.does('task', 'startTask', await onlyTaskInInbox(policeBrigade));
    const task = await policeBrigade.does('task', 'contributeToTask', started, { result: '协助查处无证经营药品2起' });
    const own = task.parts.find(({ unit }) => unit.id === unitOf(police).id);
    expect(own?.state === 'CONTRIBUTED', `${unitOf(police).name}的分工应已完成，实为 ${own?.state}。The part of the bureau should be done.`);
    return `${task.number} ${task.title}：${unitOf(police).name} ${own.state}`;
  });

  async function delegate(from: Person, to: Person, number: string): Promise<string> {
    const task = await taskOf(from, campaign, number);
    const delegated = await from.does('task', 'delegateTask', task, { toUnit: unitOf(to).id, reason: '由下级具体承办' });
    return `${delegated.number}：${unitOf(to).name}承办，${unitOf(from).name}仍负责`;
  }

  async function onlyTaskInInbox(person: Person): Promise<string> {
    const { viewer } = await person.ask<{ viewer: { inbox: { nodes: { subject: { id: string } }[] } } }>(
      'query ($campaign: ID!) { viewer { inbox(first: 10, filter: { campaignId: $campaign, kinds: [TASK] }) { nodes { subject { id } } } } }',
      { campaign: campaign.id },
    );
    return present(viewer.inbox.nodes[0], `task in the inbox of ${unitOf(person).name}`).subject.id;
  }
}
