import fc from 'fast-check';
import type { RecordColumn } from '../../../src/domain/plan/records-model';
import { dayIn, LONGEST_FIELD, readField, type GivenValue } from '../../../src/domain/records/read-field';

const column = (given: Partial<RecordColumn>): RecordColumn => ({ name: '栏', kind: 'TEXT', required: false, decimals: null, choices: [], ...given });
const text = (said: string): GivenValue => ({ kind: 'TEXT', text: said });
const number = (value: number): GivenValue => ({ kind: 'NUMBER', value });
const units = (name: string) =>
  name === '市公安局' ? ({ ok: true, unit: 'police' } as const) : ({ ok: false, code: 'RECORD_UNIT_UNKNOWN' } as const);
const read = (of: Partial<RecordColumn>, given: GivenValue) => readField(column(of), given, units);
const fault = (of: Partial<RecordColumn>, given: GivenValue): string => {
  const answer = read(of, given);
  return answer.ok ? `accepted ${String(answer.value)}` : answer.code;
};

describe('a column', () => {
  test.each<[Partial<RecordColumn>, GivenValue, string | number | null]>([
    [{ kind: 'TEXT' }, text(' 石市监立〔2022〕12号 '), '石市监立〔2022〕12号'],
    [{ kind: 'TEXT' }, number(20220012), '20220012'],
    [{ kind: 'TEXT' }, text('   '), null],
    [{ kind: 'TEXT' }, { kind: 'NOTHING' }, null],
    [{ kind: 'DATE' }, text('２０２２年9月5日'), '2022-09-05'],
    [{ kind: 'DATE' }, { kind: 'DATE', text: '2022-09-14' }, '2022-09-14'],
    [{ kind: 'INTEGER' }, text('１２'), 12],
    [{ kind: 'INTEGER' }, number(0), 0],
    [{ kind: 'DECIMAL' }, text('1,200.50'), 1200.5],
    [{ kind: 'DECIMAL', decimals: 4 }, number(0.1234), 0.1234],
    [{ kind: 'CHOICE', choices: ['处罚', '移送'] }, text('移 送'), '移送'],
    [{ kind: 'UNIT' }, text(' 市公安局 '), 'police'],
  ])('%j takes %j as %j', (of, given, value) => {
    expect(read(of, given)).toEqual({ ok: true, value });
  });

  test.each<[Partial<RecordColumn>, GivenValue, string]>([
    [{ kind: 'TEXT', required: true }, text('　'), 'RECORD_FIELD_REQUIRED'],
    [{ kind: 'DATE', required: true }, { kind: 'NOTHING' }, 'RECORD_FIELD_REQUIRED'],
    [{ kind: 'TEXT' }, text('长'.repeat(LONGEST_FIELD + 1)), 'RECORD_FIELD_TOO_LONG'],
    [{ kind: 'TEXT' }, { kind: 'OTHER', text: '#REF!' }, 'RECORD_FIELD_NO_TEXT'],
    [{ kind: 'DATE' }, text('2022-02-30'), 'RECORD_FIELD_NO_DATE'],
    [{ kind: 'DATE' }, number(44818), 'RECORD_FIELD_NO_DATE'],
    [{ kind: 'DATE' }, { kind: 'OTHER', text: '#N/A' }, 'RECORD_FIELD_NO_DATE'],
    [{ kind: 'INTEGER' }, text('1.5万'), 'RECORD_FIELD_NO_NUMBER'],
    [{ kind: 'INTEGER' }, { kind: 'DATE', text: '2022-09-14' }, 'RECORD_FIELD_NO_NUMBER'],
    [{ kind: 'INTEGER' }, number(1.5), 'RECORD_FIELD_TOO_MANY_DECIMALS'],
    [{ kind: 'DECIMAL' }, text('1.234'), 'RECORD_FIELD_TOO_MANY_DECIMALS'],
    [{ kind: 'DECIMAL' }, number(1234567890123456), 'RECORD_FIELD_TOO_MANY_DIGITS'],
    [{ kind: 'DECIMAL' }, number(-1), 'RECORD_FIELD_NEGATIVE'],
    [{ kind: 'CHOICE', choices: ['处罚'] }, text('罚'), 'RECORD_FIELD_NOT_OFFERED'],
    [{ kind: 'UNIT' }, text('某局'), 'RECORD_UNIT_UNKNOWN'],
  ])('%j refuses %j: %s', (of, given, code) => {
    expect(fault(of, given)).toBe(code);
  });
});

describe('a day', () => {
  it.each(['2022-09-14', '2022/9/14', '2022.9.14', '2022年9月14日', '20220914', ' 2022-09-14 '])('is read from %s', (said) => {
    expect(dayIn(said)).toBe('2022-09-14');
  });

  it.each(['', '9月14日', '2022-13-01', '2022-00-10', '22-09-14', '2022-09', '2022-9-1x', '昨天'])('is not read from %j', (said) => {
    expect(dayIn(said)).toBeNull();
  });

  it('is read from every day that there is, however it is written', () => {
    const anyDay = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 10));
    fc.assert(
      fc.property(anyDay, fc.constantFrom('-', '/', '.'), (on, between) => {
        const [year, month, day] = on.split('-').map(Number);
        expect(dayIn([year, month, day].join(between))).toBe(on);
        expect(dayIn(`${year}年${month}月${day}日`)).toBe(on);
      }),
    );
  });
});
