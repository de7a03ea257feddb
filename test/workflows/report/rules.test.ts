import { engine, office, owing } from '../support/people';
import { acceptedReport, report, roster, submitted } from '../support/reports';
import { workingDaysLateOf } from '../../../workflows';

const content = { content: roster };

describe('how late it came, in working days', () => {
  it('is kept with what was handed in', () => {
    const story = report().on('2022-09-14').when('SUBMIT', owing, content, { workingDaysLate: 2 });
    expect(story.context.submissions).toMatchObject([{ on: '2022-09-14', workingDaysLate: 2 }]);
    expect(workingDaysLateOf(story.context)).toBe(2);
  });
  it('is not known before anything came, nor of what was taken back', () => {
    expect(workingDaysLateOf(report().context)).toBeNull();
    const story = report().on('2022-09-14').when('SUBMIT', owing, content, { workingDaysLate: 2 }).when('WITHDRAW', owing);
    expect(workingDaysLateOf(story.context)).toBeNull();
  });
  it('is the most of all that stands: a resubmission does not make a late report less late', () => {
    const story = report()
      .on('2022-09-14')
      .when('SUBMIT', owing, content, { workingDaysLate: 2 })
      .when('RETURN', office, { reason: '电话有误', dueOn: '2022-09-20' })
      .on('2022-09-20')
      .when('SUBMIT', owing, content, { workingDaysLate: 0 });
    expect(story.context.submissions.map(({ workingDaysLate }) => workingDaysLate)).toEqual([2, 0]);
    expect(workingDaysLateOf(story.context)).toBe(2);
  });
  it('is absent where the log is from before it was counted', () => {
    expect(submitted().context.submissions[0]).not.toHaveProperty('workingDaysLate');
    expect(workingDaysLateOf(submitted().context)).toBeNull();
  });
});

describe('a rule that an amendment moves', () => {
  const amended = { rule: 'r2', title: '统计表（2022-09）', dueOn: '2022-09-15', closesOn: '2022-09-20', closesAfter: 3, phase: 'p2' };
  it('moves what is not due yet: date, closing and whatever the plan says of it', () => {
    const story = report().when('AMENDED', engine, amended);
    expect(story.state).toMatchObject({ dueOn: '2022-09-15', title: '统计表（2022-09）', phase: 'p2', timeliness: 'PENDING' });
    expect(story.definition).toMatchObject({ rule: 'r2', closesAfter: 3 });
    expect(story.deadlines()).toEqual({ due: '2022-09-15', close: '2022-09-20' });
    expect(story.told()).toEqual(['REPORT_DATE_MOVED']);
    const draft = report({ closesOn: '2022-09-30' })
      .when('SAVE_DRAFT', owing, content)
      .when('AMENDED', engine, { ...amended, closesOn: null });
    expect(draft.deadlines()).toEqual({ due: '2022-09-15', close: null });
    expect(draft.context.draft).toEqual(roster);
  });
  it('does not speak of a date where only a name or a rule for days off is another; that is kept', () => {
    const same = { ...amended, dueOn: '2022-09-10', closesOn: null, onDayOff: 'NEXT_WORKING_DAY' };
    const story = report().when('AMENDED', engine, same);
    expect([story.told(), story.definition.onDayOff, story.definition.title]).toEqual([[], 'NEXT_WORKING_DAY', '统计表（2022-09）']);
    const later = story.when('AMENDED', engine, { ...same, onDayOff: undefined, closesOn: '2022-09-30' });
    expect([later.told(), later.definition.onDayOff]).toEqual([['REPORT_DATE_MOVED'], 'NEXT_WORKING_DAY']);
  });
  it('leaves alone what was due, what has come and what is settled', () => {
    for (const story of [report().on('2022-09-11'), submitted(), submitted().when('RETURN', office, { reason: 'x' }), acceptedReport()]) {
      const before = story.state;
      expect(['NOT_APPLICABLE', 'EVENT_NOT_POSSIBLE_IN_STATE']).toContain(story.refusal('AMENDED', engine, amended).code);
      expect(story.refusal('NO_LONGER_OWED', engine, { reason: 'x', alsoDrafts: true }).outcome).toBe('refused');
      expect(story.state).toEqual(before);
    }
  });
  it('does not set a date that has passed', () => {
    expect(report().refusal('AMENDED', engine, { ...amended, dueOn: '2022-08-31' }).code).toBe('NOT_APPLICABLE');
  });
  it('is the engine’s to send', () => {
    expect(report().refusal('AMENDED', office, amended).code).toBe('NOT_YOUR_ROLE');
    expect(report().refusal('NO_LONGER_OWED', office, { reason: 'x' }).code).toBe('NOT_YOUR_ROLE');
  });
  it('a closing counted from the due date moves with the phase', () => {
    const story = report({ movesWithPhase: true, closesOn: '2022-09-15', closesAfter: 3 }).when(
      'MOVE_DUE',
      engine,
      { dueOn: '2022-09-20' },
      { newDates: { dueOn: '2022-09-20', closesOn: '2022-09-23' } },
    );
    expect(story.deadlines()).toEqual({ due: '2022-09-20', close: '2022-09-23' });
  });
});

describe('what is no longer owed', () => {
  it('is waived with its reason while it is not due', () => {
    const story = report({ closesOn: '2022-09-30' }).on('2022-09-10').when('NO_LONGER_OWED', engine, { reason: 'PERIOD_DROPPED' });
    expect(story.state).toMatchObject({ state: 'WAIVED', closed: true });
    expect(story.context.waived).toEqual({ on: '2022-09-10', reason: 'PERIOD_DROPPED' });
    expect(story.deadlines()).toEqual({ due: null, close: null });
  });
  it('a draft is kept unless it is said that drafts go as well', () => {
    const drafting = () => report().when('SAVE_DRAFT', owing, content);
    expect(drafting().refusal('NO_LONGER_OWED', engine, { reason: 'x' }).code).toBe('NOT_APPLICABLE');
    expect(drafting().when('NO_LONGER_OWED', engine, { reason: 'x', alsoDrafts: true }).state.state).toBe('WAIVED');
  });
  it('an overdue report stays owed', () => {
    const story = report().on('2022-09-11');
    expect(story.refusal('NO_LONGER_OWED', engine, { reason: 'UNIT_LEFT', alsoDrafts: true }).code).toBe('NOT_APPLICABLE');
    expect(story.when('SUBMIT', owing, content).state.timeliness).toBe('LATE');
  });
});
