import { taskOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import { expect, present } from '../expectations';
import type { Tour } from '../tour';

interface Entry {
  revision: number;
  event: string;
  label: string;
  on: string;
  actor: string | null;
  hash: string;
  unit: { name: string } | null;
  cause: { revision: number } | null;
}

interface Glance {
  campaign: {
    byState: { state: string; count: number }[];
    byUnit: { unit: { name: string } | null; count: number }[];
    byTimeliness: { timeliness: string | null; count: number }[];
    standings: { unit: { name: string }; accepted: number; parts: number; reportsTimely: number; reportsOwed: number }[];
  };
}

/** Act 14: what remains to be read: the log, the machine, the counts. */
export async function lookingBack(tour: Tour, { coordinator, leader, auditor, market }: Cast, campaign: Running): Promise<void> {
  tour.act('回看', 'Looking back');

  await tour.step(auditor, '审计一项任务的全部记录', 'Audits the log of one task', async () => {
    const { id } = await taskOf(auditor, campaign, '二(一)1');
    const { node } = await auditor.ask<{ node: { history: { nodes: Entry[] } } }>(
      `query ($id: ID!) { node(id: $id) { ... on WorkflowSubject { history(first: 100) {
        nodes { revision event label on actor hash unit { name } cause { revision } }
      } } } }`,
      { id },
    );
    const entries = node.history.nodes;
    expect(
      entries.every(({ revision }, i) => revision === i + 1),
      '记录应无缺号。The log has no gaps.',
    );
    expect(new Set(entries.map(({ hash }) => hash)).size === entries.length, '每条记录的哈希应各不相同。Every link has a hash of its own.');
    const shown = entries.map(
      ({ revision, label, actor, unit, hash }) => `${revision} ${label}（${actor ?? '引擎'}${unit ? `，${unit.name}` : ''}）${hash.slice(0, 12)}…`,
    );
    return [`${entries.length}条，无缺号，每条带 SM3 链接`, ...shown.slice(0, 4), '…', ...shown.slice(-3)];
  });

  await tour.step(market, '看任务的状态图', "Sees the task's machine", async () => {
    const { id } = await taskOf(market, campaign, '二(一)1');
    const { node } = await market.ask<{ node: { diagram: string | null } }>(
      'query ($id: ID!) { node(id: $id) { ... on WorkflowSubject { diagram(format: MERMAID) } } }',
      { id },
    );
    const diagram = present(node.diagram, 'diagram');
    expect(diagram.startsWith('stateDiagram-v2'), `应为 Mermaid 状态图：${diagram.slice(0, 40)}。Expected a Mermaid diagram.`);
    return `Mermaid 状态图，${diagram.split('\n').length}行`;
  });

  await tour.step(leader, '分组计数与单位排名', 'Counts and ranking', async () => {
    const { campaign: seen } = await leader.ask<Glance>(
      `query ($id: ID!) { campaign(id: $id) {
        byState: taskCounts(by: [STATE]) { state count }
        byUnit: taskCounts(by: [UNIT]) { unit { name } count }
        byTimeliness: reportCounts(by: [TIMELINESS]) { timeliness count }
        standings { unit { name } accepted parts reportsTimely reportsOwed }
      } }`,
      { id: campaign.id },
    );
    const { byState, byUnit, byTimeliness, standings } = seen;
    expect(standings.length > 0, '应有排名。There should be a ranking.');
    const top = standings
      .slice(0, 5)
      .map(
        ({ unit, accepted, parts, reportsTimely, reportsOwed }, i) =>
          `${i + 1}. ${unit.name} 任务 ${accepted}/${parts}，按时报送 ${reportsTimely}/${reportsOwed}`,
      );
    return [
      `任务按状态：${byState.map(({ state, count }) => `${state} ${count}`).join('、')}`,
      `任务按单位：${byUnit
        .slice(0, 5)
        .map(({ unit, count }) => `${unit?.name} ${count}`)
        .join('、')} …`,
      `报送按时效：${byTimeliness.map(({ timeliness, count }) => `${timeliness} ${count}`).join('、')}`,
      ...top,
    ];
  });

  await tour.step(coordinator, '专项行动的全过程', 'The whole course of the campaign', async () => {
    const { campaign: seen } = await coordinator.ask<{ campaign: { history: { nodes: Entry[] } } }>(
      'query ($id: ID!) { campaign(id: $id) { history(first: 100) { nodes { revision event label on actor hash unit { name } cause { revision } } } } }',
      { id: campaign.id },
    );
    const own = seen.history.nodes.filter(({ cause }) => cause === null);
    return own.map(({ label, actor }) => `${label}（${actor ?? '引擎'}）`).join(' → ');
  });
}
