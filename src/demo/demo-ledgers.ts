/** The ledger that the demonstration's coordinator adds to the plan before it is published: notices print statistics forms, not how cases are kept. */
import type { PlanInput } from '../domain/plan/model';

export const DEMO_LEDGERS: NonNullable<PlanInput['records']> = [
  {
    key: 'cases',
    title: '案件台账',
    columns: [
      { name: '文书编号', kind: 'TEXT', required: true },
      { name: '办案单位', kind: 'UNIT', required: true },
      { name: '当事人', kind: 'TEXT' },
      { name: '立案日期', kind: 'DATE', required: true },
      { name: '结案日期', kind: 'DATE' },
      { name: '案值', kind: 'DECIMAL', decimals: 2 },
      { name: '罚没金额', kind: 'DECIMAL', decimals: 2 },
      { name: '处理结果', kind: 'CHOICE', choices: ['行政处罚', '移送司法机关', '不予处罚'] },
    ],
    identity: '文书编号',
    unitColumn: '办案单位',
    dateColumn: '立案日期',
    adds: [
      { cell: '7.1' },
      { cell: '7.2', dateColumn: '结案日期' },
      { cell: '8', amount: '案值' },
      { cell: '9', amount: '罚没金额', dateColumn: '结案日期', when: { column: '处理结果', oneOf: ['行政处罚'] } },
      { cell: '13.1', dateColumn: '结案日期', when: { column: '处理结果', oneOf: ['移送司法机关'] } },
    ],
  },
];
