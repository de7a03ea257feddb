/** All units' figures of one period as a workbook, for whoever may see them: the office, leaders and supervisors everybody's, a unit its own. */
import { presentSubmission, workingDaysLateOf } from '../../../workflows';
import type { ReportDefinition } from '../../../workflows/definitions';
import type { StatisticsForm } from '../../domain/plan/form-model';
import { cellsOf } from '../../domain/statistics';
import { displayNameOn, parentOn, type UnitRegister } from '../../domain/units';
import type { PeriodKey, PeriodReport, PeriodReports } from '../ports/period-reports';
import type { Reading } from '../ports/reading';
import type { UnitDirectory } from '../ports/units';
import type { Viewer } from '../ports/viewer';
import type { PeriodRow, Workbooks } from '../ports/workbooks';
import { createSight } from '../reading/sight';
import { done, type Answer } from '../refusal';
import { standardRefusal } from '../refusal-codes';
import { figuresHandedIn } from './faults';
import { cleanName } from './file-kinds';
import type { ReportForms } from './report-forms';
import { ofPeriod, periodText, type WorkbookFile } from './workbook';

export interface PeriodWorkbookDesk {
  reading: Reading;
  periodReports: PeriodReports;
  formsOf: ReportForms;
  units: UnitDirectory;
  workbooks: Workbooks;
}

/** Reports that are in memory at once. */
const PAGE = 200;

export async function periodWorkbook(
  desk: PeriodWorkbookDesk,
  viewer: Viewer,
  key: PeriodKey,
): Promise<Answer<WorkbookFile, 'NOT_FOUND' | 'WORKBOOK_NOT_POSSIBLE'>> {
  const sight = createSight(viewer, desk.reading);
  const [seen] = await sight.see(await desk.reading.subjects([{ campaignId: key.campaignId, id: key.campaignId }]));
  if (!seen) return refuse('NOT_FOUND');
  const owed = await desk.periodReports.owed(key, seen.campaignLevel === 'FULL' ? null : sight.units);
  const [first] = owed;
  const [report] = first ? await desk.reading.subjects([{ campaignId: key.campaignId, id: first.id }]) : [];
  if (!report) return refuse('NOT_FOUND');
  const [form] = await desk.formsOf([report]);
  if (!form?.form) return refuse('WORKBOOK_NOT_POSSIBLE');
  const { title, period } = report.definition as ReportDefinition;
  const content = await desk.workbooks.writePeriod({
    ...{ title: form.form.title, periodText: periodText(period), cells: cellsOf(form.form), expected: owed.length },
    rows: periodRows(desk, key.campaignId, owed, form.form, period.end ?? report.dueOn ?? ''),
  });
  return done({ name: cleanName(`${title}${ofPeriod(title, period.key)}.xlsx`), content });
}

const refuse = <Code extends 'NOT_FOUND' | 'WORKBOOK_NOT_POSSIBLE'>(code: Code) => ({
  ok: false as const,
  refusal: { ...standardRefusal(code), code },
});

/** In the order of the tree as it was that day, superior units before those below them. */
export async function* periodRows(
  { periodReports, units }: Pick<PeriodWorkbookDesk, 'periodReports' | 'units'>,
  campaignId: string,
  owed: readonly { id: string; unitId: string }[],
  form: StatisticsForm,
  on: string,
): AsyncIterable<PeriodRow[]> {
  const register = await units.current();
  const place = placesOn(register, on);
  const last = Number.MAX_SAFE_INTEGER;
  const inOrder = owed.toSorted((a, b) => (place.get(a.unitId) ?? last) - (place.get(b.unitId) ?? last) || (a.id < b.id ? -1 : 1));
  for (let from = 0; from < inOrder.length; from += PAGE) {
    const page = inOrder.slice(from, from + PAGE);
    const reports = await periodReports.reports(
      campaignId,
      page.map(({ id }) => id),
    );
    const byId = new Map(reports.map((report) => [report.id, report]));
    yield page.flatMap(({ id, unitId }) => {
      const report = byId.get(id);
      const unit = register.get(unitId);
      return report ? [rowOf(report, form, unit ? displayNameOn(unit, on) : unitId)] : [];
    });
  }
}

function placesOn(register: UnitRegister, on: string): Map<string, number> {
  const below = new Map<string | null, string[]>();
  for (const unit of register.units) {
    const parent = parentOn(unit, on);
    const siblings = below.get(parent);
    if (siblings) siblings.push(unit.id);
    else below.set(parent, [unit.id]);
  }
  const places = new Map<string, number>();
  const waiting = [...(below.get(null) ?? [])].reverse();
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    places.set(unit, places.size);
    waiting.push(...(below.get(unit) ?? []).toReversed());
  }
  return places;
}

const STATUS: Readonly<Record<string, string>> = { ACCEPTED: '已通过', SUBMITTED: '待审核', RETURNED: '已退回', DRAFTING: '更正中' };
const NOT_IN: Readonly<Record<string, string>> = { MISSING: '漏报', OVERDUE: '逾期未报' };
const LATE = ['LATE', 'MISSING', 'OVERDUE'];

function rowOf({ state, timeliness, dueOn, submissions }: PeriodReport, form: StatisticsForm, unit: string): PeriodRow {
  const present = presentSubmission({ submissions });
  const late = LATE.includes(timeliness ?? '');
  const how = present ? (STATUS[state] ?? '已报送') : (NOT_IN[timeliness ?? ''] ?? (state === 'RETURNED' ? '已退回' : '未报'));
  return {
    unit,
    status: present?.zero ? `零报告（${how}）` : how,
    handedInOn: present?.on ?? null,
    figures: present ? figuresHandedIn(form, present) : null,
    late: late ? { dueOn, workingDaysLate: workingDaysLateOf({ submissions }) } : null,
  };
}
