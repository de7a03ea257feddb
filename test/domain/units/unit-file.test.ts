import { parseUnitFile, unitRecords } from '../../../src/domain/units';
import type { UnitFileAnswer } from '../../../src/domain/units';
import { exampleRegister } from './example-registers';

function faults(answer: UnitFileAnswer): Array<[string, number, string]> {
  return answer.ok ? [] : answer.refused.map(({ code, line, field }) => [code, line, field]);
}

const always = { validFrom: null, validTo: null };

describe('the example registers', () => {
  it('hold together', () => {
    expect(exampleRegister('yunxi.json').units.length).toBeGreaterThan(40);
    expect(exampleRegister('qinghe.csv').units.length).toBe(29);
  });
});

describe('a JSON register file', () => {
  const file = (...units: object[]): UnitFileAnswer => parseUnitFile(JSON.stringify({ units }, null, 1), 'json');

  it('gives names, aliases, former names and parents with their days', () => {
    const answer = file({
      code: 'A',
      name: '甲市农业农村局',
      kind: 'DEPARTMENT',
      parent: '甲市人民政府',
      aliases: ['市农业农村局'],
      validFrom: '2001-01-01',
      formerNames: [{ name: '甲市农业局', validFrom: '2001-01-01', validTo: '2019-01-15' }],
      formerParents: [{ parent: '乙市人民政府', validTo: '2010-01-01' }],
    });
    expect(answer).toEqual({
      ok: true,
      units: [
        {
          code: 'A',
          kind: 'DEPARTMENT',
          line: 3,
          names: [
            { name: '甲市农业局', kind: 'OFFICIAL', validFrom: '2001-01-01', validTo: '2019-01-15' },
            { name: '甲市农业农村局', kind: 'OFFICIAL', validFrom: '2019-01-15', validTo: null },
            { name: '市农业农村局', kind: 'ALIAS', validFrom: '2001-01-01', validTo: null },
          ],
          parents: [
            { parent: '乙市人民政府', validFrom: null, validTo: '2010-01-01' },
            { parent: '甲市人民政府', validFrom: '2010-01-01', validTo: null },
          ],
        },
      ],
    });
  });

  it('needs a name and a kind only; the kind may be its Chinese label', () => {
    expect(file({ name: '甲局', kind: '局委办' })).toEqual({
      ok: true,
      units: [{ code: null, kind: 'DEPARTMENT', line: 3, names: [{ name: '甲局', kind: 'OFFICIAL', ...always }], parents: [] }],
    });
  });

  it('is refused with the line of the unit and the field', () => {
    const text =
      '{ "title": "a { b", "units": [\n { "name": "甲{局", "kind": "DEPARTMENT" },\n { "name": "",\n "kind": "DEPARTMENT" },\n { "name": "丙局", "kind": "DEPARTMENT", "alias": [] } ] }';
    expect(faults(parseUnitFile(text, 'json'))).toEqual([
      ['UNIT_FILE_SHAPE', 3, 'name'],
      ['UNIT_FILE_SHAPE', 5, ''],
    ]);
  });

  it('is refused for a kind or a date that is none', () => {
    expect(
      faults(
        file(
          { name: '甲局', kind: '公司' },
          { name: '乙局', kind: 'DEPARTMENT', validFrom: '2022-02-30' },
          { name: '丙局', kind: 'DEPARTMENT', formerNames: [{ name: '丁局', validTo: '2019年' }] },
        ),
      ).map(([code, , field]) => [code, field]),
    ).toEqual([
      ['UNIT_FILE_KIND_UNKNOWN', 'kind'],
      ['UNIT_FILE_DATE_INVALID', 'validFrom'],
      ['UNIT_FILE_DATE_INVALID', 'formerNames.0.validTo'],
    ]);
  });

  it('is refused for a code used twice', () => {
    expect(faults(file({ code: '1', name: '甲局', kind: 'DEPARTMENT' }, { code: '1', name: '乙局', kind: 'DEPARTMENT' }))).toEqual([
      ['UNIT_FILE_CODE_TWICE', 8, 'code'],
    ]);
  });

  it('is refused when it is no JSON, naming the line, or another JSON', () => {
    expect(faults(parseUnitFile('{\n "units": [\n {]\n}', 'json'))).toEqual([['UNIT_FILE_NOT_JSON', 3, '']]);
    expect(faults(parseUnitFile('[]', 'json'))).toEqual([['UNIT_FILE_SHAPE', 0, '']]);
    expect(faults(parseUnitFile('{"units":[]}', 'json'))).toEqual([['UNIT_FILE_SHAPE', 0, 'units']]);
  });
});

describe('a CSV register file', () => {
  const csv = (text: string): UnitFileAnswer => parseUnitFile(text, 'csv');

  it('is read with English or Chinese headings, in any order', () => {
    const english = csv('kind,name,code,parent,aliases,valid_from\nDEPARTMENT,甲局,1,,市甲局；甲,2019-01-01\nSECTION,一股,2,1,,\n');
    const chinese = csv('编码,名称,类型,上级,别名,生效日期\n1,甲局,局委办,,市甲局；甲,2019-01-01\n2,一股,股室,1,,\n');
    expect(english).toEqual(chinese);
    expect(english.ok && english.units).toEqual([
      {
        code: '1',
        kind: 'DEPARTMENT',
        line: 2,
        names: [
          { name: '甲局', kind: 'OFFICIAL', validFrom: '2019-01-01', validTo: null },
          { name: '市甲局', kind: 'ALIAS', validFrom: '2019-01-01', validTo: null },
          { name: '甲', kind: 'ALIAS', validFrom: '2019-01-01', validTo: null },
        ],
        parents: [],
      },
      { code: '2', kind: 'SECTION', line: 3, names: [{ name: '一股', kind: 'OFFICIAL', ...always }], parents: [{ parent: '1', ...always }] },
    ]);
  });

  it('may be what a spreadsheet saves: byte order mark, CRLF, quotes, blank lines, no last line end', () => {
    const answer = csv('\ufeffname,kind,aliases\r\n"甲""一"",局",DEPARTMENT,"一;\r\n二"\r\n,,\r\n\r\n乙局,DEPARTMENT,');
    expect(answer.ok && answer.units.map(({ names, line }) => [line, ...names.map(({ name }) => name)])).toEqual([
      [2, '甲"一",局', '一', '二'],
      [6, '乙局'],
    ]);
  });

  it('may leave out the fields at the end of a row, and have no more than the heading', () => {
    expect(csv('name,kind,parent\n甲局,DEPARTMENT').ok).toBe(true);
    expect(faults(csv('name,kind\n甲局,DEPARTMENT,1\n'))).toEqual([['UNIT_FILE_SHAPE', 2, '']]);
  });

  it('is refused with the line and the column, every fault at once', () => {
    expect(faults(csv('名称,类型,生效日期\n,局委办,\n乙局,公司,2019-13-01\n丙局,,\n'))).toEqual([
      ['UNIT_FILE_FIELD_MISSING', 2, '名称'],
      ['UNIT_FILE_KIND_UNKNOWN', 3, '类型'],
      ['UNIT_FILE_DATE_INVALID', 3, '生效日期'],
      ['UNIT_FILE_FIELD_MISSING', 4, '类型'],
    ]);
  });

  it('is refused for a heading that is missing or unknown', () => {
    expect(faults(csv('name,电话\n甲局,1\n'))).toEqual([
      ['UNIT_FILE_COLUMN_UNKNOWN', 1, '电话'],
      ['UNIT_FILE_COLUMN_MISSING', 1, 'kind'],
    ]);
  });

  it('is refused for a quotation mark never closed, or one in the middle of a field', () => {
    expect(faults(csv('name,kind\n甲局,DEPARTMENT\n"乙局,DEPARTMENT\n丙局,DEPARTMENT\n'))).toEqual([['UNIT_FILE_NOT_CSV', 3, '']]);
    expect(faults(csv('name,kind\n"甲"局,DEPARTMENT\n'))).toEqual([['UNIT_FILE_NOT_CSV', 2, '']]);
  });
});

describe('a file with nothing in it', () => {
  it.each([
    ['', 'json'],
    [' \n', 'csv'],
    ['\ufeff', 'csv'],
    ['name,kind\n', 'csv'],
  ] as const)('%j is refused', (text, format) => expect(faults(parseUnitFile(text, format))).toEqual([['UNIT_FILE_EMPTY', 0, '']]));
});

describe('records from a file', () => {
  const units = (text: string) => {
    const answer = parseUnitFile(text, 'csv');
    if (!answer.ok) throw new Error(JSON.stringify(answer.refused));
    return answer.units;
  };

  it('have parents by code, by official name, or among the units known before', () => {
    const known = [
      { id: 'k', code: 'K', kind: 'GOVERNMENT' as const, names: [{ name: '甲市人民政府', kind: 'OFFICIAL' as const, ...always }], parents: [] },
    ];
    const answer = unitRecords(
      units('code,name,kind,parent\n1,甲局,局委办,甲市人民政府\n2,一股,股室,甲局\n3,二股,股室,1\n4,乙局,局委办,K\n'),
      (_, i) => `n${i}`,
      known,
    );
    expect(answer.ok && answer.records.map(({ id, parents }) => [id, parents[0]?.parentId])).toEqual([
      ['n0', 'k'],
      ['n1', 'n0'],
      ['n2', 'n0'],
      ['n3', 'k'],
    ]);
  });

  it('are refused for a parent nobody knows, or a name that several bear', () => {
    const answer = unitRecords(units('name,kind,parent\n甲局,局委办,\n甲局,局委办,\n一股,股室,甲局\n二股,股室,丙局\n'), (_, i) => `n${i}`);
    expect(!answer.ok && answer.refused.map(({ code, line }) => [code, line])).toEqual([
      ['UNIT_FILE_PARENT_AMBIGUOUS', 4],
      ['UNIT_FILE_PARENT_UNKNOWN', 5],
    ]);
  });
});
