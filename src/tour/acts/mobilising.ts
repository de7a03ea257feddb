import { campaignOf, criterionInWords, phaseOf, reportsOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import type { ReportView } from '../documents';
import { expect, present, reasonOf, refused } from '../expectations';
import type { Tour } from '../tour';

/** Invented: telephone numbers of this form are given to nobody. */
const roster = (unit: string, number: number) => ({
  liaisons: [{ name: `${unit}联络员`, phone: `0000-00000${String(number).padStart(2, '0')}`, post: '科员' }],
});

/** Act 4: rosters and implementation plans come in; two are missing, and the leader lets the campaign go on. */
export async function mobilising(tour: Tour, { coordinator, leader, police, industry, housing }: Cast, campaign: Running): Promise<void> {
  tour.act('动员部署', 'Mobilising');
  const ofKind = (kind: string) => async (): Promise<ReportView[]> =>
    (await reportsOf(coordinator, campaign)).filter((report) => report.kind === kind);
  const rosters = ofKind('LIAISON_ROSTER');
  const plans = ofKind('IMPLEMENTATION_PLAN');
  const late = [police, housing].map(({ units }) => units[0]?.id);

  await tour.step(industry, '报送空的联络员名单', 'Hands in an empty roster', async () => {
    const own = await ofUnit(industry.units[0]?.id, rosters);
    const refusal = refused(
      await industry.act('report', 'submitReport', own.id, { content: { liaisons: [] } }),
      'EVENT_REFUSED',
      'ROSTER_INCOMPLETE',
    );
    return `拒绝：${refusal.message}`;
  });

  await tour.step('各单位', '报送联络员名单，两家迟迟未报', 'Hand in their rosters; two do not', async () => {
    const all = await rosters();
    const coming = all.filter(({ unit }) => !late.includes(unit.id));
    await Promise.all(
      coming.map((report, i) => tour.headOf(report.unit).does('report', 'submitReport', report, { content: roster(report.unit.name, i) })),
    );
    return `应报${all.length}份，已报${coming.length}份`;
  });

  await tour.step(coordinator, '退回一份名单', 'Returns one roster', async () => {
    const own = await ofUnit(industry.units[0]?.id, rosters);
    const report = await coordinator.does('report', 'returnReport', own.id, { reason: '联络员应为在岗人员，请补充职务' });
    return `${report.unit.name}的${report.title}：${report.stateLabel}（${report.state}），时效仍为 ${report.timeliness}`;
  });

  await tour.step(industry, '补正后重新报送', 'Mends it and hands it in again', async () => {
    const own = await ofUnit(industry.units[0]?.id, rosters);
    const report = await industry.does('report', 'submitReport', own.id, { content: roster(own.unit.name, 99) });
    return `${report.title}：${report.stateLabel}，时效 ${report.timeliness}`;
  });

  await tour.step('各单位', '报送实施方案', 'Hand in their implementation plans', async () => {
    const all = await plans();
    await Promise.all(
      all.map(async (report) => {
        const head = tour.headOf(report.unit);
        const text = `${report.unit.name}实施方案`;
        const draft = await head.does('report', 'saveReportDraft', report, { content: { text: `${text}（草稿）` } });
        await head.does('report', 'submitReport', draft, { content: { text, documents: ['实施方案.docx'] } });
      }),
    );
    return `${all.length}份，先存草稿再报送`;
  });

  await tour.step(coordinator, '通过已报材料', 'Accepts what came in', async () => {
    const submitted = (await reportsOf(coordinator, campaign)).filter(({ state }) => state === 'SUBMITTED');
    await Promise.all(submitted.map((report) => coordinator.does('report', 'acceptReport', report)));
    return `${submitted.length}份通过`;
  });

  await tour.step(coordinator, '条件未满足就转段', 'Advances although the criteria are not met', async () => {
    const refusal = refused(await coordinator.act('campaign', 'advanceCampaign', campaign.id), 'EVENT_REFUSED', 'CRITERIA_NOT_MET');
    const { criteria } = reasonOf(refusal, 'CRITERIA_NOT_MET').data as {
      criteria: { kind: string; done: number; total: number; missing: { title: string }[] }[];
    };
    return [`拒绝：${refusal.message}`, ...criteria.map((one) => criterionInWords({ ...one, met: false }))];
  });

  await tour.step(coordinator, '办公室自行批准转段', 'The office overrides by itself', async () => {
    const sent = await coordinator.act('campaign', 'advanceCampaign', campaign.id, { override: { reason: '工作需要' } });
    return `拒绝：${refused(sent, 'EVENT_REFUSED', 'OVERRIDE_NEEDS_LEADER').message}`;
  });

  await tour.step(leader, '写明理由，批准转段', 'Overrides, with a reason', async () => {
    const before = await phaseOf(leader, campaign);
    await leader.does('campaign', 'advanceCampaign', campaign.id, { override: { reason: '两家单位已口头报备，名单三日内补齐，不影响集中整治' } });
    const after = await campaignOf(leader, campaign);
    const phase = present(after.currentPhase, 'current phase');
    expect(phase.key !== before.key, '应已转段。The phase should have changed.');
    return `${before.name} → ${phase.name}（至 ${phase.end}）`;
  });

  await tour.step('迟报的两家', '补报名单', 'The two late ones follow', async () => {
    const open = (await rosters()).filter(({ unit, state }) => late.includes(unit.id) && state === 'OWED');
    for (const [i, owed] of open.entries()) {
      const report = await tour.headOf(owed.unit).does('report', 'submitReport', owed, { content: roster(owed.unit.name, 50 + i) });
      await coordinator.does('report', 'acceptReport', report);
    }
    return `${open.map(({ unit }) => unit.name).join('、')}已补报`;
  });

  async function ofUnit(unit: string | undefined, find: () => Promise<ReportView[]>): Promise<ReportView> {
    return present(
      (await find()).find((report) => report.unit.id === unit),
      'report of the unit',
    );
  }
}
