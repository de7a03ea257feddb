import { clock, engine, head, leader, office, staff } from '../support/people';
import { accepted, atWork, pending, task } from '../support/tasks';

describe('while the campaign is suspended', () => {
  const suspended = () => atWork(task(), 'market').when('SUSPENDED', engine, { reason: '汛期' });

  it('nothing is due and nobody can act', () => {
    const story = suspended();
    expect(story.state).toMatchObject({ state: 'SUSPENDED', closed: false });
    expect(story.deadlines()).toEqual({ due: null, dueSoon: null, 'acknowledge:2022-09-08': null });
    expect(story.state.participants.some(({ mustAct }) => mustAct)).toBe(false);
    expect(story.refusal('ACKNOWLEDGE', staff('police')).code).toBe('CAMPAIGN_SUSPENDED');
    expect(story.refusal('WRITE_OFF', office, { reason: 'x' }).code).toBe('CAMPAIGN_SUSPENDED');
    expect(story.refusal('DUE', clock).code).toBe('CAMPAIGN_SUSPENDED');
    expect(story.refusal('REOPEN', office, { reason: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    for (const somebody of [office, leader, head('market')]) expect(story.allowed(somebody)).toEqual([]);
  });

  it('RESUMED shifts every date by the days it stood still', () => {
    const story = task()
      .when('SUPERVISE', leader, { requirement: 'x', answerBy: '2022-09-20' })
      .when('SUSPENDED', engine)
      .on('2022-09-11')
      .when('RESUMED', engine, { days: 10 }, { newDueSoonOn: '2022-12-07' });
    expect(story.state).toMatchObject({ state: 'NOTIFIED', dueOn: '2022-12-10', timeliness: 'ON_TRACK' });
    expect(story.deadlines()).toEqual({
      due: '2022-12-10',
      dueSoon: '2022-12-07',
      'acknowledge:2022-09-18': '2022-09-18',
      supervision: '2022-09-30',
    });
    expect(story.context.parts[0]?.acknowledgeBy).toBe('2022-09-18');
    expect(story.when('OBJECT', head('police'), { reason: 'x' }).value.part0).toBe('objected');
  });

  it('RESUMED leaves what had run out before', () => {
    const story = task()
      .on('2022-12-01')
      .when('DUE', clock)
      .when('SUSPENDED', engine)
      .on('2022-12-05')
      .when('RESUMED', engine, { days: 4 }, { newDueSoonOn: '2022-12-01' });
    expect(story.state).toMatchObject({ dueOn: '2022-12-04', timeliness: 'OVERDUE' });
    expect(story.deadlines()).toEqual({ due: null, dueSoon: null });
    expect(story.context.parts[0]?.acknowledgeBy).toBe('2022-09-08');
  });

  it('RESUMED without a due date', () => {
    const story = task(['market'], [], { dueOn: null }).when('SUSPENDED', engine).when('RESUMED', engine, { days: 3 }, { newDueSoonOn: null });
    expect(story.state).toMatchObject({ dueOn: null, timeliness: 'ON_TRACK' });
    expect(task().refusal('RESUMED', engine, { days: 3 }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(suspended().refusal('RESUMED', engine, { days: 'three' }).code).toBe('INPUT_INVALID');
  });
});

describe('CLOSE', () => {
  it('ends an open or suspended task', () => {
    for (const story of [pending(), task().when('SUSPENDED', engine)]) {
      story.when('CLOSE', engine, { reason: 'CAMPAIGN_TERMINATED' });
      expect(story.state).toMatchObject({ state: 'CLOSED', closed: true });
      expect(story.context.stopped).toMatchObject({ reason: 'CAMPAIGN_TERMINATED' });
      expect(story.refusal('ACKNOWLEDGE', staff('police')).code).toBe('CAMPAIGN_OVER');
      expect(story.allowed(office)).toEqual([]);
    }
  });

  it('leaves a settled task as it is', () => {
    expect(accepted().when('CLOSE', engine).state.state).toBe('ACCEPTED');
    expect(task().when('WRITE_OFF', office, { reason: 'x' }).when('CLOSE', engine).state.state).toBe('WRITTEN_OFF');
  });

  it('is for the engine', () => {
    expect(task().refusal('CLOSE', office).code).toBe('NOT_YOUR_ROLE');
    expect(task().refusal('SUSPENDED', leader).code).toBe('NOT_YOUR_ROLE');
  });
});

describe('what nobody could expect', () => {
  it('throws when a fact that the rule names is left out', () => {
    const story = task();
    const event = { ...story.event('ADD_UNIT', office, { unit: 'health', role: 'LEAD' }), facts: {} };
    expect(() => story.decide(event)).toThrow(/acknowledgeBy/);
  });

  it('throws when a stored state is not in the chart any more', () => {
    const story = task();
    story.snapshot = { value: { ...story.value, lead0: 'dreaming' }, context: story.context };
    expect(() => story.decide(story.event('ACKNOWLEDGE', staff('market')))).toThrow(/dreaming/);
  });

  it('refuses an event of another law by name', () => {
    expect(task().refusal('LAUNCH', office)).toMatchObject({ code: 'UNKNOWN_EVENT', fromState: 'NOTIFIED' });
    const story = task();
    story.snapshot = null;
    expect(story.refusal('ACKNOWLEDGE', staff('market'))).toMatchObject({
      code: 'EVENT_NOT_POSSIBLE_IN_STATE',
      fromState: 'NONE',
      allowedEvents: ['ASSIGN'],
    });
    expect(story.refusal('ASSIGN', office, { definition: {} }).code).toBe('NOT_YOUR_ROLE');
    expect(story.possible(office)).toEqual([]);
  });
});
