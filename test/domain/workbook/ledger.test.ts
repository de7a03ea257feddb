import { recordKindSchema } from '../../../src/domain/plan/records-model';
import {
  addressOf,
  ledgerIdentityRows,
  MOST_LEDGER_ROWS,
  readLedger,
  type RawCell,
  type RawSheet,
  type RawWorkbook,
} from '../../../src/domain/workbook';

const kind = recordKindSchema.parse({
  key: 'cases',
  title: '案件台账',
  columns: [
    { name: '文书编号', kind: 'TEXT', required: true },
    { name: '立案日期', kind: 'DATE', required: true },
    { name: '案值（万元）', kind: 'DECIMAL' },
  ],
  identity: '文书编号',
  dateColumn: '立案日期',
});

const text = (said: string): RawCell => ({ kind: 'TEXT', text: said, calculated: false });
const sheetOf = (name: string, rows: readonly (readonly (string | RawCell | null)[])[]): RawSheet => {
  const cells = new Map<string, RawCell>();
  rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      if (cell !== null) cells.set(addressOf({ row: r + 1, column: c + 1 }), typeof cell === 'string' ? text(cell) : cell);
    }),
  );
  return { name, cells, merges: [] };
};
const read = (...sheets: RawSheet[]) => readLedger({ sheets } satisfies RawWorkbook, kind, 'campaign');
const HEAD = ['文书编号', '立案日期', '案值(万元)'];

describe('a ledger in a workbook', () => {
  it('begins below its headings, wherever they stand, on whichever sheet has them', () => {
    const answer = read(sheetOf('说明', [['如何填写']]), sheetOf('明细', [['2022年案件'], [], ['序号', ...HEAD], ['1', '甲', '2022-09-01', '3']]));
    if (!answer.ok) throw new Error(answer.fault.code);
    expect(answer.sheet).toBe('明细');
    expect(answer.ignored).toEqual(['序号']);
    expect(answer.rows).toEqual([
      {
        row: 4,
        given: new Map([
          ['文书编号', { kind: 'TEXT', text: '甲' }],
          ['立案日期', { kind: 'TEXT', text: '2022-09-01' }],
          ['案值（万元）', { kind: 'TEXT', text: '3' }],
        ]),
      },
    ]);
    expect(answer.addressOf(4, '案值（万元）')).toBe('D4');
  });

  it('takes cells for what they are: days by their day, formulas by what they came to, the rest as nothing that fits', () => {
    const cells: RawCell[] = [
      { kind: 'DATE', text: '9/14/22', day: '2022-09-14', calculated: false },
      { kind: 'NUMBER', value: 0.1 + 0.2, calculated: true },
      { kind: 'PERCENT', text: '12%', calculated: false },
      { kind: 'ERROR', text: '#REF!', calculated: true },
      { kind: 'UNCALCULATED', calculated: true },
      { kind: 'BOOLEAN', value: true, calculated: false },
    ];
    const answer = read(sheetOf('台账', [HEAD, ...cells.map((cell) => ['甲', cell])]));
    if (!answer.ok) throw new Error(answer.fault.code);
    expect(answer.rows.map(({ given }) => given.get('立案日期'))).toEqual([
      { kind: 'DATE', text: '2022-09-14' },
      { kind: 'NUMBER', value: 0.3 },
      { kind: 'OTHER', text: '12%' },
      { kind: 'OTHER', text: '#REF!' },
      { kind: 'OTHER', text: '=' },
      { kind: 'OTHER', text: 'true' },
    ]);
  });

  it('leaves out rows in which nothing stands under a heading', () => {
    const answer = read(sheetOf('台账', [HEAD, ['甲', '2022-09-01'], [null, '　', null, '合计'], ['乙', '2022-09-02']]));
    expect(answer.ok && answer.rows.map(({ row }) => row)).toEqual([2, 4]);
  });

  test.each([
    [
      'no headings',
      [
        sheetOf('台账', [
          ['甲', '乙'],
          ['1', '2'],
        ]),
      ],
      'RECORD_HEADERS_MISSING',
      { columns: ['文书编号', '立案日期'] },
    ],
    [
      'a heading that is required and missing',
      [
        sheetOf('台账', [
          ['文书编号', '案值（万元）'],
          ['甲', '1'],
        ]),
      ],
      'RECORD_HEADERS_MISSING',
      { columns: ['立案日期'] },
    ],
    ['a heading twice', [sheetOf('台账', [[...HEAD, '文书编号'], ['甲']])], 'RECORD_HEADER_TWICE', { column: '文书编号' }],
    ['nothing below', [sheetOf('台账', [HEAD])], 'RECORD_NO_ROWS', {}],
    [
      'too much',
      [sheetOf('台账', [HEAD, ...Array.from({ length: MOST_LEDGER_ROWS + 1 }, (_, i) => [`${i}`, '2022-09-01'])])],
      'RECORD_TOO_MANY_ROWS',
      { most: MOST_LEDGER_ROWS, found: MOST_LEDGER_ROWS + 1 },
    ],
    [
      'another campaign',
      [sheetOf('台账', [HEAD, ['甲']]), sheetOf('_muster', ledgerIdentityRows({ campaign: 'another', kind: 'cases', title: '案件台账' }))],
      'WORKBOOK_OF_OTHER_CAMPAIGN',
      { title: '案件台账' },
    ],
    [
      'another ledger',
      [sheetOf('台账', [HEAD, ['甲']]), sheetOf('_muster', ledgerIdentityRows({ campaign: 'campaign', kind: 'checks', title: '检查台账' }))],
      'RECORD_WORKBOOK_OF_OTHER_KIND',
      { title: '检查台账' },
    ],
  ])('is refused for %s', (_what, sheets, code, data) => {
    const answer = read(...sheets);
    expect(answer).toMatchObject({ ok: false, fault: { code, data } });
  });
});
