import { engine, leader, office } from '../support/people';
import { draft, inPhase2, inPhase3, launched } from '../support/campaigns';

const because = { reason: '机构改革' };
const opens = (unit: string, phase: string | null) => ({ effect: 'OPEN', what: 'OPEN_OBLIGATIONS_OF_UNIT', input: { unit, phase } });
const releases = (unit: string, reason: string) => ({
  effect: 'SIGNAL',
  to: { kinds: ['REPORT'], unit, role: 'OWING' },
  event: 'NO_LONGER_OWED',
  input: { reason, alsoDrafts: true },
});

describe('a unit that the office adds', () => {
  it('takes part from that day on, and owes what falls due from then', () => {
    const story = inPhase2().on('2022-09-20').when('JOIN_UNIT', office, { unit: 'health' });
    expect(story.context.units.at(-1)).toEqual({ unit: 'health', joinedOn: '2022-09-20' });
    expect(story.row('health')).toMatchObject({ role: 'TAKING_PART', active: true });
    expect(story.effects).toEqual([opens('health', 'p2')]);
  });
  it('may be added before the launch, and come back after it has left', () => {
    expect(draft().when('JOIN_UNIT', office, { unit: 'health' }).effects).toEqual([opens('health', null)]);
    const story = inPhase2()
      .when('RELEASE_UNIT', office, { unit: 'police', ...because })
      .on('2022-10-10')
      .when('JOIN_UNIT', office, { unit: 'police' });
    expect(story.context.units.filter(({ unit }) => unit === 'police')).toEqual([{ unit: 'police', joinedOn: '2022-10-10' }]);
  });
  it('is refused when it takes part already, is not in the register, or the campaign is over', () => {
    expect(inPhase2().refusal('JOIN_UNIT', office, { unit: 'market' }).code).toBe('UNIT_TAKES_PART');
    expect(inPhase2().refusal('JOIN_UNIT', office, { unit: 'x' }, { unitIsKnown: false }).code).toBe('UNIT_NOT_KNOWN');
    expect(inPhase2().when('TERMINATE', leader, because).refusal('JOIN_UNIT', office, { unit: 'health' }).code).toBe('CAMPAIGN_OVER');
    expect(inPhase3().when('CONCLUDE', office).refusal('JOIN_UNIT', office, { unit: 'health' }).code).toBe('CAMPAIGN_OVER');
    expect(inPhase2().when('SUSPEND', leader, because).refusal('JOIN_UNIT', office, { unit: 'health' }).code).toBe('CAMPAIGN_SUSPENDED');
    expect(inPhase2().refusal('JOIN_UNIT', leader, { unit: 'health' }).code).toBe('NOT_YOUR_ROLE');
  });
});

describe('a unit that leaves', () => {
  it('is released by the office with a reason: what is not due yet is no longer owed', () => {
    const story = inPhase2()
      .on('2022-09-20')
      .when('RELEASE_UNIT', office, { unit: 'police', ...because });
    expect(story.row('police')).toMatchObject({ state: 'LEFT', active: false });
    expect(story.effects).toEqual([releases('police', '机构改革')]);
    expect(inPhase2().refusal('RELEASE_UNIT', office, { unit: 'police' }).code).toBe('REASON_REQUIRED');
  });
  it('leaves when its last task does, and the reports of other units, which it may review, are not touched', () => {
    expect(launched().when('UNIT_LEFT', engine, { unit: 'market' }).effects).toEqual([releases('market', 'UNIT_LEFT')]);
  });
  it('is refused while it has tasks, and where it takes no part', () => {
    expect(inPhase2().refusal('RELEASE_UNIT', office, { unit: 'police', ...because }, { unitHasOtherSeats: true }).code).toBe('UNIT_HAS_TASKS');
    expect(inPhase2().refusal('RELEASE_UNIT', office, { unit: 'health', ...because }).code).toBe('UNIT_TAKES_NO_PART');
  });
});

describe('a unit that is merged into another', () => {
  it('leaves, and the other joins if it did not take part', () => {
    const story = inPhase2()
      .on('2022-09-20')
      .when('RELEASE_UNIT', office, { unit: 'police', toUnit: 'health', ...because });
    expect(story.context.units).toEqual([
      expect.objectContaining({ unit: 'market' }),
      { unit: 'police', joinedOn: '2022-08-20', leftOn: '2022-09-20', mergedInto: 'health' },
      { unit: 'health', joinedOn: '2022-09-20' },
    ]);
    expect(story.effects).toEqual([releases('police', '机构改革'), opens('health', 'p2')]);
  });
  it('into one that takes part already: that one owes its own reports as before', () => {
    const story = inPhase2().when('RELEASE_UNIT', office, { unit: 'police', toUnit: 'market', ...because });
    expect(story.effects).toEqual([releases('police', '机构改革')]);
    expect(story.row('market')).toMatchObject({ active: true });
  });
  it('is refused into itself and into a unit that is not in the register', () => {
    const into = (toUnit: string, facts = {}) => inPhase2().refusal('RELEASE_UNIT', office, { unit: 'police', toUnit, ...because }, facts).code;
    expect(into('police')).toBe('INPUT_INVALID');
    expect(into('x', { unitIsKnown: false })).toBe('UNIT_NOT_KNOWN');
    // Released without a successor, it may itself be gone from the register.
    expect(
      inPhase2()
        .when('RELEASE_UNIT', office, { unit: 'police', ...because }, { unitIsKnown: false })
        .row('police')?.active,
    ).toBe(false);
  });
});
