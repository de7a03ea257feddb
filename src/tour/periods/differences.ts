import { unitOf } from '../campaign';
import { SELECTIONS, type DifferenceView } from '../documents';
import { accepted, expect, present, refused } from '../expectations';
import type { Tour } from '../tour';
import { DIFFERENCES, LEDGER, TOTALS } from './hand';
import { reportOf, type Months } from './months';
import { expectTotals, groupsFor, onlyMonth } from './totals';

const MONTH = '2026-04';
const ANSWER = '4月30日立案的一起在23日报送之后，已并入五月核对，四月报表未计';

interface Held {
  period: { key: string };
  cell: string;
  label: string;
  reported: string | null;
  recorded: string;
  difference: string | null;
  lastRecordedOn: string | null;
  report: { id: string } | null;
  records: { nodes: { on: string; amount: string; record: { identity: string } | null }[] };
}

/** Act 22: what is reported held against what is recorded; a difference is a question with an answer, and changes no figure. */
export async function differences(tour: Tour, months: Months): Promise<void> {
  tour.act('报表数与台账数比对、核实', 'Reports held against the ledger');
  const { campaign, coordinator, heads } = months;
  const { police } = heads;

  await tour.step(coordinator, '逐栏比对：哪里不一致，由哪些案件构成', 'Finds what differs, and the cases behind it', async () => {
    const { campaign: seen } = await coordinator.ask<{ campaign: { heldAgainstRecords: { nodes: Held[] } } }>(
      `query ($id: ID!, $unit: ID!) { campaign(id: $id) { heldAgainstRecords(first: 50, unit: $unit) { nodes {
        period { key } cell label reported recorded difference lastRecordedOn report { id }
        records(first: 50) { nodes { on amount record { identity } } }
      } } } }`,
      { id: campaign.id, unit: unitOf(police).id },
    );
    const rows = seen.heldAgainstRecords.nodes;
    const found = rows.map(({ period, cell, reported, recorded }) => [period.key, cell, Number(reported), Number(recorded)].join(' '));
    const wanted = DIFFERENCES.map((row) => row.join(' '));
    expect([...found].sort().join() === wanted.join(), `应有 ${wanted.join('；')}，实为 ${found.join('；')}。Something else differs.`);
    const opened = present(
      rows.find(({ cell }) => cell === '2.1'),
      'difference in cases opened',
    );
    const cases = opened.records.nodes.map(({ record }) => record?.identity);
    const inApril = LEDGER.filter(([, day]) => day.startsWith(MONTH)).map(([number]) => number);
    expect(cases.join() === inApril.join(), `应由 ${inApril.join('、')} 构成，实为 ${cases.join('、')}。Other cases are behind it.`);
    return [
      ...rows.map(({ period, cell, label, reported, recorded }) => `${period.key} ${cell}“${label}”：报表 ${reported}，台账 ${recorded}`),
      `立案 ${cases.length} 起：${cases.join('、')}，最后一起 ${opened.lastRecordedOn}`,
    ];
  });

  let question!: DifferenceView;
  await tour.step(coordinator, '提请核实；同一报表不重复提请', 'Asks the unit, once', async () => {
    const report = await reportOf(months, 'police', MONTH);
    const input = { reportId: report.id, question: '四月立案数比台账少一起，请核实', dueOn: '2026-06-09' };
    const ask = () => coordinator.send<{ difference: DifferenceView }>('askAboutDifference', `difference { ${SELECTIONS.difference} }`, input);
    ({ difference: question } = accepted(await ask()));
    const again = refused(await ask(), 'DIFFERENCE_ALREADY_ASKED');
    return [`${question.title}：${question.stateLabel}，${question.dueOn} 前说明`, `再次提请：拒绝 ${again.message}`];
  });

  await tour.step(police, '说明原因；数字不因此改变', 'Answers; no figure changes by it', async () => {
    question = await police.does('difference', 'answerDifference', question, { answer: 'REPORT_IS_WRONG', text: ANSWER });
    expect(question.state === 'ANSWERED' && question.answer?.text === ANSWER, `应为已说明，实为 ${question.state}。It should be answered.`);
    const [april] = await groupsFor(coordinator, months, onlyMonth(MONTH));
    expectTotals(april, TOTALS[MONTH], MONTH);
    return `${question.stateLabel}：“${question.answer.text}”；四月合计不变`;
  });

  await tour.step(coordinator, '核结，留下当时的数', 'Settles it; what stood then is kept', async () => {
    question = await coordinator.does('difference', 'settleDifference', question, { note: '下期合并更正' });
    const stood = question.settled?.stood.map(({ key, reported, recorded }) => [key, Number(reported), Number(recorded)].join(' ')) ?? [];
    const wanted = DIFFERENCES.map(([, ...values]) => values.join(' '));
    expect(question.state === 'SETTLED' && [...stood].sort().join() === wanted.join(), `应留下 ${wanted.join('；')}，实为 ${stood.join('；')}。`);
    return `${question.stateLabel}：${question.settled?.stood.map(({ key, reported, recorded }) => `${key} 报表 ${reported}、台账 ${recorded}`).join('；')}`;
  });
}
