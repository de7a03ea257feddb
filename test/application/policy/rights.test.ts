import {
  exclusiveGroups,
  forbidden,
  may,
  mayGrantInCampaign,
  mayManageAccounts,
  mayManageCalendar,
  mayManageUnits,
  mayReadAccounts,
  mayReadAudit,
  mayWritePlansOf,
  rightOf,
  RIGHTS,
  rightRules,
  roleScopes,
} from '../../../src/application/policy';
import { ROLES, type HeldRole } from '../../../src/application/ports/viewer';
import { inCampaign, inUnit, plain, viewerWith } from './viewers';

describe('rights without a machine', () => {
  const everyRole: HeldRole[] = ROLES.map((role) =>
    roleScopes[role].includes('NOTHING')
      ? plain(role)
      : roleScopes[role].includes('CAMPAIGN') && role !== 'COORDINATOR'
        ? inCampaign(role, 'campaign')
        : inUnit(role, 'unit'),
  );
  const holders = (check: (viewer: ReturnType<typeof viewerWith>) => boolean) =>
    everyRole.filter((held) => check(viewerWith(held))).map((held) => held.role);

  test('each is held by these roles and no other', () => {
    expect(holders(mayManageAccounts)).toEqual(['SYSTEM_ADMINISTRATOR']);
    expect(holders(mayManageUnits)).toEqual(['SYSTEM_ADMINISTRATOR']);
    expect(holders(mayManageCalendar)).toEqual(['SYSTEM_ADMINISTRATOR']);
    expect(holders(mayReadAccounts)).toEqual(['AUDITOR', 'SYSTEM_ADMINISTRATOR']);
    expect(holders(mayReadAudit)).toEqual(['AUDITOR']);
    expect(holders((viewer) => mayWritePlansOf(viewer, 'unit'))).toEqual(['COORDINATOR']);
    expect(holders((viewer) => may(viewer, 'GRANT_ROLES'))).toEqual(['SYSTEM_ADMINISTRATOR']);
    expect(holders((viewer) => may(viewer, 'READ_UNITS'))).toEqual([...ROLES]);
    expect(holders((viewer) => may(viewer, 'ACCEPT_PROPOSED_UNITS', { unit: 'unit' }))).toEqual(['COORDINATOR']);
    expect(holders((viewer) => may(viewer, 'ARRANGE_SUBSTITUTION', { unit: 'unit', account: 'another' }))).toEqual([
      'UNIT_HEAD',
      'SYSTEM_ADMINISTRATOR',
    ]);
  });
  test('a right over a unit ends at that unit', () => {
    expect(mayWritePlansOf(viewerWith(inUnit('COORDINATOR', 'unit')), 'other')).toBe(false);
    expect(mayWritePlansOf(viewerWith(inCampaign('COORDINATOR', 'campaign')), 'unit')).toBe(false);
    expect(may(viewerWith(inUnit('UNIT_HEAD', 'unit')), 'ARRANGE_SUBSTITUTION', { unit: 'other', account: 'another' })).toBe(false);
  });
  test('a coordinator grants in the campaigns that are theirs', () => {
    const campaign = { id: 'campaign', office: 'unit' };
    expect(mayGrantInCampaign(viewerWith(inCampaign('COORDINATOR', 'campaign')), campaign)).toBe(true);
    expect(mayGrantInCampaign(viewerWith(inUnit('COORDINATOR', 'unit')), campaign)).toBe(true);
    expect(mayGrantInCampaign(viewerWith(inCampaign('COORDINATOR', 'other')), campaign)).toBe(false);
    expect(mayGrantInCampaign(viewerWith(inUnit('COORDINATOR', 'other')), campaign)).toBe(false);
    expect(mayGrantInCampaign(viewerWith(inCampaign('LEADER', 'campaign')), campaign)).toBe(false);
  });
  test('everybody arranges their own substitution', () => {
    expect(may(viewerWith(), 'ARRANGE_SUBSTITUTION', { account: 'viewer' })).toBe(true);
    expect(may(viewerWith(), 'ARRANGE_SUBSTITUTION', { account: 'another' })).toBe(false);
  });
  test('the role that gave the right is told, with the absent person', () => {
    const held = inUnit('COORDINATOR', 'unit', 'absent');
    expect(rightOf(viewerWith(held), 'WRITE_PLANS', { unit: 'unit' })).toEqual(held);
  });
  test('the refusal names the right', () => {
    expect(forbidden('MANAGE_UNITS').refusal).toMatchObject({ code: 'FORBIDDEN', data: { right: 'MANAGE_UNITS' } });
  });
  test('every right has a holder, every role a group and a scope', () => {
    for (const right of RIGHTS) expect(rightRules.some((rule) => rule.right === right)).toBe(true);
    expect([...exclusiveGroups.flat()].sort()).toEqual([...ROLES].sort());
    for (const role of ROLES) expect(roleScopes[role].length).toBeGreaterThan(0);
  });
});
