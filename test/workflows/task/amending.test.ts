import { previewAmended, taskLaw } from '../../../workflows';
import type { TaskAmendment } from '../../../workflows';
import { clock, engine, head, office, staff } from '../support/people';
import { accepted, atWork, contributed, part, pending, seat, task } from '../support/tasks';
import type { TaskStory } from '../support/tasks';

const amendment = (leads: string[], parts: string[], more: Partial<TaskAmendment> = {}): Record<string, unknown> => ({
  title: '深化专项治理',
  text: '新的要求',
  dueOn: '2022-12-31',
  leads: leads.map(seat),
  parts: parts.map((unit) => part(unit)),
  ...more,
});
const amend = (story: TaskStory, leads: string[], parts: string[], more: Partial<TaskAmendment> = {}): TaskStory =>
  story.when('AMENDED', engine, amendment(leads, parts, more));

describe('AMENDED', () => {
  it('keeps the units that stay where they are; joiners start notified, leavers are withdrawn', () => {
    const story = amend(atWork(task(['market'], ['police', 'health']), 'market', 'police'), ['market'], ['police', 'tax']);
    expect(story.value).toMatchObject({ lead0: 'working', part0: 'working', part1: 'withdrawn', part2: 'notified' });
    expect(story.context.parts[1]?.left?.reason).toBe('PLAN_AMENDED');
    expect(story.signals().sort()).toEqual(['UNIT_JOINED', 'UNIT_LEFT']);
    expect(story.refusal('ACKNOWLEDGE', staff('health')).code).toBe('UNIT_HAS_LEFT');
    expect(story.definition).toMatchObject({ title: '深化专项治理', text: '新的要求', dueOn: '2022-12-31', number: '二(一)1' });
    expect(story.state.title).toBe('深化专项治理');
  });

  it('recomputes the live deadline', () => {
    const story = amend(task().on('2022-12-01').when('DUE', clock), ['market'], ['police']);
    expect(story.state).toMatchObject({ dueOn: '2022-12-31', timeliness: 'ON_TRACK' });
    expect(story.deadlines()).toEqual({ due: '2022-12-31', dueSoon: '2022-12-27' });
    const undated = task().when('AMENDED', engine, amendment(['market'], ['police'], { dueOn: null }), { newDueSoonOn: null });
    expect(undated.state.dueOn).toBeNull();
    const past = task()
      .on('2023-01-05')
      .when('AMENDED', engine, amendment(['market'], ['police']));
    expect(past.state.timeliness).toBe('OVERDUE');
    const soon = task()
      .on('2022-12-28')
      .when('AMENDED', engine, amendment(['market'], ['police']));
    expect(soon.state.timeliness).toBe('DUE_SOON');
  });

  it('keeps a contribution that was made, also of a unit that is dropped', () => {
    const story = amend(contributed(task(['market'], ['police', 'health']), 'police', 'health'), ['market'], ['police']);
    expect(story.value).toMatchObject({ part0: 'contributed', part1: 'contributed' });
    expect(story.signals()).toEqual([]);
  });

  it('moves the lead: the old one is out, the new one starts, parts go on', () => {
    const story = amend(atWork(task(), 'market', 'police'), ['health'], ['police', 'market']);
    expect(story.value).toMatchObject({ lead0: 'withdrawn', lead1: 'notified', part0: 'working', part1: 'notified' });
    expect(story.row('market', 'COOPERATING')).toMatchObject({ active: true });
    expect(story.row('market', 'LEAD')).toMatchObject({ active: false });
    expect(story.allowed(staff('market'))).toContain('ACKNOWLEDGE');
  });

  it('takes a pending review back when somebody joins, and lets it come again', () => {
    const story = amend(pending(), ['market'], ['police', 'tax']);
    expect(story.value).toMatchObject({ lead0: 'submitted', part1: 'notified', review: 'idle' });
    expect(contributed(story, 'tax').value.review).toBe('pending');
    expect(amend(pending(), ['market', 'health'], ['police']).value).toMatchObject({ lead0: 'submitted', lead1: 'notified', review: 'idle' });
    expect(amend(pending(), ['market'], ['police']).value.review).toBe('pending');
    expect(amend(pending(), ['health'], ['police']).value).toMatchObject({ lead0: 'withdrawn', lead1: 'notified', review: 'idle' });
  });

  it('drops leads until the rest is complete', () => {
    const story = atWork(contributed(task(['market', 'health'], ['police']), 'police'), 'market').when('SUBMIT', head('market'));
    expect(amend(story, ['market'], ['police']).value).toMatchObject({ lead1: 'withdrawn', review: 'pending' });
  });

  it('seats responsible units jointly when the plan now names no lead', () => {
    const story = amend(task(), [], [], { parts: [part('market', 'RESPONSIBLE'), part('health', 'RESPONSIBLE')] });
    expect(story.context.leads.map(({ unit, role }) => [unit, role])).toEqual([
      ['market', 'RESPONSIBLE'],
      ['health', 'RESPONSIBLE'],
    ]);
    expect(story.value).toMatchObject({ lead0: 'notified', lead1: 'notified', part0: 'withdrawn' });
  });

  it('changes words and numbers of a settled task, not its history', () => {
    for (const story of [accepted(), task().when('WRITE_OFF', office, { reason: 'x' }), task().when('CLOSE', engine)]) {
      const before = story.value;
      amend(story, ['health'], [], { number: '三(一)2', area: '新领域', targets: [], phase: 'p3' });
      expect(story.value).toEqual(before);
      expect(story.definition).toMatchObject({ number: '三(一)2', area: '新领域', phase: 'p3' });
      expect(story.state.dueOn).toBe('2022-11-30');
    }
  });

  it('previews exactly what will happen', () => {
    const story = atWork(task(['market'], ['police', 'health']), 'market', 'police');
    const event = story.event('AMENDED', engine, amendment(['tax'], ['police']));
    const preview = previewAmended(taskLaw, { definition: story.definition, snapshot: story.snapshot }, event);
    expect(story.decide(event)).toEqual(preview);
    expect(preview).toMatchObject({ outcome: 'accepted', snapshot: { value: { lead0: 'withdrawn', lead1: 'notified', part1: 'withdrawn' } } });
  });
});
