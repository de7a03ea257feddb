/** The corpus (test/corpus): every notice is read and held against its hand-made facts, in families, by their F1. */
import { readNotice } from '../../../src/domain/notice';
import { factsOf, names, noticeOf } from '../../corpus/facts';
import { addTo, emptyTallies, f1, FAMILIES, score, squash, type Family, type Score } from '../../corpus/score';

/** What the reader reaches over the whole corpus. It only ever goes up; where it is below 1, the two facts that it misses stand in the corpus' README. */
const FLOOR: Record<Family, number> = {
  ...(Object.fromEntries(FAMILIES.map((family) => [family, 1])) as Record<Family, number>),
  tasks: 0.997,
  kinds: 0.99,
};

const scores: [string, Score][] = names.map((name) => [name, score(readNotice(noticeOf(name)), factsOf(name))]);
const total = emptyTallies();
for (const [, one] of scores) addTo(total, one.tallies);

const missed = (family: Family): string =>
  scores.flatMap(([name, one]) => one.notes.filter((note) => note.startsWith(family)).map((note) => `${name}: ${note}`)).join('\n');

describe('the corpus', () => {
  it('covers at least 66 notices', () => {
    expect(names.length).toBeGreaterThanOrEqual(66);
  });

  it.each(FAMILIES)('reads %s as well as was reached before', (family) => {
    const reached = f1(total[family]) ?? 0;
    if (reached < FLOOR[family]) throw new Error(`${family}: F1 ${reached.toFixed(3)}, floor ${FLOOR[family]}\n${missed(family)}`);
    expect(reached).toBeGreaterThanOrEqual(FLOOR[family]);
  });

  it('points at the words of the notice for every unit, phase, rule and deadline', () => {
    for (const name of names) {
      const text = noticeOf(name);
      const plan = readNotice(text);
      const quoted = (span: [number, number] | null): string => (span ? squash(text.slice(...span)) : '');
      for (const task of plan.tasks) {
        for (const one of task.assignments) {
          // a scan breaks and doubles characters, a short name may drop a shared prefix: the end of the name must stand there
          if (!quoted(one.span).includes(squash(one.unit).slice(-2))) throw new Error(`${name}: ${one.unit} is not at "${quoted(one.span)}"`);
        }
        if (!quoted(task.span)) throw new Error(`${name}: nothing at the span of ${task.number}`);
      }
      for (const one of plan.phases) expect([name, quoted(one.span)]).not.toEqual([name, '']);
      for (const one of plan.reporting) expect([name, /\d|[五日天周月季年]/.test(quoted(one.span))]).toEqual([name, true]);
      for (const one of plan.deadlines) expect([name, quoted(one.span)]).toEqual([name, expect.stringContaining(String(one.hours ?? one.days))]);
    }
  });

  it('finds no task, phase, report or body in a text that is no notice', () => {
    const plan = readNotice(noticeOf('mooncake-story'));
    expect({ tasks: plan.tasks, phases: plan.phases, reporting: plan.reporting, body: plan.body, documentNumber: plan.documentNumber }).toEqual({
      tasks: [],
      phases: [],
      reporting: [],
      body: null,
      documentNumber: null,
    });
  });
});

describe('the score itself', () => {
  const facts = factsOf('kitchen-hygiene');
  const plan = readNotice(noticeOf('kitchen-hygiene'));
  const tallyOf = (family: Family, changed: typeof plan): number | null => f1(score(changed, facts).tallies[family]);

  it('falls when a unit is lost, a lead is taken for a cooperator, or a task is invented', () => {
    const [first, ...rest] = plan.tasks;
    if (!first) throw new Error('the notice has tasks');
    const whole = tallyOf('assignments', plan) ?? 0;
    const without = { ...plan, tasks: [{ ...first, assignments: first.assignments.slice(1) }, ...rest] };
    const demoted = {
      ...plan,
      tasks: [{ ...first, assignments: first.assignments.map((one) => ({ ...one, role: 'COOPERATING' as const })) }, ...rest],
    };
    expect(tallyOf('assignments', without)).toBeLessThan(whole);
    expect(tallyOf('assignments', demoted)).toBeLessThan(whole);
    const invented = { ...plan, tasks: [...plan.tasks, { ...first, number: '九(九)', title: '无此任务', text: '' }] };
    expect(tallyOf('tasks', invented)).toBeLessThan(tallyOf('tasks', plan) ?? 0);
  });

  it('falls when a date of a phase or a due day is wrong', () => {
    const shifted = { ...plan, phases: plan.phases.map((phase) => ({ ...phase, end: '2031-01-01' })) };
    expect(tallyOf('phases', shifted)).toBeLessThan(tallyOf('phases', plan) ?? 0);
    const late = { ...plan, reporting: plan.reporting.map((rule) => ({ ...rule, dueDay: 3, dueDate: null })) };
    expect(tallyOf('reporting', late)).toBeLessThan(tallyOf('reporting', plan) ?? 0);
  });
});
