import { bodyOf, campaignOf, reportsOf, tasksOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import { expect, refused } from '../expectations';
import type { Tour } from '../tour';

/** Act 13: final summaries, conclusion, dissolution, archive. */
export async function summingUp(tour: Tour, { coordinator, market }: Cast, campaign: Running): Promise<void> {
  tour.act('总结与归档', 'Summing up');

  await tour.step(coordinator, '总结未报齐就结束', 'Concludes before the summaries are in', async () => {
    const refusal = refused(await coordinator.act('campaign', 'concludeCampaign', campaign.id), 'EVENT_REFUSED', 'FINAL_REPORTS_OPEN');
    const missing = (refusal.reasons ?? []).map(({ code, message, data }) => `${code} ${message}${missingOf(data)}`);
    return ['拒绝', ...missing];
  });

  await tour.step('各单位', '报送总结和本阶段报表', 'Hand in their summaries and what else this phase owes', async () => {
    const { currentPhase } = await campaignOf(coordinator, campaign);
    const owed = (await reportsOf(coordinator, campaign)).filter(({ phase, state }) => phase === currentPhase?.key && state === 'OWED');
    await Promise.all(
      owed.map((report) => {
        const input =
          report.kind === 'STATISTICS' ? { zero: true } : { content: { text: `${report.unit.name}工作总结`, documents: ['工作总结.docx'] } };
        return tour.headOf(report.unit).does('report', 'submitReport', report, input);
      }),
    );
    return `${owed.length}份已报送`;
  });

  await tour.step(coordinator, '全选，一次审核通过', 'Selects all and accepts them at once', async () => {
    const submitted = (await reportsOf(coordinator, campaign)).filter(({ state }) => state === 'SUBMITTED');
    const results = await coordinator.actOnMany('acceptReports', submitted);
    const refusals = results.flat();
    expect(refusals.length === 0, `应全部通过。All should be accepted: ${refusals.map(({ message }) => message).join('; ')}`);
    return `一次请求，${results.length}份逐项通过`;
  });

  await tour.step(market, '单位自行宣布结束', 'A unit concludes', async () => {
    const refusal = refused(await market.act('campaign', 'concludeCampaign', campaign.id), 'EVENT_REFUSED', 'NOT_YOUR_ROLE');
    return `拒绝：${refusal.message}`;
  });

  await tour.step(coordinator, '总结', 'Concludes', async () => {
    const concluded = await coordinator.does('campaign', 'concludeCampaign', campaign.id);
    const tasks = await tasksOf(coordinator, campaign);
    const accepted = tasks.filter(({ state }) => state === 'ACCEPTED').length;
    return `${concluded.stateLabel}（${concluded.state}）：${tasks.length}项任务，办结${accepted}项，终止${tasks.length - accepted}项`;
  });

  await tour.step('引擎', '工作专班自行撤销', 'The task force is dissolved', async () => {
    const body = await bodyOf(coordinator, campaign);
    expect(body.state === 'DISSOLVED', `专班应已撤销，实为 ${body.state}。The body should be dissolved.`);
    return `${body.title}：${body.stateLabel}`;
  });

  await tour.step(coordinator, '归档', 'Archives', async () => {
    const archived = await coordinator.does('campaign', 'archiveCampaign', campaign.id);
    return `${archived.stateLabel}（${archived.state}）`;
  });

  await tour.step(coordinator, '归档后再改期限', 'Extends a phase after the archive', async () => {
    const input = { phase: 'p3', end: '2099-12-31', reason: '试一试' };
    const [refusal] = (await coordinator.act('campaign', 'extendCampaignPhase', campaign.id, input)).refusals;
    expect(refusal?.code === 'EVENT_REFUSED', '归档后不应再变动。Nothing changes after the archive.');
    return `拒绝：${refusal.message}`;
  });
}

function missingOf(data: Record<string, unknown>): string {
  const { count, items } = data as { count?: number; items?: { title: string; done: number; total: number }[] };
  if (items) return `：${items.map(({ title, done, total }) => `${title} ${done}/${total}`).join('，')}`;
  return count === undefined ? '' : `：${count}份`;
}
