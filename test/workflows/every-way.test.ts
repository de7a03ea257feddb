/**
 * Every state of every chart is reached, every transition taken, every check seen to pass and to fail, every reason given. The paths are
 * found by walking decide itself with xstate/graph; what there is to cover is read off the compiled chart.
 */
import { bodyLaw, bulletinLaw, campaignLaw, decide, differenceLaw, recordLaw, reportLaw, REASONS, taskLaw } from '../../workflows';
import type { Law } from '../../workflows';
import { machineFor } from '../../workflows/compile';
import { campaignLenses } from './support/campaign-lenses';
import { Coverage } from './support/coverage';
import { explore } from './support/explore';
import type { Lens, Path } from './support/explore';
import { bulletinLenses } from './support/bulletins';
import { recordLenses } from './support/records';
import { differenceLenses } from './support/differences';
import { bodyLenses, reportLenses } from './support/report-and-body-lenses';
import { taskLenses } from './support/task-lenses';

const seenCodes = new Set<string>();

function everyWay<D, C extends object>(law: Law<D, C>, lenses: Record<string, Lens<D, C>>, atLeast: number): void {
  describe(`every way through a ${law.label.en.toLowerCase()}`, () => {
    const coverage = new Coverage(law);
    const walked: { lens: Lens<D, C>; path: Path<D, C> }[] = [];
    const first = Object.values(lenses)[0];
    if (!first) throw new Error('Nothing to look through');
    const chart = machineFor(law, first.definition, law.begin(first.definition, first.begin));

    beforeAll(() => {
      for (const lens of Object.values(lenses)) for (const path of explore(law, lens, coverage)) walked.push({ lens, path });
      for (const code of coverage.codes) seenCodes.add(code);
    });

    it('reaches every state of the chart', () => expect(coverage.unreached(chart)).toEqual([]));

    it('takes every transition of the chart', () => expect(coverage.untaken(chart)).toEqual([]));

    it('sees every check pass and fail', () => {
      const names = Object.keys(law.checks);
      expect(names.filter((name) => !coverage.passed.has(name))).toEqual([]);
      expect(names.filter((name) => !coverage.failed.has(name))).toEqual([]);
    });

    it('accepts every event somewhere', () => {
      expect(Object.keys(law.events).filter((type) => type !== law.creation && !coverage.accepted.has(type))).toEqual([]);
    });

    it('sets the deadlines that the rules name, and no others', () => {
      const seen = [...coverage.deadlines].map(([type, keys]) => [type, [...keys].sort()]);
      const named = [...coverage.deadlines.keys()].map((type) => [type, [...(law.events[type]?.deadlines ?? [])].sort()]);
      expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(named));
    });

    it('shows every one-word state', () => {
      const seen = walked.map(({ path: { state } }) => (state.snapshot ? law.project(state.definition, state.snapshot).state : 'NONE'));
      expect([...new Set(seen)].sort()).toEqual(Object.keys(law.states).sort());
    });

    it('comes again to where every path led', () => {
      expect(walked.length).toBeGreaterThanOrEqual(atLeast);
      for (const { lens, path } of walked) {
        let at = decide(law, { definition: lens.definition, snapshot: null }, lens.begin);
        for (const event of path.events) {
          if (at.outcome === 'refused') throw new Error(`${event.type} follows a refusal`);
          at = decide(law, { definition: at.definition, snapshot: at.snapshot as never }, event);
        }
        expect(at).toMatchObject({ outcome: 'accepted', snapshot: { value: path.state.snapshot?.value } });
      }
    });
  });
}

everyWay(taskLaw, taskLenses, 400);
everyWay(campaignLaw, campaignLenses, 40);
everyWay(reportLaw, reportLenses, 60);
everyWay(bodyLaw, bodyLenses, 20);
everyWay(bulletinLaw, bulletinLenses, 8);
everyWay(recordLaw, recordLenses, 3);
everyWay(differenceLaw, differenceLenses, 8);

describe('every reason', () => {
  /** NOT_APPLICABLE chooses between two ways of one event; of two that both stand shut, the other one speaks. */
  const NEVER_ALONE = ['NOT_APPLICABLE'];

  it('is given on some way', () => {
    const given = new Set([...seenCodes, ...NEVER_ALONE]);
    expect(Object.keys(REASONS).filter((code) => !given.has(code))).toEqual([]);
    expect([...seenCodes].filter((code) => !(code in REASONS))).toEqual([]);
  });
});
