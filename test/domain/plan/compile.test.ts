import fc from 'fast-check';
import { bindNamesToThemselves } from '../../../src/domain/plan/bindings';
import { compile } from '../../../src/domain/plan/compile';
import { datePhases } from '../../../src/domain/plan/compile-phases';
import type { CompiledPlan } from '../../../src/domain/plan/compiled';
import type { Plan, PlanInput } from '../../../src/domain/plan/model';
import { smallPlan } from './fixtures';

const compiled = (plan: Plan, bindings = bindNamesToThemselves(plan)): CompiledPlan => {
  const result = compile(plan, bindings);
  if (result.outcome !== 'compiled') throw new Error(JSON.stringify(result.problems));
  return result.plan;
};
type PhaseInput = NonNullable<PlanInput['phases']>[number];
const dates = (phases: PhaseInput[], changes: Partial<PlanInput> = {}) =>
  datePhases(smallPlan({ phases, ...changes })).phases.map(({ start, end }) => [start, end]);
const phase = (start: string | null, end: string | null): PhaseInput => ({ name: '阶段', kind: 'RECTIFICATION', start, end });

describe('the dates of phases', () => {
  test('given months, a start is the first day and an end the last, leap years included', () => {
    expect(dates([phase('2024-02', '2024-02'), phase('2024-03', '2024-04')])).toEqual([
      ['2024-02-01', '2024-02-29'],
      ['2024-03-01', '2024-04-30'],
    ]);
  });
  test('given no start, it is the day after the phase before', () => {
    expect(dates([phase('2025-09-01', '2025-09-30'), phase(null, '2025-10-31')])[1]).toEqual(['2025-10-01', '2025-10-31']);
  });
  test('given no end, it is the day before the phase after', () => {
    expect(dates([phase('2025-09-01', null), phase('2025-10-08', '2025-10-31')])[0]).toEqual(['2025-09-01', '2025-10-07']);
  });
  test('given no first start, it is the start of the period, and without one the day of the notice', () => {
    expect(dates([phase(null, '2025-10-31')])[0]).toEqual(['2025-08-21', '2025-10-31']);
    expect(dates([phase(null, '2025-10-31')], { period: null })[0]).toEqual(['2025-08-25', '2025-10-31']);
  });
  test('given no last end, it is the end of the period', () => {
    expect(dates([phase('2025-09-01', null)])[0]).toEqual(['2025-09-01', '2025-12-31']);
  });
  test('a derived start never passes a printed end: "9月10日前" after a phase to the 9th is that one day', () => {
    expect(dates([phase('2025-08-14', '2025-09-10'), phase(null, '2025-09-10')])[1]).toEqual(['2025-09-10', '2025-09-10']);
  });
  test('given no phases, the whole period is one', () => {
    const { phases } = compiled(smallPlan({ phases: [] }));
    expect(phases).toMatchObject([{ key: 'p1', kind: 'RECTIFICATION', start: '2025-08-21', end: '2025-12-31' }]);
  });
  test('every phase ends no earlier than it starts, whatever is left out', () => {
    const day = fc.option(fc.integer({ min: 0, max: 400 }).map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10)));
    fc.assert(
      fc.property(fc.array(fc.tuple(day, day), { minLength: 1, maxLength: 5 }), (pairs) => {
        const printed = pairs.map(([a, b]) => phase(...((a && b && a > b ? [b, a] : [a, b]) as [string | null, string | null])));
        const { phases, problems } = datePhases(smallPlan({ phases: printed }));
        expect(problems.filter((problem) => problem.code === 'DATES_REVERSED')).toEqual([]);
        for (const [index, { start, end }] of phases.entries()) {
          expect(start <= end).toBe(true);
          if (printed[index]?.start && printed[index]?.end) expect([start, end]).toEqual([printed[index]?.start, printed[index]?.end]);
        }
      }),
    );
  });
});

describe('what cannot be compiled', () => {
  const problems = (plan: Plan) => {
    const result = compile(plan, {});
    return result.outcome === 'refused' ? result.problems.map(({ code, path }) => [code, path]) : [];
  };
  test('a plan with no tasks', () => expect(problems(smallPlan({ tasks: [] }))).toEqual([['NO_TASKS', 'tasks']]));
  test('a phase printed the wrong way round, by its path', () => {
    const plan = smallPlan({ phases: [phase('2025-09-01', '2025-09-30'), phase('2025-11-30', '2025-10-01')] });
    expect(problems(plan)).toEqual([['DATES_REVERSED', 'phases.1.end']]);
  });
  test('a plan with no date anywhere', () => {
    expect(problems(smallPlan({ phases: [phase(null, null)], period: null, issuedOn: null }))).toEqual([['NO_DATES', 'phases.0']]);
  });
  test('a sound plan is not refused', () => expect(problems(smallPlan())).toEqual([]));
});

describe('tasks', () => {
  test('are due at the end of the last rectification phase, or on their own date, a month meaning its last day', () => {
    const plan = smallPlan();
    plan.tasks[1]!.dueOn = '2025-10';
    expect(compiled(plan).tasks.map(({ dueOn, phase: key }) => [dueOn, key])).toEqual([
      ['2025-11-30', 'p2'],
      ['2025-10-31', null],
      ['2025-11-30', 'p2'],
    ]);
  });
  test('in a plan without rectification are due before the summary', () => {
    const plan = smallPlan({
      phases: [
        { name: '自查', kind: 'SELF_INSPECTION', start: '2025-09-01', end: '2025-09-30' },
        { name: '总结', kind: 'SUMMARY', start: '2025-10-01', end: '2025-10-31' },
      ],
    });
    expect(compiled(plan).tasks[0]?.dueOn).toBe('2025-09-30');
  });
  test('a group named once is a seat per unit', () => {
    const plan = smallPlan({ tasks: [{ number: '1', title: '巡查', assignments: [{ unit: '各市场监管所', role: 'IMPLEMENTING' }] }] });
    expect(compiled(plan, { 各市场监管所: ['a', 'b', 'c'] }).tasks[0]?.seats.map((seat) => [seat.unit, seat.role])).toEqual([
      ['a', 'IMPLEMENTING'],
      ['b', 'IMPLEMENTING'],
      ['c', 'IMPLEMENTING'],
    ]);
  });
  test('a unit that is named as lead and again in a group sits once, as lead', () => {
    const assignments = [
      { unit: '各科室', role: 'COOPERATING' as const, section: '一组' },
      { unit: '执法科', role: 'LEAD' as const },
    ];
    const plan = smallPlan({ tasks: [{ number: '1', title: '巡查', assignments }] });
    expect(compiled(plan, { 各科室: ['x', 'y'], 执法科: ['y'] }).tasks[0]?.seats).toMatchObject([
      { unit: 'x', role: 'COOPERATING' },
      { unit: 'y', role: 'LEAD', section: '一组', printed: '执法科' },
    ]);
  });
  test('a number that comes twice gives two keys', () => {
    const plan = smallPlan({ tasks: ['1', '1', '2'].map((number) => ({ number, title: number })) });
    expect(compiled(plan).tasks.map((task) => task.key)).toEqual(['1', '1#2', '2']);
  });
});

describe('units', () => {
  test('taking part are the seats, the members and the office; the leaders own unit owes nothing', () => {
    const { units, owing } = compiled(smallPlan());
    expect(owing).toEqual(['市市场监管局', '市公安局', '市农业农村局', '市教体局', '市文化和旅游局', '市卫健局']);
    expect(new Set(units)).toEqual(new Set([...owing, '市政府']));
  });
  test('a name that is not bound has no seat', () => {
    const bindings = { ...bindNamesToThemselves(smallPlan()), 市公安局: [] };
    const { tasks, body } = compiled(smallPlan(), bindings);
    expect(tasks[0]?.seats.map((seat) => seat.unit)).toEqual(['市市场监管局', '市农业农村局']);
    expect(body?.members.find((member) => member.printed === '市公安局')?.unit).toBeNull();
  });
  test('a unit printed "constructor" is not found in every object', () => {
    const plan = smallPlan({ tasks: [{ number: '1', title: '巡查', assignments: [{ unit: 'constructor', role: 'LEAD' }] }] });
    expect(compiled(plan, {}).tasks[0]?.seats).toEqual([]);
  });
});
