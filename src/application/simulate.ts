/**
 * A plan is run on a virtual clock, without a database: the real machines under the real engine, in memory. Answers what falls due when, what
 * every unit carries in every week, and in which state everything is on any day, if nobody acts or if everybody is on time.
 */
import { bodyLaw } from '../../workflows/body/law';
import { campaignLaw } from '../../workflows/campaign/law';
import type { Label, Law } from '../../workflows/contract';
import { decide } from '../../workflows/decide';
import { reportLaw } from '../../workflows/report/law';
import { taskLaw } from '../../workflows/task/law';
import { addDays, civilDateOf, startOfDay, type WorkCalendar } from '../domain/calendar';
import { bindNamesToThemselves, printedNames } from '../domain/plan/bindings';
import { compile } from '../domain/plan/compile';
import type { CompiledPlan, CompileProblem } from '../domain/plan/compiled';
import type { Plan } from '../domain/plan/model';
import { loadOf, type WeekLoad } from '../domain/plan/simulate-load';
import { unitRegister } from '../domain/units';
import { campaignDefinition } from './campaigns/definitions';
import { phasesNow } from './campaigns/campaign-now';
import { createDrive, type DriveCall, type DrivePorts, type Laws } from './drive';
import { deliverDue } from './drive/deliver-due';
import { createFacts } from './facts';
import { createOpeners } from './openers';
import { relations } from './policy';
import type { StoredPlan } from './ports/plans';
import type { LoggedEvent, StoredSubject } from './ports/store';
import type { Viewer } from './ports/viewer';
import { done } from './refusal';
import { stepsOnTime, type Behaviour, type Step } from './simulation/behaviour';
import { createMemoryStore, memoryRecords, type MemoryStore } from './simulation/memory-store';

export interface SimulationRequest {
  plan: Plan;
  calendar: WorkCalendar;
  behaviour: Behaviour;
  /** The last day that is played; null: four weeks after the plan's end. */
  until: string | null;
  /** The day of the launch; null: the later of the plan's start and the notice's own date. */
  launchOn: string | null;
}

/** Something that happened, or that the clock brought. `on` is the civil date; for a deadline the day that was due. */
export interface SimulatedEvent {
  on: string;
  kind: string;
  number: string | null;
  title: string;
  type: string;
  label: Label;
  /** Whose it was: the unit that acted, or that owes; null for the office and the clock. */
  unit: string | null;
  by: 'CLOCK' | 'PERSON' | 'ENGINE';
  stateAfter: string;
}

export interface SimulatedSubject {
  kind: string;
  number: string | null;
  title: string;
  unit: string | null;
  state: string;
  timeliness: string | null;
}

export interface Simulation {
  plan: CompiledPlan;
  launchedOn: string;
  until: string;
  behaviour: Behaviour;
  /** In the order of time. */
  events: SimulatedEvent[];
  /** How everything is at the end of that day; of days outside the simulation, at its nearer end. */
  statesOn(day: string): SimulatedSubject[];
  load: WeekLoad[];
}

export type SimulationResult =
  | { outcome: 'simulated'; simulation: Simulation }
  | { outcome: 'refused'; problems: CompileProblem[]; reasons: { code: string; label: Label; data: Record<string, unknown> }[] };

export const SIMULATED_LAWS: Laws = {
  CAMPAIGN: campaignLaw as unknown as Law,
  TASK: taskLaw as unknown as Law,
  REPORT: reportLaw as unknown as Law,
  COORDINATING_BODY: bodyLaw as unknown as Law,
};

const CAMPAIGN = '00000000-0000-7000-8000-000000000001';
const AFTERWARDS = 28;

export async function simulate(request: SimulationRequest): Promise<SimulationResult> {
  const bindings = bindNamesToThemselves(request.plan);
  const compiled = compile(request.plan, bindings, { calendar: request.calendar });
  if (compiled.outcome === 'refused') return { outcome: 'refused', problems: compiled.problems, reasons: [] };
  const plan = compiled.plan;
  const office = plan.body?.officeUnit ?? plan.tasks[0]?.seats[0]?.unit ?? request.plan.issuer ?? '办公室';
  const issued = request.plan.issuedOn?.length === 10 ? request.plan.issuedOn : null;
  const launchedOn = request.launchOn ?? (issued !== null && issued > plan.start ? issued : plan.start);
  const until = request.until ?? addDays(plan.end > launchedOn ? plan.end : launchedOn, AFTERWARDS);

  const world = openWorld(request, { id: 'plan', unitId: office, content: request.plan, bindings }, launchedOn, office);
  const definition = campaignDefinition(plan, { campaign: CAMPAIGN, office }, { plan: 'plan', planRevision: 1 });
  const created = await world.drive.create({
    campaignId: CAMPAIGN,
    subject: { kind: 'CAMPAIGN', id: CAMPAIGN, definition, ordinal: 0, phase: null },
    by: { account: 'coordinator', unit: office, onBehalfOf: null, relations: ['COORDINATOR'] },
  });
  if (!created.ok) throw new Error(`The campaign cannot be created: ${created.refusal.code}`);
  const launched = await world.send({ subject: CAMPAIGN, unit: null, type: 'LAUNCH', input: {} });
  if (!launched.ok) {
    const reasons = (launched.refusal.data.reasons ?? []) as { code: string; label: Label; data: Record<string, unknown> }[];
    return { outcome: 'refused', problems: [], reasons };
  }
  for (let day = launchedOn; day <= until; day = nextDay(world.store, request.behaviour, day, until)) {
    await world.clockTo(startOfDay(day));
    if (request.behaviour === 'EVERYBODY_ON_TIME') await actOnTime(world, day);
  }
  await world.clockTo(startOfDay(addDays(until, 1)));
  const simulation = { plan, launchedOn, until, behaviour: request.behaviour, load: loadOf(plan) };
  return { outcome: 'simulated', simulation: { ...simulation, events: world.events, statesOn: (day) => statesOn(world.store, world.states, day) } };
}

interface StateChange {
  on: string;
  subject: string;
  state: string;
  timeliness: string | null;
}

interface World {
  store: MemoryStore;
  drive: ReturnType<typeof createDrive>;
  events: SimulatedEvent[];
  states: StateChange[];
  /** Sets the clock and delivers everything due by then. */
  clockTo(instant: Date): Promise<void>;
  send(step: Step): ReturnType<ReturnType<typeof createDrive>['drive']>;
  sendAll(steps: readonly Step[]): Promise<void>;
}

function openWorld(
  request: SimulationRequest,
  source: Pick<StoredPlan, 'id' | 'unitId' | 'content' | 'bindings'>,
  launchedOn: string,
  office: string,
): World {
  const store = createMemoryStore();
  let now = new Date(startOfDay(launchedOn).getTime() + 10 * 3_600_000);
  const clock = { now: () => now };
  const stored: StoredPlan = {
    ...{ ...source, noticeId: null, title: source.content.title, status: 'PUBLISHED', revision: 1, campaignId: CAMPAIGN, amends: false },
    ...{ createdBy: 'coordinator', createdAt: now, updatedAt: now },
  };
  const names = [...new Set([office, ...printedNames(source.content).map(({ name }) => name)])];
  const records = names.map((name) => ({
    id: name,
    kind: 'OTHER' as const,
    names: [{ name, kind: 'OFFICIAL' as const, validFrom: null, validTo: null }],
    parents: [],
  }));
  const register = unitRegister(records);
  if (!register.ok) throw new Error(`The plan's names make no register: ${JSON.stringify(register.refused)}`);
  const sources = {
    records: memoryRecords(store),
    plans: { plansAt: async (refs: readonly { id: string }[]) => refs.map(() => stored) },
    units: { current: async () => register.register, invalidate: () => undefined },
    calendars: { current: async () => request.calendar, invalidate: () => undefined },
    attachments: { named: async () => [] },
    // Nobody drafts a bulletin in a simulation.
    figures: { contributions: async () => [] },
    reading: { standings: async () => [] },
    // Nor asks about differences.
    differences: { compare: async () => [] },
  };
  const events: SimulatedEvent[] = [];
  const states: StateChange[] = [];
  const ports: DrivePorts = {
    ...{ store, clock, laws: SIMULATED_LAWS, decide: decide as unknown as DrivePorts['decide'] },
    relations: (viewer, subject, unit, rule) => relations(viewer, policySubject(subject), unit, rule),
    visible: async () => true,
    // Whoever is played hands in what is asked for, whatever that is.
    facts: { ...createFacts(sources), formFaults: async (requests) => requests.map(() => done([])) },
    openers: createOpeners(sources),
    publish: (references) => {
      for (const { subjectId, seq } of references) {
        const subject = store.subjects.get(subjectId);
        const event = store.log.findLast((one) => one.id === subjectId && one.seq === seq);
        if (!subject || !event) continue;
        events.push(simulatedEvent(subject, event, store));
        states.push({ on: event.on, subject: subjectId, state: subject.state, timeliness: subject.timeliness });
      }
    },
  };
  const drive = createDrive(ports);
  const viewers = new Map<string, Viewer>(
    names.map((unit) => [
      unit,
      { ...person(unit), roles: (['UNIT_HEAD', 'UNIT_STAFF'] as const).map((role) => ({ role, unitId: unit, campaignId: null, onBehalfOf: null })) },
    ]),
  );
  const coordinator: Viewer = { ...person('coordinator'), roles: [{ role: 'COORDINATOR', unitId: office, campaignId: null, onBehalfOf: null }] };
  const callOf = ({ subject, unit, type, input }: Step): DriveCall => ({
    subject: { campaignId: CAMPAIGN, id: subject },
    event: { type, input },
    viewer: (unit === null ? undefined : viewers.get(unit)) ?? coordinator,
  });
  return {
    ...{ store, drive, events, states },
    async clockTo(instant) {
      now = instant;
      const failures: unknown[] = [];
      await deliverDue({ store, drive, clock, onError: (error) => failures.push(error) });
      if (failures.length > 0) throw failures[0];
      now = new Date(instant.getTime() + 10 * 3_600_000);
    },
    send: (step) => drive.drive(callOf(step)),
    async sendAll(steps) {
      await drive.driveMany(steps.map(callOf));
    },
  };
}

const policySubject = ({ definition, participants }: StoredSubject) => ({
  definition: definition as { campaign: string; office: string },
  participants,
});

const person = (name: string): Omit<Viewer, 'roles'> => ({ accountId: name, userName: name, displayName: name });

function simulatedEvent(subject: StoredSubject, event: LoggedEvent, store: MemoryStore): SimulatedEvent {
  const by = event.by as { account: string | null; unit: string | null; relations: string[] };
  const deadline = event.facts.deadline as { key: string; dueOn: string } | undefined;
  const rule = SIMULATED_LAWS[subject.kind as keyof typeof SIMULATED_LAWS]?.events[event.type];
  const label = (deadline && store.labelOf(subject.id, deadline.key)) ?? rule?.label ?? { zh: event.type, en: event.type };
  const owing = (subject.definition as { unit?: string }).unit ?? null;
  return {
    ...{ on: deadline?.dueOn ?? event.on, kind: subject.kind, number: subject.number, title: subject.title, type: event.type, label },
    unit: by.account === null || by.account === 'coordinator' ? owing : by.unit,
    by: by.account !== null ? 'PERSON' : by.relations.includes('CLOCK') ? 'CLOCK' : 'ENGINE',
    stateAfter: subject.state,
  };
}

/** Days on which nothing can happen are left out. */
function nextDay(store: MemoryStore, behaviour: Behaviour, day: string, until: string): string {
  if (behaviour === 'EVERYBODY_ON_TIME') return addDays(day, 1);
  const next = [...store.deadlines.values()].reduce<Date | null>(
    (soonest, { dueAt }) => (soonest === null || dueAt < soonest ? dueAt : soonest),
    null,
  );
  const then = next === null ? addDays(until, 1) : civilDateOf(next);
  return then > day ? then : addDays(day, 1);
}

const MOST_ROUNDS = 12;

async function actOnTime(world: World, day: string): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = world.store.log.length;
    await world.sendAll(stepsOnTime(world.store.subjects.values(), day));
    if (world.store.log.length === before) break;
  }
  const campaign = world.store.subjects.get(CAMPAIGN);
  const { phases, current } = campaign ? phasesNow(campaign) : { phases: [], current: undefined };
  if (!campaign || campaign.closed || !current || current.end === null || day < current.end) return;
  await world.send({ subject: CAMPAIGN, unit: null, type: phases.at(-1)?.key === current.key ? 'CONCLUDE' : 'ADVANCE', input: {} });
}

function statesOn(store: MemoryStore, changes: readonly StateChange[], day: string): SimulatedSubject[] {
  const latest = new Map<string, StateChange>();
  for (const change of changes) if (change.on <= day) latest.set(change.subject, change);
  return [...latest].flatMap(([id, { state, timeliness }]) => {
    const subject = store.subjects.get(id);
    if (!subject) return [];
    const { kind, number, title } = subject;
    return [{ kind, number, title, unit: (subject.definition as { unit?: string }).unit ?? null, state, timeliness }];
  });
}
