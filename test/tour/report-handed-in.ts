/** A statistics report of the demonstration's campaign, owed for this month and handed in: the demonstration itself begins before any is due. */
import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../src/application/ports/viewer';
import { lastDayOf, monthOf } from '../../src/domain/calendar';
import { ruleKeysOf } from '../../src/domain/plan/rule-keys';
import { cellsOf, contentOf, formOfRule } from '../../src/domain/statistics';
import type { CampaignDefinition, ReportDefinition } from '../../workflows';
import type { Demonstration } from './demonstration';

/** Every other cell says 0. */
export async function handInStatistics({ muster }: Demonstration, userName: string, today: string, figures: Record<string, number>): Promise<void> {
  const { pool } = muster.opened.database;
  const { rows } = await pool.query<{ account: string }>('select id as account from account where user_name = $1', [userName]);
  const held = await muster.desks.people.viewers.holdings(rows[0]?.account ?? '', null);
  const unit = held?.roles[0]?.unitId;
  if (!held || !unit) throw new Error(`${userName} belongs to no unit`);
  const viewer: Viewer = { accountId: held.account.id, userName, displayName: held.account.displayName, roles: held.roles };
  const campaigns = await pool.query<{ id: string; definition: CampaignDefinition }>(
    `select id, definition from subject where kind = 'CAMPAIGN' order by id limit 1`,
  );
  const [campaign] = campaigns.rows;
  if (!campaign) throw new Error('The demonstration has no campaign');
  const { plan, planRevision, office, ruleKeys } = campaign.definition;
  const [stored] = await muster.below.plans.plansAt([{ id: plan, revision: planRevision }]);
  const place = stored?.content.reporting.findIndex(({ what }) => what === 'STATISTICS') ?? -1;
  const rule = stored?.content.reporting[place];
  const form = stored && rule ? formOfRule(stored.content, rule) : null;
  if (!stored || !form) throw new Error('The demonstration asks for no statistics');
  const month = monthOf(today);
  const definition: ReportDefinition = {
    ...{ campaign: campaign.id, office, unit, rule: ruleKeysOf(stored.content, ruleKeys)[place] ?? '', reportKind: 'STATISTICS', title: form.title },
    ...{ period: { key: month, start: `${month}-01`, end: lastDayOf(month) }, dueOn: lastDayOf(month), phase: null },
  };
  const { drive } = muster.engine;
  const by = { account: null, unit: null, onBehalfOf: null, relations: ['ENGINE' as const] };
  const subject = { kind: 'REPORT' as const, id: randomUUID(), definition, ordinal: 900, phase: null };
  const owed = await drive.create({ campaignId: campaign.id, subject, by });
  if (!owed.ok) throw new Error(JSON.stringify(owed.refusal));
  const content = contentOf(form, { ...Object.fromEntries(cellsOf(form).map(({ key }) => [key, 0])), ...figures });
  const sent = await drive.drive({ subject: { campaignId: campaign.id, id: subject.id }, event: { type: 'SUBMIT', input: { content } }, viewer });
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
}
