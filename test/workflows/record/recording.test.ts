import { caseFields, readAs, record, type RecordStory } from '../support/records';
import { clock, leader, office, outsider, owing, recording, supervisor } from '../support/people';

const because = { reason: '录入有误' };
const correction = { fields: [{ column: '结案日期', value: '2022-10-20' }], ...because };
const corrected = (story: RecordStory, fields: Parameters<typeof readAs>[0]): RecordStory =>
  story.when('CORRECT', recording, correction, readAs(fields));

describe('a record', () => {
  it('stands under its number, on its day, and is seen by its unit and those that answer for it', () => {
    const { state } = record();
    expect(state).toMatchObject({ state: 'RECORDED', number: '石市监立〔2022〕12号', title: '案件台账 石市监立〔2022〕12号', ordinal: 20220914 });
    expect(state.participants.map(({ unit, role, active }) => [unit, role, active])).toEqual([
      ['market-branch', 'RECORDING', true],
      ['market', 'RECORDING', true],
    ]);
  });

  it('is not shown to a unit that takes no part, only to those above that do', () => {
    expect(record({ takesPart: false }).state.participants.map(({ unit }) => unit)).toEqual(['market']);
  });

  it('is nobody’s work: it lies in no inbox and is waited for by nobody', () => {
    for (const story of [record(), record().when('STRIKE', office, because)]) {
      expect(story.state.participants.filter(({ mustAct }) => mustAct)).toEqual([]);
      expect(story.state.closed).toBe(true);
      expect(story.effects).toEqual([]);
    }
  });

  it('is corrected by its unit or the office, for a reason, and keeps what it said', () => {
    const story = corrected(record().on('2022-10-21'), { 结案日期: '2022-10-20', 案值: 1.5 });
    expect(story.context.fields).toEqual(caseFields({ 结案日期: '2022-10-20', 案值: 1.5 }));
    expect(story.context.corrections).toEqual([
      {
        ...{ on: '2022-10-21', account: 'account-of-market-branch', reason: '录入有误' },
        changes: [
          { column: '案值', was: 1.2, is: 1.5 },
          { column: '结案日期', was: null, is: '2022-10-20' },
        ],
      },
    ]);
    expect(record().when('CORRECT', office, correction, readAs({ 案值: 2 })).context.fields['案值']).toBe(2);
    expect(record().refusal('CORRECT', recording, { fields: [] }, readAs({ 案值: 2 })).code).toBe('REASON_REQUIRED');
  });

  it('moves to another day when its day is corrected', () => {
    expect(corrected(record(), { 立案日期: '2022-08-31' }).state.ordinal).toBe(20220831);
  });

  it('keeps its number and its unit', () => {
    expect(record().refusal('CORRECT', recording, correction, readAs({ 文书编号: '另一编号' }))).toMatchObject({
      code: 'RECORD_IDENTITY_STAYS',
      reasons: [{ data: { columns: ['文书编号'] } }],
    });
    // Said again, it is no correction of it.
    expect(corrected(record(), { 文书编号: '石市监立〔2022〕12号', 案值: 3 }).context.corrections[0]?.changes).toEqual([
      { column: '案值', was: 1.2, is: 3 },
    ]);
  });

  it('is not corrected by what is wrong, nor by nothing', () => {
    const faults = [{ code: 'RECORD_FIELD_NO_DATE', column: '结案日期', message: { zh: '日期有误', en: 'no date' }, data: {} }];
    expect(record().refusal('CORRECT', recording, correction, { recordFields: { fields: {}, faults }, campaignStanding: 'RUNNING' })).toMatchObject({
      code: 'RECORD_FAULTY',
      reasons: [{ data: { faults } }],
    });
    expect(record().refusal('CORRECT', recording, correction, readAs({ 案值: 1.2 })).code).toBe('NOTHING_CORRECTED');
    expect(record().refusal('CORRECT', recording, correction, readAs({})).code).toBe('NOTHING_CORRECTED');
  });

  it('is struck for a reason, and restored for another; both stay on record', () => {
    const struck = record().on('2022-10-21').when('STRIKE', recording, { reason: '重复登记' });
    expect(struck.state.state).toBe('STRUCK');
    expect(struck.refusal('CORRECT', recording, correction, readAs({ 案值: 2 })).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(struck.refusal('STRIKE', recording, because).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    const restored = struck.on('2022-10-22').when('RESTORE', office, { reason: '并非重复' });
    expect(restored.state.state).toBe('RECORDED');
    expect(restored.context.strikes).toEqual([
      {
        ...{ on: '2022-10-21', account: 'account-of-market-branch', reason: '重复登记' },
        restored: { on: '2022-10-22', account: 'account-of-office', reason: '并非重复' },
      },
    ]);
    expect(record().refusal('RESTORE', office, because).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(record().refusal('STRIKE', office).code).toBe('REASON_REQUIRED');
  });

  it.each([
    ['leader', leader],
    ['supervisor', supervisor],
    ['unit that owes a report', owing],
    ['clock', clock],
    ['stranger', outsider('tax')],
  ])('is not the business of a %s', (_who, by) => {
    expect(record().refusal('CORRECT', by, correction, readAs({ 案值: 2 })).code).toBe('NOT_YOUR_ROLE');
    expect(record().refusal('STRIKE', by, because).code).toBe('NOT_YOUR_ROLE');
  });

  it('goes on while the campaign is suspended, and rests when it is over', () => {
    for (const [type, input] of [
      ['CORRECT', correction],
      ['STRIKE', because],
    ] as const) {
      const facts = readAs({ 案值: 2 });
      expect(record().when(type, recording, input, { ...facts, campaignStanding: 'SUSPENDED' }).accepted).toHaveLength(2);
      expect(record().refusal(type, recording, input, { ...facts, campaignStanding: 'OVER' }).code).toBe('CAMPAIGN_OVER');
    }
    expect(record().when('STRIKE', office, because).refusal('RESTORE', office, because, { campaignStanding: 'OVER' }).code).toBe('CAMPAIGN_OVER');
  });
});
