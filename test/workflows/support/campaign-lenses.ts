/** What is tried on campaigns. */
import { campaignLaw } from '../../../workflows';
import type { CampaignContext, CampaignDefinition, LawEvent, PhaseDefinition } from '../../../workflows';
import type { SuperiorCampaign } from '../../../workflows/facts';
import { campaignOf, changeTo, phases, unmet, usualCampaignFacts } from './campaigns';
import { sentAs } from './explore';
import type { Lens } from './explore';
import { clock, engine, leader, office } from './people';

const sent = sentAs(campaignLaw, usualCampaignFacts, '2022-09-01');
const because = { reason: '理由' };
const begin = sent('PUBLISH', office, { definition: {} });
const among = (...indexes: number[]): PhaseDefinition[] => indexes.flatMap((i) => phases[i] ?? []);
const overridden = { override: because };

const amend = (change: Parameters<typeof changeTo>[0], on?: string, facts = {}): LawEvent =>
  sent('AMEND', office, { planRevision: 2, ...because }, on, { change: changeTo(change), ...facts });

const running: LawEvent[] = [
  sent('LAUNCH', office),
  sent('LAUNCH', office, {}, undefined, { lintErrors: [{ code: 'PLAN001', message: '错误' }] }),
  sent('LAUNCH', office, {}, undefined, { unboundUnits: ['某局'] }),
  sent('ADVANCE', office),
  sent('ADVANCE', office, {}, undefined, { criteria: [unmet] }),
  sent('ADVANCE', office, overridden, undefined, { criteria: [unmet] }),
  sent('ADVANCE', leader, overridden, undefined, { criteria: [unmet] }),
  sent('ADVANCE', leader, { override: {} }, undefined, { criteria: [unmet] }),
  ...['p1', 'p2', 'p3'].flatMap((phase) => [
    sent('PHASE_DUE', clock, { phase }),
    sent('PHASE_DUE', clock, { phase }, undefined, { criteria: [unmet] }),
  ]),
  sent('SUSPEND', leader, because),
  sent('RESUME', leader),
  sent('TERMINATE', leader, because),
  sent('CONCLUDE', office),
  sent('CONCLUDE', office, {}, undefined, { openTasks: [{ subject: 't', number: '一', title: '任务', state: 'NOTIFIED' }] }),
  sent('CONCLUDE', office, {}, undefined, { openFinalReports: [{ subject: 'r', unit: 'u', title: '总结', state: 'OWED' }] }),
  sent('CONCLUDE', office, {}, undefined, { openAcceptanceItems: [{ title: '验收', done: 0, total: 1 }] }),
  sent('ARCHIVE', office),
];

const moving: LawEvent[] = [
  ...['p1', 'p2', 'p3', 'p9'].flatMap((phase) =>
    ['2022-09-10', '2022-12-10', '2023-01-10', '2022-08-25'].map((end) => sent('EXTEND_PHASE', office, { phase, end, ...because })),
  ),
  sent('EXTEND_PHASE', office, { end: '2022-09-05', ...because }, '2022-08-25'),
  sent('EXTEND_PHASE', office, { end: '2022-08-25', ...because }, '2022-08-22'),
  ...['2022-08-22', '2023-02-01'].flatMap((on) => [amend({}, on), amend({ phases: among(1, 2) }, on), amend({ phases: among(0) }, on)]),
  amend({ planRevision: 1 }),
  amend({}, undefined, { lintErrors: [{ code: 'PLAN001', message: '错误' }] }),
  amend({}, undefined, { unboundUnits: ['某局'] }),
  amend({ phases: [] }),
];

const reported: LawEvent[] = [
  sent('TASK_SETTLED', engine),
  sent('TASK_REOPENED', engine),
  sent('REPORT_REOPENED', engine),
  sent('UNIT_JOINED', engine, { unit: 'health' }),
  sent('UNIT_JOINED', engine, { unit: 'market' }),
  sent('UNIT_LEFT', engine, { unit: 'market' }),
  sent('UNIT_LEFT', engine, { unit: 'market' }, undefined, { unitHasOtherSeats: true }),
  sent('JOIN_UNIT', office, { unit: 'health' }),
  sent('JOIN_UNIT', office, { unit: 'market' }),
  sent('RELEASE_UNIT', office, { unit: 'nobody', ...because }),
  sent('RELEASE_UNIT', office, { unit: 'market', toUnit: 'market', ...because }),
  sent('RELEASE_UNIT', office, { unit: 'market', toUnit: 'tax', ...because }, undefined, { unitIsKnown: false }),
  sent('JOIN_UNIT', office, { unit: 'health' }, undefined, { unitIsKnown: false }),
  sent('RELEASE_UNIT', office, { unit: 'market', ...because }),
  sent('RELEASE_UNIT', office, { unit: 'market', toUnit: 'tax', ...because }),
  sent('RELEASE_UNIT', office, { unit: 'market', ...because }, undefined, { unitHasOtherSeats: true }),
];

const above = (facts: Partial<SuperiorCampaign> | null) => ({
  superiorCampaign: facts && { title: '上级专项行动', isAbove: true, isBelow: false, ...facts },
});
const tied: LawEvent[] = [
  sent('LAUNCH', office),
  sent('TERMINATE', leader, because),
  sent('SET_SUPERIOR', office, { superior: 'province' }),
  sent('SET_SUPERIOR', office, { superior: 'campaign' }),
  sent('SET_SUPERIOR', office, { superior: 'province' }, undefined, above(null)),
  sent('SET_SUPERIOR', office, { superior: 'province' }, undefined, above({ isAbove: false })),
  sent('SET_SUPERIOR', office, { superior: 'province' }, undefined, above({ isBelow: true })),
  sent('CLEAR_SUPERIOR', office, because),
];

const stateOnly = ({ planRevision, phases: all }: CampaignContext): unknown => [
  planRevision,
  all.map(({ key, enteredOn, leftOn }) => [key, enteredOn, leftOn]),
];

export const campaignLenses: Record<string, Lens<CampaignDefinition, CampaignContext>> = {
  running: { definition: campaignOf(), begin, events: [...running, ...reported] },
  moving: { definition: campaignOf(), begin, events: [...running, ...moving], also: stateOnly },
  tied: { definition: campaignOf(), begin, events: tied, also: ({ superior }) => superior?.campaign ?? null },
  empty: { definition: campaignOf({ phases: [] }), begin, events: running },
};
