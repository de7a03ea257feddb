import { engine, head, leader, office, staff } from '../support/people';
import { accepted, atWork, contributed, pending, task } from '../support/tasks';

describe('ACCEPT', () => {
  it('settles the task and tells the campaign', () => {
    const story = pending().when('ACCEPT', leader);
    expect(story.value).toMatchObject({ lead0: 'accepted', part0: 'contributed', review: 'accepted' });
    expect(story.state).toMatchObject({ state: 'ACCEPTED', closed: true });
    expect(story.context.acceptedOn).toBe('2022-09-01');
    expect(story.effects).toContainEqual({ effect: 'SIGNAL', to: { subject: 'campaign' }, event: 'TASK_SETTLED', input: { outcome: 'ACCEPTED' } });
    expect(story.deadlines()).toMatchObject({ due: null, dueSoon: null });
    expect(story.state.participants.some((row) => row.mustAct)).toBe(false);
  });

  it('is refused before everything is handed in, and to units', () => {
    const story = atWork(contributed(task(), 'police'), 'market');
    expect(story.refusal('ACCEPT', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(pending().refusal('ACCEPT', head('market')).code).toBe('NOT_YOUR_ROLE');
  });

  it('leaves nothing possible but to reopen, and to lift a supervision', () => {
    expect(accepted().allowed(office)).toEqual(['REOPEN']);
    expect(accepted().allowed(head('market'))).toEqual([]);
  });
});

describe('RETURN', () => {
  it('sends the lead back to work, with the reason', () => {
    const story = pending().when('RETURN', office, { reason: '台账不全' });
    expect(story.value).toMatchObject({ lead0: 'returned', part0: 'contributed', review: 'returned' });
    expect(story.state).toMatchObject({ state: 'RETURNED' });
    expect(story.row('market')).toMatchObject({ state: 'RETURNED', mustAct: true });
    expect(story.context.returns).toEqual([{ on: '2022-09-01', reason: '台账不全', units: [] }]);
    expect(story.refusal('SUBMIT', head('market')).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    story.when('START', staff('market'));
    expect(story.state.state).toBe('IN_PROGRESS');
    expect(story.when('SUBMIT', head('market')).state.state).toBe('PENDING_REVIEW');
    expect(story.context.submittedOn).toBe('2022-09-01');
  });

  it('may name a part, which works again; the lead gets it back too', () => {
    const story = pending().when('RETURN', office, { reason: '数据有误', units: ['police'] });
    expect(story.value).toMatchObject({ lead0: 'returned', part0: 'working' });
    story.when('START', staff('market'));
    expect(story.refusal('SUBMIT', head('market')).code).toBe('PARTS_STILL_OPEN');
    story.when('CONTRIBUTE', staff('police')).when('SUBMIT', head('market'));
    expect(story.value.review).toBe('pending');
  });

  it('needs a reason, a pending review and units of the task', () => {
    expect(pending().refusal('RETURN', office).code).toBe('REASON_REQUIRED');
    expect(pending().refusal('RETURN', office, { reason: 'x', units: ['tax'] })).toMatchObject({
      code: 'UNIT_NOT_IN_TASK',
      reasons: [{ data: { units: ['tax'] } }],
    });
    expect(pending().refusal('RETURN', office, { reason: 'x', units: 'police' }).code).toBe('INPUT_INVALID');
    expect(task().refusal('RETURN', office, { reason: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });
});

describe('joint leads', () => {
  const joint = () => atWork(contributed(task(['market', 'health'], ['police']), 'police'), 'market', 'health');

  it('all hand in before the review is pending', () => {
    const story = joint().when('SUBMIT', head('market'));
    expect(story.value).toMatchObject({ lead0: 'submitted', lead1: 'working', review: 'idle' });
    expect(story.state.state).toBe('IN_PROGRESS');
    expect(story.refusal('ACCEPT', office).code).toBe('REVIEW_NOT_PENDING');
    expect(story.refusal('RETURN', office, { reason: 'x' }).code).toBe('REVIEW_NOT_PENDING');
    expect(story.when('SUBMIT', head('health')).value.review).toBe('pending');
    expect(story.when('ACCEPT', office).value).toMatchObject({ lead0: 'accepted', lead1: 'accepted' });
  });

  it('one of them can be returned alone', () => {
    const story = joint()
      .when('SUBMIT', head('market'))
      .when('SUBMIT', head('health'))
      .when('RETURN', office, { reason: 'x', units: ['health'] });
    expect(story.value).toMatchObject({ lead0: 'submitted', lead1: 'returned', review: 'returned' });
    story.when('START', staff('health')).when('SUBMIT', head('health'));
    expect(story.value.review).toBe('pending');
  });

  it('removing the one that has not handed in makes the review pending', () => {
    const story = joint().when('SUBMIT', head('market')).when('REMOVE_UNIT', office, { unit: 'health', reason: '职责调整' });
    expect(story.value).toMatchObject({ lead1: 'withdrawn', review: 'pending' });
  });

  it('a part added after the first has handed in holds up the review', () => {
    const story = joint().when('SUBMIT', head('market')).when('ADD_UNIT', office, { unit: 'tax', role: 'COOPERATING' });
    expect(story.refusal('SUBMIT', head('health')).code).toBe('PARTS_STILL_OPEN');
    story.when('REMOVE_UNIT', office, { unit: 'health', reason: 'x' });
    expect(story.value.review).toBe('idle');
    expect(contributed(story, 'tax').value.review).toBe('pending');
  });
});

describe('WITHDRAW', () => {
  it('takes back what was handed in, before the review', () => {
    const story = pending().when('WITHDRAW', head('market'));
    expect(story.value).toMatchObject({ lead0: 'working', review: 'idle' });
    expect(story.state.state).toBe('IN_PROGRESS');
    expect(accepted().refusal('WITHDRAW', head('market')).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('lets a part take back its contribution until a lead has handed in', () => {
    const story = contributed(task(), 'police').when('WITHDRAW', staff('police'));
    expect(story.value.part0).toBe('working');
    expect(story.context.parts[0]?.doneOn).toBeUndefined();
    expect(pending().refusal('WITHDRAW', staff('police')).code).toBe('LEAD_HAS_SUBMITTED');
    expect(accepted().refusal('WITHDRAW', staff('police')).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(contributed(task(), 'police').refusal('WITHDRAW', staff('tax')).code).toBe('NOT_IN_THIS_TASK');
  });
});

describe('REOPEN', () => {
  it('takes up an accepted task again', () => {
    const story = accepted().when('REOPEN', office, { reason: '回头看发现反弹', dueOn: '2022-12-30' });
    expect(story.value).toMatchObject({ lead0: 'returned', review: 'returned', timeliness: 'onTrack' });
    expect(story.state).toMatchObject({ state: 'RETURNED', closed: false, dueOn: '2022-12-30' });
    expect(story.signals()).toEqual(['TASK_REOPENED']);
    expect(story.deadlines()).toEqual({ due: '2022-12-30', dueSoon: '2022-12-27' });
  });

  it('takes up a written-off task where it stood', () => {
    const story = atWork(task(), 'market').when('WRITE_OFF', office, { reason: '并入其他任务' });
    expect(story.state).toMatchObject({ state: 'WRITTEN_OFF', closed: true });
    expect(story.effects).toContainEqual(expect.objectContaining({ event: 'TASK_SETTLED', input: { outcome: 'WRITTEN_OFF' } }));
    expect(story.refusal('SUBMIT', head('market')).code).toBe('TASK_WRITTEN_OFF');
    story.when('REOPEN', leader, { reason: '恢复' });
    expect(story.value).toMatchObject({ lead0: 'working', standing: 'normal' });
    expect(story.context.stopped).toBeNull();
  });

  it('is refused when nothing is settled, the campaign stands still or is over, or the date is past', () => {
    expect(task().refusal('REOPEN', office, { reason: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(accepted().refusal('REOPEN', office, { reason: 'x' }, { campaignStanding: 'OVER' }).code).toBe('CAMPAIGN_OVER');
    expect(accepted().refusal('REOPEN', office, { reason: 'x' }, { campaignStanding: 'SUSPENDED' }).code).toBe('CAMPAIGN_SUSPENDED');
    expect(accepted().refusal('REOPEN', office, { reason: 'x', dueOn: '2022-08-01' }).code).toBe('DATE_IN_PAST');
    expect(accepted().refusal('REOPEN', office, { reason: 'x', dueOn: '2022-02-30' }).code).toBe('INPUT_INVALID');
    expect(task().when('CLOSE', engine, {}).refusal('REOPEN', office, { reason: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });
});

describe('WRITE_OFF', () => {
  it('needs a reason and a task that is not accepted', () => {
    expect(task().refusal('WRITE_OFF', office).code).toBe('REASON_REQUIRED');
    expect(accepted().refusal('WRITE_OFF', office, { reason: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(task().refusal('WRITE_OFF', head('market'), { reason: 'x' }).code).toBe('NOT_YOUR_ROLE');
  });
});
