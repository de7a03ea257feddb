import { campaignLaw } from '../../../workflows';
import type { CampaignContext, CampaignDefinition, Criterion, Facts, PhaseDefinition, PlanChange } from '../../../workflows';
import { clock, office } from './people';
import { Story } from './story';

export const phase = (key: string, start: string | null, end: string | null, more: Partial<PhaseDefinition> = {}): PhaseDefinition => ({
  key,
  name: `阶段${key}`,
  kind: 'RECTIFICATION',
  start,
  end,
  exit: [],
  advancesByItself: false,
  ...more,
});

export const phases = [
  phase('p1', '2022-08-21', '2022-08-31', { kind: 'MOBILIZATION' }),
  phase('p2', '2022-09-01', '2022-11-30', { advancesByItself: true }),
  phase('p3', '2022-12-01', '2022-12-31', { kind: 'SUMMARY' }),
];

export const campaignOf = (more: Partial<CampaignDefinition> = {}): CampaignDefinition => ({
  campaign: 'campaign',
  office: 'office',
  title: '专项行动',
  plan: 'plan',
  planRevision: 1,
  phases,
  units: ['market', 'police'],
  ...more,
});

export const met: Criterion = { kind: 'LIAISONS_REGISTERED', percent: 100, done: 9, total: 9, missing: [] };
export const unmet: Criterion = {
  kind: 'LIAISONS_REGISTERED',
  percent: 100,
  done: 7,
  total: 9,
  missing: [
    { unit: 'police', title: '联络员名单' },
    { unit: 'housing', title: '联络员名单' },
  ],
};

export const usualCampaignFacts: Partial<Facts> = {
  lintErrors: [],
  unboundUnits: [],
  criteria: [met],
  openTasks: [],
  openFinalReports: [],
  openAcceptanceItems: [],
  unitHasOtherSeats: false,
  unitIsKnown: true,
  superiorCampaign: { title: '上级专项行动', isAbove: true, isBelow: false },
};

export type CampaignStory = Story<CampaignDefinition, CampaignContext>;

export const draft = (more: Partial<CampaignDefinition> = {}): CampaignStory => {
  const story = new Story<CampaignDefinition, CampaignContext>(campaignLaw, campaignOf(more), usualCampaignFacts).on('2022-08-20');
  return story.when('PUBLISH', office, { definition: story.definition });
};

export const launched = (more: Partial<CampaignDefinition> = {}): CampaignStory => draft(more).on('2022-08-21').when('LAUNCH', office);
export const inPhase2 = (): CampaignStory => launched().on('2022-09-01').when('ADVANCE', office);
export const inPhase3 = (): CampaignStory => inPhase2().on('2022-12-01').when('ADVANCE', office);
export const phaseDue = (story: CampaignStory, key: string, criteria: Criterion[] = [met]): CampaignStory =>
  story.when('PHASE_DUE', clock, { phase: key }, { criteria });

export const changeTo = (more: Partial<PlanChange> = {}): PlanChange => ({
  planRevision: 2,
  phases,
  tasks: { add: [], drop: [], change: [] },
  ...more,
});
