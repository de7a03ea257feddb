import { campaignOf, taskOf, tasksOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import { accepted, expect, present, refused } from '../expectations';
import { later } from '../notice';
import { copyOf, PLAN, type PlanView } from '../plan-documents';
import type { Tour } from '../tour';

const EARLIER = '二(二)1';

interface Preview {
  allowed: boolean;
  reasons: { code: string }[];
  tasks: { number: string; title: string; change: string; aspects: string[]; stateBefore: string | null; stateAfter: string | null }[];
}

const PREVIEW = `query ($id: ID!, $revision: Int!) { amendmentPreview(campaignId: $id, planRevision: $revision) {
  allowed reasons { code } tasks { number title change aspects stateBefore stateAfter }
} }`;

/** Act 10: a supplementary notice changes the running campaign. */
export async function amending(tour: Tour, { coordinator }: Cast, campaign: Running): Promise<void> {
  tour.act('补充调整', 'Amending');
  const plan = async (): Promise<PlanView> =>
    present(
      (await coordinator.ask<{ plan: PlanView | null }>(`query ($id: ID!) { plan(id: $id) { ${PLAN} } }`, { id: campaign.planId })).plan,
      'plan',
    );

  await tour.step(coordinator, '直接改已发布的方案', 'Edits the published plan', async () => {
    const { id, revision, content } = await plan();
    const sent = await coordinator.send('savePlan', 'plan { id }', { id, expectedRevision: revision, content });
    return `拒绝：${refused(sent, 'PLAN_ALREADY_PUBLISHED').message}`;
  });

  await tour.step(coordinator, '拟定调整：增加一项任务，一项任务提前', 'Prepares an amendment: one more task, one earlier', async () => {
    const { id, revision, content } = await plan();
    const changed = copyOf(content);
    const model = present(
      changed.tasks.find(({ number }) => number === EARLIER),
      `task ${EARLIER}`,
    );
    model.dueOn = later(present(content.phases[1]?.end, 'end of phase 2'), -20);
    const added = {
      ...structuredClone(model),
      number: '二(二)4',
      title: '清理乡村广告虚假宣传',
      text: '清理乡村墙体广告和会议营销中的虚假宣传。',
      dueOn: null,
    };
    changed.tasks.splice(changed.tasks.indexOf(model) + 4, 0, added);
    const input = { id, expectedRevision: revision, content: changed, amending: true };
    const { plan: saved } = accepted(await coordinator.send<{ plan: PlanView }>('savePlan', `plan { ${PLAN} }`, input));
    return `方案第${revision}版 → 第${saved.revision}版，${saved.content.tasks.length}项任务；专项行动仍按原版运行`;
  });

  let preview!: Preview;
  await tour.step(coordinator, '预览调整的影响', 'Previews what it would do', async () => {
    const { revision } = await plan();
    ({ amendmentPreview: preview } = await coordinator.ask<{ amendmentPreview: Preview }>(PREVIEW, { id: campaign.id, revision }));
    const against = preview.reasons.map(({ code }) => code).join('、');
    expect(preview.allowed, `调整应可执行，预览却说 ${against}。The preview says that the amendment is not possible: ${against}.`);
    const changes = preview.tasks.filter(({ change }) => change === 'ADDED' || change === 'CHANGED');
    const same = preview.tasks.length - changes.length;
    return [
      ...changes.map(({ number, title, change, aspects, stateBefore, stateAfter }) => {
        const states = stateBefore === null ? stateAfter : `${stateBefore} → ${stateAfter}`;
        return `${number} ${title}：${change} ${aspects.join('、')} ${states}`;
      }),
      `其余${same}项不变或已办结`,
    ];
  });

  await tour.step(coordinator, '按补充通知调整专项行动', 'Amends the campaign', async () => {
    const before = await tasksOf(coordinator, campaign);
    const { revision } = await plan();
    const onScreen = await campaignOf(coordinator, campaign);
    await coordinator.does('campaign', 'amendCampaign', onScreen, { planRevision: revision, reason: '补充通知增加乡村广告整治' });
    const after = await tasksOf(coordinator, campaign);
    expect(after.length === before.length + 1, `应多一项任务，实为${after.length}项。There should be one more task.`);
    const otherwise = preview.tasks.filter(({ number, stateAfter }) => after.find((task) => task.number === number)?.state !== stateAfter);
    expect(otherwise.length === 0, `与预览不符：${otherwise.map(({ number }) => number).join('、')}。The outcome should be what the preview said.`);
    const added = await taskOf(coordinator, campaign, '二(二)4');
    const finished = (tasks: typeof before): number => tasks.filter(({ state }) => state === 'ACCEPTED').length;
    expect(finished(after) === finished(before), '已办结的任务不应变动。Accepted tasks stay as they were.');
    const stayed = before.filter(({ number }) => number !== EARLIER);
    const moved = stayed.filter(({ id, dueOn }) => after.find((task) => task.id === id)?.dueOn !== dueOn);
    expect(
      moved.length === 0,
      `未调整的任务期限不应变动：${moved.map(({ number }) => number).join('、')}。Dates that the amendment leaves alone stay.`,
    );
    const now = await campaignOf(coordinator, campaign);
    expect(now.currentPhase?.end === onScreen.currentPhase?.end, '已延长的阶段不应被调回。A phase that was extended stays extended.');
    return `${before.length}项 → ${after.length}项；新增 ${added.number} ${added.title}：${added.stateLabel}；与预览一致，已办结的不动`;
  });
}
