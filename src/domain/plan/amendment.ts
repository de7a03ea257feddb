/**
 * What a changed plan means for a campaign that runs: which phases and tasks stay, which change and in what, which are new and which are gone.
 * Pure. History is never rewritten: a phase that is over keeps its dates, a task that is closed stays as it ended.
 *
 * Compared is what the plan said before with what it says now. What was decided while the campaign ran (a phase extended, a part transferred)
 * stands unless the new plan speaks of that very thing: an unchanged line of the plan is not an order to undo it.
 */
import type { CompiledPhase, CompiledPlan, CompiledSeat, CompiledTask } from './compiled';

type Seats = readonly { unit: string; role: string }[];

/** A task as it runs. What the plan said of it when it began or was last amended, and who holds its seats now. */
export interface RunningTask {
  subject: string;
  number: string;
  area: string;
  title: string;
  text: string;
  dueOn: string | null;
  seats: Seats;
  dueOnNow: string | null;
  seatsNow: readonly CompiledSeat[];
  closed: boolean;
}

export type RunningPhase = Omit<CompiledPhase, 'kind' | 'start' | 'end' | 'exit'> & {
  kind: string;
  start: string | null;
  end: string | null;
  exit: { kind: string; percent: number }[];
};

export interface RunningCampaign {
  /** With the dates they have now. */
  phases: readonly RunningPhase[];
  /** Key of the phase it is in; null before the launch. */
  currentPhase: string | null;
  tasks: readonly RunningTask[];
}

export const TASK_ASPECTS = ['NUMBER', 'AREA', 'TITLE', 'TEXT', 'DUE_DATE', 'LEAD', 'PARTS'] as const;
export type TaskAspect = (typeof TASK_ASPECTS)[number];

export type TaskChange =
  | { change: 'UNCHANGED' | 'CLOSED'; subject: string; task: CompiledTask | null }
  | ({ change: 'CHANGED'; subject: string; task: CompiledTask; aspects: TaskAspect[] } & Reseating)
  | { change: 'ADDED'; subject: null; task: CompiledTask }
  | { change: 'DROPPED'; subject: string; task: null };

/** How the task is afterwards, with what was decided while it ran. */
export interface Reseating {
  dueOn: string | null;
  seats: CompiledSeat[];
  /** Units that take a seat, and that lose theirs. */
  joining: string[];
  leaving: string[];
}

export interface PhaseChange {
  key: string;
  change: 'UNCHANGED' | 'CHANGED' | 'ADDED';
}

export interface Amendment {
  /** In order, under the keys by which the campaign knows them. */
  phases: RunningPhase[];
  phaseChanges: PhaseChange[];
  /** Keys of phases that the new plan no longer has; never one that is over. */
  droppedPhases: string[];
  /** Running tasks in their order, then new ones. `task.phase` is a key of `phases`. */
  tasks: TaskChange[];
}

/**
 * `before` is the plan as it was launched or last amended. Whether the present phase may go, or a new one stand before it, is the law's to
 * say: here it is only told.
 */
export function amendmentOf(running: RunningCampaign, before: CompiledPlan, next: CompiledPlan): Amendment {
  const present = running.phases.findIndex((phase) => phase.key === running.currentPhase);
  const keys = phaseKeys(running.phases, next.phases);
  const over = running.phases.slice(0, Math.max(present, 0));
  const known = new Map(running.phases.map((phase) => [phase.key, phase]));
  const keysBefore = phaseKeys(running.phases, before.phases);
  const said = new Map(before.phases.map((phase) => [keysBefore.get(phase.key), phase]));
  const coming = next.phases
    .map((phase) => amendedPhase({ ...phase, key: keys.get(phase.key) ?? phase.key }, known, said))
    .filter((phase) => !over.some((one) => one.key === phase.key));
  const phases = [...over, ...coming];
  return {
    phases,
    phaseChanges: phases.map((phase) => ({ key: phase.key, change: changeOf(known.get(phase.key), phase) })),
    droppedPhases: running.phases.flatMap((phase) => (phases.some((one) => one.key === phase.key) ? [] : phase.key)),
    tasks: taskChanges(running.tasks, next.tasks, keys),
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function changeOf(known: RunningPhase | undefined, phase: RunningPhase): PhaseChange['change'] {
  if (!known) return 'ADDED';
  const fields = ['name', 'kind', 'start', 'end', 'exit', 'advancesByItself'] as const;
  return fields.every((field) => same(known[field], phase[field])) ? 'UNCHANGED' : 'CHANGED';
}

/** Field by field: what the new plan changes is taken from it, everything else as the phase runs. */
function amendedPhase(
  next: RunningPhase,
  known: ReadonlyMap<string, RunningPhase>,
  said: ReadonlyMap<string | undefined, CompiledPhase>,
): RunningPhase {
  const now = known.get(next.key);
  const before = said.get(next.key);
  if (!now || !before) return next;
  return {
    key: now.key,
    name: next.name === before.name ? now.name : next.name,
    kind: next.kind === before.kind ? now.kind : next.kind,
    start: next.start === before.start ? now.start : next.start,
    end: next.end === before.end ? now.end : next.end,
    exit: same(next.exit, before.exit) ? now.exit : next.exit,
    advancesByItself: next.advancesByItself === before.advancesByItself ? now.advancesByItself : next.advancesByItself,
  };
}

/** The new plan's key -> the campaign's: phases are the same by name, else by a kind that both have once; others get keys never used before. */
function phaseKeys(
  running: readonly { key: string; name: string; kind: string }[],
  next: readonly { key: string; name: string; kind: string }[],
): Map<string, string> {
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  const pair = (alike: (a: { name: string; kind: string }, b: { name: string; kind: string }) => boolean): void => {
    for (const phase of next) {
      if (keys.has(phase.key)) continue;
      const free = running.filter((one) => !taken.has(one.key) && alike(one, phase));
      const rivals = next.filter((one) => !keys.has(one.key) && alike(one, phase));
      const [only] = free;
      if (only && free.length === 1 && rivals.length === 1) {
        keys.set(phase.key, only.key);
        taken.add(only.key);
      }
    }
  };
  pair((a, b) => a.name === b.name && a.kind === b.kind);
  pair((a, b) => a.name === b.name);
  pair((a, b) => a.kind === b.kind);
  let highest = Math.max(0, ...running.map((phase) => Number(/^p(\d+)$/.exec(phase.key)?.[1] ?? 0)));
  for (const phase of next) if (!keys.has(phase.key)) keys.set(phase.key, `p${(highest += 1)}`);
  return keys;
}

function taskChanges(running: readonly RunningTask[], next: readonly CompiledTask[], keys: ReadonlyMap<string, string>): TaskChange[] {
  const planned = next.map((task) => ({ ...task, phase: task.phase === null ? null : (keys.get(task.phase) ?? task.phase) }));
  const { pairs, added } = matchTasks(running, planned);
  const known = running.map((task): TaskChange => {
    const match = pairs.get(task.subject) ?? null;
    if (task.closed) return { change: 'CLOSED', subject: task.subject, task: match };
    if (!match) return { change: 'DROPPED', subject: task.subject, task: null };
    const aspects = aspectsOf(task, match);
    if (aspects.length === 0) return { change: 'UNCHANGED', subject: task.subject, task: match };
    return { change: 'CHANGED', subject: task.subject, task: match, aspects, ...reseating(task, match, aspects) };
  });
  return [...known, ...added.map((task): TaskChange => ({ change: 'ADDED', subject: null, task }))];
}

function reseating(task: RunningTask, next: CompiledTask, aspects: readonly TaskAspect[]): Reseating {
  const isLead = (seat: CompiledSeat): boolean => seat.role === 'LEAD';
  const leads = (aspects.includes('LEAD') ? next.seats : task.seatsNow).filter(isLead);
  const leading = units(leads);
  const parts = (aspects.includes('PARTS') ? next.seats : task.seatsNow).filter((seat) => !isLead(seat) && !leading.has(seat.unit));
  const seats = [...leads, ...parts];
  const now = units(task.seatsNow);
  const then = units(seats);
  return {
    dueOn: aspects.includes('DUE_DATE') ? next.dueOn : task.dueOnNow,
    seats,
    joining: [...then].filter((unit) => !now.has(unit)),
    leaving: [...now].filter((unit) => !then.has(unit)),
  };
}

const units = (seats: Seats): Set<string> => new Set(seats.map((seat) => seat.unit));

/** The same task: by number and title; else by the title alone; else by the number alone. Each running task is matched once. */
export function matchTasks<P extends { number: string; title: string }>(
  running: readonly Pick<RunningTask, 'subject' | 'number' | 'title'>[],
  planned: readonly P[],
): { pairs: Map<string, P>; added: P[] } {
  const pairs = new Map<string, P>();
  const left = new Set(planned);
  const rules: ((a: { number: string; title: string }, b: P) => boolean)[] = [
    (a, b) => a.number === b.number && a.title === b.title,
    (a, b) => a.title === b.title,
    (a, b) => a.number === b.number,
  ];
  for (const alike of rules) {
    for (const task of running) {
      if (pairs.has(task.subject)) continue;
      const match = [...left].find((candidate) => alike(task, candidate));
      if (!match) continue;
      pairs.set(task.subject, match);
      left.delete(match);
    }
  }
  return { pairs, added: planned.filter((task) => left.has(task)) };
}

function aspectsOf(task: RunningTask, next: CompiledTask): TaskAspect[] {
  const aspects: TaskAspect[] = [];
  if (task.number !== next.number) aspects.push('NUMBER');
  if (task.area !== next.area) aspects.push('AREA');
  if (task.title !== next.title) aspects.push('TITLE');
  if (task.text !== next.text) aspects.push('TEXT');
  if (task.dueOn !== next.dueOn) aspects.push('DUE_DATE');
  if (seatList(task.seats, true) !== seatList(next.seats, true)) aspects.push('LEAD');
  if (seatList(task.seats, false) !== seatList(next.seats, false)) aspects.push('PARTS');
  return aspects;
}

const seatList = (seats: Seats, leads: boolean): string =>
  seats
    .filter((seat) => (seat.role === 'LEAD') === leads)
    .map((seat) => `${seat.role} ${seat.unit}`)
    .sort()
    .join();

/** What of an amendment is carried out: of the running tasks those chosen; phases and new tasks always. Null: everything. */
export function chosen(amendment: Amendment, subjects: readonly string[] | null): Amendment {
  if (subjects === null) return amendment;
  const wanted = new Set(subjects);
  return { ...amendment, tasks: amendment.tasks.filter((change) => change.subject === null || wanted.has(change.subject)) };
}
