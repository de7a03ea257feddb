import { reportsOf, type Running } from '../campaign';
import { SELECTIONS, type CampaignView } from '../documents';
import { accepted, expect, present } from '../expectations';
import { readMonthlyNotice } from '../notice';
import { PLAN, copyOf, type PlanView } from '../plan-documents';
import { FIRST_DAY, type Rehearsal } from '../rehearsal';
import type { Tour } from '../tour';
import { CLOSES, DUE, MONTHS } from './hand';
import { gatherPeople, type Months } from './months';

const PAYLOAD = `plan { ${PLAN} }`;

/** What the coordinator adds to the form that was read: closed cases never exceed opened ones, and two things that want a word. */
const FORM_RULES = [
  { key: 'closed', kind: 'COMPARE', left: '[2.2]', op: 'LESS_OR_EQUAL', right: '[2.1]', over: 'CUMULATIVE', message: '累计结案不能多于累计立案' },
  {
    key: 'open',
    kind: 'COMPARE',
    severity: 'WARNING',
    left: '[2.1]',
    op: 'LESS_OR_EQUAL',
    right: '[2.2] + 20',
    message: '立案比结案多20件以上，请说明',
  },
  { key: 'grows', kind: 'MONOTONE', severity: 'WARNING', cell: '4', message: '建档户数一般只增不减' },
];
const RANKING = {
  items: [
    { measure: 'COMPLETENESS', weight: 50 },
    { measure: 'TIMELINESS', weight: 30 },
    { measure: 'RETURNS', weight: 20 },
  ],
  commend: 2,
  criticise: 1,
};

/** A ledger of cases that units may keep: each case adds to the form on the day it was opened, and again on the day it was closed. */
const LEDGER = {
  title: '案件台账',
  columns: [
    { name: '文书编号', kind: 'TEXT', required: true },
    { name: '立案日期', kind: 'DATE', required: true },
    { name: '结案日期', kind: 'DATE' },
    { name: '案值（万元）', kind: 'DECIMAL', decimals: 2 },
  ],
  identity: '文书编号',
  dateColumn: '立案日期',
  adds: [
    { cell: '2.1', amount: 'ONE' },
    { cell: '2.2', amount: 'ONE', dateColumn: '结案日期' },
    { cell: '3', amount: '案值（万元）' },
  ],
};

interface Obligation {
  unit: { name: string };
  period: { key: string };
  dueOn: string;
  closesOn: string | null;
  notAnnounced: number | null;
}

/** Act 16: a monthly form, its rules, and who will owe what by when, before anything is launched. */
export async function owing(tour: Tour, rehearsal: Pick<Rehearsal, 'turnTo'>): Promise<Months> {
  tour.act('按月报送：谁在何时应报什么', 'Three months of reports: who owes what by when');
  const people = await gatherPeople(tour);
  const { coordinator } = people;
  const officeId = present(coordinator.units[0], 'office of the coordinator').id;
  let plan!: PlanView;

  await tour.step(coordinator, '在可以翻动日历的服务器上读入通知', 'Reads a notice, on a server whose days can be turned', async () => {
    ({ plan } = accepted(await coordinator.send<{ plan: PlanView }>('readNotice', PAYLOAD, { officeId, text: readMonthlyNotice() })));
    const [rule, another] = plan.content.reporting;
    const [form] = plan.content.forms;
    expect(another === undefined && rule?.cadence === 'MONTHLY' && rule.dueDay === 24, '应读出每月24日前报送一项要求。Expected one monthly rule.');
    expect(form?.indicators.length === 4 && form.indicators[1]?.parts.length === 2, '统计表应有4项指标，第2项分两栏。Expected a form of four.');
    return `今天是 ${FIRST_DAY}。《${plan.title}》每月${rule.dueDay}日前报送“${form.title}”，${form.indicators.length}项指标`;
  });

  await tour.step(
    coordinator,
    '定规则：逢休息日顺延、几日后截止、审核规则、排名',
    'Sets the rules: days off, closing, the form, the ranking',
    async () => {
      const content = copyOf(plan.content);
      const [rule, form] = [present(content.reporting[0], 'reporting rule'), present(content.forms[0], 'form')];
      Object.assign(rule, { onDayOff: 'NEXT_WORKING_DAY', closesAfter: 5 });
      Object.assign(present(form.indicators[3], 'fourth indicator'), { accumulation: 'CUMULATIVE' });
      Object.assign(form, { rules: FORM_RULES });
      Object.assign(content, { ranking: RANKING, records: [LEDGER] });
      ({ plan } = accepted(
        await coordinator.send<{ plan: PlanView }>('savePlan', PAYLOAD, { id: plan.id, expectedRevision: plan.revision, content }),
      ));
      const faulty = plan.diagnostics.filter(({ severity }) => severity === 'ERROR').map(({ message }) => message);
      expect(faulty.length === 0, `规则有误：${faulty.join('；')}。The rules have errors.`);
      return [
        ...FORM_RULES.map(({ message, severity }) => `${severity === 'WARNING' ? '提示，须说明' : '错误，不能报送'}：${message}`),
        `${plan.content.records.map(({ title }) => title).join('、')}：每起案件在立案、结案之日各计一件`,
      ];
    },
  );

  await tour.step(coordinator, '启动前预览全部应报事项', 'Previews everything that will be owed', async () => {
    const { plan: seen } = await coordinator.ask<{ plan: { obligations: { totalCount: number; nodes: Obligation[] } } }>(
      'query ($id: ID!) { plan(id: $id) { obligations(first: 100) { totalCount nodes { unit { name } period { key } dueOn closesOn notAnnounced } } } }',
      { id: plan.id },
    );
    const { totalCount, nodes } = seen.obligations;
    expect(totalCount === 15 && nodes.length === 15, `5个单位3期应为15份，实为${totalCount}份。Five units and three months are 15 reports.`);
    for (const month of MONTHS) {
      const owed = nodes.filter(({ period }) => period.key === month);
      expect(new Set(owed.map(({ unit }) => unit.name)).size === 5, `${month}应由5个单位各报一份。Each unit owes ${month} once.`);
      const otherwise = owed.find(({ dueOn, closesOn, notAnnounced }) => dueOn !== DUE[month] || closesOn !== CLOSES[month] || notAnnounced !== null);
      expect(
        !otherwise,
        `${month}应于${DUE[month]}前报送、${CLOSES[month]}截止，实为${otherwise?.dueOn}、${otherwise?.closesOn}。${month} has other dates.`,
      );
    }
    return MONTHS.map((month) => `${month}：5个单位，${DUE[month]}前报送，${CLOSES[month]}截止`);
  });

  let campaign!: Running;
  await tour.step(coordinator, '发布并启动', 'Publishes and launches', async () => {
    const input = { id: plan.id, expectedRevision: plan.revision };
    const published = accepted(await coordinator.send<{ campaign: CampaignView }>('publishPlan', `campaign { ${SELECTIONS.campaign} }`, input));
    const launched = await coordinator.does('campaign', 'launchCampaign', published.campaign);
    campaign = { id: launched.id, planId: plan.id };
    const reports = await reportsOf(coordinator, campaign);
    const found = (month: string): number => reports.filter(({ period, dueOn }) => period.key === month && dueOn === DUE[month as '2026-03']).length;
    expect(reports.length === 15 && MONTHS.every((month) => found(month) === 5), '应报事项应与预览一致。What is owed should be what was previewed.');
    return `${launched.stateLabel}：${reports.length}份应报，与预览一致`;
  });
  return { ...people, campaign, rehearsal };
}
