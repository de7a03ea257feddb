import fc from 'fast-check';
import { capacities, relations, relationRules, seatRelations, type PolicySubject } from '../../../src/application/policy';
import { ROLES, type HeldRole } from '../../../src/application/ports/viewer';
import { inCampaign, inUnit, plain, viewerWith } from './viewers';

const seat = (unitId: string, role: string, active = true) => ({ unitId, role, active });
const task: PolicySubject = {
  definition: { campaign: 'campaign', office: 'office' },
  participants: [
    seat('bureau', 'LEAD'),
    seat('police', 'COOPERATING'),
    seat('school', 'RESPONSIBLE'),
    seat('gone', 'COOPERATING', false),
    seat('office', 'REVIEWER'),
  ],
};
const value = (...args: Parameters<typeof relations>) => {
  const standing = relations(...args);
  if (!standing.ok) throw new Error(standing.refusal.code);
  return standing.value;
};
const refusal = (...args: Parameters<typeof relations>) => {
  const standing = relations(...args);
  if (standing.ok) throw new Error('not refused');
  return standing.refusal;
};

describe('relations of a viewer to a subject', () => {
  test.each([
    ['COORDINATOR of the campaign', inCampaign('COORDINATOR', 'campaign'), ['COORDINATOR'], 'office'],
    ['COORDINATOR of the office', inUnit('COORDINATOR', 'office'), ['COORDINATOR'], 'office'],
    ['LEADER of the campaign', inCampaign('LEADER', 'campaign'), ['LEADER'], 'office'],
    ['LEADER of the office', inUnit('LEADER', 'office'), ['LEADER'], 'office'],
    ['SUPERVISOR of the campaign', inCampaign('SUPERVISOR', 'campaign'), ['SUPERVISOR'], 'office'],
    ['SUPERVISOR of the office', inUnit('SUPERVISOR', 'office'), ['SUPERVISOR'], 'office'],
    ['head of the lead unit', inUnit('UNIT_HEAD', 'bureau'), ['LEAD_UNIT', 'UNIT_HEAD'], 'bureau'],
    ['staff of the lead unit', inUnit('UNIT_STAFF', 'bureau'), ['LEAD_UNIT'], 'bureau'],
    ['staff of a cooperating unit', inUnit('UNIT_STAFF', 'police'), ['PART_UNIT'], 'police'],
    ['head of a responsible unit', inUnit('UNIT_HEAD', 'school'), ['PART_UNIT', 'UNIT_HEAD'], 'school'],
  ])('%s', (_, held, expected, unit) => {
    expect(value(viewerWith(held), task, null)).toEqual({ relations: expected, unit, onBehalfOf: null });
  });

  test.each([
    ['COORDINATOR of another campaign', inCampaign('COORDINATOR', 'other'), null],
    ['COORDINATOR of a unit that takes part but does not own', inUnit('COORDINATOR', 'bureau'), 'bureau'],
    ['head of a foreign unit', inUnit('UNIT_HEAD', 'foreign'), 'foreign'],
    ['head of a unit that has left', inUnit('UNIT_HEAD', 'gone'), 'gone'],
    ['staff of the reviewing office', inUnit('UNIT_STAFF', 'office'), 'office'],
    ['auditor', plain('AUDITOR'), null],
    ['system administrator', plain('SYSTEM_ADMINISTRATOR'), null],
  ])('%s has none', (_, held, unit) => {
    expect(value(viewerWith(held), task, null)).toEqual({ relations: [], unit, onBehalfOf: null });
  });

  test('given a report, the owing unit', () => {
    const report = { ...task, participants: [seat('bureau', 'OWING')] };
    expect(value(viewerWith(inUnit('UNIT_STAFF', 'bureau')), report, null).relations).toEqual(['OWING_UNIT']);
  });

  test('given a section below the lead unit, then it acts only once the part was delegated to it', () => {
    const clerk = viewerWith(inUnit('UNIT_STAFF', 'section of bureau'));
    expect(value(clerk, task, null).relations).toEqual([]);
    const delegated = { ...task, participants: [...task.participants, seat('section of bureau', 'LEAD')] };
    expect(value(clerk, delegated, null)).toEqual({ relations: ['LEAD_UNIT'], unit: 'section of bureau', onBehalfOf: null });
  });

  describe('with several units', () => {
    const both = viewerWith(inUnit('UNIT_HEAD', 'bureau'), inUnit('UNIT_STAFF', 'police'), inUnit('UNIT_STAFF', 'foreign'));

    test('when two of them fit, then the acting unit must be named', () => {
      expect(refusal(both, task, null)).toMatchObject({ code: 'ACTING_UNIT_REQUIRED', data: { units: ['bureau', 'police'] } });
      expect(value(both, task, 'police')).toEqual({ relations: ['PART_UNIT'], unit: 'police', onBehalfOf: null });
    });
    test('when one fits, then it is taken', () => {
      const one = viewerWith(inUnit('UNIT_STAFF', 'police'), inUnit('UNIT_STAFF', 'foreign'));
      expect(value(one, task, null).unit).toBe('police');
    });
    test('when a unit is named that has no part, then there is no relation and the law will refuse', () => {
      expect(value(both, task, 'foreign')).toEqual({ relations: [], unit: 'foreign', onBehalfOf: null });
    });
    test('when a unit is named in which the viewer has no role, then it is refused', () => {
      expect(refusal(both, task, 'school')).toMatchObject({
        code: 'ACTING_UNIT_NOT_YOURS',
        data: { unit: 'school', units: ['bureau', 'police', 'foreign'] },
      });
      expect(refusal(viewerWith(plain('AUDITOR')), task, 'bureau').code).toBe('ACTING_UNIT_NOT_YOURS');
    });
    test('when the event can be sent from one of them only, then that one is taken without asking', () => {
      expect(value(both, task, null, { who: ['LEAD_UNIT'] }).unit).toBe('bureau');
      expect(value(both, task, null, { who: ['PART_UNIT'] }).unit).toBe('police');
      expect(refusal(both, task, null, { who: ['LEAD_UNIT', 'PART_UNIT'] }).code).toBe('ACTING_UNIT_REQUIRED');
      expect(value(both, task, null, { who: ['LEAD_UNIT', 'PART_UNIT'], headOnly: true }).unit).toBe('bureau');
    });
    test('when no unit could send the event, then the question stays open rather than being answered by chance', () => {
      expect(refusal(both, task, null, { who: ['LEADER'] }).code).toBe('ACTING_UNIT_REQUIRED');
    });
  });

  describe('in a substitution', () => {
    const standIn = viewerWith(inUnit('UNIT_STAFF', 'bureau'), inUnit('UNIT_HEAD', 'bureau', 'absent head'));

    test('what is only held for the absent person names them', () => {
      expect(value(viewerWith(inUnit('UNIT_HEAD', 'bureau', 'absent head')), task, null)).toEqual({
        relations: ['LEAD_UNIT', 'UNIT_HEAD'],
        unit: 'bureau',
        onBehalfOf: 'absent head',
      });
    });
    test('where it adds to the own right, both count and the absent person is named', () => {
      expect(value(standIn, task, null)).toEqual({ relations: ['LEAD_UNIT', 'UNIT_HEAD'], unit: 'bureau', onBehalfOf: 'absent head' });
    });
    test('what the own right suffices for names nobody else', () => {
      expect(value(standIn, task, null, { who: ['LEAD_UNIT'] }).onBehalfOf).toBeNull();
      expect(value(standIn, task, null, { who: ['LEAD_UNIT'], headOnly: true }).onBehalfOf).toBe('absent head');
      const equal = viewerWith(inUnit('UNIT_HEAD', 'bureau', 'absent head'), inUnit('UNIT_HEAD', 'bureau'));
      expect(value(equal, task, null).onBehalfOf).toBeNull();
    });
    test('two absent people are never mixed', () => {
      const two = viewerWith(inCampaign('LEADER', 'campaign', 'leader'), inUnit('COORDINATOR', 'office', 'coordinator'));
      expect(value(two, task, null)).toEqual({ relations: ['LEADER'], unit: 'office', onBehalfOf: 'leader' });
      expect(value(two, task, null, { who: ['COORDINATOR'] })).toEqual({ relations: ['COORDINATOR'], unit: 'office', onBehalfOf: 'coordinator' });
    });
  });

  const heldRole: fc.Arbitrary<HeldRole> = fc.record({
    role: fc.constantFrom(...ROLES),
    unitId: fc.constantFrom(null, 'bureau', 'police', 'office', 'gone', 'foreign'),
    campaignId: fc.constantFrom(null, 'campaign', 'other'),
    onBehalfOf: fc.constantFrom(null, 'absent'),
  });

  test('property: a relation never comes but from a row of the table and, for a seat, an active part of the acting unit', () => {
    const named = new Set([...relationRules.flatMap((rule) => rule.relation ?? []), ...Object.values(seatRelations)]);
    fc.assert(
      fc.property(fc.array(heldRole, { maxLength: 5 }), fc.constantFrom(null, 'bureau', 'police', 'gone', 'foreign'), (held, acting) => {
        const standing = relations(viewerWith(...held), task, acting);
        if (!standing.ok) return;
        const { unit, relations: found } = standing.value;
        for (const relation of found) expect(named).toContain(relation);
        const seats = task.participants.filter((p) => p.active && p.unitId === unit).map((p) => seatRelations[p.role]);
        for (const relation of found.filter((r) => r.endsWith('_UNIT'))) expect(seats).toContain(relation);
        if (found.includes('UNIT_HEAD')) expect(held).toContainEqual(expect.objectContaining({ role: 'UNIT_HEAD', unitId: unit }));
        if (acting !== null) expect(unit).toBe(acting);
      }),
    );
  });

  test('property: naming one of the offered units is always accepted, and gives that unit', () => {
    fc.assert(
      fc.property(fc.array(heldRole, { maxLength: 5 }), (held) => {
        const viewer = viewerWith(...held);
        for (const { unit } of capacities(viewer, task)) expect(value(viewer, task, unit).unit).toBe(unit);
      }),
    );
  });
});
