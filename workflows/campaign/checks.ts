/** The named checks of the campaign's chart. Each phase's transitions know their phase as the `seat` of the check. */
import type { Check, LawEvent, Reason } from '../contract';
import type { Criterion, PlanChange, SuperiorCampaign } from '../facts';
import { onlyIf, reason } from '../reasons';
import { activeUnits, isMet, presentPhase } from './context';
import type { CampaignContext, CampaignPhase } from './context';

type Test = Check<CampaignContext>['test'];
const state = (test: Test): Check<CampaignContext> => ({ about: 'state', test });
const fact = (test: Test): Check<CampaignContext> => ({ about: 'fact', test });
const input = (test: Test): Check<CampaignContext> => ({ about: 'input', test });

const listed = (event: LawEvent, name: string): unknown[] => (event.facts[name] ?? []) as unknown[];
const unmet = (event: LawEvent): Criterion[] => (listed(event, 'criteria') as Criterion[]).filter((criterion) => !isMet(criterion));
const override = (event: LawEvent): { reason?: unknown } | null => (event.input.override ?? null) as { reason?: unknown } | null;
const newPhases = (event: LawEvent): CampaignPhase[] => (event.facts.change as PlanChange).phases;

const superiorOf = (event: LawEvent): SuperiorCampaign | null => (event.facts.superiorCampaign ?? null) as SuperiorCampaign | null;

/** The phase an extension speaks of: the one it names, or the present one. */
export const phaseOf = (context: CampaignContext, event: LawEvent): CampaignPhase | undefined =>
  event.input.phase ? context.phases.find(({ key }) => key === event.input.phase) : presentPhase(context);

const about = (test: (phase: CampaignPhase, context: CampaignContext, event: LawEvent) => Reason | null): Check<CampaignContext> =>
  input((context, event) => {
    const phase = phaseOf(context, event);
    return phase ? test(phase, context, event) : null;
  });

export const campaignChecks = {
  hasPhases: state((context) => (context.phases.length > 0 ? null : reason('NO_PHASES'))),
  planHasNoErrors: fact((_context, event) => {
    const errors = listed(event, 'lintErrors');
    return errors.length === 0 ? null : reason('PLAN_HAS_ERRORS', { errors });
  }),
  unitsAreBound: fact((_context, event) => {
    const units = listed(event, 'unboundUnits');
    return units.length === 0 ? null : reason('UNITS_NOT_BOUND', { units });
  }),
  /** Met; or a leader asks, who may override. */
  criteriaMetOrLeader: fact((_context, event) => {
    const criteria = unmet(event);
    if (criteria.length === 0 || event.by.relations.includes('LEADER')) return null;
    return reason(override(event) ? 'OVERRIDE_NEEDS_LEADER' : 'CRITERIA_NOT_MET', { criteria });
  }),
  overrideHasReason: input((_context, event) => {
    const criteria = unmet(event);
    if (criteria.length === 0) return null;
    const given = override(event);
    if (!given) return reason('CRITERIA_NOT_MET', { criteria });
    return typeof given.reason === 'string' && given.reason.trim() !== '' ? null : reason('REASON_REQUIRED', { criteria });
  }),
  criteriaAllMet: fact((_context, event) => onlyIf(unmet(event).length === 0)),
  phaseIsCurrent: input((context, event) =>
    event.input.phase === presentPhase(context)?.key ? null : reason('PHASE_NOT_CURRENT', { phase: event.input.phase }),
  ),
  phaseExists: input((context, event) => (phaseOf(context, event) ? null : reason('PHASE_NOT_FOUND', { phase: event.input.phase }))),
  phaseNotPassed: about((phase) => (phase.leftOn ? reason('PHASE_ALREADY_PASSED', { phase: phase.key, leftOn: phase.leftOn }) : null)),
  endNotPast: input((_context, event) => (String(event.input.end) >= event.on ? null : reason('DATE_IN_PAST', { end: event.input.end }))),
  endAfterStart: about((phase, _context, event) =>
    phase.start === null || String(event.input.end) >= phase.start ? null : reason('END_BEFORE_START', { end: event.input.end, start: phase.start }),
  ),
  endBeforeNextEnd: about((phase, context, event) => {
    const next = context.phases[context.phases.indexOf(phase) + 1];
    return !next?.end || String(event.input.end) < next.end ? null : reason('END_AFTER_NEXT_PHASE', { end: event.input.end, nextEnd: next.end });
  }),
  extendsPresent: input((context, event) => onlyIf(phaseOf(context, event)?.key === presentPhase(context)?.key)),
  planIsNewer: fact((context, event) => {
    const { planRevision } = event.facts.change as PlanChange;
    return planRevision > context.planRevision ? null : reason('PLAN_NOT_NEWER', { planRevision, running: context.planRevision });
  }),
  presentPhaseStays: fact((context, event) => {
    const present = presentPhase(context);
    const stays = newPhases(event).some(({ key }) => key === present?.key);
    return stays ? null : reason('CURRENT_PHASE_DROPPED', { phase: present?.key, name: present?.name });
  }),
  /** What is over stays as it was, and nothing new can be slipped in before the present phase: it would never run. */
  passedPhasesStay: fact((context, event) => {
    const keys = newPhases(event).map(({ key }) => key);
    const passed = context.phases.filter(({ leftOn }) => leftOn).map(({ key }) => key);
    const before = keys.slice(0, keys.indexOf(presentPhase(context)?.key ?? ''));
    return before.join() === passed.join() ? null : reason('PASSED_PHASE_CHANGED', { passed });
  }),
  newEndIsPast: fact((context, event) => {
    const end = newPhases(event).find(({ key }) => key === presentPhase(context)?.key)?.end ?? null;
    return onlyIf(end !== null && end < event.on);
  }),
  isRunning: state((_context, _event, { value }) =>
    typeof value.stage === 'object' ? null : reason('EVENT_NOT_POSSIBLE_IN_STATE', { state: String(value.stage).toUpperCase() }),
  ),
  tasksSettled: fact((_context, event) => {
    const tasks = listed(event, 'openTasks');
    return tasks.length === 0 ? null : reason('TASKS_STILL_OPEN', { count: tasks.length, tasks });
  }),
  finalReportsIn: fact((_context, event) => {
    const reports = listed(event, 'openFinalReports');
    return reports.length === 0 ? null : reason('FINAL_REPORTS_OPEN', { count: reports.length, reports });
  }),
  acceptanceComplete: fact((_context, event) => {
    const items = listed(event, 'openAcceptanceItems');
    return items.length === 0 ? null : reason('ACCEPTANCE_INCOMPLETE', { items });
  }),
  notOver: state((context) => (context.ended ? reason('CAMPAIGN_OVER') : null)),
  unitNotTakingPart: input((context, { input: { unit } }) =>
    activeUnits(context).includes(String(unit)) ? reason('UNIT_TAKES_PART', { unit }) : null,
  ),
  unitTakesPart: input((context, { input: { unit } }) =>
    activeUnits(context).includes(String(unit)) ? null : reason('UNIT_TAKES_NO_PART', { unit }),
  ),
  unitKnown: fact((_context, { facts, input: { unit } }) => (facts.unitIsKnown === true ? null : reason('UNIT_NOT_KNOWN', { unit }))),
  /** Its tasks are somebody's to finish: they are transferred first. */
  unitHasNoTasks: fact((_context, event) => (event.facts.unitHasOtherSeats === false ? null : reason('UNIT_HAS_TASKS', { unit: event.input.unit }))),
  successorIsAnother: input((_context, { input: { unit, toUnit } }) => (unit === toUnit ? reason('INPUT_INVALID', { field: 'toUnit' }) : null)),
  successorKnown: fact((_context, { facts, input: { toUnit } }) =>
    typeof toUnit !== 'string' || facts.unitIsKnown === true ? null : reason('UNIT_NOT_KNOWN', { unit: toUnit }),
  ),
  successorIsNewHere: input((context, { input: { toUnit } }) => onlyIf(typeof toUnit === 'string' && !activeUnits(context).includes(toUnit))),
  unitIsNewHere: input((context, event) => onlyIf(!activeUnits(context).includes(String(event.input.unit)))),
  unitIsGone: fact((context, event) => onlyIf(event.facts.unitHasOtherSeats === false && activeUnits(context).includes(String(event.input.unit)))),
  noSuperiorYet: state(({ superior }) => (superior ? reason('SUPERIOR_NAMED_ALREADY', { superior: superior.campaign }) : null)),
  hasSuperior: state(({ superior }) => (superior ? null : reason('NO_SUPERIOR'))),
  superiorIsAnother: input(({ campaign }, { input: { superior } }) => (superior === campaign ? reason('SUPERIOR_IS_ITSELF') : null)),
  superiorKnown: fact((_context, event) => (superiorOf(event) ? null : reason('SUPERIOR_NOT_FOUND', { superior: event.input.superior }))),
  superiorIsAbove: fact((_context, event) => (superiorOf(event)?.isAbove === false ? reason('SUPERIOR_NOT_ABOVE') : null)),
  superiorMakesNoCircle: fact((_context, event) => (superiorOf(event)?.isBelow ? reason('SUPERIOR_IN_CIRCLE') : null)),
} satisfies Record<string, Check<CampaignContext>>;

export type CampaignCheck = keyof typeof campaignChecks;
