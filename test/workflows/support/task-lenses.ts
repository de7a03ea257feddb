/** What is tried on tasks: each lens looks at one side, because all sides at once have more states than can be walked. */
import { taskLaw } from '../../../workflows';
import type { By, LawEvent, PartSeat, TaskContext, TaskDefinition } from '../../../workflows';
import { holdsUnit } from '../../../workflows/task/context';
import { sentAs } from './explore';
import type { Lens } from './explore';
import { clock, engine, head, leader, office, staff } from './people';
import { part, seat, taskOf, usualTaskFacts } from './tasks';

const FIRST = '2022-09-01';
const sent = sentAs(taskLaw, usualTaskFacts, FIRST);
const because = { reason: '理由' };

const steps = (unit: string): LawEvent[] => [
  ...['ACKNOWLEDGE', 'START', 'CONTRIBUTE', 'SUBMIT', 'WITHDRAW'].map((type) => sent(type, staff(unit))),
  sent('OBJECT', head(unit), because),
];
const rulings = (unit: string): LawEvent[] => ['UPHOLD', 'OVERRULE', 'WAIVE'].map((type) => sent(type, office, { unit, ...because }));
const review = [
  sent('ACCEPT', office),
  sent('RETURN', office, because),
  sent('RETURN', office, { ...because, units: ['police'] }),
  sent('RETURN', office, { ...because, units: ['tax'] }),
  sent('REOPEN', office, because),
];
const seats = ({ leads, parts }: TaskContext): unknown => [...leads, ...parts].map((one) => [one.unit, one.role, holdsUnit(one)]);
const begin = sent('ASSIGN', engine, { definition: {} });
const amendment = (leads: string[], parts: PartSeat[], dueOn: string | null = '2022-12-31'): Record<string, unknown> => ({
  title: '任务',
  text: '',
  dueOn,
  leads: leads.map(seat),
  parts,
});
/** Goes no further than one seat more than it began with. */
const atMost = (count: number) => (at: { snapshot: { context: TaskContext } | null }) =>
  (at.snapshot?.context.leads.length ?? 0) + (at.snapshot?.context.parts.length ?? 0) > count;

const dated = (type: string, by: By, input: Record<string, unknown>): LawEvent[] =>
  (['2022-12-01', '2022-12-29', '2023-01-20'] as const).map((on) => sent(type, by, input, on, { newDueSoonOn: '2022-12-27' }));

export const taskLenses: Record<string, Lens<TaskDefinition, TaskContext>> = {
  work: {
    definition: taskOf(['market'], ['police']),
    begin,
    events: [
      ...steps('market'),
      ...steps('police'),
      ...rulings('police'),
      ...rulings('market'),
      ...review,
      sent('PROCEED_WITHOUT', staff('market'), { unit: 'police', ...because }),
      sent('OBJECT', head('police'), because, '2022-10-01'),
      sent('ACKNOWLEDGE', staff('tax')),
      sent('OBJECT', staff('police'), because),
      sent('ADD_UNIT', office, { unit: 'health', role: 'FRIEND' }),
      sent('LAUNCH', office),
    ],
    also: seats,
  },
  seating: {
    definition: taskOf(['market'], ['police']),
    begin,
    events: [
      ...steps('market'),
      ...steps('police'),
      ...review,
      ...['market', 'police', 'tax'].flatMap((unit) => [
        sent('TRANSFER', office, { unit, toUnit: 'health', ...because }),
        sent('TRANSFER', office, { unit, toUnit: 'police', ...because }),
        sent('TRANSFER', office, { unit, toUnit: 'nobody', ...because }, FIRST, { unitIsKnown: false }),
        sent('REMOVE_UNIT', office, { unit, ...because }),
        sent('APPOINT_LEAD', office, { unit }),
        sent('CLAIM', staff(unit)),
        sent('DELEGATE', head(unit), { toUnit: `${unit}-branch` }),
        sent('DELEGATE', head(unit), { toUnit: 'x' }, FIRST, { unitIsBelow: false }),
        sent('DELEGATE', head(`${unit}-branch`), { toUnit: 'x' }),
      ]),
      sent('ADD_UNIT', office, { unit: 'health', role: 'COOPERATING' }),
      sent('ADD_UNIT', head('market'), { unit: 'health', role: 'LEAD' }),
      sent('AMENDED', engine, amendment(['market'], [])),
      sent('AMENDED', engine, amendment([], [part('police')])),
      sent('AMENDED', engine, amendment(['market'], [part('police'), part('tax')])),
      sent('ACKNOWLEDGE_DUE', clock, {}, '2022-09-09'),
    ],
    also: seats,
    stop: atMost(2),
  },
  handing: {
    definition: taskOf(['market'], []),
    begin,
    events: [
      ...steps('market'),
      ...review,
      sent('CLAIM', staff('market')),
      sent('DELEGATE', head('market'), { toUnit: 'market-branch' }),
      sent('DELEGATE', head('market-branch'), { toUnit: 'x' }),
    ],
    also: ({ leads }) => leads.map(({ claimedBy, delegate }) => [claimedBy, delegate?.unit]),
  },
  jointly: {
    definition: taskOf([], [part('market', 'RESPONSIBLE'), part('police', 'RESPONSIBLE')]),
    begin,
    events: [
      ...steps('market'),
      ...steps('police'),
      ...review,
      sent('APPOINT_LEAD', office, { unit: 'police' }),
      sent('REMOVE_UNIT', office, { unit: 'market', ...because }),
      sent('AMENDED', engine, amendment(['market'], [])),
    ],
    also: seats,
    stop: atMost(2),
  },
  dates: {
    definition: taskOf(['market'], []),
    begin,
    events: [
      ...steps('market'),
      ...review,
      sent('DUE_SOON', clock),
      sent('DUE', clock),
      ...dated('MOVE_DUE', engine, { dueOn: '2023-01-01' }),
      ...dated('AMENDED', engine, amendment(['market'], [], '2023-01-01')),
      ...dated('REOPEN', office, because),
      sent('REOPEN', office, { ...because, dueOn: '2022-01-01' }),
      sent('REOPEN', office, because, FIRST, { campaignStanding: 'OVER' }),
      sent('REQUEST_EXTENSION', head('market'), { dueOn: '2023-01-01', ...because }),
      sent('REQUEST_EXTENSION', head('market'), { dueOn: '2022-10-01', ...because }),
      ...dated('GRANT_EXTENSION', office, {}),
      sent('DENY_EXTENSION', office, because),
      sent('MOVE_DUE', engine, {}, FIRST, { newDueSoonOn: null }),
    ],
    also: ({ dueReached, dueOn }) => [dueReached, dueOn],
  },
  attention: {
    definition: taskOf(['market'], []),
    begin,
    events: [
      ...steps('market'),
      ...review,
      sent('URGE', office),
      sent('URGE', office, { units: ['tax'] }),
      sent('SUPERVISE', leader, { requirement: '限期整改', answerBy: '2022-09-20' }),
      sent('SUPERVISE', leader, { requirement: '限期整改', answerBy: '2022-08-20' }),
      sent('ANSWER_SUPERVISION', head('market'), { answer: '已整改' }),
      sent('SUPERVISION_DUE', clock),
      sent('LIFT', leader),
    ],
  },
  standing: {
    definition: taskOf(['market'], []),
    begin,
    events: [
      ...steps('market'),
      ...review,
      sent('DUE', clock),
      sent('SUPERVISE', leader, { requirement: '限期整改', answerBy: '2023-03-01' }),
      sent('SUSPENDED', engine),
      ...dated('RESUMED', engine, { days: 31 }),
      sent('RESUMED', engine, { days: 4 }, '2022-09-05'),
      sent('CLOSE', engine),
      sent('WRITE_OFF', office, because),
      ...dated('REOPEN', office, because),
      sent('AMENDED', engine, amendment(['market'], [])),
    ],
    also: ({ dueReached }) => dueReached,
  },
};
