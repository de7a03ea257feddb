/**
 * Random histories: whatever is sent, in whatever order, an instance stays in a state that its chart knows; what is refused changes nothing;
 * the same events give the same instance again; and what lists and inboxes show agrees with the chart.
 */
import fc from 'fast-check';
import { bodyLaw, bulletinLaw, campaignLaw, decide, differenceLaw, possibleEvents, recordLaw, reportLaw, taskLaw } from '../../workflows';
import type { Decision, Law, LawEvent, LawSnapshot, Projection, TaskContext } from '../../workflows';
import { machineFor } from '../../workflows/compile';
import { restored } from '../../workflows/explain';
import { holdsUnit, seatAt, seatKeys } from '../../workflows/task/context';
import { campaignLenses } from './support/campaign-lenses';
import type { Instance, Lens } from './support/explore';
import { bulletinLenses } from './support/bulletins';
import { recordLenses } from './support/records';
import { differenceLenses } from './support/differences';
import { bodyLenses, reportLenses } from './support/report-and-body-lenses';
import { taskLenses } from './support/task-lenses';

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

type Accepted<D> = Extract<Decision<D>, { outcome: 'accepted' }>;

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function histories<D, C extends object>(
  law: Law<D, C>,
  lenses: Record<string, Lens<D, C>>,
  agrees: (at: Instance<D, C>, shown: Projection) => void,
): void {
  describe(`random histories of a ${law.label.en.toLowerCase()}`, () => {
    const all = Object.values(lenses);
    const events = all.flatMap((lens) => lens.events);
    const begun = (lens: Lens<D, C>): Instance<D, C> =>
      after(decide(law, { definition: lens.definition, snapshot: null }, lens.begin) as Accepted<D>);
    /** As the database gives it back, and frozen: a decision that writes into what it was given would throw. */
    const after = ({ definition, snapshot }: Accepted<D>): Instance<D, C> => ({
      definition: frozen(definition),
      snapshot: frozen(json(snapshot)) as LawSnapshot<C>,
    });

    it('hold', () => {
      fc.assert(
        fc.property(fc.constantFrom(...all), fc.array(fc.constantFrom(...events), { maxLength: 60 }), (lens, sequence) => {
          let at = begun(lens);
          const taken: LawEvent[] = [];
          for (const event of sequence) {
            const before = JSON.stringify(at);
            const decision = decide(law, at, event);
            expect(JSON.stringify(at)).toBe(before);
            const probe = { at: event.at, on: event.on, by: event.by, facts: event.facts };
            const possible = possibleEvents(law, at, probe).find((row) => row.event === event.type);
            if (decision.outcome === 'refused') {
              expect(decision.reasons.length).toBeGreaterThan(0);
              expect(decision.code).toBe(decision.reasons[0]?.code);
              continue;
            }
            // What is accepted was offered: available actions never hide what can be done.
            if (law.events[event.type]?.mutation) expect(possible).toMatchObject({ allowed: true });
            at = after(decision);
            taken.push(event);
            if (!at.snapshot) throw new Error('Nothing is there after an accepted event');
            const machine = machineFor(law, at.definition, at.snapshot.context);
            expect(restored(machine, at.snapshot.value, at.snapshot.context).value).toEqual(at.snapshot.value);
            expect(Object.keys(law.states)).toContain(decision.projection.state);
            agrees(at, decision.projection);
          }
          let again = begun(lens);
          for (const event of taken) again = after(decide(law, again, event) as Accepted<D>);
          expect(again).toEqual(at);
        }),
        { numRuns: 200 },
      );
    });
  });
}

/** One row for a unit in a role; nobody must act where nothing can be done; who is told to act has something to do. */
function rowsAreSound({ participants, closed, state }: Projection): void {
  const names = participants.map(({ unit, role }) => `${unit} ${role}`);
  expect(new Set(names).size).toBe(names.length);
  for (const row of participants) {
    if (row.mustAct) expect(row.active).toBe(true);
    if (closed || state === 'SUSPENDED') expect(row.mustAct).toBe(false);
  }
}

histories(taskLaw, taskLenses, ({ snapshot }, shown) => {
  rowsAreSound(shown);
  const { value, context } = snapshot as { value: Record<string, unknown>; context: TaskContext };
  for (const key of seatKeys(context)) {
    const seat = seatAt(context, key);
    expect({ key, left: Boolean(seat.left), waived: Boolean(seat.waived) }).toEqual({
      key,
      left: value[key] === 'withdrawn',
      waived: value[key] === 'waived',
    });
  }
  const held = seatKeys(context).filter((key) => holdsUnit(seatAt(context, key)));
  const open = held.filter((key) => value[key] !== 'contributed').map((key) => seatAt(context, key).unit);
  expect(new Set(open).size).toBe(open.length);
  if (value.review === 'pending') for (const key of held) expect(['submitted', 'contributed']).toContain(value[key]);
  if (value.review === 'accepted') for (const key of held) expect(['accepted', 'contributed']).toContain(value[key]);
  expect(context.extension === null).toBe(value.extension === 'none');
  expect(context.supervision === null).toBe(typeof value.attention === 'string');
  expect(context.acceptedOn === null).toBe(value.review !== 'accepted');
});

histories(campaignLaw, campaignLenses, ({ snapshot }, shown) => {
  rowsAreSound(shown);
  const stage = (snapshot?.value as { stage: string | { running: Record<string, string> } }).stage;
  const present = snapshot?.context.phases.filter(({ enteredOn, leftOn }) => enteredOn && !leftOn).map(({ key }) => key);
  expect(present).toEqual(typeof stage === 'object' ? Object.keys(stage.running) : []);
});

histories(reportLaw, reportLenses, ({ snapshot }, shown) => {
  rowsAreSound(shown);
  const { paper, timeliness } = snapshot?.value as { paper: string; timeliness: unknown };
  const waiting = snapshot?.context.submissions.filter(({ outcome }) => outcome === null) ?? [];
  // What lay with the office when the report was waived stays as it was.
  if (paper !== 'waived') expect(waiting).toHaveLength(paper === 'submitted' ? 1 : 0);
  if (paper === 'accepted') expect(['TIMELY', 'LATE', 'MISSING']).toContain(shown.timeliness);
  if (paper === 'owed') expect(['timely', 'late']).not.toContain(timeliness);
});

histories(bodyLaw, bodyLenses, ({ snapshot }, shown) => {
  rowsAreSound(shown);
  const ids = snapshot?.context.members.map(({ id }) => id) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
});

histories(bulletinLaw, bulletinLenses, ({ snapshot }, shown) => {
  rowsAreSound(shown);
  const { approved, publishedOn } = snapshot?.context ?? {};
  if (['APPROVED', 'PUBLISHED'].includes(shown.state)) expect(approved).toBeTruthy();
  expect(shown.participants.some(({ role }) => role === 'ADDRESSEE')).toBe(publishedOn !== null);
});

histories(recordLaw, recordLenses, ({ definition, snapshot }, shown) => {
  rowsAreSound(shown);
  const { fields, corrections, strikes } = snapshot?.context ?? { fields: {}, corrections: [], strikes: [] };
  expect(strikes.filter(({ restored }) => restored === null)).toHaveLength(shown.state === 'STRUCK' ? 1 : 0);
  // Taking every correction back leads to what was recorded.
  const first = { ...fields };
  for (const { changes } of corrections.toReversed()) for (const { column, was } of changes) first[column] = was;
  expect(first).toEqual(definition.fields);
});

histories(differenceLaw, differenceLenses, ({ snapshot }, shown) => {
  rowsAreSound(shown);
  const { rounds = [], settled, withdrawn, overdueOn } = snapshot?.context ?? {};
  // Every question but the last has an answer; the last has one from then on.
  expect(rounds.slice(0, -1).every(({ answer }) => answer !== null)).toBe(true);
  if (shown.state === 'ASKED') expect(rounds.at(-1)?.answer).toBeNull();
  if (['ANSWERED', 'SETTLED'].includes(shown.state)) expect(rounds.at(-1)?.answer).toBeTruthy();
  expect([settled !== null, withdrawn !== null]).toEqual([shown.state === 'SETTLED', shown.state === 'WITHDRAWN']);
  if (shown.timeliness === 'OVERDUE') expect(overdueOn).toBeTruthy();
});
