/** Two small laws that use everything the engine offers, so that its tests say nothing about campaigns and tasks. */
import { ask, change, label, labelled, machineOf } from '../../../workflows/chart';
import type { Effect, EventRule, Law, LawEvent, Relation } from '../../../workflows/contract';

const rule = (who: Relation[], more: Partial<EventRule> = {}): EventRule => ({
  label: label('事', 'event'),
  description: label('测试用', 'for tests'),
  mutation: null,
  who,
  ...more,
});

export interface PieceDefinition {
  campaign: string;
  office: string;
  title: string;
  units: string[];
  phase: string | null;
  dueOn?: string;
}
interface PieceContext {
  units: string[];
  notes: string[];
  late: string[];
  told: number;
}

const deadline = (key: string, dueOn: string): Effect => ({
  ...{ effect: 'SET_DEADLINE', key, dueOn, at: 'END_OF_DAY', event: 'DUE', input: { key }, label: label('到期', 'due') },
});

/** A task: NOTE adds a note, FINISH closes it and tells the campaign, DUE comes from the clock. */
export const pieceLaw: Law<PieceDefinition, PieceContext> = {
  kind: 'TASK',
  version: 1,
  label: label('小任务', 'piece'),
  creation: 'CREATED',
  states: { OPEN: label('进行', 'open'), DONE: label('完成', 'done') },
  events: {
    CREATED: rule(['ENGINE', 'COORDINATOR']),
    NOTE: rule(['LEAD_UNIT', 'COORDINATOR'], { label: label('记录', 'note') }),
    POSTPONE: rule(['COORDINATOR']),
    WITHDRAW_DEADLINE: rule(['COORDINATOR']),
    COUNTED: rule(['COORDINATOR'], { facts: ['openTasks'] }),
    FINISH: rule(['LEAD_UNIT', 'COORDINATOR'], { label: label('完成', 'finish') }),
    DUE: rule(['CLOCK']),
    HEARD: rule(['ENGINE']),
    FAIL: rule(['COORDINATOR']),
    STRAY: rule(['COORDINATOR']),
    JOIN: rule(['COORDINATOR']),
  },
  checks: {},
  begin: (definition) => ({ units: definition.units, notes: [], late: [], told: 0 }),
  shape: () => 'piece',
  compile: () =>
    machineOf(
      'piece',
      {
        initial: 'open',
        states: {
          open: labelled('进行', 'open', {
            on: {
              NOTE: { actions: [change<PieceContext>((c, e) => ({ notes: [...c.notes, String(e.input['text'])] })), ask(tellUnits)] },
              POSTPONE: { actions: [ask((_, e) => [deadline('due', String(e.input['dueOn']))])] },
              WITHDRAW_DEADLINE: { actions: [ask(() => [{ effect: 'CANCEL_DEADLINE', key: 'due' }])] },
              COUNTED: { actions: [change<PieceContext>((c, e) => ({ told: c.told + Number(e.facts['openTasks']) }))] },
              FINISH: { target: 'done', actions: [ask(finished)] },
              DUE: { actions: [change<PieceContext>((c, e) => ({ late: [...c.late, lateness(e)] }))] },
              HEARD: { actions: [change<PieceContext>((c) => ({ told: c.told + 1 }))] },
              FAIL: { actions: [ask((_, e) => [{ effect: 'TELL', units: [], message: 'BROKEN', data: { broken: e.input } }])] },
              STRAY: {
                actions: [ask((_, e) => [{ effect: 'SIGNAL', to: { subject: String(e.input['to']) }, event: String(e.input['event']), input: {} }])],
              },
              JOIN: { actions: [change<PieceContext>((c, e) => ({ units: e.input['units'] as string[] }))] },
            },
          }),
          done: labelled('完成', 'done'),
        },
      },
      {},
    ),
  project: (definition, { value, context }) => ({
    ...{ state: value === 'done' ? 'DONE' : 'OPEN', title: definition.title, number: null, dueOn: definition.dueOn ?? null },
    ...{ timeliness: context.late.length > 0 ? 'OVERDUE' : 'ON_TRACK', attention: null, closed: value === 'done' },
    participants: context.units.map((unit) => ({
      ...{ unit, role: 'LEAD', state: context.notes.length > 0 ? 'NOTED' : 'NEW', mustAct: value !== 'done', active: true, dueOn: null },
    })),
  }),
};

const lateness = (event: LawEvent): string => `${(event.facts['deadline'] as { dueOn: string }).dueOn}@${event.on}`;

function tellUnits(context: PieceContext, event: LawEvent): Effect[] {
  return event.input['tell'] ? [{ effect: 'TELL', units: context.units, message: 'NOTED', data: { text: event.input['text'] } }] : [];
}

function finished(_: PieceContext, event: LawEvent): Effect[] {
  const campaign = String(event.input['campaign'] ?? '');
  return [
    { effect: 'CANCEL_DEADLINE', key: 'due' },
    ...(campaign ? [{ effect: 'SIGNAL', to: { subject: campaign }, event: 'PIECE_DONE', input: {} } as Effect] : []),
  ];
}

interface WholeContext {
  done: number;
}

/** A campaign: OPEN_PIECES creates tasks, ANNOUNCE tells all open ones, PIECE_DONE counts. */
export const wholeLaw: Law<PieceDefinition, WholeContext> = {
  kind: 'CAMPAIGN',
  version: 1,
  label: label('小行动', 'whole'),
  creation: 'OPENED',
  states: { RUNNING: label('进行', 'running'), OVER: label('结束', 'over') },
  events: {
    OPENED: rule(['COORDINATOR']),
    OPEN_PIECES: rule(['COORDINATOR']),
    ANNOUNCE: rule(['COORDINATOR']),
    PIECE_DONE: rule(['ENGINE']),
    END: rule(['COORDINATOR']),
  },
  checks: {},
  begin: () => ({ done: 0 }),
  shape: () => 'whole',
  compile: () =>
    machineOf(
      'whole',
      {
        initial: 'running',
        states: {
          running: labelled('进行', 'running', {
            on: {
              OPEN_PIECES: { actions: [ask((_, e) => [{ effect: 'OPEN', what: 'PIECES', input: e.input }])] },
              ANNOUNCE: { actions: [ask((_, e) => [{ effect: 'SIGNAL', to: { kinds: ['TASK'], ...e.input }, event: 'HEARD', input: {} }])] },
              PIECE_DONE: { actions: [change<WholeContext>((c) => ({ done: c.done + 1 }))] },
              END: { target: 'over' },
            },
          }),
          over: labelled('结束', 'over'),
        },
      },
      {},
    ),
  project: (definition, { value }) => ({
    ...{ state: value === 'over' ? 'OVER' : 'RUNNING', title: definition.title, number: null, dueOn: null, timeliness: null, attention: null },
    ...{ closed: value === 'over', participants: [] },
  }),
};
