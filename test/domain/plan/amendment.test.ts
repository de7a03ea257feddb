import fc from 'fast-check';
import { amendmentOf, chosen, matchTasks } from '../../../src/domain/plan/amendment';
import type { Amendment, RunningCampaign } from '../../../src/domain/plan/amendment';
import { bindNamesToThemselves } from '../../../src/domain/plan/bindings';
import { compile } from '../../../src/domain/plan/compile';
import type { CompiledPlan } from '../../../src/domain/plan/compiled';
import type { Plan } from '../../../src/domain/plan/model';
import { smallPlan } from './fixtures';

const compiled = (plan: Plan): CompiledPlan => {
  const result = compile(plan, bindNamesToThemselves(plan));
  if (result.outcome !== 'compiled') throw new Error('not compiled');
  return result.plan;
};
const before = compiled(smallPlan());
/** The small plan as it was launched, in its second phase. */
const running = (changes: Partial<RunningCampaign> = {}): RunningCampaign => ({
  phases: before.phases,
  currentPhase: 'p2',
  tasks: before.tasks.map((task) => ({ ...task, subject: `s${task.ordinal}`, dueOnNow: task.dueOn, seatsNow: task.seats, closed: false })),
  ...changes,
});
const amend = (change: (plan: Plan) => void, campaign = running()): Amendment => {
  const plan = smallPlan();
  change(plan);
  return amendmentOf(campaign, before, compiled(plan));
};

test('the same plan changes nothing', () => {
  const { phaseChanges, tasks, droppedPhases } = amend(() => undefined);
  expect(new Set([...phaseChanges, ...tasks].map(({ change }) => change))).toEqual(new Set(['UNCHANGED']));
  expect(droppedPhases).toEqual([]);
});

describe('tasks', () => {
  test('renumbered, retitled, moved and reseated ones are found again and named by what changes', () => {
    const { tasks } = amend((plan) => {
      plan.tasks.reverse();
      plan.tasks[0]!.number = '二(三)1';
      plan.tasks[1]!.title = '校园及周边食品安全治理';
      plan.tasks[2]!.dueOn = '2025-10-31';
    });
    expect(tasks.map((one) => (one.change === 'CHANGED' ? one.aspects : one.change))).toEqual([['DUE_DATE'], ['TITLE'], ['NUMBER']]);
  });
  test('a lead that moves: the old lead leaves, the new one joins', () => {
    const [first] = amend((plan) => {
      plan.tasks[0]!.assignments[0]!.unit = '市商务局';
    }).tasks;
    expect(first).toMatchObject({ change: 'CHANGED', aspects: ['LEAD'], joining: ['市商务局'], leaving: ['市市场监管局'] });
  });
  test('a part promoted to lead neither joins nor leaves', () => {
    const [first] = amend((plan) => {
      plan.tasks[0]!.assignments[0]!.role = 'COOPERATING';
      plan.tasks[0]!.assignments[1]!.role = 'LEAD';
    }).tasks;
    expect(first).toMatchObject({ aspects: ['LEAD', 'PARTS'], joining: [], leaving: [] });
  });
  test('what the plan no longer has is dropped, what is new is added', () => {
    const { tasks } = amend((plan) => {
      plan.tasks = [...plan.tasks.slice(1), { ...plan.tasks[0]!, number: '二(五)1', title: '仓储物流治理' }];
    });
    expect(tasks.map(({ change, subject }) => [change, subject])).toEqual([
      ['DROPPED', 's1'],
      ['UNCHANGED', 's2'],
      ['UNCHANGED', 's3'],
      ['ADDED', null],
    ]);
  });
  test('a closed task stays as it ended, changed or dropped', () => {
    const campaign = running({ tasks: running().tasks.map((task) => ({ ...task, closed: true })) });
    const { tasks } = amend((plan) => {
      plan.tasks[0]!.dueOn = '2025-10-31';
      plan.tasks.pop();
    }, campaign);
    expect(tasks.map(({ change }) => change)).toEqual(['CLOSED', 'CLOSED', 'CLOSED']);
  });
  test('what was decided while it ran stands where the plan does not speak of it', () => {
    const campaign = running();
    const tasks = campaign.tasks.map((task, i) => ({
      ...task,
      dueOnNow: '2025-12-15',
      seatsNow: before.tasks[i]!.seats.map((seat) => (seat.unit === '市公安局' ? { ...seat, unit: '市司法局' } : seat)),
    }));
    const [first] = amend(
      (plan) => {
        plan.tasks[0]!.title = '食品安全专项整治';
      },
      { ...campaign, tasks },
    ).tasks;
    expect(first).toMatchObject({ aspects: ['TITLE'], dueOn: '2025-12-15', joining: [], leaving: [] });
    expect(first?.change === 'CHANGED' && first.seats.map((seat) => seat.unit)).toContain('市司法局');
  });
  test('a chosen subset leaves the other running tasks out; new ones are added all the same', () => {
    const whole = amend((plan) => {
      plan.tasks[0]!.dueOn = '2025-10-31';
      plan.tasks.push({ ...plan.tasks[0]!, number: '二(五)1', title: '仓储物流治理' });
    });
    expect(chosen(whole, ['s1']).tasks.map(({ subject }) => subject)).toEqual(['s1', null]);
    expect(chosen(whole, []).tasks.map(({ change }) => change)).toEqual(['ADDED']);
    expect(chosen(whole, null)).toBe(whole);
  });
  test('whatever the lists: every running task and every planned one is accounted for once', () => {
    const names = fc.constantFrom('1', '2', '3');
    const task = fc.record({ number: names, title: names });
    fc.assert(
      fc.property(fc.array(task, { maxLength: 6 }), fc.array(task, { maxLength: 6 }), (now, next) => {
        const known = now.map((one, i) => ({ ...one, subject: `s${i}` }));
        const { pairs, added } = matchTasks(known, next);
        expect(pairs.size + added.length).toBe(next.length);
        expect(new Set([...pairs.values(), ...added]).size).toBe(next.length);
        for (const [subject, planned] of pairs) {
          const match = known.find((one) => one.subject === subject)!;
          expect(match.number === planned.number || match.title === planned.title).toBe(true);
        }
      }),
    );
  });
});

describe('phases', () => {
  test('a later end keeps the key and moves the tasks that are due with it', () => {
    const { phases, phaseChanges, tasks } = amend((plan) => {
      plan.phases[1]!.end = '2025-12-10';
      plan.phases[2]!.start = '2025-12-11';
    });
    expect(phases.map(({ key, end }) => [key, end])).toEqual([
      ['p1', '2025-08-31'],
      ['p2', '2025-12-10'],
      ['p3', '2025-12-31'],
    ]);
    expect(phaseChanges.map(({ change }) => change)).toEqual(['UNCHANGED', 'CHANGED', 'CHANGED']);
    expect(tasks[0]).toMatchObject({ change: 'CHANGED', aspects: ['DUE_DATE'], dueOn: '2025-12-10' });
  });
  test('a new phase gets a key never used before, and its tasks name it', () => {
    const { phases, tasks } = amend((plan) => {
      plan.phases.splice(2, 0, { ...plan.phases[1]!, name: '深化整治阶段', start: '2025-12-01', end: '2025-12-15' });
      plan.phases[3]!.start = '2025-12-16';
    });
    expect(phases.map(({ key }) => key)).toEqual(['p1', 'p2', 'p4', 'p3']);
    expect(tasks[0]).toMatchObject({ task: { phase: 'p4' }, dueOn: '2025-12-15' });
  });
  test('a phase that is over keeps its dates, and stays when the plan drops it', () => {
    expect(amend((plan) => void (plan.phases[0]!.end = '2025-08-28')).phases[0]).toMatchObject({ key: 'p1', end: '2025-08-31' });
    expect(amend((plan) => void plan.phases.shift()).phases.map(({ key }) => key)).toEqual(['p1', 'p2', 'p3']);
  });
  test('a phase that is dropped is named, the present one too', () => {
    expect(amend((plan) => void plan.phases.pop()).droppedPhases).toEqual(['p3']);
    expect(amend((plan) => void plan.phases.splice(1, 1)).droppedPhases).toEqual(['p2']);
  });
  test('a phase extended while it ran stays extended unless the plan speaks of its end', () => {
    const campaign = running({ phases: before.phases.map((phase) => (phase.key === 'p2' ? { ...phase, end: '2025-12-05' } : phase)) });
    expect(amend((plan) => void (plan.tasks[0]!.title = '新题目'), campaign).phases[1]).toMatchObject({ end: '2025-12-05' });
    expect(amend((plan) => void (plan.phases[1]!.end = '2025-11-28'), campaign).phases[1]).toMatchObject({ end: '2025-11-28' });
  });
});
