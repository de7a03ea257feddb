import { clock, engine, office, owing } from '../support/people';
import { acceptedReport, report, roster, submitted } from '../support/reports';

describe('a report that is owed', () => {
  it('exists from the moment it is owed', () => {
    const story = report({ closesOn: '2022-09-30' });
    expect(story.value).toEqual({ paper: 'owed', timeliness: { pending: 'inTime' }, standing: 'normal' });
    expect(story.state).toMatchObject({ state: 'OWED', timeliness: 'PENDING', dueOn: '2022-09-10', phase: 'p1', closed: false });
    expect(story.deadlines()).toEqual({ due: '2022-09-10', close: '2022-09-30' });
    expect(story.row('market')).toEqual({ unit: 'market', role: 'OWING', state: 'OWED', mustAct: true, active: true, dueOn: '2022-09-10' });
    expect(story.row('office')).toMatchObject({ role: 'REVIEWER', mustAct: false });
  });
});

describe('timely, late and missing', () => {
  it('timely: handed in on the day itself at the latest', () => {
    const story = report().on('2022-09-10').when('SUBMIT', owing, { content: roster });
    expect(story.state).toMatchObject({ state: 'SUBMITTED', timeliness: 'TIMELY' });
    expect(story.deadlines()).toEqual({ due: null, close: null });
    expect(story.row('office')).toMatchObject({ state: 'REVIEW', mustAct: true });
    expect(story.row('market')).toMatchObject({ mustAct: false });
  });

  it('late: handed in after it', () => {
    const story = report().on('2022-09-11').when('DUE', clock);
    expect(story.state.timeliness).toBe('OVERDUE');
    expect(story.told()).toEqual(['REPORT_OVERDUE', 'REPORT_OVERDUE']);
    expect(story.when('SUBMIT', owing, { content: roster }).state.timeliness).toBe('LATE');
    expect(report().on('2022-09-11').when('SUBMIT', owing, { content: roster }).state.timeliness).toBe('LATE');
  });

  it('missing: not handed in when the period is closed; supplying it later does not change that', () => {
    const story = report().on('2022-09-30').when('DUE', clock).when('CLOSE_PERIOD', clock);
    expect(story.state).toMatchObject({ state: 'OWED', timeliness: 'MISSING' });
    story.when('SUBMIT', owing, { content: roster });
    expect(story.state).toMatchObject({ state: 'SUBMITTED', timeliness: 'MISSING' });
    expect(story.when('WITHDRAW', owing).state).toMatchObject({ state: 'DRAFTING', timeliness: 'MISSING' });
    expect(story.deadlines()).toEqual({});
  });

  it('the period is closed by the clock or the office, once, and not for what has come or is waived', () => {
    expect(report().when('CLOSE_PERIOD', office).state.timeliness).toBe('MISSING');
    expect(report().refusal('CLOSE_PERIOD', owing).code).toBe('NOT_YOUR_ROLE');
    expect(submitted().refusal('CLOSE_PERIOD', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(report().when('CLOSE_PERIOD', office).refusal('CLOSE_PERIOD', clock).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(report().when('WAIVE', office, { reason: 'x' }).refusal('CLOSE_PERIOD', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('a return does not make it late', () => {
    const story = submitted().when('RETURN', office, { reason: '电话有误' });
    expect(story.state).toMatchObject({ state: 'RETURNED', timeliness: 'TIMELY' });
    expect(story.on('2022-09-20').when('SUBMIT', owing, { content: roster }).state.timeliness).toBe('TIMELY');
  });

  it("a resubmission past the return's own date does", () => {
    const returned = () => submitted().when('RETURN', office, { reason: 'x', dueOn: '2022-09-15' });
    expect(returned().state.dueOn).toBe('2022-09-15');
    expect(returned().on('2022-09-15').when('SUBMIT', owing, { content: roster }).state.timeliness).toBe('TIMELY');
    expect(returned().on('2022-09-16').when('SUBMIT', owing, { content: roster }).state.timeliness).toBe('LATE');
    const incomplete = returned()
      .on('2022-09-16')
      .refusal('SUBMIT', owing, { content: { liaisons: [] } });
    expect(incomplete.code).toBe('ROSTER_INCOMPLETE');
  });

  it('what is taken back is decided by the next submission', () => {
    const story = submitted().when('WITHDRAW', owing);
    expect(story.state).toMatchObject({ state: 'DRAFTING', timeliness: 'PENDING' });
    expect(story.deadlines()).toEqual({ due: '2022-09-10' });
    expect(story.context.submissions[0]).toMatchObject({ outcome: 'WITHDRAWN' });
    expect(story.on('2022-09-12').when('SUBMIT', owing).state.timeliness).toBe('LATE');
    expect(story.when('WITHDRAW', owing).state.timeliness).toBe('OVERDUE');
    expect(story.deadlines()).toEqual({});
    expect(submitted({ closesOn: '2022-09-30' }).when('WITHDRAW', owing).deadlines()).toEqual({ due: '2022-09-10', close: '2022-09-30' });
  });

  it('but not once it was returned: the first submission stands', () => {
    const story = submitted()
      .when('RETURN', office, { reason: 'x' })
      .when('SUBMIT', owing, { content: roster })
      .on('2022-09-20')
      .when('WITHDRAW', owing);
    expect(story.state.timeliness).toBe('TIMELY');
  });

  it('is due by the clock only', () => {
    expect(report().refusal('DUE', office).code).toBe('NOT_YOUR_ROLE');
    expect(submitted().refusal('DUE', clock).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });
});

describe('dates that move', () => {
  it('MOVE_DUE follows the phase where the report hangs on its end', () => {
    const moving = () => report({ movesWithPhase: true });
    expect(moving().when('MOVE_DUE', engine, { dueOn: '2022-09-20' }).deadlines()).toEqual({ due: '2022-09-20' });
    const story = moving().on('2022-09-11').when('DUE', clock).when('MOVE_DUE', engine, { dueOn: '2022-09-20' });
    expect(story.state).toMatchObject({ dueOn: '2022-09-20', timeliness: 'PENDING' });
    expect(story.when('MOVE_DUE', engine, { dueOn: '2022-09-05' }).state.timeliness).toBe('OVERDUE');
    expect(story.deadlines()).toEqual({ due: null });
    const fixed = report().when('MOVE_DUE', engine, { dueOn: '2022-09-20' });
    expect(fixed.state.dueOn).toBe('2022-09-10');
    expect(fixed.effects).toEqual([]);
    expect(moving().when('MOVE_DUE', engine, {}).effects).toEqual([]);
  });

  it('a suspension shifts them', () => {
    const story = report({ closesOn: '2022-09-30' }).when('SUSPENDED', engine, { reason: 'x' });
    expect(story.state).toMatchObject({ state: 'SUSPENDED', closed: false });
    expect(story.deadlines()).toEqual({ due: null, close: null });
    expect(story.refusal('SUBMIT', owing, { content: roster }).code).toBe('CAMPAIGN_SUSPENDED');
    expect(story.refusal('WAIVE', office, { reason: 'x' }).code).toBe('CAMPAIGN_SUSPENDED');
    story.on('2022-09-05').when('RESUMED', engine, { days: 4 });
    expect(story.deadlines()).toEqual({ due: '2022-09-14', close: '2022-10-04' });
    expect(story.state).toMatchObject({ state: 'OWED', dueOn: '2022-09-14', timeliness: 'PENDING' });
    const late = report().on('2022-09-12').when('DUE', clock).when('SUSPENDED', engine).on('2022-09-15').when('RESUMED', engine, { days: 3 });
    expect(late.state.timeliness).toBe('OVERDUE');
    const returned = submitted()
      .when('RETURN', office, { reason: 'x', dueOn: '2022-09-15' })
      .when('SUSPENDED', engine)
      .when('RESUMED', engine, { days: 3 });
    expect(returned.state.dueOn).toBe('2022-09-18');
  });

  it('CLOSE ends what is open', () => {
    for (const story of [report(), report().when('SUSPENDED', engine)]) {
      story.when('CLOSE', engine, { reason: 'CAMPAIGN_CONCLUDED' });
      expect(story.state).toMatchObject({ state: 'CLOSED', closed: true });
      expect(story.refusal('SUBMIT', owing, { content: roster }).code).toBe('CAMPAIGN_OVER');
    }
    expect(acceptedReport().state.closed).toBe(true);
  });
});
