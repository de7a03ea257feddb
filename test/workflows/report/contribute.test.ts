import { reportLaw, TALLY_COUNTS, type Contribution, type ReportDefinition } from '../../../workflows';
import { clock, engine, office, owing } from '../support/people';
import { report, reportOf, roster, type ReportStory } from '../support/reports';

const SEPTEMBER = { key: '2022-09', start: '2022-09-01', end: '2022-09-30' };
const statistics = (more: Partial<ReportDefinition> = {}): ReportStory =>
  report({ reportKind: 'STATISTICS', period: SEPTEMBER, dueOn: '2022-09-24', closesOn: '2022-09-30', ...more });
const content = (...rows: [number, (number | null)[]][]) => ({ figures: rows.map(([indicator, values]) => ({ indicator, values })) });
const handedIn = (): ReportStory => statistics().when('SUBMIT', owing, { content: content([1, [12]], [7, [3, 4.5]]) });

const of = ({ definition, snapshot }: ReportStory): Contribution[] => reportLaw.contribute?.(definition, snapshot as never) ?? [];
const one = (story: ReportStory): Contribution => {
  const [first, ...others] = of(story);
  expect(others).toEqual([]);
  if (!first) throw new Error('It contributes nothing');
  return first;
};

describe('what a report contributes', () => {
  test('is owed from the first moment, for its unit, rule and period', () => {
    expect(one(statistics())).toEqual({ source: 'REPORTED', rule: 'rule-1', unit: 'market', period: SEPTEMBER, counts: { expected: 1 }, cells: {} });
  });

  test('is its figures, cell by cell, from the moment it is handed in', () => {
    expect(one(handedIn())).toMatchObject({ counts: { expected: 1, submitted: 1, timely: 1 }, cells: { 1: 12, '7.1': 3, '7.2': 4.5 } });
    expect(one(handedIn().when('ACCEPT', office)).counts).toEqual({ expected: 1, submitted: 1, accepted: 1, timely: 1 });
  });

  test('leaves out what is not written and what is no number; the first row of an indicator counts', () => {
    const story = statistics().when('SUBMIT', owing, {
      content: { figures: [{ indicator: 1, values: [null] }, { indicator: 2, values: [0] }, { indicator: 2, values: [9] }, { indicator: 3 }, null] },
    });
    expect(one(story).cells).toEqual({ 2: 0 });
  });

  test('keeps a zero report apart from one that is not there', () => {
    const zero = statistics().when('SUBMIT', owing, { zero: true });
    expect(one(zero)).toMatchObject({ counts: { expected: 1, submitted: 1, timely: 1, zero: 1 }, cells: {} });
  });

  test('counts overdue, late and missing apart', () => {
    const overdue = statistics().on('2022-09-25').when('DUE', clock);
    expect(one(overdue).counts).toEqual({ expected: 1, overdue: 1 });
    expect(one(overdue.when('SUBMIT', owing, { content: content([1, [1]]) })).counts).toEqual({ expected: 1, submitted: 1, late: 1 });
    const missing = statistics().on('2022-09-30').when('DUE', clock).when('CLOSE_PERIOD', clock);
    expect(one(missing).counts).toEqual({ expected: 1, missing: 1 });
    expect(one(missing.when('SUBMIT', owing, { content: content([1, [1]]) })).counts).toEqual({ expected: 1, submitted: 1, missing: 1 });
  });

  test('takes the figures back with a return and with a withdrawal, and remembers the return', () => {
    const returned = handedIn().when('RETURN', office, { reason: '有误' });
    expect(one(returned)).toMatchObject({ counts: { expected: 1, timely: 1, returned: 1 }, cells: {} });
    const again = returned.when('SUBMIT', owing, { content: content([1, [11]]) });
    expect(one(again)).toMatchObject({ counts: { expected: 1, submitted: 1, timely: 1, returned: 1 }, cells: { 1: 11 } });
    expect(one(handedIn().when('WITHDRAW', owing))).toMatchObject({ counts: { expected: 1 }, cells: {} });
  });

  test('goes on counting what was accepted until a correction is handed in, and again when that is returned', () => {
    const reopened = handedIn().when('ACCEPT', office).when('REOPEN', office, { reason: '更正' });
    expect(one(reopened)).toMatchObject({ counts: { expected: 1, submitted: 1, accepted: 1, timely: 1 }, cells: { 1: 12 } });
    const corrected = reopened.when('SUBMIT', owing, { content: content([1, [13]]) });
    expect(one(corrected)).toMatchObject({ counts: { expected: 1, submitted: 1, timely: 1 }, cells: { 1: 13 } });
    expect(one(corrected.when('RETURN', office, { reason: '仍有误' }))).toMatchObject({ counts: { accepted: 1, returned: 1 }, cells: { 1: 12 } });
  });

  test('is nothing once it is waived, and nothing of what was not due when the campaign ended', () => {
    expect(of(handedIn().when('WAIVE', office, { reason: '并入上级' }))).toEqual([]);
    expect(of(statistics().when('CLOSE', engine))).toEqual([]);
    expect(one(statistics().on('2022-09-25').when('DUE', clock).when('CLOSE', engine)).counts).toEqual({ expected: 1, overdue: 1 });
    expect(one(handedIn().when('CLOSE', engine)).counts).toEqual({ expected: 1, submitted: 1, timely: 1 });
  });

  test('of what is owed once belongs to the day by which it is due, wherever that moves', () => {
    const once = report({ movesWithPhase: true });
    expect(one(once).period).toEqual({ key: 'ONCE', start: '2022-09-10', end: '2022-09-10' });
    expect(one(once.when('MOVE_DUE', engine, { dueOn: '2022-10-08' })).period.end).toBe('2022-10-08');
    expect(one(once.when('SUBMIT', owing, { content: roster })).cells).toEqual({});
  });

  test('is never more than one of each count', () => {
    for (const story of [handedIn(), statistics(), handedIn().when('RETURN', office, { reason: 'x' })])
      for (const name of TALLY_COUNTS) expect([0, 1]).toContain(one(story).counts[name] ?? 0);
    expect(reportOf().rule).toBe('rule-1');
  });
});
