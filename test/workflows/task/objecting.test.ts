import { head, office, staff } from '../support/people';
import { atWork, part, task } from '../support/tasks';

describe('OBJECT', () => {
  const objected = () => task().when('OBJECT', head('police'), { reason: '不属本单位职责' });

  it('waits for the office, which must rule', () => {
    const story = objected();
    expect(story.value.part0).toBe('objected');
    expect(story.row('police')).toMatchObject({ state: 'OBJECTED', mustAct: false });
    expect(story.row('office')).toMatchObject({ state: 'OBJECTION', mustAct: true });
    expect(story.told()).toContain('TASK_OBJECTED');
    expect(story.context.parts[0]?.objection).toEqual({
      reason: '不属本单位职责',
      on: '2022-09-01',
      ruling: null,
      rulingReason: null,
      ruledOn: null,
    });
  });

  it('is for the head of the unit, with a reason, within the time to acknowledge', () => {
    expect(task().refusal('OBJECT', staff('police'), { reason: 'x' }).code).toBe('UNIT_HEAD_REQUIRED');
    expect(task().refusal('OBJECT', head('police')).code).toBe('REASON_REQUIRED');
    expect(task().refusal('OBJECT', head('tax'), { reason: 'x' }).code).toBe('NOT_IN_THIS_TASK');
    expect(task().on('2022-09-08').when('OBJECT', head('police'), { reason: 'x' }).value.part0).toBe('objected');
    expect(task().on('2022-09-09').refusal('OBJECT', head('police'), { reason: 'x' })).toMatchObject({
      code: 'ACKNOWLEDGEMENT_PERIOD_OVER',
      reasons: [{ data: { acknowledgeBy: '2022-09-08' } }],
    });
  });

  it('may follow an acknowledgement, not work', () => {
    expect(task().when('ACKNOWLEDGE', staff('police')).when('OBJECT', head('police'), { reason: 'x' }).value.part0).toBe('objected');
    expect(atWork(task(), 'police').refusal('OBJECT', head('police'), { reason: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('UPHOLD: the unit leaves, and can no longer act', () => {
    const story = objected().when('UPHOLD', office, { unit: 'police' });
    expect(story.value.part0).toBe('withdrawn');
    expect(story.context.parts[0]).toMatchObject({ objection: { ruling: 'UPHELD', ruledOn: '2022-09-01' }, left: { on: '2022-09-01' } });
    expect(story.row('police')).toMatchObject({ active: false, state: 'WITHDRAWN' });
    expect(story.effects).toContainEqual({ effect: 'SIGNAL', to: { subject: 'campaign' }, event: 'UNIT_LEFT', input: { unit: 'police' } });
    expect(story.refusal('ACKNOWLEDGE', staff('police')).code).toBe('UNIT_HAS_LEFT');
    expect(story.refusal('OVERRULE', office, { unit: 'police', reason: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('OVERRULE: the unit counts as having acknowledged', () => {
    const story = objected().when('OVERRULE', office, { unit: 'police', reason: '三定方案已明确' });
    expect(story.value.part0).toBe('acknowledged');
    expect(story.context.parts[0]).toMatchObject({
      acknowledgedOn: '2022-09-01',
      objection: { ruling: 'OVERRULED', rulingReason: '三定方案已明确' },
    });
    expect(story.when('ACKNOWLEDGE', staff('market')).when('START', staff('police')).value.part0).toBe('working');
    expect(objected().refusal('OVERRULE', office, { unit: 'police' }).code).toBe('REASON_REQUIRED');
    expect(objected().refusal('OVERRULE', office, { unit: 'market', reason: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(objected().refusal('UPHOLD', office, { unit: 'tax' }).code).toBe('UNIT_NOT_IN_TASK');
  });

  it('by the lead leaves a task without one, until another is appointed', () => {
    const story = task()
      .when('ACKNOWLEDGE', staff('police'))
      .when('OBJECT', head('market'), { reason: 'x' })
      .when('UPHOLD', office, { unit: 'market' });
    expect(story.state.state).toBe('AWAITING_LEAD');
    expect(story.row('office')).toMatchObject({ state: 'LEAD_MISSING', mustAct: true });
    expect(story.row('police')).toMatchObject({ mustAct: false });
    expect(story.refusal('START', staff('police')).code).toBe('LEAD_MISSING');
    story.when('APPOINT_LEAD', office, { unit: 'health', section: '法规股', person: '负责同志' });
    expect(story.value).toMatchObject({ lead0: 'withdrawn', lead1: 'notified' });
    expect(story.context.leads[1]).toMatchObject({ unit: 'health', role: 'LEAD', section: '法规股', person: '负责同志' });
    expect(story.deadlines()).toEqual({ 'acknowledge:2022-09-08': '2022-09-08' });
    expect(story.signals()).toEqual(['UNIT_JOINED']);
  });
});

describe('a task without a lead in the plan', () => {
  const responsible = () => task([], [part('market', 'RESPONSIBLE'), part('health', 'RESPONSIBLE'), part('police')]);

  it('is handed in jointly by the responsible units', () => {
    const story = responsible();
    expect(story.value).toMatchObject({ lead0: 'notified', lead1: 'notified', part0: 'notified' });
    expect(story.row('market')).toMatchObject({ role: 'RESPONSIBLE' });
    expect(story.state.state).toBe('NOTIFIED');
    atWork(story, 'market', 'health', 'police').when('CONTRIBUTE', staff('police')).when('SUBMIT', staff('market'));
    expect(story.value.review).toBe('idle');
    expect(story.when('SUBMIT', staff('health')).value.review).toBe('pending');
  });

  it('APPOINT_LEAD of a responsible unit keeps its progress; the others become parts', () => {
    const story = responsible().when('ACKNOWLEDGE', staff('health')).when('APPOINT_LEAD', office, { unit: 'health', person: '负责同志' });
    expect(story.value).toMatchObject({ lead0: 'withdrawn', lead1: 'acknowledged', part0: 'notified', part1: 'notified' });
    expect(story.context.leads[1]).toMatchObject({ role: 'LEAD', person: '负责同志' });
    expect(story.context.parts[1]).toMatchObject({ unit: 'market', role: 'RESPONSIBLE' });
    expect(story.row('market', 'RESPONSIBLE')).toMatchObject({ active: true, state: 'NOTIFIED' });
    expect(story.refusal('APPOINT_LEAD', office, { unit: 'police' })).toMatchObject({ code: 'LEAD_EXISTS', reasons: [{ data: { unit: 'health' } }] });
  });

  it('APPOINT_LEAD of a part takes it out of its part', () => {
    const story = responsible().when('APPOINT_LEAD', office, { unit: 'police' });
    expect(story.value).toMatchObject({
      lead0: 'withdrawn',
      lead1: 'withdrawn',
      lead2: 'notified',
      part0: 'withdrawn',
      part1: 'notified',
      part2: 'notified',
    });
    expect(story.row('police', 'LEAD')).toMatchObject({ active: true });
  });

  it('APPOINT_LEAD of a newcomer', () => {
    const story = responsible().when('APPOINT_LEAD', office, { unit: 'tax' });
    expect(story.context.leads[2]).toMatchObject({ unit: 'tax', role: 'LEAD' });
    expect(responsible().refusal('APPOINT_LEAD', office, { unit: 'nobody' }, { unitIsKnown: false }).code).toBe('UNIT_NOT_KNOWN');
  });

  it('APPOINT_LEAD is refused once work has started, and after acceptance', () => {
    const story = atWork(responsible(), 'market');
    expect(story.refusal('APPOINT_LEAD', office, { unit: 'health' })).toMatchObject({
      code: 'WORK_HAS_STARTED',
      reasons: [{ data: { units: ['market'] } }],
    });
  });

  it('waits for a lead where there are no responsible units either', () => {
    const story = task([], ['police']);
    expect(story.state.state).toBe('AWAITING_LEAD');
    story.when('ACKNOWLEDGE', staff('police'));
    expect(story.refusal('START', staff('police')).code).toBe('LEAD_MISSING');
    story.when('APPOINT_LEAD', office, { unit: 'police' });
    expect(story.value).toMatchObject({ lead0: 'notified', part0: 'withdrawn' });
    expect(story.row('police', 'COOPERATING')).toMatchObject({ active: false });
  });

  it('a unit named on both sides sits once, as the lead', () => {
    const story = task(['market'], ['market', 'police', 'police']);
    expect(story.context.leads.map(({ unit }) => unit)).toEqual(['market']);
    expect(story.context.parts.map(({ unit }) => unit)).toEqual(['police']);
  });
});
