import type { CampaignContext, CampaignDefinition, PhaseView } from '../application/desk';
import type { Seen } from '../application/reading/sight';
import type { DoorContext } from './context';
import { noticeNode, planNode } from './plan-nodes';
import { unitNode, unitNodes } from './unit-nodes';

/** What a campaign shows of itself and of the plan it runs. */
export function campaignNodeFields(seen: Seen, definition: CampaignDefinition, context: DoorContext): Record<string, unknown> {
  const { loaders } = context;
  // An amendment takes over a newer revision and new units: both are in what the machine remembers.
  const { planRevision, units } = seen.subject.snapshot.context as unknown as CampaignContext;
  const plan = () => loaders.runningPlan.load({ plan: definition.plan, planRevision });
  const phases = async () => (await loaders.phases.load(seen)).map((phase) => phaseNode(phase, context));
  return {
    documentNumber: async () => (await plan())?.content.documentNumber ?? null,
    issuer: async () => (await plan())?.content.issuer ?? null,
    issuedOn: async () => (await plan())?.content.issuedOn ?? null,
    period: async () => (await plan())?.content.period ?? null,
    areas: async () => [...new Set(((await plan())?.content.tasks ?? []).map(({ area }) => area).filter((area) => area !== ''))],
    office: () => unitNode(definition.office, context),
    units: () =>
      unitNodes(
        units.filter(({ leftOn }) => !leftOn).map(({ unit }) => unit),
        context,
      ),
    phases,
    currentPhase: async () => (await phases()).find(({ standing }) => standing === 'CURRENT') ?? null,
    plan: async () => {
      const running = await plan();
      return running && planNode(running, context);
    },
    notice: async () => {
      const running = await plan();
      const notice = running && (await loaders.noticeOf.load(running));
      return notice && noticeNode(notice);
    },
  };
}

function phaseNode({ criteria, ...phase }: PhaseView, context: DoorContext) {
  return {
    ...phase,
    criteria: criteria.map(({ kind, percent, done, total, missing = [] }) => ({
      ...{ kind, percent, done: done ?? null, total: total ?? null },
      // Nothing to do is done: 0 of 0 meets every share.
      met: done === undefined || total === undefined ? null : done * 100 >= percent * total,
      missing: missing.map(({ title, unit }) => ({ title, unit: () => (unit === undefined ? null : unitNode(unit, context)) })),
    })),
  };
}
