import { clock, engine, leader, office, outsider, owing } from '../support/people';
import { difference, differenceOf, standsNow, type DifferenceStory } from '../support/differences';

const answer = { answer: 'RECORDS_ARE_WRONG', text: '台账漏录2件' };
const told = ({ effects }: DifferenceStory) =>
  effects.flatMap((effect) => (effect.effect === 'TELL' ? [[effect.message, effect.units, effect.data] as const] : []));

describe('a question about a difference', () => {
  it('lies with the unit that owes the report, by a date', () => {
    const story = difference();
    expect(story.state).toMatchObject({
      state: 'ASKED',
      title: '9月统计表：与台账不一致',
      dueOn: '2022-10-12',
      timeliness: 'PENDING',
      closed: false,
    });
    expect(story.row('market')).toEqual({ unit: 'market', role: 'OWING', state: 'ASKED', mustAct: true, active: true, dueOn: '2022-10-12' });
    expect(story.row('office')).toMatchObject({ role: 'REVIEWER', mustAct: false });
    expect(story.deadlines()).toEqual({ due: '2022-10-12' });
    expect(told(story)).toEqual([['DIFFERENCE_ASKED', ['market'], { dueOn: '2022-10-12', message: '报表比台账多3件，请核实。' }]]);
  });

  it('may have no date, and is never overdue then', () => {
    const story = difference({ dueOn: null });
    expect(story.deadlines()).toEqual({});
    expect(story.state).toMatchObject({ dueOn: null, timeliness: null });
  });

  it('is asked by the office alone', () => {
    const story = difference();
    const asked = story.event('ASK', leader, { definition: differenceOf() });
    expect(story.law.events['ASK']?.who).toEqual(['COORDINATOR']);
    expect(story.decide(asked)).toMatchObject({ outcome: 'refused', code: 'NOT_YOUR_ROLE' });
  });

  it('is answered by the unit, and what stood then is kept with the answer', () => {
    const story = difference().on('2022-10-10').when('ANSWER', owing, answer);
    expect(story.state).toMatchObject({ state: 'ANSWERED', dueOn: null, timeliness: null, closed: false });
    expect(story.context.rounds).toEqual([
      {
        ...{ on: '2022-10-08', account: 'account-of-office', question: '报表比台账多3件，请核实。', dueOn: '2022-10-12' },
        answer: { on: '2022-10-10', account: 'account-of-market', ...answer, stood: standsNow },
      },
    ]);
    expect([story.row('market')?.mustAct, story.row('office')?.mustAct]).toEqual([false, true]);
    expect(story.deadlines()).toEqual({ due: null });
    expect(told(story)).toEqual([['DIFFERENCE_ANSWERED', ['office'], { dueOn: '2022-10-12', answer: 'RECORDS_ARE_WRONG' }]]);
    // What was asked about stays as it was when it was asked.
    expect(story.definition).toEqual(differenceOf());
  });

  it('is answered with one of the answers, in words, and by nobody else', () => {
    expect(difference().refusal('ANSWER', owing, { answer: 'OTHER' })).toMatchObject({
      code: 'INPUT_REQUIRED',
      reasons: [{ data: { field: 'text' } }],
    });
    expect(difference().refusal('ANSWER', owing, { answer: 'NOBODY', text: '不知' }).code).toBe('INPUT_INVALID');
    expect(difference().refusal('ANSWER', owing, { text: '不知' }).code).toBe('INPUT_REQUIRED');
    expect(difference().refusal('ANSWER', office, answer).code).toBe('NOT_YOUR_ROLE');
    expect(difference().refusal('ANSWER', outsider('police'), answer).code).toBe('NOT_YOUR_ROLE');
    expect(difference().when('ANSWER', owing, answer).refusal('ANSWER', owing, answer).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('is asked again where the answer does not explain it, with a new date', () => {
    const story = difference().when('ANSWER', owing, answer).when('ASK_AGAIN', office, { question: '请附明细', dueOn: '2022-10-20' });
    expect(story.state).toMatchObject({ state: 'ASKED', dueOn: '2022-10-20', timeliness: 'PENDING' });
    expect(story.context.rounds.map(({ question, answer: said }) => [question, said?.answer ?? null])).toEqual([
      ['报表比台账多3件，请核实。', 'RECORDS_ARE_WRONG'],
      ['请附明细', null],
    ]);
    expect(story.deadlines()).toEqual({ due: '2022-10-20' });
    expect(told(story)).toEqual([['DIFFERENCE_ASKED', ['market'], { dueOn: '2022-10-20', message: '请附明细' }]]);
    expect(story.when('ANSWER', owing, { answer: 'OTHER', text: '已附' }).context.rounds[0]?.answer?.text).toBe('台账漏录2件');
  });

  it('is not asked again before it is answered, by others, for yesterday, or without words', () => {
    const again = { question: '请附明细' };
    expect(difference().refusal('ASK_AGAIN', office, again).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    const answered = (): DifferenceStory => difference().when('ANSWER', owing, answer);
    expect(answered().refusal('ASK_AGAIN', owing, again).code).toBe('NOT_YOUR_ROLE');
    expect(answered().refusal('ASK_AGAIN', office).code).toBe('INPUT_REQUIRED');
    expect(answered().refusal('ASK_AGAIN', office, { ...again, dueOn: '2022-10-07' })).toMatchObject({
      ...{ code: 'DATE_IN_PAST', reasons: [{ data: { dueOn: '2022-10-07' } }] },
    });
    expect(answered().when('ASK_AGAIN', office, { ...again, dueOn: '2022-10-08' }).state.dueOn).toBe('2022-10-08');
  });

  it('is settled by the office, and what stood then is kept', () => {
    const story = difference().when('ANSWER', owing, answer).on('2022-10-11').when('SETTLE', office, { note: '已补录' });
    expect(story.state).toMatchObject({ state: 'SETTLED', closed: true });
    expect(story.context.settled).toEqual({ on: '2022-10-11', account: 'account-of-office', note: '已补录', stood: standsNow });
    expect(told(story)).toEqual([['DIFFERENCE_SETTLED', ['market'], { dueOn: '2022-10-12', message: '已补录' }]]);
    expect(difference().when('ANSWER', owing, answer).when('SETTLE', office).context.settled?.note).toBeNull();
    expect(story.refusal('ASK_AGAIN', office, { question: '?' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('is not settled before there is an answer, nor by the unit', () => {
    expect(difference().refusal('SETTLE', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(difference().when('ANSWER', owing, answer).refusal('SETTLE', owing).code).toBe('NOT_YOUR_ROLE');
  });

  it('is withdrawn for a reason, answered or not', () => {
    const story = difference().when('WITHDRAW', office, { reason: '重复提请' });
    expect(story.state).toMatchObject({ state: 'WITHDRAWN', closed: true, dueOn: null });
    expect(story.row('market')).toMatchObject({ mustAct: false, active: true });
    expect(story.deadlines()).toEqual({ due: null });
    expect(told(story)).toEqual([['DIFFERENCE_WITHDRAWN', ['market'], { dueOn: '2022-10-12', reason: '重复提请' }]]);
    expect(difference().when('ANSWER', owing, answer).when('WITHDRAW', office, { reason: '重复提请' }).state.state).toBe('WITHDRAWN');
    expect(difference().refusal('WITHDRAW', office).code).toBe('REASON_REQUIRED');
    expect(difference().refusal('WITHDRAW', owing, { reason: '不想答' }).code).toBe('NOT_YOUR_ROLE');
    expect(story.refusal('ANSWER', owing, answer).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('reminds both once when the date has passed, and can be answered all the same', () => {
    const story = difference().on('2022-10-13').when('DUE', clock);
    expect(story.state).toMatchObject({ state: 'ASKED', timeliness: 'OVERDUE' });
    expect(told(story)).toEqual([['DIFFERENCE_OVERDUE', ['market', 'office'], { dueOn: '2022-10-12' }]]);
    expect(story.deadlines()).toEqual({});
    const again = story.when('ANSWER', owing, answer).when('ASK_AGAIN', office, { question: '请附明细', dueOn: '2022-10-20' });
    expect(again.state.timeliness).toBe('PENDING');
    expect(difference().refusal('DUE', engine).code).toBe('NOT_YOUR_ROLE');
    expect(difference().when('ANSWER', owing, answer).refusal('DUE', clock).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });
});
