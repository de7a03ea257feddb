import fc from 'fast-check';
import {
  campaignVisibility,
  fieldVisible,
  fullSightOf,
  mayReadLog,
  seeingUnits,
  sightInside,
  subjectVisibility,
  visibleFields,
  type CampaignLevel,
} from '../../../src/application/policy';
import { ROLES, type HeldRole } from '../../../src/application/ports/viewer';
import { SUBJECT_KINDS, type SubjectKind } from '../../../workflows/contract';
import { inCampaign, inUnit, plain, viewerWith } from './viewers';

const campaign = { campaign: 'campaign', office: 'office', unitsTakingPart: ['bureau', 'police', 'office'] };

describe('how much of a campaign', () => {
  test.each<[string, HeldRole, CampaignLevel]>([
    ['coordinator of the campaign', inCampaign('COORDINATOR', 'campaign'), 'FULL'],
    ['leader of the campaign', inCampaign('LEADER', 'campaign'), 'FULL'],
    ['supervisor of the office', inUnit('SUPERVISOR', 'office'), 'FULL'],
    ['coordinator of the office', inUnit('COORDINATOR', 'office'), 'FULL'],
    ['auditor', plain('AUDITOR'), 'FULL'],
    ['staff of a unit taking part', inUnit('UNIT_STAFF', 'bureau'), 'TAKING_PART'],
    ['head of a unit taking part', inUnit('UNIT_HEAD', 'police'), 'TAKING_PART'],
    ['staff of the owner', inUnit('UNIT_STAFF', 'office'), 'TAKING_PART'],
    ['head of a foreign unit', inUnit('UNIT_HEAD', 'foreign'), 'NONE'],
    ['coordinator of another campaign', inCampaign('COORDINATOR', 'other'), 'NONE'],
    ['coordinator of a unit that merely takes part', inUnit('COORDINATOR', 'bureau'), 'NONE'],
    ['system administrator', plain('SYSTEM_ADMINISTRATOR'), 'NONE'],
  ])('%s: %s', (_, held, level) => {
    expect(campaignVisibility(viewerWith(held), campaign)).toBe(level);
  });
  test('somebody without any role sees nothing', () => {
    expect(campaignVisibility(viewerWith(), campaign)).toBe('NONE');
  });

  test('property: what SQL is told to select is what the policy says', () => {
    const held = fc.record<HeldRole>({
      role: fc.constantFrom(...ROLES),
      unitId: fc.constantFrom(null, 'bureau', 'office', 'foreign'),
      campaignId: fc.constantFrom(null, 'campaign', 'other'),
      onBehalfOf: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.array(held, { maxLength: 4 }), (roles) => {
        const viewer = viewerWith(...roles);
        const { everything, campaigns, offices } = fullSightOf(viewer);
        const full = everything || campaigns.includes('campaign') || offices.includes('office');
        const partly = campaign.unitsTakingPart.some((unit) => seeingUnits(viewer).includes(unit));
        expect(campaignVisibility(viewer, campaign)).toBe(full ? 'FULL' : partly ? 'TAKING_PART' : 'NONE');
      }),
    );
  });
});

describe('how much of a subject', () => {
  const subject = (kind: SubjectKind, active = true) => ({ kind, participants: [{ unitId: 'bureau', role: 'LEAD', active }] });
  const own = viewerWith(inUnit('UNIT_STAFF', 'bureau'));
  const other = viewerWith(inUnit('UNIT_HEAD', 'police'));

  test.each(SUBJECT_KINDS)('%s: whole where the campaign is seen FULL, not at all where it is not seen', (kind) => {
    expect(subjectVisibility(other, subject(kind), 'FULL')).toBe('WHOLE');
    expect(subjectVisibility(own, subject(kind), 'NONE')).toBe('NONE');
  });
  test.each([
    ['TASK', 'WHOLE', 'TITLE', 'TITLE'],
    ['REPORT', 'WHOLE', 'WHOLE', 'NONE'],
    ['CAMPAIGN', 'TITLE', 'TITLE', 'TITLE'],
    ['COORDINATING_BODY', 'WHOLE', 'WHOLE', 'WHOLE'],
  ] as const)("%s taking part: one's own %s, after leaving %s, another's %s", (kind, mine, left, others) => {
    expect(subjectVisibility(own, subject(kind), 'TAKING_PART')).toBe(mine);
    expect(subjectVisibility(own, subject(kind, false), 'TAKING_PART')).toBe(left);
    expect(subjectVisibility(other, subject(kind), 'TAKING_PART')).toBe(others);
  });

  test('given another unit’s task, then number, title, area and state are seen and nothing that tells how it stands with the unit', () => {
    for (const field of ['number', 'title', 'area', 'state']) expect(fieldVisible('TASK', 'TITLE', field)).toBe(true);
    for (const field of ['text', 'assignments', 'history', 'deadlines', 'attention']) expect(fieldVisible('TASK', 'TITLE', field)).toBe(false);
    expect(fieldVisible('TASK', 'WHOLE', 'history')).toBe(true);
  });
  test('the log is read by those who see the whole', () => {
    expect(mayReadLog('WHOLE')).toBe(true);
    expect(mayReadLog('TITLE')).toBe(false);
    expect(mayReadLog('NONE')).toBe(false);
  });
  test.each(SUBJECT_KINDS)('%s: the table is complete, and NONE shows nothing', (kind) => {
    expect(sightInside[kind]).toBeDefined();
    expect(visibleFields[kind].WHOLE).toEqual(['*']);
    expect(visibleFields[kind].NONE).toEqual([]);
    for (const hidden of ['history', 'text', 'content']) expect(fieldVisible(kind, 'TITLE', hidden)).toBe(false);
  });
});
