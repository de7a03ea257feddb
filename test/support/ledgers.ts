/** Ledgers in the tests' campaign: its plan is amended by them, through the doors that coordinators use; and workbooks to be imported into them. */
import { randomUUID } from 'node:crypto';
import ExcelJs from 'exceljs';
import type { Plan, RecordKind } from '../../src/domain/plan/model';
import { recordKindSchema } from '../../src/domain/plan/model';
import { accepted, type RunningCampaign } from './campaign';

/** Cases by the unit that they name: 7.1 and 7.2 count them as they are filed and closed, 8 what they are worth, 9 what was fined. */
export const CASES: RecordKind = recordKindSchema.parse({
  key: 'cases',
  title: '案件台账',
  columns: [
    { name: '文书编号', kind: 'TEXT', required: true },
    { name: '办案单位', kind: 'UNIT', required: true },
    { name: '立案日期', kind: 'DATE', required: true },
    { name: '结案日期', kind: 'DATE' },
    { name: '案值', kind: 'DECIMAL' },
    { name: '罚款', kind: 'DECIMAL' },
    { name: '结果', kind: 'CHOICE', choices: ['处罚', '移送', '不予处罚'] },
    { name: '当事人', kind: 'TEXT' },
  ],
  identity: '文书编号',
  unitColumn: '办案单位',
  dateColumn: '立案日期',
  adds: [
    { cell: '7.1' },
    { cell: '7.2', dateColumn: '结案日期' },
    { cell: '8', amount: '案值' },
    { cell: '9', amount: '罚款', dateColumn: '结案日期', when: { column: '结果', oneOf: ['处罚'] } },
  ],
});

/** Inspections of the unit that records them. */
export const INSPECTIONS: RecordKind = recordKindSchema.parse({
  key: 'inspections',
  title: '检查台账',
  columns: [
    { name: '编号', kind: 'INTEGER', required: true },
    { name: '检查日期', kind: 'DATE', required: true },
    { name: '人次', kind: 'INTEGER', required: true },
  ],
  identity: '编号',
  dateColumn: '检查日期',
  adds: [{ cell: '1', amount: '人次' }, { cell: '2' }],
});

/** 8 is reported as a running total. */
export async function amendedByLedgers(world: RunningCampaign, change: (content: Plan) => void = () => undefined): Promise<void> {
  const { muster, viewer, own } = world;
  const coordinator = await viewer('coordinator');
  const [plan] = await muster.desk.plans.plansById(coordinator, [own.planId]);
  if (!plan) throw new Error('the coordinator does not see the plan');
  const content = structuredClone(plan.content);
  content.records = [CASES, INSPECTIONS];
  const worth = content.forms[0]?.indicators.find(({ number }) => number === 8);
  if (worth) worth.accumulation = 'CUMULATIVE';
  change(content);
  const call = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: randomUUID(), amending: true };
  const saved = accepted(await muster.desk.plans.savePlan(coordinator, { ...call, content }));
  await world.done('coordinator', 'amendCampaign', world.campaignOf(own), { planRevision: saved.revision, reason: '建立台账' });
}

export type Cell = string | number | Date | null | { formula: string; result?: number };

/** Rows under their headings, as an office would keep them. */
export async function workbookOf(rows: readonly (readonly Cell[])[], sheetName = '台账'): Promise<Buffer> {
  const book = new ExcelJs.Workbook();
  const sheet = book.addWorksheet(sheetName);
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
}
