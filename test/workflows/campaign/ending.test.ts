import { engine, leader, office } from '../support/people';
import { draft, inPhase2, inPhase3, launched, phaseDue } from '../support/campaigns';

describe('CONCLUDE', () => {
  it('closes what is left, dissolves the body and ends the campaign', () => {
    const story = inPhase3().on('2022-12-31').when('CONCLUDE', office);
    expect(story.state).toMatchObject({ state: 'CONCLUDED', closed: true, phase: null });
    expect(story.effects).toEqual(
      expect.arrayContaining([
        { effect: 'CANCEL_DEADLINE', key: 'phase' },
        { effect: 'SIGNAL', to: { kinds: ['TASK', 'REPORT'] }, event: 'CLOSE', input: { reason: 'CAMPAIGN_CONCLUDED' } },
        { effect: 'SIGNAL', to: { kinds: ['COORDINATING_BODY'] }, event: 'DISSOLVE', input: { reason: 'CAMPAIGN_CONCLUDED' } },
      ]),
    );
    expect(story.context.phases[2]?.leftOn).toBe('2022-12-31');
    expect(story.when('ARCHIVE', office).state.state).toBe('ARCHIVED');
  });

  it('is refused while tasks, final reports or the acceptance list are open, all named', () => {
    const refused = inPhase3().refusal(
      'CONCLUDE',
      office,
      {},
      {
        openTasks: [{ subject: 't1', number: '一', title: '任务', state: 'IN_PROGRESS' }],
        openFinalReports: [{ subject: 'r1', unit: 'police', title: '总结', state: 'OWED' }],
        openAcceptanceItems: [{ title: '验收', done: 0, total: 1 }],
      },
    );
    expect(refused.reasons.map(({ code }) => code)).toEqual(['TASKS_STILL_OPEN', 'FINAL_REPORTS_OPEN', 'ACCEPTANCE_INCOMPLETE']);
    expect(refused.reasons[0]?.data).toMatchObject({ count: 1, tasks: [{ subject: 't1' }] });
  });

  it('is possible in the last phase only, overdue or not', () => {
    expect(inPhase2().refusal('CONCLUDE', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(inPhase3().refusal('ARCHIVE', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(inPhase3().refusal('CONCLUDE', leader).code).toBe('NOT_YOUR_ROLE');
    expect(phaseDue(inPhase3().on('2023-01-01'), 'p3').when('CONCLUDE', office).state.state).toBe('CONCLUDED');
  });
});

describe('SUSPEND and RESUME', () => {
  const suspended = () => inPhase2().on('2022-10-01').when('SUSPEND', leader, { reason: '防疫' });

  it('stops everything', () => {
    const story = suspended();
    expect(story.state).toMatchObject({ state: 'SUSPENDED', closed: false, phase: 'p2' });
    expect(story.deadlines()).toEqual({ phase: null });
    expect(story.effects).toContainEqual({ effect: 'SIGNAL', to: { kinds: ['TASK', 'REPORT'] }, event: 'SUSPENDED', input: { reason: '防疫' } });
    expect(story.refusal('ADVANCE', office).code).toBe('CAMPAIGN_SUSPENDED');
    expect(story.refusal('SUSPEND', leader, { reason: 'x' }).code).toBe('CAMPAIGN_SUSPENDED');
    expect(story.allowed(leader)).toEqual(['RESUME', 'TERMINATE']);
    expect(story.allowed(office)).toEqual([]);
  });

  it('goes on where it was, as many days later', () => {
    const story = suspended().on('2022-10-11').when('RESUME', leader);
    expect(story.value).toEqual({ stage: { running: { p2: 'inTime' } }, standing: 'normal' });
    expect(story.context.phases.map(({ start, end }) => [start, end])).toEqual([
      ['2022-08-21', '2022-08-31'],
      ['2022-09-01', '2022-12-10'],
      ['2022-12-11', '2023-01-10'],
    ]);
    expect(story.deadlines()).toEqual({ phase: '2022-12-10' });
    expect(story.effects).toContainEqual({ effect: 'SIGNAL', to: { kinds: ['TASK', 'REPORT'] }, event: 'RESUMED', input: { days: 10 } });
    expect(story.context.suspensions).toEqual([{ on: '2022-10-01', reason: '防疫', until: '2022-10-11' }]);
  });

  it('an overdue phase is overdue still', () => {
    const story = phaseDue(launched().on('2022-09-01'), 'p1').when('SUSPEND', leader, { reason: 'x' }).on('2022-09-05').when('RESUME', leader);
    expect(story.value.stage).toEqual({ running: { p1: 'overdue' } });
    expect(story.deadlines()).toEqual({ phase: null });
  });

  it('is for leaders, with a reason, while it runs', () => {
    expect(inPhase2().refusal('SUSPEND', leader).code).toBe('REASON_REQUIRED');
    expect(inPhase2().refusal('SUSPEND', office, { reason: 'x' }).code).toBe('NOT_YOUR_ROLE');
    expect(draft().refusal('SUSPEND', leader, { reason: 'x' })).toMatchObject({
      code: 'EVENT_NOT_POSSIBLE_IN_STATE',
      reasons: [{ data: { state: 'DRAFT' } }],
    });
    expect(inPhase2().refusal('RESUME', leader).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });
});

describe('TERMINATE', () => {
  it('ends a running, a suspended and a draft campaign', () => {
    const running = inPhase2().when('TERMINATE', leader, { reason: '合并' });
    expect(running.state).toMatchObject({ state: 'TERMINATED', closed: true });
    expect(running.signals()).toEqual(['CLOSE', 'DISSOLVE']);
    expect(running.context.ended).toEqual({ on: '2022-09-01', reason: '合并' });
    const suspended = inPhase2().when('SUSPEND', leader, { reason: 'x' }).when('TERMINATE', leader, { reason: 'y' });
    expect(suspended.value).toEqual({ stage: 'terminated', standing: 'normal' });
    const neverBegun = draft().when('TERMINATE', leader, { reason: 'z' });
    expect(neverBegun.signals()).toEqual([]);
    expect(neverBegun.allowed(leader)).toEqual([]);
    expect(inPhase2().refusal('TERMINATE', leader).code).toBe('REASON_REQUIRED');
    expect(running.refusal('LAUNCH', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });
});

describe('what tasks report', () => {
  it('counts settled tasks, in any state', () => {
    const story = inPhase2().when('TASK_SETTLED', engine, { outcome: 'ACCEPTED' }).when('TASK_SETTLED', engine).when('TASK_REOPENED', engine);
    expect(story.context.settledTasks).toBe(1);
    expect(story.refusal('TASK_SETTLED', office).code).toBe('NOT_YOUR_ROLE');
  });

  it('takes in a unit that joins, with what it owes from now on', () => {
    const story = inPhase2().when('UNIT_JOINED', engine, { unit: 'health' });
    expect(story.row('health')).toMatchObject({ active: true });
    expect(story.effects).toEqual([{ effect: 'OPEN', what: 'OPEN_OBLIGATIONS_OF_UNIT', input: { unit: 'health', phase: 'p2' } }]);
    expect(story.when('UNIT_JOINED', engine, { unit: 'health' }).effects).toEqual([]);
  });

  it('lets a unit go when its last seat is gone, and waives what it owes', () => {
    const story = inPhase2().when('UNIT_LEFT', engine, { unit: 'police' }, { unitHasOtherSeats: true });
    expect(story.effects).toEqual([]);
    expect(story.row('police')).toMatchObject({ active: true });
    story.when('UNIT_LEFT', engine, { unit: 'police' });
    expect(story.row('police')).toMatchObject({ active: false, state: 'LEFT' });
    expect(story.effects).toEqual([
      {
        effect: 'SIGNAL',
        to: { kinds: ['REPORT'], unit: 'police', role: 'OWING' },
        event: 'NO_LONGER_OWED',
        input: { reason: 'UNIT_LEFT', alsoDrafts: true },
      },
    ]);
    story.on('2022-09-20').when('UNIT_JOINED', engine, { unit: 'police' });
    expect(story.context.units.filter(({ unit }) => unit === 'police')).toEqual([{ unit: 'police', joinedOn: '2022-09-20' }]);
  });
});
