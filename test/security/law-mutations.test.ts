/**
 * Every mutation of the laws, sent by everybody to everything: allowed exactly as the law's `who` says. Who is refused learns nothing of what
 * they may not see, and changes nothing.
 */
import { PEOPLE, startCampaign, type PersonName, type Refusable, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { bulkEvents, events, inputType, key, sendingTo, WIDE, type Sending, type Sent } from './sending';
import { levelOf, maySend, relationsOf, SUBJECTS, subjectsOf, type SubjectName } from './standing';

let world: RunningCampaign;
let sending: Sending;
let subjects: Record<SubjectName, SubjectIds>;
beforeAll(async () => {
  world = await startCampaign({ limits: WIDE });
  sending = sendingTo(world);
  subjects = await subjectsOf(world);
}, 120_000);
afterAll(() => world.close());

const SHUT_TO_THEM = ['NOT_YOUR_ROLE', 'NOT_IN_THIS_TASK', 'UNIT_HAS_LEFT', 'UNIT_HEAD_REQUIRED'];
const refusalsForWhom = ({ code, reasons = [] }: Refusable): boolean =>
  ['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED', 'ACTING_UNIT_NOT_YOURS', 'ACTING_UNIT_REQUIRED'].includes(code) ||
  reasons.some((reason) => SHUT_TO_THEM.includes(reason.code));

const kindsOf = (kind: string): SubjectName[] => SUBJECTS.filter((name) => subjects[name].kind === kind);
const call = async (mutation: string, subject: SubjectIds): Promise<Sent> => ({
  mutation,
  input: { ...sending.required(inputType(mutation)), ...key(), id: subject.id, expectedRevision: await world.revision(subject) },
});

describe('the mutations of the laws', () => {
  it.each(PEOPLE)('%s is refused what the law gives to others, and changes nothing', async (person) => {
    const asked: { subject: SubjectName; sent: Sent }[] = [];
    for (const row of events) {
      for (const name of kindsOf(row.kind)) {
        if (!maySend(relationsOf(person, name), row)) asked.push({ subject: name, sent: await call(row.mutation, subjects[name]) });
      }
    }
    const before = await sending.everything();
    const answers = await sending.sendAll(
      person,
      asked.map(({ sent }) => sent),
    );
    const wrong = asked.flatMap(({ subject, sent }, i) => notShut(person, sent.mutation, subject, answers[i]));
    expect(wrong).toEqual([]);
    expect(await sending.everything()).toEqual(before);
    expect(asked.length).toBeGreaterThan(30);
  });

  it.each(PEOPLE)('%s is refused the same for each of many in one call', async (person) => {
    const before = await sending.everything();
    for (const row of bulkEvents) {
      const names = kindsOf(row.kind).filter((name) => !maySend(relationsOf(person, name), row));
      const items = names.map((name) => ({ id: subjects[name].id }));
      const answers = await sending.sendMany(person, {
        mutation: row.mutation,
        input: { ...sending.required(inputType(row.mutation)), ...key(), items },
      });
      expect(names.flatMap((name, i) => notShut(person, row.mutation, name, answers[i]))).toEqual([]);
      expect(answers).toHaveLength(names.length);
    }
    expect(await sending.everything()).toEqual(before);
  });
});

/** What is wrong with the answer to somebody to whom this is shut. */
function notShut(person: PersonName, mutation: string, subject: SubjectName, answer: readonly Refusable[] = []): string[] {
  const [first, ...more] = answer;
  const hidden = levelOf(person, subject) === 'NONE';
  const fine = hidden
    ? first?.code === 'NOT_FOUND'
    : first?.code === 'EVENT_REFUSED' && first.reasons?.length === 1 && SHUT_TO_THEM.includes(first.reasons[0]?.code ?? '');
  return fine && more.length === 0 ? [] : [`${mutation} of ${subject}: ${JSON.stringify(answer)}`];
}

describe('the mutations of the laws, last of all', () => {
  const office = (person: PersonName, name: SubjectName) =>
    relationsOf(person, name).some((relation) => ['COORDINATOR', 'LEADER'].includes(relation));
  // What ends things comes last; a role is looked at before the state, so the answer stays right afterwards.
  const LAST = ['SUSPEND', 'RESUME', 'ARCHIVE', 'WRITE_OFF', 'CLOSE_PERIOD', 'DISSOLVE', 'TERMINATE'];
  // Units before the office, which may take them out of everything.
  const UNITS_FIRST = PEOPLE.toSorted((a, b) => Number(SUBJECTS.some((name) => office(a, name))) - Number(SUBJECTS.some((name) => office(b, name))));
  it.each(UNITS_FIRST)('%s is heard where the law says so', async (person) => {
    const ordered = events.toSorted((a, b) => LAST.indexOf(a.event) - LAST.indexOf(b.event));
    const wrong: string[] = [];
    for (const row of ordered) {
      for (const name of kindsOf(row.kind)) {
        if (!maySend(relationsOf(person, name), row)) continue;
        const [answer = []] = await sending.sendAll(person, [await call(row.mutation, subjects[name])]);
        if (answer.some(refusalsForWhom)) wrong.push(`${row.mutation} of ${name}: ${JSON.stringify(answer)}`);
        const many = bulkEvents.find((bulk) => bulk.kind === row.kind && bulk.event === row.event);
        if (!many) continue;
        const input = { ...sending.required(inputType(many.mutation)), ...key(), items: [{ id: subjects[name].id }] };
        const [one = []] = await sending.sendMany(person, { mutation: many.mutation, input });
        if (one.some(refusalsForWhom)) wrong.push(`${many.mutation} of ${name}: ${JSON.stringify(one)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
