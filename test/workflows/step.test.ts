/** A step that was taken before is taken again without interpreting the chart; nobody may be able to tell the difference. */
import fc from 'fast-check';
import { initialTransition, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate';
import { bodyLaw, bulletinLaw, campaignLaw, decide, differenceLaw, recordLaw, reportLaw, taskLaw } from '../../workflows';
import type { Law, LawEvent, LawSnapshot } from '../../workflows';
import { ask, change, inContext, labelled, machineOf, type Sent } from '../../workflows/chart';
import { born, effectsOf, machineFor } from '../../workflows/compile';
import { restored } from '../../workflows/explain';
import type { AskedAction } from '../../workflows/inert-scope';
import { firstStep, interpreted, step, type Step } from '../../workflows/step';
import { campaignLenses } from './support/campaign-lenses';
import type { Lens } from './support/explore';
import { bulletinLenses } from './support/bulletins';
import { recordLenses } from './support/records';
import { differenceLenses } from './support/differences';
import { bodyLenses, reportLenses } from './support/report-and-body-lenses';
import { taskLenses } from './support/task-lenses';

function sameSteps<D, C extends object>(law: Law<D, C>, lenses: Record<string, Lens<D, C>>): void {
  it(`of a ${law.label.en.toLowerCase()} are what XState makes of them, the first time and again`, () => {
    const all = Object.values(lenses);
    const events = all.flatMap((lens) => lens.events);
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.array(fc.constantFrom(...events), { maxLength: 60 }), (lens, sequence) => {
        const context = law.begin(lens.definition, lens.begin);
        const machine = machineFor(law, lens.definition, context);
        for (let again = 0; again < 2; again += 1) expect(firstStep(machine, context)).toEqual(bornByXState(machine, context));
        let { definition, snapshot }: { definition: D; snapshot: LawSnapshot<C> | null } = { definition: lens.definition, snapshot: null };
        for (const event of [lens.begin, ...sequence]) {
          if (snapshot) {
            const state = restored(machineFor(law, definition, snapshot.context), snapshot.value, snapshot.context);
            const sent: Sent = { ...event, value: snapshot.value as Record<string, unknown> };
            const expected = interpreted(state.machine, state, sent);
            for (let again = 0; again < 2; again += 1) expect(step(state.machine, state, sent)).toEqual(expected);
          }
          const decision = decide(law, { definition, snapshot }, event);
          if (decision.outcome === 'accepted') ({ definition, snapshot } = decision as unknown as { definition: D; snapshot: LawSnapshot<C> });
        }
      }),
      { numRuns: 150 },
    );
  });
}

/** By the library's public function, around which `born` goes. */
function bornByXState(machine: AnyStateMachine, context: object): Step {
  const [snapshot, actions] = initialTransition(machine, context as never) as unknown as [AnyMachineSnapshot, AskedAction[]];
  return { value: snapshot.value as Step['value'], context: snapshot.context as object, effects: effectsOf(actions) };
}

/** A log that is replayed begins as often as it has subjects: a birth that is interpreted each time made replay take twice as long. */
function bornFromMemory<D, C extends object>(law: Law<D, C>, lenses: Record<string, Lens<D, C>>): void {
  it.each(Object.keys(lenses))(`the second ${law.label.en.toLowerCase()} of a shape is born without interpreting the chart (%s)`, (name) => {
    const lens = lenses[name];
    if (!lens) throw new Error('none');
    const context = law.begin(lens.definition, lens.begin);
    const machine = machineFor(law, lens.definition, context);
    firstStep(machine, context);
    const interpreting = jest.spyOn(machine, 'getInitialSnapshot');
    firstStep(machine, context);
    expect(interpreting).not.toHaveBeenCalled();
    interpreting.mockRestore();
    expect(firstStep(machine, context)).toEqual(born(machine, context));
  });
}

describe('the first step', () => {
  bornFromMemory(taskLaw, taskLenses);
  bornFromMemory(reportLaw, reportLenses);
  bornFromMemory(campaignLaw, campaignLenses);
  bornFromMemory(bodyLaw, bodyLenses);
  bornFromMemory(bulletinLaw, bulletinLenses);
  bornFromMemory(recordLaw, recordLenses);
  bornFromMemory(differenceLaw, differenceLenses);
});

describe('the steps', () => {
  sameSteps(taskLaw, taskLenses);
  sameSteps(reportLaw, reportLenses);
  sameSteps(campaignLaw, campaignLenses);
  sameSteps(bodyLaw, bodyLenses);
  sameSteps(bulletinLaw, bulletinLenses);
  sameSteps(recordLaw, recordLenses);
  sameSteps(differenceLaw, differenceLenses);
});

interface Count {
  n: number;
}
/** ADD adds; at three and above the machine goes on to `full` by itself, and says so. */
const counter = machineOf(
  'counter',
  {
    initial: 'filling',
    states: {
      filling: labelled('未满', 'filling', {
        always: [{ guard: inContext<Count>(({ n }) => n >= 3), target: 'full' }],
        on: { ADD: { actions: [change<Count>(({ n }, e) => ({ n: n + Number(e.input['by']) }))] } },
      }),
      full: labelled('已满', 'full', { entry: [ask<Count>(({ n }) => [{ effect: 'TELL', units: [], message: 'FULL', data: { n } }])] }),
    },
  },
  {},
);
const add = (by: number): Sent => ({ type: 'ADD', input: { by }, facts: {}, value: {} }) as unknown as LawEvent & Pick<Sent, 'value'>;
const filling = (n: number) => restored(counter, 'filling', { n });

describe('a step on which the context decides', () => {
  it('is not taken as it was taken for another context', () => {
    expect(step(counter, filling(0), add(1))).toEqual({ value: 'filling', context: { n: 1 }, effects: [] });
    const full = { value: 'full', context: { n: 3 }, effects: [{ effect: 'TELL', units: [], message: 'FULL', data: { n: 3 } }] };
    expect(step(counter, filling(2), add(1))).toEqual(full);
    expect(step(counter, filling(1), add(1))).toEqual({ value: 'filling', context: { n: 2 }, effects: [] });
    expect(step(counter, filling(2), add(1))).toEqual(full);
  });

  it('leaves the context it was given as it was', () => {
    const context = Object.freeze({ n: 0 });
    step(counter, restored(counter, 'filling', context), add(1));
    expect(context).toEqual({ n: 0 });
  });

  it('is none where no transition is open', () => {
    expect(step(counter, restored(counter, 'full', { n: 3 }), add(1))).toBeNull();
    expect(step(counter, filling(0), { ...add(1), type: 'TAKE' })).toBeNull();
  });
});
