import { clock, head, leader, office } from '../support/people';
import { draft, inPhase2, inPhase3, launched, met, phase, phaseDue, phases, unmet } from '../support/campaigns';

describe('LAUNCH', () => {
  it('enters the first phase, opens body, tasks and what the first phase owes, and tells the units', () => {
    const story = launched();
    expect(story.value).toMatchObject({ stage: { running: { p1: 'inTime' } }, standing: 'normal' });
    expect(story.effects.flatMap((effect) => (effect.effect === 'OPEN' ? [[effect.what, effect.input]] : []))).toEqual([
      ['OPEN_BODY', {}],
      ['OPEN_TASKS', {}],
      ['OPEN_REPORTS', { phase: 'p1' }],
    ]);
    expect(story.deadlines()).toEqual({ phase: '2022-08-31' });
    expect(story.effects).toContainEqual({ effect: 'TELL', units: ['office', 'market', 'police'], message: 'CAMPAIGN_LAUNCHED', data: {} });
    expect(story.state).toMatchObject({ state: 'RUNNING', phase: 'p1', dueOn: '2022-08-31', timeliness: 'ON_TRACK', closed: false });
    expect(story.row('market')).toMatchObject({ role: 'TAKING_PART', active: true, mustAct: false });
  });

  it('is refused while the plan has errors or unbound units, all of them named', () => {
    const refused = draft().refusal('LAUNCH', office, {}, { lintErrors: [{ code: 'PLAN001', message: '日期' }], unboundUnits: ['县农业农村局'] });
    expect(refused.code).toBe('PLAN_HAS_ERRORS');
    expect(refused.reasons.map(({ code }) => code)).toEqual(['PLAN_HAS_ERRORS', 'UNITS_NOT_BOUND']);
    expect(refused.reasons[1]?.data).toEqual({ units: ['县农业农村局'] });
    expect(refused.fromState).toBe('DRAFT');
  });

  it('is refused without phases, twice, and to others', () => {
    expect(draft({ phases: [] }).refusal('LAUNCH', office).code).toBe('NO_PHASES');
    expect(launched().refusal('LAUNCH', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(draft().refusal('LAUNCH', leader).code).toBe('NOT_YOUR_ROLE');
    expect(draft().refusal('LAUNCH', head('market')).code).toBe('NOT_YOUR_ROLE');
  });

  it('waits for the office as long as it is a draft', () => {
    expect(draft().row('office')).toMatchObject({ role: 'OWNER', mustAct: true });
    expect(draft().state).toMatchObject({ state: 'DRAFT', phase: null, dueOn: null, timeliness: null });
  });
});

describe('ADVANCE', () => {
  it('enters the next phase and what it owes when the criteria are met', () => {
    const story = inPhase2();
    expect(story.value.stage).toEqual({ running: { p2: 'inTime' } });
    expect(story.context.phases[0]).toMatchObject({ enteredOn: '2022-08-21', leftOn: '2022-09-01' });
    expect(story.context.phases[1]).toMatchObject({ enteredOn: '2022-09-01' });
    expect(story.effects).toContainEqual({ effect: 'OPEN', what: 'OPEN_REPORTS', input: { phase: 'p2' } });
    expect(story.deadlines()).toEqual({ phase: '2022-11-30' });
  });

  it('is refused with the numbers and what is missing', () => {
    const refused = launched().refusal('ADVANCE', office, {}, { criteria: [met, unmet] });
    expect(refused.code).toBe('CRITERIA_NOT_MET');
    expect(refused.reasons[0]?.data).toEqual({ criteria: [unmet] });
  });

  it('counts a percentage, and nothing asked for as met', () => {
    const of = (done: number, total: number, percent: number) => [{ ...met, done, total, percent }];
    expect(launched().when('ADVANCE', office, {}, { criteria: of(8, 10, 80) }).state.phase).toBe('p2');
    expect(launched().refusal('ADVANCE', office, {}, { criteria: of(7, 10, 80) }).code).toBe('CRITERIA_NOT_MET');
    expect(launched().when('ADVANCE', office, {}, { criteria: of(0, 0, 100) }).state.phase).toBe('p2');
  });

  it('can be overridden by a leader with a reason, which stays', () => {
    const story = launched().when('ADVANCE', leader, { override: { reason: '时间紧迫' } }, { criteria: [unmet] });
    expect(story.state.phase).toBe('p2');
    expect(story.context.phases[0]?.override).toEqual({ reason: '时间紧迫', account: 'account-of-government', criteria: [unmet] });
    expect(launched().refusal('ADVANCE', office, { override: { reason: 'x' } }, { criteria: [unmet] }).code).toBe('OVERRIDE_NEEDS_LEADER');
    expect(launched().refusal('ADVANCE', leader, { override: { reason: ' ' } }, { criteria: [unmet] }).code).toBe('REASON_REQUIRED');
    expect(launched().refusal('ADVANCE', leader, {}, { criteria: [unmet] }).code).toBe('CRITERIA_NOT_MET');
    expect(launched().when('ADVANCE', leader).context.phases[0]?.override).toBeUndefined();
  });

  it('offers the override to a leader and the numbers to the office', () => {
    const facts = { criteria: [unmet] };
    expect(launched().allowed(leader, facts)).toContain('ADVANCE');
    const row = launched()
      .possible(office, facts)
      .find(({ event }) => event === 'ADVANCE');
    expect(row).toMatchObject({ allowed: false, reasons: [{ code: 'CRITERIA_NOT_MET', data: { criteria: [unmet] } }] });
    expect(launched().allowed(office)).toContain('ADVANCE');
  });

  it('is not possible from the last phase', () => {
    expect(inPhase3().refusal('ADVANCE', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });
});

describe('PHASE_DUE', () => {
  it('marks the phase overdue, and the office must act', () => {
    const story = phaseDue(launched().on('2022-09-01'), 'p1');
    expect(story.value.stage).toEqual({ running: { p1: 'overdue' } });
    expect(story.state.timeliness).toBe('OVERDUE');
    expect(story.row('office')).toMatchObject({ mustAct: true });
    expect(story.when('ADVANCE', office).state).toMatchObject({ phase: 'p2', timeliness: 'ON_TRACK' });
  });

  it('goes on by itself only where the plan says so and the criteria are met', () => {
    expect(phaseDue(inPhase2().on('2022-12-01'), 'p2').state).toMatchObject({ phase: 'p3' });
    expect(phaseDue(inPhase2().on('2022-12-01'), 'p2', [unmet]).value.stage).toEqual({ running: { p2: 'overdue' } });
  });

  it('of another phase is refused', () => {
    expect(inPhase2().refusal('PHASE_DUE', clock, { phase: 'p1' })).toMatchObject({
      code: 'PHASE_NOT_CURRENT',
      reasons: [{ data: { phase: 'p1' } }],
    });
    expect(inPhase2().refusal('PHASE_DUE', office, { phase: 'p2' }).code).toBe('NOT_YOUR_ROLE');
  });

  it('is not awaited where a phase has no end', () => {
    expect(launched({ phases: [phase('p1', null, null), ...phases.slice(1)] }).deadlines()).toEqual({ phase: null });
  });
});

describe('EXTEND_PHASE', () => {
  it('moves the end of the present phase and all dates that hang on it', () => {
    const story = launched().when('EXTEND_PHASE', office, { end: '2022-09-10', reason: '台风' });
    expect(story.context.phases[0]?.end).toBe('2022-09-10');
    expect(story.deadlines()).toEqual({ phase: '2022-09-10' });
    expect(story.effects).toContainEqual({
      effect: 'SIGNAL',
      to: { kinds: ['TASK', 'REPORT'], phase: 'p1' },
      event: 'MOVE_DUE',
      input: { dueOn: '2022-09-10', phase: 'p1' },
    });
    expect(story.context.extensions).toEqual([{ phase: 'p1', from: '2022-08-31', to: '2022-09-10', on: '2022-08-21', reason: '台风' }]);
  });

  it('ends being overdue', () => {
    const story = phaseDue(launched().on('2022-09-01'), 'p1').when('EXTEND_PHASE', office, { end: '2022-09-10', reason: 'x' });
    expect(story.value.stage).toEqual({ running: { p1: 'inTime' } });
  });

  it('moves a later phase without touching the present one', () => {
    const story = phaseDue(launched().on('2022-09-01'), 'p1').when('EXTEND_PHASE', office, { phase: 'p2', end: '2022-12-10', reason: 'x' });
    expect(story.context.phases[1]?.end).toBe('2022-12-10');
    expect(story.value.stage).toEqual({ running: { p1: 'overdue' } });
    expect(story.deadlines()).toEqual({});
    expect(story.signals()).toEqual(['MOVE_DUE']);
  });

  it('is refused before the start, after the next end, in the past, for a passed or unknown phase, without a reason', () => {
    const refuse = (input: Record<string, unknown>) => inPhase2().refusal('EXTEND_PHASE', office, { reason: 'x', ...input }).code;
    expect(refuse({ phase: 'p3', end: '2022-11-15' })).toBe('END_BEFORE_START');
    expect(refuse({ end: '2022-12-31' })).toBe('END_AFTER_NEXT_PHASE');
    expect(refuse({ end: '2022-08-31' })).toBe('DATE_IN_PAST');
    expect(refuse({ phase: 'p1', end: '2022-10-01' })).toBe('PHASE_ALREADY_PASSED');
    expect(refuse({ phase: 'p9', end: '2022-10-01' })).toBe('PHASE_NOT_FOUND');
    expect(refuse({ end: '2022-10-01', reason: '' })).toBe('REASON_REQUIRED');
    expect(refuse({ end: '2022-13-01' })).toBe('INPUT_INVALID');
    expect(refuse({})).toBe('INPUT_REQUIRED');
    expect(draft().refusal('EXTEND_PHASE', office, { end: '2022-10-01', reason: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('has no next phase to respect in the last one', () => {
    expect(inPhase3().when('EXTEND_PHASE', office, { end: '2023-03-31', reason: 'x' }).state.dueOn).toBe('2023-03-31');
  });
});
