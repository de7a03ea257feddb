import { clock, engine, head, office } from '../support/people';
import { accepted, atWork, contributed, pending, task } from '../support/tasks';

describe('timeliness', () => {
  it('turns yellow when due soon and red when due', () => {
    const story = task().on('2022-11-25').when('DUE_SOON', clock);
    expect(story.state.timeliness).toBe('DUE_SOON');
    expect(story.effects).toContainEqual(expect.objectContaining({ message: 'TASK_DUE_SOON', units: ['market'] }));
    story.on('2022-12-01').when('DUE', clock);
    expect(story.state.timeliness).toBe('OVERDUE');
    expect(story.effects).toContainEqual(expect.objectContaining({ message: 'TASK_OVERDUE', units: ['market', 'police', 'office'] }));
  });

  it('is delivered by the clock and by nobody else, once', () => {
    expect(task().refusal('DUE', office).code).toBe('NOT_YOUR_ROLE');
    expect(task().when('DUE', clock).refusal('DUE', clock).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('does not count against units what lies with the office', () => {
    const story = pending().when('DUE_SOON', clock).on('2022-12-01').when('DUE', clock);
    expect(story.state.timeliness).toBe('ON_TRACK');
    expect(story.when('ACCEPT', office).state.timeliness).toBe('ON_TRACK');
  });

  it('counts once it comes back after the date, by a return or taken back', () => {
    const returned = pending().on('2022-12-01').when('DUE', clock).when('RETURN', office, { reason: 'x' });
    expect(returned.state).toMatchObject({ state: 'RETURNED', timeliness: 'OVERDUE' });
    const takenBack = pending().when('DUE_SOON', clock).on('2022-12-01').when('DUE', clock).when('WITHDRAW', head('market'));
    expect(takenBack.state.timeliness).toBe('OVERDUE');
  });

  it('stays red when an overdue task is handed in and accepted', () => {
    const story = atWork(contributed(task(), 'police'), 'market')
      .on('2022-12-01')
      .when('DUE', clock)
      .when('SUBMIT', head('market'))
      .when('ACCEPT', office);
    expect(story.state).toMatchObject({ state: 'ACCEPTED', timeliness: 'OVERDUE' });
  });
});

describe('REQUEST_EXTENSION', () => {
  const requested = () => task().when('REQUEST_EXTENSION', head('market'), { dueOn: '2022-12-31', reason: '设备采购延迟' });

  it('waits for the office', () => {
    const story = requested();
    expect(story.value.extension).toBe('requested');
    expect(story.context.extension).toEqual({ dueOn: '2022-12-31', reason: '设备采购延迟', unit: 'market', on: '2022-09-01' });
    expect(story.row('office')).toMatchObject({ state: 'EXTENSION', mustAct: true });
    expect(story.state.dueOn).toBe('2022-11-30');
  });

  it('GRANT_EXTENSION moves the live deadlines, to the date asked for or another', () => {
    const story = requested().when('GRANT_EXTENSION', office);
    expect(story.state.dueOn).toBe('2022-12-31');
    expect(story.deadlines()).toEqual({ due: '2022-12-31', dueSoon: '2022-12-27' });
    expect(story.context.extensions).toEqual([{ from: '2022-11-30', to: '2022-12-31', on: '2022-09-01', granted: true, reason: null }]);
    expect(story.value.extension).toBe('none');
    expect(requested().when('GRANT_EXTENSION', office, { dueOn: '2022-12-15' }).state.dueOn).toBe('2022-12-15');
  });

  it('GRANT_EXTENSION recomputes timeliness as of its day', () => {
    const late = () => task().on('2022-12-01').when('DUE', clock).when('REQUEST_EXTENSION', head('market'), { dueOn: '2022-12-31', reason: 'x' });
    expect(late().when('GRANT_EXTENSION', office).state.timeliness).toBe('ON_TRACK');
    expect(late().on('2022-12-28').when('GRANT_EXTENSION', office).state.timeliness).toBe('DUE_SOON');
    expect(late().when('GRANT_EXTENSION', office).on('2023-01-01').when('DUE', clock).state.timeliness).toBe('OVERDUE');
  });

  it('DENY_EXTENSION leaves the date', () => {
    const story = requested().when('DENY_EXTENSION', office, { reason: '时间服从大局' });
    expect(story.state.dueOn).toBe('2022-11-30');
    expect(story.context.extensions[0]).toMatchObject({ granted: false, to: '2022-12-31', reason: '时间服从大局' });
    expect(requested().refusal('DENY_EXTENSION', office).code).toBe('REASON_REQUIRED');
  });

  it('is refused for an earlier date, a past one, without a date to move, twice, and under review', () => {
    const ask = (dueOn: string) => ({ dueOn, reason: 'x' });
    expect(task().refusal('REQUEST_EXTENSION', head('market'), ask('2022-11-30')).code).toBe('DATE_NOT_LATER');
    expect(task().on('2022-12-20').refusal('REQUEST_EXTENSION', head('market'), ask('2022-12-10')).code).toBe('DATE_IN_PAST');
    expect(task(['market'], [], { dueOn: null }).refusal('REQUEST_EXTENSION', head('market'), ask('2022-12-10')).code).toBe('NO_DUE_DATE');
    expect(requested().refusal('REQUEST_EXTENSION', head('market'), ask('2022-12-31')).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(pending().refusal('REQUEST_EXTENSION', head('market'), ask('2022-12-31')).code).toBe('REVIEW_PENDING');
    expect(accepted().refusal('REQUEST_EXTENSION', head('market'), ask('2022-12-31')).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(task().refusal('GRANT_EXTENSION', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(requested().refusal('GRANT_EXTENSION', office, { dueOn: '2022-11-01' }).code).toBe('DATE_NOT_LATER');
    expect(requested().on('2023-01-05').refusal('GRANT_EXTENSION', office).code).toBe('DATE_IN_PAST');
  });

  it('falls away when the task is accepted', () => {
    const story = atWork(contributed(requested(), 'police'), 'market').when('SUBMIT', head('market')).when('ACCEPT', office);
    expect(story.value.extension).toBe('none');
    expect(story.context.extension).toBeNull();
  });
});

describe('MOVE_DUE', () => {
  it('follows the phase, back and forth, and recomputes timeliness', () => {
    const story = task().when('MOVE_DUE', engine, { dueOn: '2022-12-31', phase: 'p2' });
    expect(story.state.dueOn).toBe('2022-12-31');
    expect(story.deadlines()).toEqual({ due: '2022-12-31', dueSoon: '2022-12-27' });
    const past = task().on('2022-11-20').when('MOVE_DUE', engine, { dueOn: '2022-11-10' }, { newDueSoonOn: '2022-11-07' });
    expect(past.state.timeliness).toBe('OVERDUE');
    expect(past.deadlines()).toEqual({ due: null, dueSoon: null });
    expect(task().when('MOVE_DUE', engine, {}, { newDueSoonOn: null }).state).toMatchObject({ dueOn: null, timeliness: 'ON_TRACK' });
  });

  it('does not pull back a date that was granted to this task alone', () => {
    const story = task().when('REQUEST_EXTENSION', head('market'), { dueOn: '2023-01-31', reason: 'x' }).when('GRANT_EXTENSION', office);
    expect(story.when('MOVE_DUE', engine, { dueOn: '2022-12-15' }).state.dueOn).toBe('2023-01-31');
    expect(story.when('MOVE_DUE', engine, { dueOn: '2023-02-28' }).state.dueOn).toBe('2023-02-28');
  });

  it('is noted by a settled task, which keeps its date', () => {
    const story = accepted().when('MOVE_DUE', engine, { dueOn: '2022-12-31' });
    expect(story.state).toMatchObject({ state: 'ACCEPTED', dueOn: '2022-11-30' });
    expect(story.effects).toEqual([]);
  });
});
