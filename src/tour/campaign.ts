/** The running campaign as the acts ask about it. */
import { SELECTIONS, type BodyView, type CampaignView, type PhaseView, type ReportView, type TaskView, type UnitRef } from './documents';
import { present } from './expectations';
import type { Person } from './person';

export interface Running {
  id: string;
  planId: string;
}

export async function campaignOf(person: Person, { id }: Running): Promise<CampaignView> {
  const { campaign } = await person.ask<{ campaign: CampaignView | null }>(`query ($id: ID!) { campaign(id: $id) { ${SELECTIONS.campaign} } }`, {
    id,
  });
  return present(campaign, 'campaign');
}

export async function phaseOf(person: Person, campaign: Running): Promise<PhaseView> {
  return present((await campaignOf(person, campaign)).currentPhase, 'current phase');
}

/** All tasks, in the order of the plan. */
export async function tasksOf(person: Person, { id }: Running): Promise<TaskView[]> {
  const { campaign } = await person.ask<{ campaign: { tasks: { nodes: TaskView[] } } }>(
    `query ($id: ID!) { campaign(id: $id) { tasks(first: 100) { nodes { ${SELECTIONS.task} } } } }`,
    { id },
  );
  return campaign.tasks.nodes;
}

export async function taskOf(person: Person, campaign: Running, number: string): Promise<TaskView> {
  return present(
    (await tasksOf(person, campaign)).find((task) => task.number === number),
    `task ${number}`,
  );
}

/** All reports, page by page: there are more than one page holds. */
export async function reportsOf(person: Person, { id }: Running): Promise<ReportView[]> {
  type Page = { campaign: { reports: { nodes: ReportView[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } } };
  const found: ReportView[] = [];
  for (let after: string | null = null; ;) {
    const page: Page = await person.ask<Page>(
      `query ($id: ID!, $after: String) { campaign(id: $id) { reports(first: 100, after: $after) {
        nodes { ${SELECTIONS.report} } pageInfo { hasNextPage endCursor }
      } } }`,
      { id, after },
    );
    const { nodes, pageInfo } = page.campaign.reports;
    found.push(...nodes);
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}

export async function bodyOf(person: Person, { id }: Running): Promise<BodyView> {
  const { campaign } = await person.ask<{ campaign: { body: BodyView | null } }>(
    `query ($id: ID!) { campaign(id: $id) { body { ${SELECTIONS.coordinatingBody} } } }`,
    { id },
  );
  return present(campaign.body, 'coordinating body');
}

export const unitOf = (person: Person): UnitRef => present(person.units[0], `unit of ${person.userName}`);

/** "联络员已登记 16/18，缺：市公安局、市住建局" */
export function criterionInWords({ kind, done, total, missing }: PhaseView['criteria'][number]): string {
  const names = missing.map(({ title }) => title);
  const few = names.length > 6 ? `${names.slice(0, 6).join('、')}等${names.length}项` : names.join('、');
  return `${kind} ${done}/${total}${names.length > 0 ? `，缺：${few}` : ''}`;
}
