import {
  arrangeSubstitution,
  disableAccount,
  endSubstitution,
  grantRole,
  OPERATOR,
  ownSubstitutions,
  type NewSubstitution,
} from '../../../src/application/people';
import { relations } from '../../../src/application/policy';
import { key, ok, openTestDesk, refusal, TODAY, type Person, type TestDesk } from './desk';

let desk: TestDesk;
let unit: string;
let head: Person;
let clerk: Person;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.setNow(`${TODAY}T02:00:00Z`);
  unit = await desk.unit();
  head = await desk.person([{ role: 'UNIT_HEAD', unitId: unit }]);
  clerk = await desk.person([{ role: 'UNIT_STAFF', unitId: unit }]);
});

const arrange = (by: Person['viewer'], absent: Person, substitute: Person, dates: Partial<NewSubstitution> = {}) =>
  arrangeSubstitution(desk.people, by, {
    ...{ absentId: absent.id, substituteId: substitute.id, validFrom: TODAY, validTo: '2022-08-22', reason: '出差', idempotencyKey: key() },
    ...dates,
  });
const rolesOf = async (person: Person) => (await desk.viewer(person.id)).roles;

test('given a substitution, then the substitute holds the absent person’s roles besides the own, with that person’s name', async () => {
  ok(await arrange(head.viewer, head, clerk, { validFrom: '2022-08-16', validTo: '2022-08-18' }));
  const own = { role: 'UNIT_STAFF', unitId: unit, campaignId: null, onBehalfOf: null };
  expect(await rolesOf(clerk)).toEqual([own]);
  for (const day of ['2022-08-16', '2022-08-17']) {
    desk.setNow(`${day}T02:00:00Z`);
    expect(await rolesOf(clerk)).toEqual([own, { role: 'UNIT_HEAD', unitId: unit, campaignId: null, onBehalfOf: head.id }]);
    expect(await rolesOf(head)).toHaveLength(1);
  }
  desk.setNow('2022-08-18T02:00:00Z');
  expect(await rolesOf(clerk)).toEqual([own]);
});

test('when the substitute acts where only the head may, then both names are known', async () => {
  ok(await arrange(head.viewer, head, clerk));
  const subject = { definition: { campaign: 'campaign', office: 'office' }, participants: [{ unitId: unit, role: 'LEAD', active: true }] };
  const standing = relations(await desk.viewer(clerk.id), subject, null, { who: ['LEAD_UNIT'], headOnly: true });
  expect(standing).toEqual({ ok: true, value: { relations: ['LEAD_UNIT', 'UNIT_HEAD'], unit, onBehalfOf: head.id } });
});

test('roles are not handed on: who stands in for the substitute gets the substitute’s own alone', async () => {
  const third = await desk.person();
  ok(await arrange(head.viewer, head, clerk));
  ok(await arrange(clerk.viewer, clerk, third));
  expect((await rolesOf(third)).map((held) => [held.role, held.onBehalfOf])).toEqual([['UNIT_STAFF', clerk.id]]);
});

test('a role granted to the absent person during the absence reaches the substitute too', async () => {
  ok(await arrange(head.viewer, head, clerk));
  const grant = { accountId: head.id, role: 'COORDINATOR', unitId: unit, campaignId: null, validFrom: null, validTo: null } as const;
  ok(await grantRole(desk.people, OPERATOR, { ...grant, idempotencyKey: key() }));
  expect((await rolesOf(clerk)).map((held) => held.role)).toEqual(['UNIT_STAFF', 'UNIT_HEAD', 'COORDINATOR']);
});

describe('who may ask for it', () => {
  test('the absent person, an administrator, and the head for people whose roles are all of that unit', async () => {
    const administrator = await desk.person([{ role: 'SYSTEM_ADMINISTRATOR' }]);
    const colleague = await desk.person([{ role: 'UNIT_STAFF', unitId: unit }]);
    for (const viewer of [clerk.viewer, administrator.viewer, head.viewer, OPERATOR]) expect((await arrange(viewer, clerk, colleague)).ok).toBe(true);
  });
  test('not a colleague, not the substitute, not the head of another unit, not an auditor', async () => {
    const colleague = await desk.person([{ role: 'UNIT_STAFF', unitId: unit }]);
    const foreign = await desk.person([{ role: 'UNIT_HEAD', unitId: await desk.unit() }]);
    const auditor = await desk.person([{ role: 'AUDITOR' }]);
    for (const by of [colleague, foreign, auditor]) expect(refusal(await arrange(by.viewer, clerk, colleague)).code).toBe('FORBIDDEN');
  });
  test('not the head, for somebody who would lend more than the unit’s roles', async () => {
    const both = await desk.person([
      { role: 'UNIT_STAFF', unitId: unit },
      { role: 'COORDINATOR', campaignId: await desk.campaign(unit) },
    ]);
    expect(refusal(await arrange(head.viewer, both, clerk)).code).toBe('FORBIDDEN');
    expect((await arrange(both.viewer, both, clerk)).ok).toBe(true);
    const stranger = await desk.person();
    expect(refusal(await arrange(head.viewer, stranger, clerk)).code).toBe('FORBIDDEN');
  });
});

describe('is refused', () => {
  test('for oneself', async () => {
    expect(refusal(await arrange(head.viewer, head, head)).code).toBe('SUBSTITUTE_IS_ABSENT_PERSON');
  });
  test.each([
    ['2022-08-14', '2022-08-20'],
    ['2022-08-20', '2022-08-20'],
    ['2022-08-20', '2022-08-19'],
    ['2022-08-32', '2022-09-19'],
    ['2022-08-15', '2023-08-17'],
  ])('from %s to %s', async (validFrom, validTo) => {
    expect(refusal(await arrange(head.viewer, head, clerk, { validFrom, validTo })).code).toBe('PERIOD_INVALID');
  });
  test('with a substitute who is not there, or may not sign in', async () => {
    const nobody = { ...clerk, id: '00000000-0000-7000-8000-000000000000' };
    expect(refusal(await arrange(head.viewer, head, nobody)).code).toBe('NOT_FOUND');
    ok(await disableAccount(desk.people, OPERATOR, { accountId: clerk.id, idempotencyKey: key() }));
    expect(refusal(await arrange(head.viewer, head, clerk)).code).toBe('ACCOUNT_DISABLED');
  });
  test('in a circle, short or long, but not when the days do not meet', async () => {
    const third = await desk.person();
    ok(await arrange(head.viewer, head, clerk));
    expect(refusal(await arrange(clerk.viewer, clerk, head))).toMatchObject({
      code: 'SUBSTITUTION_CYCLE',
      data: { accountIds: [clerk.id, head.id, clerk.id] },
    });
    ok(await arrange(clerk.viewer, clerk, third, { validFrom: '2022-08-20', validTo: '2022-08-30' }));
    expect(refusal(await arrange(third.viewer, third, head)).code).toBe('SUBSTITUTION_CYCLE');
    expect((await arrange(third.viewer, third, head, { validFrom: '2022-08-22', validTo: '2022-08-30' })).ok).toBe(true);
  });
  test('when two are arranged at once that close a circle, then one of them', async () => {
    const answers = await Promise.all([arrange(head.viewer, head, clerk), arrange(clerk.viewer, clerk, head)]);
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort()).toEqual(['SUBSTITUTION_CYCLE', 'ok']);
  });
  test('where roles would meet in one person that exclude each other, now or by a later grant', async () => {
    const auditor = await desk.person([{ role: 'AUDITOR' }]);
    expect(refusal(await arrange(head.viewer, head, auditor)).code).toBe('ROLES_EXCLUDE_EACH_OTHER');
    expect(refusal(await arrange(auditor.viewer, auditor, head)).code).toBe('ROLES_EXCLUDE_EACH_OTHER');
    const blank = await desk.person();
    ok(await arrange(auditor.viewer, auditor, blank));
    expect(refusal(await arrange(head.viewer, head, blank)).code).toBe('ROLES_EXCLUDE_EACH_OTHER');
    const grant = { role: 'UNIT_STAFF', unitId: unit, campaignId: null, validFrom: null, validTo: null } as const;
    expect(refusal(await grantRole(desk.people, OPERATOR, { ...grant, accountId: blank.id, idempotencyKey: key() })).code).toBe(
      'ROLES_EXCLUDE_EACH_OTHER',
    );
    const absent = await desk.person();
    ok(await arrange(absent.viewer, absent, auditor));
    const answer = refusal(await grantRole(desk.people, OPERATOR, { ...grant, accountId: absent.id, idempotencyKey: key() }));
    expect(answer).toMatchObject({ code: 'ROLES_EXCLUDE_EACH_OTHER', data: { accountId: auditor.id } });
  });
});

describe('ending it early', () => {
  const end = (by: Person['viewer'], substitutionId: string) => endSubstitution(desk.people, by, { substitutionId, idempotencyKey: key() });
  test('by the absent person or the substitute, it ends at once', async () => {
    for (const by of [head, clerk]) {
      const { id } = ok(await arrange(head.viewer, head, clerk));
      expect(await ownSubstitutions(desk.people, clerk.viewer)).toMatchObject([{ id, absentId: head.id }]);
      ok(await end(by.viewer, id));
      expect(await rolesOf(clerk)).toHaveLength(1);
      expect(await ownSubstitutions(desk.people, clerk.viewer)).toEqual([]);
    }
  });
  test('is refused: unknown, to a stranger, twice, after its end', async () => {
    const { id } = ok(await arrange(head.viewer, head, clerk));
    expect(refusal(await end(head.viewer, '00000000-0000-7000-8000-000000000000')).code).toBe('NOT_FOUND');
    expect(refusal(await end((await desk.person()).viewer, id)).code).toBe('FORBIDDEN');
    ok(await end(head.viewer, id));
    expect(refusal(await end(head.viewer, id)).code).toBe('SUBSTITUTION_ENDED');
    const later = ok(await arrange(head.viewer, head, clerk));
    desk.setNow('2022-08-22T02:00:00Z');
    expect(refusal(await end(head.viewer, later.id)).code).toBe('SUBSTITUTION_ENDED');
  });
  test('an absent person whose account is disabled lends nothing', async () => {
    ok(await arrange(head.viewer, head, clerk));
    ok(await disableAccount(desk.people, OPERATOR, { accountId: head.id, idempotencyKey: key() }));
    expect(await rolesOf(clerk)).toHaveLength(1);
  });
});
