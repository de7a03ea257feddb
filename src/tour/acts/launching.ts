import { campaignOf, reportsOf, tasksOf, unitOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import { SELECTIONS, type CampaignView } from '../documents';
import { accepted, expect, present, refused } from '../expectations';
import type { PlanView } from '../plan-documents';
import type { Tour } from '../tour';

interface InboxItem {
  kind: string;
  title: string;
  role: string;
  lamp: string;
  dueOn: string | null;
  workingDaysLeft: number | null;
  coUnits: { name: string }[];
  subject: { availableActions: { event: string; label: string; allowed: boolean }[] };
}

const INBOX = `query ($campaign: ID!) { viewer { inbox(first: 50, filter: { campaignId: $campaign }) { totalCount nodes {
  kind title role lamp dueOn workingDaysLeft coUnits { name } subject { availableActions { event label allowed } }
} } } }`;

/** Act 3: the plan becomes a campaign, once; every unit finds its part in its inbox. */
export async function launching(tour: Tour, { coordinator, leader, market, stranger, housing }: Cast, plan: PlanView): Promise<Running> {
  tour.act('发布与启动', 'Publishing and launching');
  let id = '';

  await tour.step(coordinator, '发布方案', 'Publishes the plan', async () => {
    const input = { id: plan.id, expectedRevision: plan.revision };
    const { campaign } = accepted(await coordinator.send<{ campaign: CampaignView }>('publishPlan', `campaign { ${SELECTIONS.campaign} }`, input));
    id = campaign.id;
    return `建立专项行动，状态 ${campaign.stateLabel}（${campaign.state}），第${campaign.revision}版`;
  });
  const campaign: Running = { id, planId: plan.id };

  await tour.step(market, '单位自行启动', 'A unit launches it', async () => {
    const sent = await market.act('campaign', 'launchCampaign', id);
    const [refusal] = sent.refusals;
    const fits = refusal?.code === 'NOT_FOUND' || refusal?.reasons?.some(({ code }) => code === 'NOT_YOUR_ROLE');
    expect(fits === true, `单位不应能启动。A unit may not launch: ${JSON.stringify(sent.refusals)}`);
    return `拒绝 ${refusal?.code}：${refusal?.message}`;
  });

  await tour.step(coordinator, '两个窗口同时启动', 'Launches from two windows at once', async () => {
    const onScreen = await campaignOf(coordinator, campaign);
    const launch = () => coordinator.act('campaign', 'launchCampaign', onScreen);
    const both = await Promise.all([launch(), launch()]);
    const done = both.filter(({ value }) => value !== null);
    const not = both.flatMap(({ refusals }) => refusals);
    expect(done.length === 1 && not.length === 1, `应一成一拒，实为${done.length}成。One launch should pass and one be refused.`);
    const launched = present(done[0]?.value, 'launched campaign');
    return [`一个成功：${launched.stateLabel}，当前阶段 ${launched.currentPhase?.name}`, `一个被拒 ${not[0]?.code}：${not[0]?.message}`];
  });

  await tour.step(leader, '看专项行动总览', 'Sees the campaign at a glance', async () => {
    const [tasks, reports] = await Promise.all([tasksOf(leader, campaign), reportsOf(leader, campaign)]);
    expect(tasks.length === 21, `应交办21项任务，实为${tasks.length}项。Expected 21 tasks.`);
    const kinds = new Map<string, number>();
    for (const { kind } of reports) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    return `任务${tasks.length}项，本阶段应报${reports.length}件：${[...kinds].map(([kind, count]) => `${kind} ${count}`).join('、')}`;
  });

  await tour.step(coordinator, '看板：任务与单位', 'The board of tasks and units', async () => {
    type Board = { campaign: { taskBoard: { number: string; cells: { unit: { name: string }; role: string; state: string }[] }[] } };
    const { campaign: seen } = await coordinator.ask<Board>(
      'query ($id: ID!) { campaign(id: $id) { taskBoard { number cells { unit { name } role state } } } }',
      { id },
    );
    const rows = seen.taskBoard;
    expect(rows.length === 21, `看板应有21行，实为${rows.length}行。Expected 21 rows.`);
    const units = new Set(rows.flatMap(({ cells }) => cells.map(({ unit }) => unit.name)));
    const first = rows.slice(0, 2).map(({ number, cells }) => `${number}：${cells.map(({ unit, state }) => `${unit.name} ${state}`).join('，')}`);
    return [`${rows.length}项任务 × ${units.size}个单位`, ...first];
  });

  await tour.step('各单位', '各自打开待办', 'Every unit opens its inbox', async () => {
    const { campaign: seen } = await coordinator.ask<{ campaign: { units: { id: string; name: string }[] } }>(
      'query ($id: ID!) { campaign(id: $id) { units { id name } } }',
      { id },
    );
    const owing = new Set((await reportsOf(coordinator, campaign)).map(({ unit }) => unit.id));
    const lines = seen.units
      .filter((unit) => owing.has(unit.id))
      .map(async (unit) => {
        const { viewer } = await tour.headOf(unit).ask<{ viewer: { inbox: { totalCount: number; nodes: InboxItem[] } } }>(INBOX, { campaign: id });
        const { totalCount, nodes } = viewer.inbox;
        expect(totalCount > 0, `${unit.name}的待办是空的。The inbox of ${unit.name} is empty.`);
        const lamps = (lamp: string): number => nodes.filter((item) => item.lamp === lamp).length;
        return `${unit.name}：${totalCount}件，绿灯${lamps('GREEN')}、黄灯${lamps('YELLOW')}、红灯${lamps('RED')}`;
      });
    return Promise.all(lines);
  });

  await tour.step(housing, '我的待办里有什么、能做什么', 'What is in my inbox, and what may I do', async () => {
    const { viewer } = await housing.ask<{ viewer: { inbox: { nodes: InboxItem[] } } }>(INBOX, { campaign: id });
    const task = present(
      viewer.inbox.nodes.find(({ kind }) => kind === 'TASK'),
      `task in the inbox of ${unitOf(housing).name}`,
    );
    const allowed = task.subject.availableActions.filter((action) => action.allowed).map(({ label, event }) => `${label} ${event}`);
    expect(allowed.length > 0, '待办应有可执行的操作。Something to act on has actions.');
    const left = task.workingDaysLeft === null ? '所在年份放假安排尚未公布' : `剩${task.workingDaysLeft}个工作日`;
    return [
      `${task.title}（${task.role}，${task.lamp}），期限 ${task.dueOn}，${left}，与${task.coUnits.map(({ name }) => name).join('、')}共同办理`,
      `现在可以：${allowed.join('、')}`,
    ];
  });

  await tour.step(stranger, '不参加的单位查看', 'A unit that takes no part looks', async () => {
    const { campaign: seen } = await stranger.ask<{ campaign: unknown }>('query ($id: ID!) { campaign(id: $id) { id } }', { id });
    expect(seen === null, '未参加的单位不应看到。A unit that takes no part sees nothing.');
    const refusal = refused(await stranger.act('campaign', 'launchCampaign', id), 'NOT_FOUND');
    return `看不到；${refusal.code}：${refusal.message}`;
  });
  return campaign;
}
