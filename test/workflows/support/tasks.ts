import { taskLaw } from '../../../workflows';
import type { Facts, PartSeat, Seat, TaskContext, TaskDefinition } from '../../../workflows';
import { head, office, staff } from './people';
import { Story } from './story';

export const seat = (unit: string): Seat => ({ unit, section: null, person: null, printed: unit });
export const part = (unit: string, role: PartSeat['role'] = 'COOPERATING'): PartSeat => ({ ...seat(unit), role });

export const taskOf = (leads: string[], parts: (string | PartSeat)[], more: Partial<TaskDefinition> = {}): TaskDefinition => ({
  campaign: 'campaign',
  office: 'office',
  number: '二(一)1',
  area: '重点领域治理',
  title: '开展专项治理',
  text: '全面排查，建立台账。',
  targets: [],
  phase: 'p2',
  dueOn: '2022-11-30',
  acknowledgeWithin: 5,
  leads: leads.map(seat),
  parts: parts.map((one) => (typeof one === 'string' ? part(one) : one)),
  ...more,
});

export const usualTaskFacts: Partial<Facts> = {
  acknowledgeBy: '2022-09-08',
  dueSoonOn: '2022-11-25',
  newDueSoonOn: '2022-12-27',
  unitIsKnown: true,
  unitIsBelow: true,
  campaignStanding: 'RUNNING',
};

export const task = (leads: string[] = ['market'], parts: (string | PartSeat)[] = ['police'], more: Partial<TaskDefinition> = {}): TaskStory =>
  Story.begun(taskLaw, taskOf(leads, parts, more), usualTaskFacts);

export type TaskStory = Story<TaskDefinition, TaskContext>;

export const atWork = (story: TaskStory, ...units: string[]): TaskStory =>
  units.reduce((s, unit) => s.when('ACKNOWLEDGE', staff(unit)).when('START', staff(unit)), story);

export const contributed = (story: TaskStory, ...units: string[]): TaskStory =>
  units.reduce((s, unit) => atWork(s, unit).when('CONTRIBUTE', staff(unit), { result: '已完成' }), story);

/** The lead has handed in and nothing is open. */
export const pending = (story: TaskStory = task()): TaskStory =>
  contributed(atWork(story, 'market'), 'police').when('SUBMIT', head('market'), { result: '已完成治理' });

export const accepted = (): TaskStory => pending().when('ACCEPT', office);
