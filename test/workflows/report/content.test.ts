import type { ReportContentKind } from '../../../workflows';
import { engine, leader, office, owing } from '../support/people';
import { acceptedReport, report, reportOf, roster, submitted } from '../support/reports';

describe('SAVE_DRAFT and SUBMIT', () => {
  it('keeps what is written so far and hands it in', () => {
    const story = report().when('SAVE_DRAFT', owing, { content: { liaisons: [] } });
    expect(story.state.state).toBe('DRAFTING');
    expect(story.refusal('SUBMIT', owing).code).toBe('ROSTER_INCOMPLETE');
    story.when('SAVE_DRAFT', owing, { content: roster }).when('SUBMIT', owing);
    expect(story.context.submissions).toEqual([
      {
        on: '2022-09-01',
        at: '2022-09-01T02:00:00.000Z',
        account: 'account-of-market',
        zero: false,
        content: roster,
        outcome: null,
        outcomeOn: null,
        reason: null,
      },
    ]);
  });

  it('is for the unit that owes it, with something in it', () => {
    expect(report().refusal('SUBMIT', office, { content: roster }).code).toBe('NOT_YOUR_ROLE');
    expect(report().refusal('SUBMIT', owing).code).toBe('CONTENT_MISSING');
    expect(report().refusal('SAVE_DRAFT', owing).code).toBe('INPUT_REQUIRED');
    expect(report().refusal('SUBMIT', owing, { content: 'text' }).code).toBe('INPUT_INVALID');
    expect(submitted().refusal('SUBMIT', owing, { content: roster }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it.each<[ReportContentKind, Record<string, unknown>, Record<string, unknown>, string]>([
    ['LIAISON_ROSTER', roster, { liaisons: [{ name: '某某', phone: ' ' }] }, 'ROSTER_INCOMPLETE'],
    ['LIAISON_ROSTER', roster, { liaisons: '某某' }, 'ROSTER_INCOMPLETE'],
    ['LIAISON_ROSTER', roster, { liaisons: [null] }, 'ROSTER_INCOMPLETE'],
    ['IMPLEMENTATION_PLAN', { text: '方案' }, { text: ' ' }, 'CONTENT_MISSING'],
    ['IMPLEMENTATION_PLAN', { documents: ['file-1'] }, { documents: [] }, 'CONTENT_MISSING'],
    ['FINAL_SUMMARY', { text: '总结' }, {}, 'CONTENT_MISSING'],
    ['NARRATIVE', { text: '小结' }, { text: null }, 'CONTENT_MISSING'],
    ['STATISTICS', { figures: { '7': [3, 2] } }, { figures: {} }, 'CONTENT_MISSING'],
    ['STATISTICS', { figures: [{ indicator: 7 }] }, { figures: null }, 'CONTENT_MISSING'],
  ])('%s is complete or not', (reportKind, whole, lacking, code) => {
    expect(report({ reportKind }).when('SUBMIT', owing, { content: whole }).state.state).toBe('SUBMITTED');
    expect(report({ reportKind }).refusal('SUBMIT', owing, { content: lacking }).code).toBe(code);
  });

  it('zero reports are for figures and narratives only', () => {
    for (const reportKind of ['STATISTICS', 'NARRATIVE'] as const) {
      const story = report({ reportKind }).when('SUBMIT', owing, { zero: true });
      expect(story.state).toMatchObject({ state: 'SUBMITTED', timeliness: 'TIMELY' });
      expect(story.context.submissions[0]).toMatchObject({ zero: true, content: null });
      expect(report({ reportKind }).refusal('SUBMIT', owing, { zero: true, content: { text: 'x' } }).code).toBe('ZERO_WITH_CONTENT');
    }
    for (const reportKind of ['LIAISON_ROSTER', 'IMPLEMENTATION_PLAN', 'FINAL_SUMMARY'] as const)
      expect(report({ reportKind }).refusal('SUBMIT', owing, { zero: true })).toMatchObject({
        code: 'ZERO_REPORT_NOT_ALLOWED',
        reasons: [{ data: { reportKind } }],
      });
  });
});

describe('RETURN, ACCEPT and REOPEN', () => {
  it('returns with a reason, and can be written and handed in again', () => {
    const story = submitted().when('RETURN', office, { reason: '电话有误' });
    expect(story.context.submissions[0]).toMatchObject({ outcome: 'RETURNED', reason: '电话有误' });
    expect(story.row('market')).toMatchObject({ mustAct: true });
    story.when('SAVE_DRAFT', owing, { content: roster }).when('SUBMIT', owing).when('ACCEPT', office);
    expect(story.state).toMatchObject({ state: 'ACCEPTED', closed: true });
    expect(submitted().refusal('RETURN', office).code).toBe('REASON_REQUIRED');
    expect(submitted().refusal('RETURN', office, { reason: 'x', dueOn: '2022-08-31' }).code).toBe('DATE_IN_PAST');
    expect(submitted().refusal('ACCEPT', owing).code).toBe('NOT_YOUR_ROLE');
    expect(report().refusal('ACCEPT', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(report().refusal('RETURN', leader, { reason: 'x' }).code).toBe('NOT_YOUR_ROLE');
  });

  it('a correction after acceptance keeps both values', () => {
    const story = acceptedReport().when('REOPEN', office, { reason: '人员变动', dueOn: '2022-09-20' });
    expect(story.signals()).toEqual(['REPORT_REOPENED']);
    expect(story.state).toMatchObject({ state: 'DRAFTING', timeliness: 'TIMELY', dueOn: '2022-09-20', closed: false });
    const corrected = { liaisons: [{ name: '新联络员', phone: '1' }] };
    story.when('SUBMIT', owing, { content: corrected }).when('ACCEPT', office);
    expect(story.context.submissions).toMatchObject([
      { content: roster, outcome: 'REOPENED', reason: '人员变动' },
      { content: corrected, outcome: 'ACCEPTED' },
    ]);
    expect(acceptedReport().refusal('REOPEN', office, { reason: 'x' }, { campaignStanding: 'OVER' }).code).toBe('CAMPAIGN_OVER');
    expect(acceptedReport().refusal('REOPEN', office, { reason: 'x' }, { campaignStanding: 'SUSPENDED' }).code).toBe('CAMPAIGN_SUSPENDED');
    expect(acceptedReport().refusal('REOPEN', office, { reason: 'x', dueOn: '2022-08-20' }).code).toBe('DATE_IN_PAST');
  });
});

describe('WAIVE', () => {
  it('ends what is owed, for the office or when the unit leaves', () => {
    for (const story of [
      report(),
      submitted(),
      submitted().when('RETURN', office, { reason: 'x' }),
      report().when('SAVE_DRAFT', owing, { content: {} }),
    ]) {
      story.when('WAIVE', engine, { reason: 'UNIT_LEFT' });
      expect(story.state).toMatchObject({ state: 'WAIVED', closed: true });
      expect(story.row('market')).toMatchObject({ active: false, mustAct: false });
      expect(story.context.waived).toEqual({ on: '2022-09-01', reason: 'UNIT_LEFT' });
      expect(story.deadlines()).toEqual({ due: null, close: null });
      expect(story.refusal('SUBMIT', owing, { content: roster }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    }
    expect(report().when('WAIVE', office, { reason: '机构撤并' }).state.state).toBe('WAIVED');
    expect(report().refusal('WAIVE', office).code).toBe('REASON_REQUIRED');
    expect(report().refusal('WAIVE', owing, { reason: 'x' }).code).toBe('NOT_YOUR_ROLE');
    expect(report().when('SUSPENDED', engine).when('WAIVE', engine, { reason: 'UNIT_LEFT' }).state.state).toBe('WAIVED');
  });

  it('is created by the engine only', () => {
    expect(report().refusal('OWE', office, { definition: reportOf() }).code).toBe('NOT_YOUR_ROLE');
  });
});
