import { head, office, staff } from '../support/people';
import { accepted, atWork, contributed, pending, task } from '../support/tasks';

describe('TRANSFER', () => {
  it('moves a seat to another unit, which starts anew; the first has left', () => {
    const story = atWork(task(), 'police').when('TRANSFER', office, { unit: 'police', toUnit: 'transport', reason: '职责划转', section: '执法股' });
    expect(story.value).toMatchObject({ part0: 'withdrawn', part1: 'notified' });
    expect(story.context.parts[0]?.left).toEqual({ on: '2022-09-01', reason: '职责划转', to: 'transport' });
    expect(story.context.parts[1]).toMatchObject({ unit: 'transport', role: 'COOPERATING', section: '执法股', acknowledgeBy: '2022-09-08' });
    expect(story.signals().sort()).toEqual(['UNIT_JOINED', 'UNIT_LEFT']);
    expect(story.refusal('CONTRIBUTE', staff('police')).code).toBe('UNIT_HAS_LEFT');
    expect(story.when('ACKNOWLEDGE', staff('transport')).value.part1).toBe('acknowledged');
  });

  it('settles an objection with it', () => {
    const story = task()
      .when('OBJECT', head('market'), { reason: 'x' })
      .when('TRANSFER', office, { unit: 'market', toUnit: 'health', reason: '同意' });
    expect(story.context.leads[0]?.objection).toMatchObject({ ruling: 'UPHELD' });
    expect(story.value).toMatchObject({ lead0: 'withdrawn', lead1: 'notified' });
    expect(story.state.state).toBe('NOTIFIED');
  });

  it('is refused to units, to a unit that sits already, to an unknown one and during the review', () => {
    const input = { unit: 'market', toUnit: 'health', reason: 'x' };
    expect(task().refusal('TRANSFER', head('market'), input).code).toBe('NOT_YOUR_ROLE');
    expect(task().refusal('TRANSFER', office, { ...input, toUnit: 'police' }).code).toBe('UNIT_ALREADY_IN_TASK');
    expect(task().refusal('TRANSFER', office, input, { unitIsKnown: false }).code).toBe('UNIT_NOT_KNOWN');
    expect(task().refusal('TRANSFER', office, { ...input, unit: 'tax' }).code).toBe('UNIT_NOT_IN_TASK');
    expect(pending().refusal('TRANSFER', office, input).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('back again gives a unit a new seat; its row is the present one', () => {
    const story = task()
      .when('TRANSFER', office, { unit: 'police', toUnit: 'transport', reason: 'x' })
      .when('TRANSFER', office, { unit: 'transport', toUnit: 'police', reason: 'y' });
    expect(story.value).toMatchObject({ part0: 'withdrawn', part1: 'withdrawn', part2: 'notified' });
    expect(story.row('police')).toMatchObject({ active: true, state: 'NOTIFIED' });
    expect(story.state.participants.filter(({ unit }) => unit === 'police')).toHaveLength(1);
    expect(story.when('ACKNOWLEDGE', staff('police')).value.part2).toBe('acknowledged');
  });
});

describe('DELEGATE', () => {
  it('lets a unit below work in the same seat; the unit stays answerable', () => {
    const story = atWork(task(), 'police').when('DELEGATE', head('police'), { toUnit: 'police-station' });
    expect(story.row('police')).toMatchObject({ state: 'WORKING', mustAct: false, active: true });
    expect(story.row('police-station')).toMatchObject({ role: 'COOPERATING', state: 'WORKING', mustAct: true, active: true });
    expect(story.told()).toEqual(['TASK_DELEGATED']);
    expect(story.when('CONTRIBUTE', staff('police-station')).value.part0).toBe('contributed');
    expect(story.when('WITHDRAW', staff('police')).value.part0).toBe('working');
  });

  it('is for the head, to a known unit below that has no part, and not to be passed on', () => {
    const story = task().when('DELEGATE', head('market'), { toUnit: 'market-branch' });
    expect(story.refusal('DELEGATE', head('market-branch'), { toUnit: 'office-3' }).code).toBe('DELEGATE_CANNOT_DELEGATE');
    expect(task().refusal('DELEGATE', staff('market'), { toUnit: 'market-branch' }).code).toBe('UNIT_HEAD_REQUIRED');
    expect(task().refusal('DELEGATE', head('market'), { toUnit: 'tax' }, { unitIsBelow: false }).code).toBe('UNIT_NOT_BELOW');
    expect(task().refusal('DELEGATE', head('market'), { toUnit: 'tax' }, { unitIsKnown: false }).code).toBe('UNIT_NOT_KNOWN');
    expect(task().refusal('DELEGATE', head('market'), { toUnit: 'police' }).code).toBe('UNIT_ALREADY_IN_TASK');
    expect(task().refusal('DELEGATE', head('tax'), { toUnit: 'x' }).code).toBe('NOT_IN_THIS_TASK');
  });
});

describe('CLAIM', () => {
  it('says which person does it; only the head may claim it away', () => {
    const story = task().when('CLAIM', staff('police'));
    expect(story.context.parts[0]?.claimedBy).toBe('account-of-police');
    expect(story.refusal('CLAIM', staff('police'))).toMatchObject({ code: 'ALREADY_CLAIMED', reasons: [{ data: { account: 'account-of-police' } }] });
    expect(story.when('CLAIM', head('police')).context.parts[0]?.claimedBy).toBe('account-of-police');
    expect(story.refusal('CLAIM', staff('tax')).code).toBe('NOT_IN_THIS_TASK');
  });
});

describe('ADD_UNIT and REMOVE_UNIT', () => {
  it('adds a unit in a new seat that starts at the beginning', () => {
    const story = atWork(task(), 'market', 'police').when('ADD_UNIT', office, { unit: 'health', role: 'IMPLEMENTING', person: '某同志' });
    expect(story.value).toMatchObject({ lead0: 'working', part0: 'working', part1: 'notified' });
    expect(story.context.parts[1]).toMatchObject({ unit: 'health', role: 'IMPLEMENTING', person: '某同志', joinedOn: '2022-09-01' });
    expect(story.row('health')).toMatchObject({ state: 'NOTIFIED', mustAct: true });
    expect(story.effects).toContainEqual({ effect: 'SIGNAL', to: { subject: 'campaign' }, event: 'UNIT_JOINED', input: { unit: 'health' } });
  });

  it('adds a second lead, who must hand in too', () => {
    const story = atWork(contributed(task(), 'police'), 'market')
      .when('ADD_UNIT', office, { unit: 'health', role: 'LEAD' })
      .when('SUBMIT', head('market'));
    expect(story.value).toMatchObject({ lead0: 'submitted', lead1: 'notified', review: 'idle' });
  });

  it('lets a lead add those who help it, not another lead', () => {
    expect(task().when('ADD_UNIT', head('market'), { unit: 'health', role: 'COOPERATING' }).value.part1).toBe('notified');
    expect(task().refusal('ADD_UNIT', head('market'), { unit: 'health', role: 'LEAD' })).toMatchObject({
      code: 'ROLE_NEEDS_COORDINATOR',
      reasons: [{ data: { role: 'LEAD' } }],
    });
    expect(task().refusal('ADD_UNIT', staff('police'), { unit: 'health', role: 'COOPERATING' }).code).toBe('NOT_YOUR_ROLE');
  });

  it('refuses a unit that sits already, an unknown unit, an odd role, and a task under review', () => {
    const input = { unit: 'health', role: 'COOPERATING' };
    expect(task().refusal('ADD_UNIT', office, { ...input, unit: 'police' }).code).toBe('UNIT_ALREADY_IN_TASK');
    expect(task().refusal('ADD_UNIT', office, input, { unitIsKnown: false }).code).toBe('UNIT_NOT_KNOWN');
    expect(task().refusal('ADD_UNIT', office, { ...input, role: 'FRIEND' }).code).toBe('INPUT_INVALID');
    expect(pending().refusal('ADD_UNIT', office, input).code).toBe('REVIEW_PENDING');
    expect(accepted().refusal('ADD_UNIT', office, input).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('removes a unit from any open state, keeping what it did in the record', () => {
    for (const story of [
      task(),
      task().when('ACKNOWLEDGE', staff('police')),
      atWork(task(), 'police'),
      task().when('OBJECT', head('police'), { reason: 'x' }),
    ]) {
      story.when('REMOVE_UNIT', office, { unit: 'police', reason: '不再需要' });
      expect(story.value.part0).toBe('withdrawn');
      expect(story.signals()).toEqual(['UNIT_LEFT']);
    }
    expect(contributed(task(), 'police').refusal('REMOVE_UNIT', office, { unit: 'police', reason: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(pending().refusal('REMOVE_UNIT', office, { unit: 'market', reason: 'x' }).code).toBe('REVIEW_PENDING');
  });

  it('removing the only lead leaves the task waiting, and a removed unit may come back', () => {
    const story = atWork(task(), 'market').when('REMOVE_UNIT', office, { unit: 'market', reason: 'x' });
    expect(story.state.state).toBe('AWAITING_LEAD');
    story.when('APPOINT_LEAD', office, { unit: 'market' });
    expect(story.value).toMatchObject({ lead0: 'withdrawn', lead1: 'notified' });
  });
});
