import fc from 'fast-check';
import { holdingMost, indexPairs, MOST_COMPARED, sharingPairs } from '../../../src/domain/plan/cascade-candidates';
import { contained, pairsOf } from '../../../src/domain/plan/cascade-similarity';
import { matchTasks } from '../../../src/domain/plan/cascade-tasks';
import type { PlanTask } from '../../../src/domain/plan/model';
import { smallPlan } from './fixtures';

/** Titles as of a long plan: words that all share, and a number written out that tells them apart. */
const titleOf = (n: number): string => `食品安全第${[...String(n)].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('')}类问题`;
const titles = (count: number): string[] => [...Array(count).keys()].map(titleOf);
const tasksOf = (named: readonly string[]): PlanTask[] => smallPlan({ tasks: named.map((title, i) => ({ number: String(i), title })) }).tasks;

const comparisons = (count: number): number => {
  const pairs = titles(count).map(pairsOf);
  const index = indexPairs(pairs);
  return pairs.reduce((sum, one, i) => sum + sharingPairs(index, one, [], i / count).length + holdingMost(index, one, 0.9).length, 0);
};

describe('the tasks that are compared', () => {
  test('grow with the number of tasks, not with its square', () => {
    expect(comparisons(100)).toBeGreaterThan(100 * 99);
    for (const count of [1000, 4000]) expect(comparisons(count)).toBeLessThanOrEqual(2 * MOST_COMPARED * count);
  });

  test('are all that share a pair, where there are not too many', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'甲乙丙丁'), minLength: 2, maxLength: 6 }), { maxLength: 40 }), (named) => {
        const pairs = named.map(pairsOf);
        const index = indexPairs(pairs);
        for (const one of pairs) {
          const sharing = pairs.flatMap((other, i) => ([...one].some((pair) => other.has(pair)) ? [i] : []));
          expect(sharingPairs(index, one).sort((a, b) => a - b)).toEqual(sharing);
          for (const [i, other] of pairs.entries()) if (contained(one, other) >= 0.9) expect(holdingMost(index, one, 0.9)).toContain(i);
        }
      }),
    );
  });

  test('leave no task of a long plan without the one of its own name, in whatever order they come', () => {
    const named = titles(1500);
    const matches = matchTasks({ tasks: tasksOf(named) }, { tasks: tasksOf(named.toReversed()) });
    expect(matches.filter(({ superior, own, ground }) => ground !== 'SAME_TITLE' || own?.title !== superior.title)).toEqual([]);
  });

  test('are paired in order where very many bear one name', () => {
    const named = Array<string>(600).fill('食品安全排查');
    const matches = matchTasks({ tasks: tasksOf(named) }, { tasks: tasksOf(named) });
    expect(matches.map(({ superior, own }) => own?.number === superior.number)).not.toContain(false);
  });
});
