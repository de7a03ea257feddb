/** The laws as data: names that clients and the schema hang on, and who may send what, line by line. */
import { laws, permissionTable, RELATIONS, REASONS, taskLaw } from '../../workflows';
import type { EventRule, Relation } from '../../workflows';
import { office, outsider } from './support/people';
import { task } from './support/tasks';

const rules: [string, EventRule][] = Object.values(laws).flatMap((law) =>
  Object.entries(law.events).map(([event, rule]): [string, EventRule] => [`${law.kind} ${event}`, rule]),
);

describe('every event', () => {
  it.each(rules)('%s has words in both languages and somebody who sends it', (_name, rule) => {
    for (const { zh, en } of [rule.label, rule.description, ...(rule.inputs ?? []).map((field) => field.label)]) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[A-Za-z]/);
    }
    expect(rule.who.length).toBeGreaterThan(0);
    for (const relation of rule.who) expect(RELATIONS).toContain(relation);
  });

  it.each(rules)('%s has a mutation exactly when a person can send it', (_name, rule) => {
    const byMachine: readonly Relation[] = ['CLOCK', 'ENGINE'];
    expect(rule.mutation !== null).toBe(rule.who.some((relation) => !byMachine.includes(relation)));
  });

  it('has a mutation of its own, verb and noun, and another for many only beside it', () => {
    const names = rules.flatMap(([, { mutation, bulk }]) => [mutation ?? [], bulk ?? []].flat());
    expect(rules.filter(([, { mutation, bulk }]) => bulk !== undefined && mutation === null)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+([A-Z][a-z]+)+$/);
  });

  it('names input fields once', () => {
    for (const [, { inputs = [] }] of rules) expect(new Set(inputs.map(({ name }) => name)).size).toBe(inputs.length);
  });

  it('is SCREAMING_SNAKE_CASE, as are states and reasons', () => {
    const names = [...Object.values(laws).flatMap((law) => [...Object.keys(law.events), ...Object.keys(law.states)]), ...Object.keys(REASONS)];
    for (const name of names) expect(name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });
});

describe('the permission table', () => {
  it('says who may do what', () => {
    const lines = permissionTable().map(
      ({ kind, event, mutation, who, headOnly }) => `${kind} ${event} ${mutation ?? '-'} ${who.join('|')}${headOnly ? ' (head)' : ''}`,
    );
    expect(lines).toMatchSnapshot();
  });

  it('is obeyed: each relation is refused everything that the table does not give it', () => {
    for (const relation of ['COORDINATOR', 'LEADER', 'SUPERVISOR', 'OWING_UNIT', 'CLOCK', 'ENGINE'] as const) {
      for (const [type, rule] of Object.entries(taskLaw.events)) {
        if (rule.who.includes(relation)) continue;
        const decision = task().refusal(type, { ...outsider('somebody'), relations: [relation] });
        expect(['NOT_YOUR_ROLE', 'NOT_IN_THIS_TASK']).toContain(decision.code);
      }
    }
  });

  it('offers nobody what the table does not give', () => {
    expect(
      task()
        .possible(office)
        .every(({ rule, allowed }) => !allowed || rule.who.includes('COORDINATOR')),
    ).toBe(true);
    expect(task().allowed(outsider('somebody'))).toEqual([]);
    expect(
      task()
        .possible(office)
        .map(({ event }) => event),
    ).not.toContain('DUE');
  });
});
