import { unitOf } from '../campaign';
import { expect, present } from '../expectations';
import type { Person } from '../person';
import type { Tour } from '../tour';
import { CELLS, CORRECTED, MONTHS, OUTCOMES, RATES, TOTALS, UNITS, type Month } from './hand';
import { nameOf, rowOf, type Months } from './months';
import { expectRate, expectTotals, groupsFor, rateSaid, ratesFor, type CellTotal, type Group } from './totals';

const WORKBOOK = 'query ($id: ID!) { periodWorkbook(campaignId: $id, rule: "r1", period: "2026-03") { name content } }';

interface MatrixCell {
  reportId: string;
  unit: { id: string; name: string };
  period: { key: string };
  state: string;
  timeliness: string | null;
}
interface WithReports {
  parts: Group[];
  reports: { report: { id: string } | null; period: { key: string }; cells: CellTotal[] }[];
}

/** Act 20: matrix, rates and figures of all three months, against what was worked out by hand. */
export async function figures(tour: Tour, months: Months): Promise<void> {
  tour.act('报送率与汇总：与手算逐一核对', 'Rates and figures, against those worked out by hand');
  const { campaign, coordinator, leader, heads, rehearsal } = months;
  const { market, police, commerce } = heads;
  await rehearsal.turnTo('2026-06-02');

  await tour.step(coordinator, '单位 × 期次矩阵', 'The matrix of units and months', async () => {
    const { campaign: seen } = await coordinator.ask<{ campaign: { reportMatrix: MatrixCell[] } }>(
      'query ($id: ID!) { campaign(id: $id) { reportMatrix { reportId unit { id name } period { key } state timeliness } } }',
      { id: campaign.id },
    );
    const found = new Map(seen.reportMatrix.map((cell) => [`${nameOf(months, cell.unit)} ${cell.period.key}`, cell]));
    const lines = UNITS.map((unit) => {
      const row = MONTHS.map((month, i) => {
        const cell = found.get(`${unit} ${month}`);
        const outcome = OUTCOMES[unit][i] ?? null;
        const fits = outcome === null ? cell === undefined || cell.state === 'WAIVED' : cell?.timeliness === outcome;
        expect(fits, `${unit} ${month} 应为 ${outcome ?? '不应报'}，实为 ${cell?.state} ${cell?.timeliness}。The matrix differs.`);
        return outcome ?? cell?.state ?? '—';
      });
      return `${unitOf(heads[unit]).name}：${row.join('  ')}`;
    });
    const owed = [...found.values()].filter(({ state }) => state !== 'WAIVED').length;
    expect(owed === RATES.all.expected, `矩阵应有${RATES.all.expected}格应报，实为${owed}格。The matrix has other cells.`);
    return lines;
  });

  await tour.step(leader, '报送率：每期、每单位、合计', 'Rates by month, by unit and in all', async () => {
    const [all] = await ratesFor(leader, months);
    expectRate(all, RATES.all, '合计');
    const byMonth = await ratesFor(leader, months, '(groupBy: [PERIOD])');
    for (const month of MONTHS)
      expectRate(
        byMonth.find(({ period }) => period?.key === month),
        RATES[month],
        month,
      );
    const byUnit = await ratesFor(leader, months, '(groupBy: [UNIT])');
    for (const unit of UNITS)
      expectRate(
        byUnit.find((one) => one.unit !== null && nameOf(months, one.unit) === unit),
        RATES[unit],
        unit,
      );
    return [...MONTHS.map((month) => `${month}：${rateSaid(RATES[month])}`), `合计：${rateSaid(RATES.all)}`, `${UNITS.length}个单位逐一相符`];
  });

  await tour.step(leader, '汇总：每月、累计，各覆盖多少', 'Figures by month and in all, with what they cover', async () => {
    const [all] = await groupsFor(leader, months);
    expectTotals(all, TOTALS.all, '行动以来');
    const byMonth = await groupsFor(leader, months, '(groupBy: [PERIOD])');
    const lines = MONTHS.map((month) => {
      const group = present(
        byMonth.find(({ period }) => period?.key === month),
        `figures of ${month}`,
      );
      expectTotals(group, TOTALS[month], month);
      const { expected, submitted, zero } = RATES[month];
      const covered = group.coverage;
      expect(
        covered.expected === expected && covered.submitted === submitted && covered.zero === zero,
        `${month} 覆盖 ${covered.submitted}/${covered.expected}，应为 ${submitted}/${expected}。It covers others.`,
      );
      return `${month}：${TOTALS[month].join('、')}（覆盖 ${submitted}/${expected}，零报告 ${zero}）`;
    });
    return [`第 ${CELLS.join('、')} 栏`, ...lines, `累计：${TOTALS.all.join('、')}（第4项是累计数，取最后一月）`];
  });

  await tour.step(coordinator, '一个合计数从哪里来：逐级追到报表的格', 'Follows a total down to the cell of a report', async () => {
    const groups = await groupsFor<WithReports>(
      coordinator,
      months,
      '(groupBy: [UNIT])',
      'reports { report { id } period { key } cells { key value filled expected period } } parts { unit { id name } period { key } coverage { expected submitted zero } cells { key value filled expected period } }',
    );
    const sums = CELLS.slice(0, 4).map((key) => groups.reduce((sum, group) => sum + hundredths(valueOf(group.cells, key)), 0));
    const wanted = TOTALS.all.slice(0, 4).map((total) => Math.round(total * 100));
    expect(sums.join() === wanted.join(), `各单位之和应等于合计：${sums.join('，')}。The units do not add up to the whole.`);
    const of = (person: Person): Group & WithReports =>
      present(
        groups.find(({ unit }) => unit?.id === unitOf(person).id),
        `figures of ${unitOf(person).name}`,
      );
    const own = of(police);
    const reports = own.reports.map(({ report, period, cells }) => ({
      id: report?.id ?? '',
      month: period.key as Month,
      value: valueOf(cells, '3'),
    }));
    const handed = (month: Month): number => (month === CORRECTED.month ? CORRECTED.after : rowOf('police', month)[3]);
    expect(
      reports.length === 3 && reports.every(({ month, value }) => Number(value) === handed(month)),
      `应追到三份报表：${JSON.stringify(reports)}。Expected three reports.`,
    );
    // Its report for May says zero: what happened is nothing, what is on file stays.
    const onFile = present(
      of(commerce).cells.find(({ key }) => key === '4'),
      'running total of commerce',
    );
    expect(
      Number(onFile.value) === rowOf('commerce', '2026-04')[4] && onFile.period === '2026-04',
      `零报告不应清空累计数，实为 ${onFile.value}。A zero report does not wipe out a running total.`,
    );
    const april = await coordinator.ask<{ node: { title: string } | null }>('query ($id: ID!) { node(id: $id) { ... on Report { title } } }', {
      id: reports.find(({ month }) => month === '2026-04')?.id,
    });
    return [
      `涉案金额 ${TOTALS.all[3]} = ${groups.map(({ unit, cells }) => `${unit?.name} ${valueOf(cells, '3')}`).join(' + ')}`,
      `${unitOf(police).name} = ${reports.map(({ month, value }) => `${month} ${value}`).join(' + ')}，出自“${april.node?.title}”等三份报表`,
      `${unitOf(commerce).name}五月零报告，累计建档仍为 ${onFile.value} 户（取自 ${onFile.period}）`,
    ];
  });

  await tour.step(market, '单位只看得到自己的数', 'A unit sees its own figures and nobody else’s', async () => {
    const [own] = await groupsFor(market, months);
    const [first, ...rest] = MONTHS.map((month) => rowOf('market', month)[0]);
    expect(
      valueOf(present(own, 'own figures').cells, '1') === String(rest.reduce((sum, one) => sum + one, first ?? 0)),
      '应为本单位之和。Expected its own sum.',
    );
    const [rate] = await ratesFor(market, months);
    expectRate(rate, RATES.market, unitOf(market).name);
    return `出动检查人员 ${valueOf(own?.cells ?? [], '1')} 人次，报送率 ${rate?.submittedPercent}%`;
  });

  await tour.step(coordinator, '三月分单位数据导出为表格', 'Exports a month as a workbook', async () => {
    const { periodWorkbook } = await coordinator.ask<{ periodWorkbook: { name: string; content: string } }>(WORKBOOK, { id: campaign.id });
    const bytes = Buffer.from(periodWorkbook.content, 'base64');
    expect(bytes.subarray(0, 2).toString() === 'PK', '应为 xlsx 文件。Expected an xlsx file.');
    return `${periodWorkbook.name}，${Math.round(bytes.length / 1024)} KB`;
  });
}

const valueOf = (cells: readonly CellTotal[], key: string): string | null => cells.find((cell) => cell.key === key)?.value ?? null;
/** Two decimals at most: whole numbers add up exactly. */
const hundredths = (value: string | null): number => Math.round(Number(value ?? 0) * 100);
