import { grantRole, OPERATOR, revokeRole, rolesOf, type RoleGrant } from '../../../src/application/people';
import { campaignVisibility } from '../../../src/application/policy';
import { roleScopes } from '../../../src/application/policy';
import { ROLES, type Role } from '../../../src/application/ports/viewer';
import { key, ok, openTestDesk, refusal, TODAY, type Person, type TestDesk } from './desk';

let desk: TestDesk;
let administrator: Person;
let unit: string;
beforeAll(async () => {
  desk = await openTestDesk();
  administrator = await desk.person([{ role: 'SYSTEM_ADMINISTRATOR' }]);
  unit = await desk.unit();
});
afterAll(() => desk.close());
beforeEach(() => desk.setNow(`${TODAY}T02:00:00Z`));

const grant = (accountId: string, role: Role, rest: Partial<RoleGrant> = {}): RoleGrant => ({
  ...{ accountId, role, unitId: null, campaignId: null, validFrom: null, validTo: null, idempotencyKey: key() },
  ...rest,
});
const give = (input: RoleGrant, viewer = administrator.viewer) => grantRole(desk.people, viewer, input);
const take = (membershipId: string, validTo: string | null = null, viewer = administrator.viewer) =>
  revokeRole(desk.people, viewer, { membershipId, validTo, idempotencyKey: key() });
const rolesNow = async (id: string) => (await desk.viewer(id)).roles.map((held) => held.role);

describe('granting a role', () => {
  test('holds at once, and is in the viewer with what it names', async () => {
    const person = await desk.person();
    const view = ok(await give(grant(person.id, 'UNIT_HEAD', { unitId: unit })));
    expect(view).toMatchObject({ role: 'UNIT_HEAD', unitId: unit, validFrom: TODAY, validTo: null, grantedBy: administrator.id });
    expect((await desk.viewer(person.id)).roles).toEqual([{ role: 'UNIT_HEAD', unitId: unit, campaignId: null, onBehalfOf: null }]);
  });
  test('with dates it begins on the first day and no longer holds on the day named as its end', async () => {
    const person = await desk.person();
    ok(await give(grant(person.id, 'UNIT_STAFF', { unitId: unit, validFrom: '2022-09-01', validTo: '2022-10-01' })));
    const held: Record<string, string[]> = {};
    // 00:00 in Asia/Shanghai is 16:00 UTC of the day before.
    for (const instant of ['2022-08-31T15:59:59Z', '2022-08-31T16:00:00Z', '2022-09-30T15:59:59Z', '2022-09-30T16:00:00Z']) {
      desk.setNow(instant);
      held[instant] = await rolesNow(person.id);
    }
    expect(Object.values(held)).toEqual([[], ['UNIT_STAFF'], ['UNIT_STAFF'], []]);
  });
  test.each(ROLES.flatMap((role) => (['UNIT', 'CAMPAIGN', 'NOTHING'] as const).map((names) => [role, names] as const)))(
    '%s naming %s',
    async (role, names) => {
      const person = await desk.person();
      const rest = names === 'UNIT' ? { unitId: unit } : names === 'CAMPAIGN' ? { campaignId: await desk.campaign(unit) } : {};
      const answer = await give(grant(person.id, role, rest));
      if (roleScopes[role].includes(names)) expect(ok(answer).role).toBe(role);
      else expect(refusal(answer).code).toBe('ROLE_SCOPE_INVALID');
    },
  );
  test('naming a unit and a campaign is naming too much', async () => {
    const person = await desk.person();
    const both = { unitId: unit, campaignId: await desk.campaign(unit) };
    expect(refusal(await give(grant(person.id, 'COORDINATOR', both))).code).toBe('ROLE_SCOPE_INVALID');
  });
  test.each([
    ['2022-13-01', null],
    [null, '2022-02-30'],
    ['2022-08-14', null],
    ['2022-09-01', '2022-09-01'],
    [null, '2022-08-15'],
  ])('with the dates %s to %s is refused', async (validFrom, validTo) => {
    const person = await desk.person();
    expect(refusal(await give(grant(person.id, 'UNIT_STAFF', { unitId: unit, validFrom, validTo }))).code).toBe('PERIOD_INVALID');
  });
  test('is refused: nobody, oneself, a disabled account, an unknown unit, an unknown campaign, twice', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const person = await desk.person([{ role: 'UNIT_STAFF', unitId: unit }]);
    expect(refusal(await give(grant(nowhere, 'UNIT_STAFF', { unitId: unit }))).code).toBe('NOT_FOUND');
    expect(refusal(await give(grant(administrator.id, 'AUDITOR'))).code).toBe('ROLE_FOR_ONESELF');
    expect(refusal(await give(grant(person.id, 'UNIT_STAFF', { unitId: nowhere }))).code).toBe('UNIT_UNKNOWN');
    for (const campaignId of [nowhere, 'made up']) expect(refusal(await give(grant(person.id, 'LEADER', { campaignId }))).code).toBe('NOT_FOUND');
    expect(refusal(await give(grant(person.id, 'UNIT_STAFF', { unitId: unit, validFrom: '2023-01-01' }))).code).toBe('ROLE_ALREADY_HELD');
    await desk.people.transactions.run(({ people }) => people.changeAccount(person.id, { disabledAt: new Date() }));
    expect(refusal(await give(grant(person.id, 'UNIT_HEAD', { unitId: unit }))).code).toBe('ACCOUNT_DISABLED');
  });
});

describe('roles that exclude each other', () => {
  const scope = (role: Role) => (roleScopes[role].includes('UNIT') ? { unitId: unit } : {});
  const group = (role: Role) => (['SYSTEM_ADMINISTRATOR', 'AUDITOR'].includes(role) ? role : 'business');

  test.each(ROLES.flatMap((first) => ROLES.filter((second) => second !== first).map((second) => [first, second] as const)))(
    '%s, then %s',
    async (first, second) => {
      const person = await desk.person();
      ok(await give(grant(person.id, first, scope(first))));
      const answer = await give(grant(person.id, second, scope(second)));
      if (group(first) === group(second)) expect(answer.ok).toBe(true);
      else expect(refusal(answer)).toMatchObject({ code: 'ROLES_EXCLUDE_EACH_OTHER', data: { accountId: person.id } });
    },
  );
  test('one after the other they may be held: the auditor of next year leaves the unit on the last day of this', async () => {
    const person = await desk.person();
    const staff = ok(await give(grant(person.id, 'UNIT_STAFF', { unitId: unit })));
    const auditor = () => grant(person.id, 'AUDITOR', { validFrom: '2023-01-01' });
    expect(refusal(await give(auditor())).code).toBe('ROLES_EXCLUDE_EACH_OTHER');
    ok(await take(staff.id, '2023-01-01'));
    ok(await give(auditor()));
    desk.setNow('2022-12-31T12:00:00Z');
    expect(await rolesNow(person.id)).toEqual(['UNIT_STAFF']);
    desk.setNow('2022-12-31T16:00:00Z');
    expect(await rolesNow(person.id)).toEqual(['AUDITOR']);
  });
  test('two grants at once cannot slip past each other', async () => {
    const person = await desk.person();
    const answers = await Promise.all([give(grant(person.id, 'AUDITOR')), give(grant(person.id, 'UNIT_STAFF', { unitId: unit }))]);
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort()).toEqual(['ROLES_EXCLUDE_EACH_OTHER', 'ok']);
  });
});

describe('a coordinator', () => {
  test('grants and revokes roles in the own campaigns, by campaign and by office', async () => {
    const campaign = await desk.campaign(unit);
    const byUnit = await desk.person([{ role: 'COORDINATOR', unitId: unit }]);
    const byCampaign = await desk.person([{ role: 'COORDINATOR', campaignId: campaign }]);
    for (const { viewer } of [byUnit, byCampaign]) {
      const leader = await desk.person();
      const granted = ok(await give(grant(leader.id, 'LEADER', { campaignId: campaign }), viewer));
      expect(campaignVisibility(await desk.viewer(leader.id), { campaign, office: unit, unitsTakingPart: [] })).toBe('FULL');
      ok(await take(granted.id, null, viewer));
      expect(await rolesNow(leader.id)).toEqual([]);
    }
  });
  test('does so nowhere else: a foreign campaign is answered as if it were not there', async () => {
    const foreign = await desk.campaign(await desk.unit());
    const coordinator = await desk.person([{ role: 'COORDINATOR', unitId: unit }]);
    const person = await desk.person();
    expect(refusal(await give(grant(person.id, 'LEADER', { campaignId: foreign }), coordinator.viewer)).code).toBe('NOT_FOUND');
    expect(refusal(await give(grant(person.id, 'UNIT_HEAD', { unitId: unit }), coordinator.viewer)).code).toBe('FORBIDDEN');
    expect(refusal(await give(grant(person.id, 'LEADER', { unitId: unit }), coordinator.viewer)).code).toBe('FORBIDDEN');
    const held = ok(await give(grant(person.id, 'LEADER', { campaignId: foreign })));
    expect(refusal(await take(held.id, null, coordinator.viewer)).code).toBe('NOT_FOUND');
    const own = await desk.campaign(unit);
    expect(refusal(await give(grant(coordinator.id, 'LEADER', { campaignId: own }), coordinator.viewer)).code).toBe('ROLE_FOR_ONESELF');
  });
  test.each(['LEADER', 'SUPERVISOR', 'UNIT_HEAD', 'UNIT_STAFF', 'AUDITOR'] as const)('a %s cannot', async (role) => {
    const campaign = await desk.campaign(unit);
    const person = await desk.person([role === 'AUDITOR' ? { role } : { role, unitId: unit }]);
    const other = await desk.person();
    expect(refusal(await give(grant(other.id, 'LEADER', { campaignId: campaign }), person.viewer)).code).toBe('NOT_FOUND');
    expect(refusal(await give(grant(other.id, 'UNIT_STAFF', { unitId: unit }), person.viewer)).code).toBe('FORBIDDEN');
  });
});

describe('revoking a role', () => {
  test('ends it today, and its past stays', async () => {
    const person = await desk.person([{ role: 'UNIT_STAFF', unitId: unit }]);
    const [held] = ok(await rolesOf(desk.people, OPERATOR, [person.id]));
    desk.setNow('2022-10-10T02:00:00Z');
    expect(ok(await take(held?.id ?? ''))).toMatchObject({ validFrom: TODAY, validTo: '2022-10-10' });
    expect(await rolesNow(person.id)).toEqual([]);
    desk.setNow('2022-10-09T02:00:00Z');
    expect(await rolesNow(person.id)).toEqual(['UNIT_STAFF']);
  });
  test('that has not begun leaves it without a day', async () => {
    const person = await desk.person();
    const held = ok(await give(grant(person.id, 'UNIT_STAFF', { unitId: unit, validFrom: '2022-12-01' })));
    ok(await take(held.id));
    desk.setNow('2022-12-02T02:00:00Z');
    expect(await rolesNow(person.id)).toEqual([]);
  });
  test('is refused: unknown, before today, ended already', async () => {
    const person = await desk.person();
    const held = ok(await give(grant(person.id, 'UNIT_STAFF', { unitId: unit, validTo: '2022-09-01' })));
    for (const id of ['00000000-0000-7000-8000-000000000000', 'made up']) expect(refusal(await take(id)).code).toBe('NOT_FOUND');
    expect(refusal(await take(held.id, '2022-08-14')).code).toBe('PERIOD_INVALID');
    expect(refusal(await take(held.id, 'soon')).code).toBe('PERIOD_INVALID');
    expect(refusal(await take(held.id, '2022-09-01')).code).toBe('ROLE_ALREADY_ENDED');
  });
});
