import { clock, head, leader, office, staff, supervisor } from '../support/people';
import { accepted, atWork, contributed, pending, task } from '../support/tasks';

describe('URGE', () => {
  it('shows that the task was urged, and how often', () => {
    const story = task()
      .when('URGE', office, { units: ['police'], message: '请抓紧' })
      .when('URGE', supervisor);
    expect(story.state.attention).toBe('URGED');
    expect(story.context.urged).toMatchObject({ times: 2, units: [], message: null });
    expect(story.effects).toContainEqual(expect.objectContaining({ message: 'TASK_URGED', units: ['market', 'police'] }));
  });

  it('may be sent by the lead to those who cooperate', () => {
    expect(
      task()
        .when('URGE', head('market'), { units: ['police'] })
        .told(),
    ).toEqual(['TASK_URGED']);
    expect(task().refusal('URGE', staff('police')).code).toBe('NOT_YOUR_ROLE');
    expect(task().refusal('URGE', office, { units: ['tax'] }).code).toBe('UNIT_NOT_IN_TASK');
  });

  it('ends when the work is handed in; nobody is urged while the office has it', () => {
    const story = pending(task().when('URGE', office));
    expect(story.state.attention).toBe('NORMAL');
    expect(story.refusal('URGE', office).code).toBe('REVIEW_PENDING');
    expect(accepted().refusal('URGE', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });
});

describe('SUPERVISE', () => {
  const supervised = () => task().when('SUPERVISE', leader, { requirement: '限期整改到位', answerBy: '2022-09-20' });

  it('asks the lead for an answer by a date', () => {
    const story = supervised();
    expect(story.value.attention).toEqual({ supervised: 'awaiting' });
    expect(story.state.attention).toBe('SUPERVISED');
    expect(story.deadlines()).toEqual({ supervision: '2022-09-20' });
    expect(story.when('URGE', office).state.attention).toBe('SUPERVISED');
  });

  it('may follow an urge; is for leaders and supervisors, with a date ahead', () => {
    const input = { requirement: 'x', answerBy: '2022-09-20' };
    expect(task().when('URGE', office).when('SUPERVISE', supervisor, input).state.attention).toBe('SUPERVISED');
    expect(task().refusal('SUPERVISE', office, input).code).toBe('NOT_YOUR_ROLE');
    expect(task().refusal('SUPERVISE', leader, { ...input, answerBy: '2022-08-31' }).code).toBe('DATE_IN_PAST');
    expect(supervised().refusal('SUPERVISE', leader, input).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(accepted().refusal('SUPERVISE', leader, input).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('is answered by the lead, in time or late', () => {
    const story = supervised().when('ANSWER_SUPERVISION', head('market'), { answer: '已整改' });
    expect(story.value.attention).toEqual({ supervised: 'answered' });
    expect(story.context.supervision).toMatchObject({ answer: '已整改', answeredOn: '2022-09-01' });
    expect(story.deadlines()).toEqual({ supervision: null });
    const late = supervised().on('2022-09-21').when('SUPERVISION_DUE', clock);
    expect(late.value.attention).toEqual({ supervised: 'unanswered' });
    expect(late.told()).toEqual(['SUPERVISION_UNANSWERED']);
    expect(late.when('ANSWER_SUPERVISION', head('market'), { answer: 'x' }).value.attention).toEqual({ supervised: 'answered' });
    expect(supervised().refusal('ANSWER_SUPERVISION', staff('police'), { answer: 'x' }).code).toBe('NOT_YOUR_ROLE');
    expect(task().refusal('ANSWER_SUPERVISION', head('market'), { answer: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('keeps the lead busy even after it has handed in', () => {
    const story = contributed(atWork(supervised(), 'market'), 'police');
    expect(story.row('market')).toMatchObject({ dueOn: '2022-09-20' });
    expect(story.when('SUBMIT', head('market')).row('market')).toMatchObject({ mustAct: true });
    expect(story.when('SUPERVISION_DUE', clock).row('market')).toMatchObject({ mustAct: true });
    expect(story.when('ANSWER_SUPERVISION', head('market'), { answer: 'x' }).row('market')).toMatchObject({ mustAct: false });
  });

  it('LIFT ends it', () => {
    const story = supervised().when('LIFT', supervisor);
    expect(story.state.attention).toBe('NORMAL');
    expect(story.context.supervision).toBeNull();
    expect(story.deadlines()).toEqual({ supervision: null });
    expect(supervised().refusal('LIFT', office).code).toBe('NOT_YOUR_ROLE');
  });

  it('is told apart from an acceptance, which cancels what is due', () => {
    const story = contributed(atWork(supervised(), 'market'), 'police').when('SUBMIT', head('market')).when('ACCEPT', office);
    expect(story.deadlines()).toMatchObject({ supervision: null });
    expect(story.allowed(leader)).toEqual(['LIFT', 'REOPEN']);
  });
});
