import type { Facts } from '../../../workflows';
import { clock, engine, leader, office, owing, staff, supervisor } from '../support/people';
import { acceptedReport, report, reportOf, roster, submitted, type ReportStory } from '../support/reports';
import { Story } from '../support/story';
import { reportLaw } from '../../../workflows';

const content = { content: roster };
const chaseDates = [
  { key: 'remind:-1', on: '2022-09-09' },
  { key: 'remind:+1', on: '2022-09-13' },
  { key: 'escalate', on: '2022-09-15' },
];
const ALL = { 'remind:-1': '2022-09-09', 'remind:+1': '2022-09-13', escalate: '2022-09-15' };
const GONE = { 'remind:-1': null, 'remind:+1': null, escalate: null };
const chased = (): ReportStory => {
  const story: ReportStory = new Story(reportLaw, reportOf(), { campaignStanding: 'RUNNING', workingDaysLate: 0 });
  return story.when('OWE', engine, { definition: reportOf() as unknown }, { chaseDates });
};
const day = (workingDays: number, waitsUntil: string | null = null): Partial<Facts> => ({ chaseDay: { workingDays, waitsUntil } });
const chasesIn = (story: ReportStory): Record<string, string | null> =>
  Object.fromEntries(Object.entries(story.deadlines()).filter(([key]) => key !== 'due' && key !== 'close'));

describe('reminders', () => {
  it('are deadlines of the report, at the beginning of work', () => {
    const story = chased();
    expect(chasesIn(story)).toEqual(ALL);
    expect(story.effects).toContainEqual(
      expect.objectContaining({ key: 'remind:-1', at: 'START_OF_WORK', event: 'REMIND', input: { which: 'remind:-1' } }),
    );
    expect(story.effects).toContainEqual(expect.objectContaining({ key: 'escalate', event: 'ESCALATE', input: {} }));
  });
  it('tell the unit how many working days are left, or how many it is late', () => {
    const before = chased().on('2022-09-09').when('REMIND', clock, { which: 'remind:-1' }, day(1));
    expect(before.effects).toEqual([
      { effect: 'TELL', units: ['market'], message: 'REPORT_REMINDER_BEFORE', data: { dueOn: '2022-09-10', workingDays: 1 } },
    ]);
    const after = before.on('2022-09-11').when('DUE', clock).on('2022-09-13').when('REMIND', clock, { which: 'remind:+1' }, day(1));
    expect(after.effects).toEqual([
      { effect: 'TELL', units: ['market'], message: 'REPORT_REMINDER_AFTER', data: { dueOn: '2022-09-10', workingDays: 1 } },
    ]);
  });
  it('the head of the unit is told when it stays away', () => {
    const story = chased().on('2022-09-15').when('ESCALATE', clock, {}, day(3));
    expect(story.effects).toEqual([
      { effect: 'TELL', units: ['market'], message: 'REPORT_ESCALATED', data: { dueOn: '2022-09-10', workingDays: 3, audience: 'UNIT_HEAD' } },
    ]);
  });
  it('nothing is said on a day off: it waits for the next working day', () => {
    const reminder = chased().on('2022-09-10').when('REMIND', clock, { which: 'remind:-1' }, day(0, '2022-09-13'));
    expect([reminder.told(), reminder.deadlines()]).toEqual([[], { 'remind:-1': '2022-09-13' }]);
    const escalation = chased().on('2022-09-17').when('ESCALATE', clock, {}, day(3, '2022-09-19'));
    expect([escalation.told(), escalation.deadlines()]).toEqual([[], { escalate: '2022-09-19' }]);
  });
  it('a reminder that comes after the day it reminds of is not sent', () => {
    expect(chased().on('2022-09-11').refusal('REMIND', clock, { which: 'remind:-1' }, day(1)).code).toBe('NOT_APPLICABLE');
  });
  it('only the clock reminds', () => {
    for (const sender of [office, owing, engine]) {
      expect(chased().refusal('REMIND', sender, { which: 'remind:-1' }, day(1)).code).toBe('NOT_YOUR_ROLE');
      expect(chased().refusal('ESCALATE', sender, {}, day(1)).code).toBe('NOT_YOUR_ROLE');
    }
  });
});

describe('who has handed in is left alone', () => {
  it('handing in cancels what is ahead, and what comes nevertheless is refused', () => {
    const story = chased().when('SUBMIT', owing, content);
    expect(chasesIn(story)).toEqual(GONE);
    expect(story.refusal('REMIND', clock, { which: 'remind:-1' }, day(1)).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(story.refusal('ESCALATE', clock, {}, day(1)).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });
  it('taking it back sets those that are still ahead', () => {
    const story = chased().when('SUBMIT', owing, content).on('2022-09-13').when('WITHDRAW', owing);
    expect(chasesIn(story)).toEqual({ escalate: '2022-09-15' });
  });
  it('a waived report, and one of a campaign that is over, is not chased', () => {
    expect(chasesIn(chased().when('WAIVE', office, { reason: 'x' }))).toEqual(GONE);
    expect(chasesIn(chased().when('NO_LONGER_OWED', engine, { reason: 'x' }))).toEqual(GONE);
    expect(chasesIn(chased().when('CLOSE', engine))).toEqual(GONE);
  });
  it('a closed period does not end it: what is missing is still to come', () => {
    const story = chased().on('2022-09-12').when('CLOSE_PERIOD', office);
    expect(chasesIn(story)).toEqual({});
    expect(story.on('2022-09-15').when('ESCALATE', clock, {}, day(3)).told()).toEqual(['REPORT_ESCALATED']);
  });
});

describe('the days move with the date', () => {
  const moved = [{ key: 'remind:-1', on: '2022-09-14' }];
  it('with a rule that was amended, and with a suspension', () => {
    const amended = { rule: 'r1', title: '名单', dueOn: '2022-09-15' };
    expect(chasesIn(chased().when('AMENDED', engine, amended, { chaseDates: moved }))).toEqual({ ...GONE, 'remind:-1': '2022-09-14' });
    const suspended = chased().when('SUSPENDED', engine);
    expect(chasesIn(suspended)).toEqual(GONE);
    expect(suspended.refusal('URGE', office).code).toBe('CAMPAIGN_SUSPENDED');
    expect(suspended.refusal('REMIND', clock, { which: 'remind:-1' }, day(1)).code).toBe('CAMPAIGN_SUSPENDED');
    const resumed = suspended.on('2022-09-06').when('RESUMED', engine, { days: 5 }, { chaseDates: moved });
    expect(chasesIn(resumed)).toEqual({ ...GONE, 'remind:-1': '2022-09-14' });
  });
  it('with rules of chasing that were amended; the date stays', () => {
    const chasing = { remindBefore: [5], remindAfter: [], escalateAfter: null, quietOnDaysOff: true };
    const changed = [{ key: 'remind:-5', on: '2022-09-05' }];
    const story = chased().when('CHASING_CHANGED', engine, { chasing }, { chaseDates: changed });
    expect(chasesIn(story)).toEqual({ ...GONE, 'remind:-5': '2022-09-05' });
    expect([story.context.dueOn, story.definition.chasing, story.told()]).toEqual(['2022-09-10', chasing, []]);
    const there = chased().when('SUBMIT', owing, content);
    expect(there.refusal('CHASING_CHANGED', engine, { chasing }, { chaseDates: changed }).code).toBe('NOT_APPLICABLE');
    const late = chased().on('2022-09-11').when('DUE', clock);
    expect(late.refusal('CHASING_CHANGED', engine, { chasing }, { chaseDates: changed }).code).toBe('NOT_APPLICABLE');
    expect(chased().refusal('CHASING_CHANGED', office, { chasing }, { chaseDates: changed }).code).toBe('NOT_YOUR_ROLE');
  });
  it('with its phase; not of what has been handed in, which takes the new days when it is taken back', () => {
    const definition = reportOf({ movesWithPhase: true });
    const begun = (): ReportStory => {
      const story: ReportStory = new Story(reportLaw, definition, { workingDaysLate: 0, newDates: { dueOn: '2022-09-15', closesOn: null } });
      return story.when('OWE', engine, { definition: definition as unknown }, { chaseDates });
    };
    const move = (story: ReportStory): ReportStory => story.when('MOVE_DUE', engine, { dueOn: '2022-09-15' }, { chaseDates: moved });
    expect(chasesIn(move(begun()))).toEqual({ ...GONE, 'remind:-1': '2022-09-14' });
    const there = move(begun().when('SUBMIT', owing, content));
    expect(Object.values(chasesIn(there)).filter((on) => on !== null)).toEqual([]);
    expect(chasesIn(there.when('WITHDRAW', owing))).toEqual({ 'remind:-1': '2022-09-14' });
  });
  it('what is sent back is chased for the date given then, and not without one', () => {
    const back = chased().when('SUBMIT', owing, content).when('RETURN', office, { reason: 'x', dueOn: '2022-09-15' }, { chaseDates: moved });
    expect(chasesIn(back)).toMatchObject({ 'remind:-1': '2022-09-14' });
    expect(back.on('2022-09-14').when('REMIND', clock, { which: 'remind:-1' }, day(1)).effects).toMatchObject([{ data: { dueOn: '2022-09-15' } }]);
    const undated = chased().when('SUBMIT', owing, content).when('RETURN', office, { reason: 'x' }, { chaseDates: [] });
    expect(Object.values(chasesIn(undated)).filter((on) => on !== null)).toEqual([]);
  });
});

describe('催报', () => {
  it('tells the unit, is counted, and stands until it is handed in', () => {
    const story = chased().when('URGE', office, { message: '请于今日报送' });
    expect(story.state.attention).toBe('URGED');
    expect(story.effects).toEqual([
      { effect: 'TELL', units: ['market'], message: 'REPORT_URGED', data: { dueOn: '2022-09-10', message: '请于今日报送', times: 1 } },
    ]);
    story.on('2022-09-02').when('URGE', leader).on('2022-09-03').when('URGE', supervisor);
    expect(story.context.urged).toEqual({ times: 3, on: '2022-09-03', message: null, awaiting: true });
    story.when('SUBMIT', owing, content);
    expect(story.state.attention).toBeNull();
    expect(story.context.urged).toMatchObject({ times: 3, on: '2022-09-03', awaiting: false });
    expect(story.when('RETURN', office, { reason: 'x' }, { chaseDates: [] }).state.attention).toBeNull();
    expect(story.when('URGE', office).context.urged).toMatchObject({ times: 4, awaiting: true });
  });
  it('is for those above the unit, of what has not come', () => {
    for (const sender of [owing, staff('police')]) expect(report().refusal('URGE', sender).code).toBe('NOT_YOUR_ROLE');
    for (const story of [submitted(), acceptedReport(), report().when('WAIVE', office, { reason: 'x' })])
      expect(story.refusal('URGE', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(report().when('SAVE_DRAFT', owing, content).when('URGE', office).state.attention).toBe('URGED');
    expect(report().when('URGE', office).when('WAIVE', office, { reason: 'x' }).state.attention).toBeNull();
  });
});

it('a report from before there was chasing has no days, and none appear but with a move', () => {
  const old = report();
  expect(old.context).not.toHaveProperty('chases');
  expect(chasesIn(old.when('SUBMIT', owing, content))).toEqual({});
  expect(old.context).not.toHaveProperty('urged');
});
