import { engine, head, leader, office } from '../support/people';
import { body } from '../support/bodies';

describe('a coordinating body', () => {
  it('forms, and is activated once it has a leader or convener', () => {
    const story = body();
    expect(story.state).toMatchObject({ state: 'FORMING', title: '专项行动工作专班', closed: false });
    expect(story.row('office')).toMatchObject({ role: 'OWNER', mustAct: true });
    expect(story.row('police')).toMatchObject({ role: 'BODY_MEMBER', active: true });
    expect(story.when('ACTIVATE', office).state.state).toBe('ACTIVE');
    expect(story.refusal('ACTIVATE', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    const headless = body({ members: [] });
    expect(headless.refusal('ACTIVATE', office).code).toBe('BODY_HAS_NO_LEADER');
    expect(headless.when('APPOINT', leader, { role: 'CONVENER', name: '召集人' }).when('ACTIVATE', engine).state.state).toBe('ACTIVE');
  });

  it('is active at once when a launch opens it', () => {
    expect(body({ activeFromStart: true }).state.state).toBe('ACTIVE');
  });

  it('appoints members by date', () => {
    const story = body().when('APPOINT', office, { role: 'DEPUTY', name: '副组长', unit: 'health', from: '2022-09-05' });
    expect(story.context.members[2]).toEqual({ id: 'm3', role: 'DEPUTY', name: '副组长', post: null, unit: 'health', from: '2022-09-05' });
    expect(story.when('APPOINT', office, { role: 'MEMBER', post: '科长', id: 'own-id' }).context.members[3]).toMatchObject({
      id: 'own-id',
      from: '2022-09-01',
    });
    expect(story.refusal('APPOINT', office, { role: 'MEMBER', name: 'x', id: 'm1' }).code).toBe('MEMBER_ID_TAKEN');
    expect(story.refusal('APPOINT', office, { role: 'CHIEF', name: 'x' }).code).toBe('INPUT_INVALID');
    expect(story.refusal('APPOINT', office, { role: 'MEMBER' })).toMatchObject({ code: 'INPUT_REQUIRED', reasons: [{ data: { field: 'name' } }] });
    expect(story.refusal('APPOINT', head('police'), { role: 'MEMBER', name: 'x' }).code).toBe('NOT_YOUR_ROLE');
  });

  it('replaces a member in the same role from a date on', () => {
    const story = body().when('REPLACE', office, { member: 'm1', name: '新组长', from: '2022-10-01', reason: '工作变动' });
    expect(story.context.members[0]).toMatchObject({ id: 'm1', until: '2022-10-01', reason: '工作变动' });
    expect(story.context.members[2]).toEqual({ id: 'm3', role: 'LEADER', name: '新组长', post: '副市长', unit: 'government', from: '2022-10-01' });
    expect(story.refusal('REPLACE', office, { member: 'm1', name: 'x' })).toMatchObject({
      code: 'MEMBER_ALREADY_RELEASED',
      reasons: [{ data: { until: '2022-10-01' } }],
    });
    expect(story.refusal('REPLACE', office, { member: 'm9', name: 'x' }).code).toBe('MEMBER_NOT_FOUND');
    expect(story.refusal('REPLACE', office, { member: 'm2' }).code).toBe('INPUT_REQUIRED');
    expect(story.refusal('REPLACE', office, { member: 'm2', name: 'x', id: 'm1' }).code).toBe('MEMBER_ID_TAKEN');
    expect(story.refusal('REPLACE', office, { member: 'm2', name: 'x', from: '2022-08-01' }).code).toBe('DATE_BEFORE_APPOINTMENT');
  });

  it('releases a member, whose unit is then no longer in it', () => {
    const story = body().when('RELEASE', office, { member: 'm2', until: '2022-09-15', reason: '退休' });
    expect(story.row('police')).toMatchObject({ active: false });
    expect(story.refusal('RELEASE', office, { member: 'm2' }).code).toBe('MEMBER_ALREADY_RELEASED');
    expect(story.refusal('RELEASE', office, { member: 'm9' }).code).toBe('MEMBER_NOT_FOUND');
    expect(body().refusal('RELEASE', office, { member: 'm2', until: '2022-08-01' }).code).toBe('DATE_BEFORE_APPOINTMENT');
    expect(body().when('RELEASE', leader, { member: 'm2' }).context.members[1]?.until).toBe('2022-09-01');
  });

  it('holds meetings with members who served that day', () => {
    const story = body({ activeFromStart: true }).when('RELEASE', office, { member: 'm2', until: '2022-08-30' });
    const meeting = { on: '2022-08-29', kind: 'SCHEDULING', title: '第一次调度会', attendees: ['m1', 'm2'], minutes: '会议要求……' };
    expect(story.when('HOLD_MEETING', office, meeting).context.meetings).toEqual([meeting]);
    expect(story.when('HOLD_MEETING', office, { on: '2022-08-29', kind: 'PROMOTION' }).context.meetings[1]).toMatchObject({
      attendees: [],
      minutes: null,
    });
    expect(story.refusal('HOLD_MEETING', office, { ...meeting, on: '2022-08-30' })).toMatchObject({
      code: 'MEMBER_NOT_FOUND',
      reasons: [{ data: { members: ['m2'] } }],
    });
    expect(story.refusal('HOLD_MEETING', office, { ...meeting, on: '2022-09-02' }).code).toBe('DATE_IN_FUTURE');
    expect(body().refusal('HOLD_MEETING', office, meeting).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(story.refusal('HOLD_MEETING', leader, meeting).code).toBe('NOT_YOUR_ROLE');
  });

  it('is dissolved when the campaign is over, or by a leader, and its members with it', () => {
    for (const story of [body(), body({ activeFromStart: true })]) {
      story.on('2022-12-31').when('DISSOLVE', engine, { reason: 'CAMPAIGN_CONCLUDED' });
      expect(story.state).toMatchObject({ state: 'DISSOLVED', closed: true });
      expect(story.context).toMatchObject({ dissolvedOn: '2022-12-31', dissolvedBecause: 'CAMPAIGN_CONCLUDED' });
      expect(story.context.members.every(({ until }) => until === '2022-12-31')).toBe(true);
      expect(story.allowed(office)).toEqual([]);
    }
    expect(body().refusal('DISSOLVE', office, { reason: 'x' }).code).toBe('NOT_YOUR_ROLE');
    expect(body().refusal('DISSOLVE', leader).code).toBe('REASON_REQUIRED');
    const early = body().when('APPOINT', office, { role: 'MEMBER', name: 'x', from: '2023-03-01' }).when('DISSOLVE', leader, { reason: 'x' });
    expect(early.context.members[2]?.until).toBe('2023-03-01');
  });
});
