/**
 * The statistics of a bulletin as a workbook, from what was logged when it was counted: what is approved does not change any more, and neither does
 * its workbook. Whoever may read the bulletin has the ranking and the rates; the figures and reports of single units are the office's to see, leaders'
 * and supervisors', and a unit's own.
 */
import type { BulletinContext, BulletinDefinition } from '../../../workflows';
import { displayNameOn } from '../../domain/units';
import type { TableWorkbooks } from '../ports/table-workbook';
import type { UnitDirectory } from '../ports/units';
import type { Seen } from '../reading/sight';
import { cleanName } from '../reports/file-kinds';
import type { WorkbookFile } from '../reports/workbook';
import { bulletinSheets } from './bulletin-sheets';
import { periodInWords } from './usual-words';

export interface BulletinWorkbookDesk {
  workbooks: TableWorkbooks;
  units: Pick<UnitDirectory, 'current'>;
}

export interface BulletinReader {
  /** Those whose own figures the viewer may see. */
  units: readonly string[];
  /** How reports are named outside. */
  reportId: (id: string) => string;
}

const STATE: Readonly<Record<string, string>> = { DRAFT: '草稿', APPROVED: '已批准', PUBLISHED: '已印发', RECALLED: '已撤回', DISCARDED: '已作废' };

export async function bulletinWorkbook(desk: BulletinWorkbookDesk, { subject, level }: Seen, reader: BulletinReader): Promise<WorkbookFile> {
  const register = await desk.units.current();
  const { words, content } = subject.snapshot.context as unknown as BulletinContext;
  const { period } = subject.definition as BulletinDefinition;
  const sheets = bulletinSheets(content, {
    title: words.title.replace(/\s+/g, ''),
    note: `所属时段：${periodInWords(period)}；统计日期：${content.asOf}；${STATE[subject.state] ?? subject.state}`,
    named: (unit) => {
      const known = register.get(unit);
      return known ? displayNameOn(known, content.asOf) : unit;
    },
    shown: level === 'WHOLE' ? null : new Set(reader.units),
    reportId: reader.reportId,
  });
  return { name: cleanName(`${words.title.replace(/\s+/g, '')}统计表.xlsx`), content: await desk.workbooks.writeTables(sheets) };
}
