/** A second campaign of the office, whose plan has a statistics form of our own and asks for it, and for sections, every month. */
import { randomUUID } from 'node:crypto';
import { bindPlanUnits } from '../../src/application/plans/bind-plan-units';
import { planUnits } from '../../src/application/plans/plan-units';
import { publishPlan } from '../../src/application/plans/publish-plan';
import { readNotice } from '../../src/application/plans/read-notice';
import { savePlan } from '../../src/application/plans/save-plan';
import type { StatisticsForm } from '../../src/domain/plan/form-model';
import { toGlobalId } from '../../src/graphql/global-id';
import { accepted, NOTICE, type RunningCampaign, type SubjectIds } from './campaign';

export interface WithForms {
  campaignId: string;
  planId: string;
  report(kind: 'STATISTICS' | 'NARRATIVE', period: string, unit?: string): Promise<SubjectIds>;
}

export async function launchForms(world: RunningCampaign, form: StatisticsForm, sections: string[]): Promise<WithForms> {
  const { muster, units } = world;
  const { plans } = muster.desks;
  const viewer = await world.viewer('coordinator');
  const key = () => ({ idempotencyKey: randomUUID() });
  const read = accepted(await readNotice(plans, viewer, { unitId: units.office, source: { text: NOTICE }, ...key() }));
  const rule = { owedBy: null, to: null, printed: '', span: null, title: '', also: [], dueDate: null, period: 'CURRENT' as const };
  const usual = { ...rule, onDayOff: 'AS_PRINTED' as const, closesAfter: null, cadence: 'MONTHLY' as const, dueDay: 24 };
  const reporting = [
    { ...usual, what: 'STATISTICS' as const, form: form.key, sections: [] },
    { ...usual, what: 'NARRATIVE' as const, form: null, sections },
  ];
  // One long phase, so that the reports of three months are owed from the beginning.
  const [mobilisation] = read.content.phases;
  const summary = read.content.phases.at(-1);
  if (!mobilisation || !summary) throw new Error('no phases');
  const phases = [
    { ...mobilisation, end: '2022-12-10' },
    { ...summary, start: '2022-12-11', end: '2022-12-31' },
  ];
  const content = { ...read.content, phases, reporting, forms: [form] };
  const saved = accepted(await savePlan(plans, viewer, { planId: read.id, expectedRevision: read.revision, content, amending: false, ...key() }));
  const stand = (await muster.below.units.current()).units.find(({ code }) => code === 'YX-01')?.id ?? '';
  const open = (await planUnits(plans, saved)).filter(({ required, unitIds }) => required && unitIds.length === 0);
  const bindings = open.map(({ name }) => ({ printed: name, unitIds: [stand] }));
  const bound = accepted(await bindPlanUnits(plans, viewer, { planId: saved.id, expectedRevision: saved.revision, bindings, ...key() }));
  const { campaign } = accepted(await publishPlan(plans, viewer, { planId: bound.id, expectedRevision: bound.revision, ...key() }));
  accepted(await muster.engine.drive.drive({ subject: campaign, event: { type: 'LAUNCH', input: {} }, viewer }));
  return {
    campaignId: campaign.id,
    planId: bound.id,
    async report(kind, period, unit = units.lead) {
      const { rows } = await world.database.pool.query<{ id: string }>(
        `select id from subject where campaign_id = $1 and definition ->> 'unit' = $2 and definition ->> 'reportKind' = $3
         and definition -> 'period' ->> 'key' = $4`,
        [campaign.id, unit, kind, period],
      );
      const id = rows[0]?.id;
      if (!id) throw new Error(`no ${kind} of ${period}`);
      return { kind: 'REPORT', id: toGlobalId('Report', campaign.id, id), subjectId: id, campaignId: campaign.id };
    },
  };
}
