import { reportsOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import type { ReportView } from '../documents';
import { present, refused } from '../expectations';
import type { Tour } from '../tour';

/** One figure for a simple indicator, one for each part of a compound one. */
function figuresOf(parts: readonly string[][]): { indicator: number; values: number[] }[] {
  return parts.map((names, i) => ({ indicator: i + 1, values: Array.from({ length: Math.max(1, names.length) }, (_, part) => 10 * (i + 1) - part) }));
}

/** Act 11: the month's statistics of one unit with figures, of the others with nothing to report. */
export async function statistics(tour: Tour, { coordinator, market }: Cast, campaign: Running): Promise<void> {
  tour.act('统计报表', 'Statistics');
  const owed = (await reportsOf(coordinator, campaign)).filter(({ kind, state }) => kind === 'STATISTICS' && state === 'OWED');
  const month = present(owed.map(({ dueOn }) => dueOn ?? '').sort()[0], 'statistics that are owed');
  const due = owed.filter(({ dueOn }) => dueOn === month);
  const own = present(
    due.find(({ unit }) => unit.id === market.units[0]?.id),
    'statistics of the bureau',
  );

  await tour.step(market, '不填数字就报送', 'Hands in without figures', async () => {
    const refusal = refused(await market.act('report', 'submitReport', own, { content: { text: '见附件' } }), 'EVENT_REFUSED', 'CONTENT_MISSING');
    return `拒绝：${refusal.message}`;
  });

  await tour.step(market, '按16项指标报送，复合指标分项填报', 'Hands in the form, compound indicators by their parts', async () => {
    const { campaign: seen } = await market.ask<{ campaign: { plan: { content: { forms: { indicators: { parts: string[] }[] }[] } } } }>(
      'query ($id: ID!) { campaign(id: $id) { plan { content { forms { indicators { parts } } } } } }',
      { id: campaign.id },
    );
    const indicators = present(seen.plan.content.forms[0], 'form').indicators;
    const figures = figuresOf(indicators.map(({ parts }) => parts));
    const report = await market.does('report', 'submitReport', own, { content: { figures } });
    return `${report.title}：${report.stateLabel}，${figures.length}项指标、${figures.reduce((sum, { values }) => sum + values.length, 0)}个数，时效 ${report.timeliness}`;
  });

  await tour.step('其余单位', '零报告', 'Report that there is nothing', async () => {
    const others = due.filter(({ id }) => id !== own.id);
    await Promise.all(others.map((report: ReportView) => tour.headOf(report.unit).does('report', 'submitReport', report, { zero: true })));
    return `${others.length}个单位零报告（应报日 ${month}）`;
  });
}
