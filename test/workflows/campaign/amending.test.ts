import type { PhaseDefinition } from '../../../workflows';
import { office, leader } from '../support/people';
import { changeTo, draft, inPhase2, launched, phase, phaseDue, phases } from '../support/campaigns';
import { taskOf } from '../support/tasks';

const nth = (...indexes: number[]): PhaseDefinition[] => indexes.flatMap((i) => phases[i] ?? []);
const input = { planRevision: 2, reason: '补充通知' };

describe('AMEND', () => {
  it('signals what changes, closes what is dropped and opens what is added', () => {
    const added = taskOf(['market'], ['health']);
    const { title, text, dueOn, leads, parts } = taskOf(['police'], []);
    const change = changeTo({
      title: '专项行动（调整）',
      tasks: {
        add: [added],
        drop: [{ subject: 't1' }, { subject: 't2', reason: '合并' }],
        change: [{ subject: 't3', title, text, dueOn, leads, parts }],
      },
    });
    const story = inPhase2().when('AMEND', office, input, { change });
    expect(story.effects).toEqual(
      expect.arrayContaining([
        { effect: 'SIGNAL', to: { subject: 't3' }, event: 'AMENDED', input: { title, text, dueOn, leads, parts } },
        { effect: 'SIGNAL', to: { subject: 't1' }, event: 'CLOSE', input: { reason: 'DROPPED_BY_AMENDMENT' } },
        { effect: 'SIGNAL', to: { subject: 't2' }, event: 'CLOSE', input: { reason: '合并' } },
        { effect: 'OPEN', what: 'OPEN_TASKS', input: { tasks: [added] } },
        { effect: 'OPEN', what: 'OPEN_OBLIGATIONS_OF_UNIT', input: { unit: 'health', phase: 'p2' } },
      ]),
    );
    expect(story.definition).toMatchObject({ planRevision: 2, title: '专项行动（调整）', units: ['market', 'police', 'health'] });
    expect(story.context).toMatchObject({ planRevision: 2, amendments: [{ planRevision: 2, on: '2022-09-01', reason: '补充通知' }] });
    expect(story.row('health')).toMatchObject({ active: true });
  });

  it('moves reports, waives those no longer owed and opens new ones; keeps the keys of the rules', () => {
    const terms = { rule: 'r2', title: '统计表', dueOn: '2022-09-28', closesOn: null, closesAfter: null, phase: 'p2', movesWithPhase: false };
    const open = [{ rule: 'r3', period: '2022-09', units: ['police'] }];
    const chase = { subjects: ['b'], chasing: { remindBefore: [5], remindAfter: [], escalateAfter: null, quietOnDaysOff: true } };
    const reports = { change: [{ subjects: ['a', 'b'], ...terms }], drop: ['c'], open, chase };
    const story = inPhase2().when('AMEND', office, input, { change: changeTo({ reports, ruleKeys: ['r1', 'r3', 'r2'] }) });
    expect(story.effects).toEqual(
      expect.arrayContaining([
        { effect: 'SIGNAL', to: { subjects: ['a', 'b'] }, event: 'AMENDED', input: terms },
        { effect: 'SIGNAL', to: { subjects: ['b'] }, event: 'CHASING_CHANGED', input: { chasing: chase.chasing } },
        { effect: 'SIGNAL', to: { subjects: ['c'] }, event: 'NO_LONGER_OWED', input: { reason: 'PERIOD_DROPPED' } },
        { effect: 'OPEN', what: 'OPEN_AMENDED_REPORTS', input: { reports: open } },
      ]),
    );
    expect(story.definition.ruleKeys).toEqual(['r1', 'r3', 'r2']);
  });

  it('recompiles the chart around the present phase, which goes on', () => {
    const next = [...phases.slice(0, 2), phase('p4', '2022-12-01', '2022-12-15'), ...phases.slice(2)];
    const story = inPhase2().when('AMEND', office, input, { change: changeTo({ phases: next }) });
    expect(story.value).toEqual({ stage: { running: { p2: 'inTime' } }, standing: 'normal' });
    expect(story.context.phases.map(({ key }) => key)).toEqual(['p1', 'p2', 'p4', 'p3']);
    expect(story.context.phases[0]).toMatchObject({ leftOn: '2022-09-01' });
    expect(story.when('ADVANCE', office).state.phase).toBe('p4');
    expect(story.when('ADVANCE', office).state.phase).toBe('p3');
  });

  it('moves the live deadlines of phases whose end changes', () => {
    const moved = phases.map((one) => (one.key === 'p2' ? { ...one, end: '2022-10-31' } : one));
    const story = inPhase2().when('AMEND', office, input, { change: changeTo({ phases: moved }) });
    expect(story.deadlines()).toEqual({ phase: '2022-10-31' });
    expect(story.effects).toContainEqual({
      effect: 'SIGNAL',
      to: { kinds: ['REPORT'], phase: 'p2' },
      event: 'MOVE_DUE',
      input: { dueOn: '2022-10-31', phase: 'p2' },
    });
    const late = inPhase2()
      .on('2022-11-15')
      .when('AMEND', office, input, { change: changeTo({ phases: moved }) });
    expect(late.value.stage).toEqual({ running: { p2: 'overdue' } });
    expect(late.deadlines()).toEqual({ phase: null });
    const again = phaseDue(launched().on('2022-09-01'), 'p1').when('AMEND', office, input, {
      change: changeTo({ phases: phases.map((one) => (one.key === 'p1' ? { ...one, end: '2022-09-20' } : one)) }),
    });
    expect(again.value.stage).toEqual({ running: { p1: 'inTime' } });
  });

  it('changes a draft without opening anything', () => {
    const story = draft().when('AMEND', office, input, { change: changeTo({ phases: phases.slice(1) }) });
    expect(story.effects).toEqual([]);
    expect(story.on('2022-09-01').when('LAUNCH', office).value.stage).toEqual({ running: { p2: 'inTime' } });
  });

  it('is refused for an older plan, a faulty one, and one that rewrites what is over', () => {
    const refuse = (more: Parameters<typeof changeTo>[0], facts = {}) =>
      inPhase2().refusal('AMEND', office, input, { change: changeTo(more), ...facts }).code;
    expect(refuse({ planRevision: 1 })).toBe('PLAN_NOT_NEWER');
    expect(refuse({}, { lintErrors: [{ code: 'PLAN002', message: 'x' }] })).toBe('PLAN_HAS_ERRORS');
    expect(refuse({}, { unboundUnits: ['x'] })).toBe('UNITS_NOT_BOUND');
    expect(refuse({ phases: nth(0, 2) })).toBe('CURRENT_PHASE_DROPPED');
    expect(refuse({ phases: nth(1, 2) })).toBe('PASSED_PHASE_CHANGED');
    expect(refuse({ phases: nth(0, 2, 1) })).toBe('PASSED_PHASE_CHANGED');
    expect(inPhase2().refusal('AMEND', leader, input, { change: changeTo() }).code).toBe('NOT_YOUR_ROLE');
    expect(inPhase2().refusal('AMEND', office, { planRevision: 2 }, { change: changeTo() }).code).toBe('REASON_REQUIRED');
  });
});
