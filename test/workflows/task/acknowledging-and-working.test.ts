import { clock, engine, head, office, outsider, staff } from '../support/people';
import { atWork, contributed, part, pending, task } from '../support/tasks';

describe('a task that is given out', () => {
  it('notifies every unit, sets its deadlines and waits for all of them', () => {
    const story = task(['market'], ['police', part('stalls', 'IMPLEMENTING')]);
    expect(story.value).toMatchObject({ lead0: 'notified', part0: 'notified', part1: 'notified', review: 'idle', timeliness: 'onTrack' });
    expect(story.state).toMatchObject({ state: 'NOTIFIED', dueOn: '2022-11-30', closed: false, timeliness: 'ON_TRACK', attention: 'NORMAL' });
    expect(story.deadlines()).toEqual({ due: '2022-11-30', dueSoon: '2022-11-25', 'acknowledge:2022-09-08': '2022-09-08' });
    expect(story.effects).toContainEqual({ effect: 'TELL', units: ['market', 'police', 'stalls'], message: 'TASK_ASSIGNED', data: {} });
    expect(story.row('market')).toEqual({ unit: 'market', role: 'LEAD', state: 'NOTIFIED', mustAct: true, active: true, dueOn: '2022-09-08' });
    expect(story.row('stalls')).toMatchObject({ role: 'IMPLEMENTING', mustAct: true });
    expect(story.row('office')).toMatchObject({ role: 'REVIEWER', state: 'WATCHING', mustAct: false });
  });

  it('is given out by the engine only, and once', () => {
    expect(task().refusal('ASSIGN', engine, { definition: {} }, {}).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(task().refusal('ASSIGN', office, { definition: {} }).code).toBe('NOT_YOUR_ROLE');
  });

  it('without a due date has no deadline but the acknowledgement', () => {
    const story = task(['market'], [], { dueOn: null });
    story.snapshot = null;
    story.when('ASSIGN', engine, { definition: {} }, { dueSoonOn: null });
    expect(story.deadlines()).toEqual({ due: null, dueSoon: null, 'acknowledge:2022-09-08': '2022-09-08' });
  });
});

describe('ACKNOWLEDGE', () => {
  it('moves only the seat of the unit that sends it', () => {
    const story = task(['market'], ['police', 'health']).when('ACKNOWLEDGE', staff('health'));
    expect(story.value).toMatchObject({ lead0: 'notified', part0: 'notified', part1: 'acknowledged' });
    expect(story.context.parts[1]).toMatchObject({ unit: 'health', acknowledgedOn: '2022-09-01' });
    expect(story.row('health')).toMatchObject({ state: 'ACKNOWLEDGED', mustAct: true, dueOn: '2022-11-30' });
  });

  it('cancels the reminder when the last unit has answered', () => {
    const story = task().when('ACKNOWLEDGE', staff('market'));
    expect(story.deadlines()).toEqual({});
    expect(story.when('ACKNOWLEDGE', staff('police')).deadlines()).toEqual({ 'acknowledge:2022-09-08': null });
    expect(story.state.state).toBe('ACKNOWLEDGED');
  });

  it('is refused to a stranger, to a second time, and to the office', () => {
    const story = task().when('ACKNOWLEDGE', staff('market'));
    expect(story.refusal('ACKNOWLEDGE', staff('health'))).toMatchObject({ code: 'NOT_IN_THIS_TASK', reasons: [{ data: { unit: 'health' } }] });
    expect(story.refusal('ACKNOWLEDGE', outsider('health')).code).toBe('NOT_IN_THIS_TASK');
    expect(story.refusal('ACKNOWLEDGE', office).code).toBe('NOT_YOUR_ROLE');
    const again = story.refusal('ACKNOWLEDGE', staff('market'));
    expect(again).toMatchObject({ code: 'EVENT_NOT_POSSIBLE_IN_STATE', fromState: 'ACKNOWLEDGED', event: 'ACKNOWLEDGE' });
    expect(again.reasons[0]?.data).toEqual({ unit: 'market', state: 'ACKNOWLEDGED' });
    expect(again.allowedEvents).toContain('START');
    expect(again.allowedEvents).not.toContain('ACKNOWLEDGE');
  });

  it('may still come after the time to acknowledge, but the silence stays visible', () => {
    const story = task().when('ACKNOWLEDGE', staff('market')).on('2022-09-09').when('ACKNOWLEDGE_DUE', clock);
    expect(story.context.parts[0]?.silent).toBe(true);
    expect(story.context.leads[0]?.silent).toBeUndefined();
    expect(story.effects).toContainEqual({
      effect: 'TELL',
      units: ['police', 'office'],
      message: 'NOT_ACKNOWLEDGED',
      data: { units: ['police'] },
    });
    expect(story.when('ACKNOWLEDGE', staff('police')).value.part0).toBe('acknowledged');
    expect(story.context.parts[0]?.silent).toBe(true);
    expect(story.when('ACKNOWLEDGE_DUE', clock).told()).toEqual([]);
  });
});

describe('START, CONTRIBUTE and SUBMIT', () => {
  it('takes START only after ACKNOWLEDGE', () => {
    expect(task().refusal('START', staff('market'))).toMatchObject({ code: 'EVENT_NOT_POSSIBLE_IN_STATE', fromState: 'NOTIFIED' });
  });

  it('lets a part contribute and tells the lead', () => {
    const story = contributed(task(), 'police');
    expect(story.value.part0).toBe('contributed');
    expect(story.context.parts[0]).toMatchObject({ startedOn: '2022-09-01', doneOn: '2022-09-01', result: '已完成' });
    expect(story.effects).toContainEqual(expect.objectContaining({ message: 'PART_CONTRIBUTED', units: ['market'] }));
    expect(story.row('police')).toMatchObject({ state: 'CONTRIBUTED', mustAct: false });
    expect(story.state.state).toBe('IN_PROGRESS');
  });

  it('refuses the lead to hand in while a part is open, naming the units', () => {
    const story = atWork(contributed(task(['market'], ['police', 'health']), 'police'), 'market');
    const refused = story.refusal('SUBMIT', head('market'));
    expect(refused.code).toBe('PARTS_STILL_OPEN');
    expect(refused.reasons[0]?.data).toEqual({ units: ['health'], open: [{ unit: 'health', state: 'NOTIFIED' }] });
    expect(refused.reasons[0]?.label).toEqual({ zh: expect.any(String), en: expect.any(String) });
  });

  it('brings the task to review when the lead hands in', () => {
    const story = pending();
    expect(story.value).toMatchObject({ lead0: 'submitted', review: 'pending' });
    expect(story.context).toMatchObject({ submittedOn: '2022-09-01', leads: [{ result: '已完成治理' }] });
    expect(story.state.state).toBe('PENDING_REVIEW');
    expect(story.row('office')).toMatchObject({ state: 'REVIEW', mustAct: true });
    expect(story.row('market')).toMatchObject({ state: 'SUBMITTED', mustAct: false });
    expect(story.told()).toContain('TASK_SUBMITTED');
  });

  it('lets a part not hand in, and a lead not contribute', () => {
    const story = atWork(task(), 'market', 'police');
    expect(story.refusal('SUBMIT', staff('police')).code).toBe('NOT_YOUR_ROLE');
    expect(story.refusal('CONTRIBUTE', head('market')).code).toBe('NOT_YOUR_ROLE');
  });

  it('keeps attachments', () => {
    const story = atWork(task(), 'police', 'market').when('CONTRIBUTE', staff('police'), { attachments: ['file-1'] });
    expect(story.context.parts[0]).toMatchObject({ attachments: ['file-1'] });
    expect(story.refusal('CONTRIBUTE', staff('police'), { attachments: 'file-1' }).code).toBe('INPUT_INVALID');
  });
});

describe('PROCEED_WITHOUT and WAIVE', () => {
  it('lets the lead leave a part behind, and keeps the reason', () => {
    const story = atWork(task(), 'market').when('PROCEED_WITHOUT', head('market'), { unit: 'police', reason: '多次催办未果' });
    expect(story.value.part0).toBe('waived');
    expect(story.context.parts[0]?.waived).toEqual({ by: 'LEAD', reason: '多次催办未果', on: '2022-09-01' });
    expect(story.effects).toContainEqual(expect.objectContaining({ message: 'PROCEEDED_WITHOUT_UNIT', units: ['police', 'office'] }));
    expect(story.when('SUBMIT', head('market')).state.state).toBe('PENDING_REVIEW');
    expect(story.row('police')).toMatchObject({ active: false, mustAct: false, state: 'WAIVED', dueOn: null });
  });

  it('needs a reason and a unit that is open, and is not for the part itself', () => {
    const story = contributed(atWork(task(['market'], ['police', 'health']), 'market'), 'police');
    expect(story.refusal('PROCEED_WITHOUT', head('market'), { unit: 'health' }).code).toBe('REASON_REQUIRED');
    expect(story.refusal('PROCEED_WITHOUT', head('market'), { unit: 'health', reason: '  ' }).code).toBe('REASON_REQUIRED');
    expect(story.refusal('PROCEED_WITHOUT', head('market'), { reason: 'x' })).toMatchObject({
      code: 'INPUT_REQUIRED',
      reasons: [{ data: { field: 'unit' } }],
    });
    expect(story.refusal('PROCEED_WITHOUT', head('market'), { unit: 'tax', reason: 'x' }).code).toBe('UNIT_NOT_IN_TASK');
    expect(story.refusal('PROCEED_WITHOUT', head('market'), { unit: 'police', reason: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(story.refusal('PROCEED_WITHOUT', staff('health'), { unit: 'health', reason: 'x' }).code).toBe('NOT_YOUR_ROLE');
  });

  it('lets the office excuse a part, from any state in which it is open', () => {
    for (const story of [
      task(),
      task().when('ACKNOWLEDGE', staff('police')),
      atWork(task(), 'police'),
      task().when('OBJECT', head('police'), { reason: 'x' }),
    ]) {
      expect(story.when('WAIVE', office, { unit: 'police', reason: '职能划转' }).value.part0).toBe('waived');
      expect(story.context.parts[0]?.waived?.by).toBe('OFFICE');
      expect(story.refusal('START', staff('police')).code).toBe('UNIT_HAS_LEFT');
    }
    expect(task().refusal('WAIVE', office, { unit: 'market', reason: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });
});
