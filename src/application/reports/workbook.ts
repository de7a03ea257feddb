/**
 * The form of one report as a workbook: out, with what is written so far, and in again, as pieces of a draft. What is read becomes a SAVE_DRAFT
 * like any other, at the revision that the user has seen; with one fault in the workbook nothing is saved.
 */
import type { ReportDefinition } from '../../../workflows/definitions';
import { civilDateOf } from '../../domain/calendar';
import type { Figures } from '../../domain/statistics';
import { readReportWorkbook, type Understood, type WorkbookFault } from '../../domain/workbook';
import { displayNameOn } from '../../domain/units';
import type { Drive, DriveRefusalCode } from '../drive';
import { relations, type PolicySubject } from '../policy';
import type { Clock } from '../ports/clock';
import type { Reading } from '../ports/reading';
import type { StoredSubject, SubjectKey } from '../ports/store';
import type { UnitDirectory } from '../ports/units';
import type { Viewer } from '../ports/viewer';
import type { Workbooks } from '../ports/workbooks';
import { createSight, type Seen } from '../reading/sight';
import { done, type Answer, type Refusal } from '../refusal';
import { standardRefusal, type RefusalCode } from '../refusal-codes';
import { cleanName } from './file-kinds';
import { reportPapers, type PaperDesk } from './papers';

export interface WorkbookDesk extends PaperDesk {
  reading: Reading;
  units: UnitDirectory;
  workbooks: Workbooks;
  clock: Clock;
  drive: Pick<Drive, 'drive'>;
}

export interface WorkbookFile {
  name: string;
  content: Buffer;
}

/** For whoever sees the report whole: to its unit with the draft, to others with what was handed in. */
export async function reportWorkbook(
  desk: WorkbookDesk,
  viewer: Viewer,
  { report }: { report: SubjectKey },
): Promise<Answer<WorkbookFile, 'NOT_FOUND' | 'WORKBOOK_NOT_POSSIBLE'>> {
  const seen = await seenReport(desk, viewer, report);
  if (!seen || seen.level !== 'WHOLE') return refuse('NOT_FOUND');
  const { subject } = seen;
  const { unit, rule, title, period } = subject.definition as ReportDefinition;
  const [[form], [paper]] = await Promise.all([desk.formsOf([subject]), reportPapers(desk, viewer, [seen])]);
  const sections = paper?.entry.sections ?? [];
  if (!form || (!form.form && sections.length === 0)) return refuse('WORKBOOK_NOT_POSSIBLE');
  const cells = paper?.entry.cells ?? [];
  const unitName = await nameOf(desk, unit);
  const content = await desk.workbooks.writeReport({
    identity: {
      ...{ campaign: subject.campaignId, report: subject.id, rule, title, unit, unitName, period: period.key },
      ...{ form: form.form?.key ?? '', formVersion: form.version ?? '' },
    },
    periodText: periodText(period),
    dueOn: subject.dueOn ?? '',
    form: form.form,
    figures: Object.fromEntries(cells.map(({ key, value }) => [key, value])) as Figures,
    previous: Object.fromEntries(cells.map(({ key, previous }) => [key, previous])) as Figures,
    sections,
  });
  return done({ name: cleanName(`${title}_${unitName}${ofPeriod(title, period.key)}.xlsx`), content });
}

export interface ImportReportWorkbook {
  report: SubjectKey;
  actingUnit: string | null;
  name: string;
  content: Buffer;
  expectedRevision: number;
  idempotencyKey: string;
}

export interface ImportedReport {
  subject: StoredSubject;
  /** What was not written as a number and was taken for one. */
  understood: Understood[];
}

/** `data.faults` of a refusal by the workbook: a refusal for each fault. */
export async function importReportWorkbook(
  desk: WorkbookDesk,
  viewer: Viewer,
  call: ImportReportWorkbook,
): Promise<Answer<ImportedReport, RefusalCode | DriveRefusalCode | (string & {})>> {
  const seen = await seenReport(desk, viewer, call.report);
  if (!seen) return refuse('NOT_FOUND');
  const { subject } = seen;
  const standing = relations(viewer, subject as unknown as PolicySubject, call.actingUnit, { who: ['OWING_UNIT'] });
  if (!standing.ok) return standing;
  if (!standing.value.relations.includes('OWING_UNIT')) return refuse('FORBIDDEN', { right: 'OWING_UNIT' });
  const raw = await desk.workbooks.read(call.content, call.name);
  if (!raw.ok) return refuse(raw.code, { ...raw.data, path: ['content'] });
  const [form] = await desk.formsOf([subject]);
  const { unit, rule, title, period } = subject.definition as ReportDefinition;
  const read = readReportWorkbook(raw.value, {
    ...{ campaign: subject.campaignId, report: subject.id, rule, title, unit, period: period.key },
    ...{ form: form?.form ?? null, formVersion: form?.version ?? null },
  });
  if (!read.ok) return refusedBy(read.faults);
  const { cells, sections, understood } = read.filled;
  const outcome = await desk.drive.drive({
    subject: { ...call.report, kind: 'REPORT' },
    event: { type: 'SAVE_DRAFT', input: { ...(cells.length > 0 ? { cells } : {}), ...(sections.length > 0 ? { sections } : {}) } },
    viewer,
    actingUnit: call.actingUnit,
    expectedRevision: call.expectedRevision,
    idempotencyKey: call.idempotencyKey,
  });
  return outcome.ok ? done({ subject: outcome.value.subject, understood }) : outcome;
}

/** One refusal for all; the first speaks where only one can. */
function refusedBy(faults: readonly WorkbookFault[]): { ok: false; refusal: Refusal<RefusalCode> } {
  const refusals = faults.map(({ code, sheet, address, data }) => {
    const place = sheet === null ? [] : [address === null ? sheet : `${sheet}!${address}`];
    return standardRefusal(code, { ...data, path: ['content', ...place] });
  });
  const [first] = refusals as [Refusal<RefusalCode>];
  return { ok: false, refusal: { ...first, data: { ...first.data, faults: refusals } } };
}

/** In a file's name, where the title does not say it already. */
export const ofPeriod = (title: string, key: string): string => (title.includes(key) ? '' : `_${key}`);

export const periodText = ({ key, start, end }: ReportDefinition['period']): string => {
  if (start === null || end === null) return key === 'ONCE' ? '一次性报送' : key;
  return `${key}（${start}至${end}）`;
};

async function nameOf({ units, clock }: Pick<WorkbookDesk, 'units' | 'clock'>, id: string): Promise<string> {
  const unit = (await units.current()).get(id);
  return unit ? displayNameOn(unit, civilDateOf(clock.now())) : id;
}

async function seenReport({ reading }: Pick<WorkbookDesk, 'reading'>, viewer: Viewer, key: SubjectKey): Promise<Seen | null> {
  const [seen] = await createSight(viewer, reading).see(await reading.subjects([key]));
  return seen?.subject.kind === 'REPORT' ? seen : null;
}

const refuse = <Code extends RefusalCode>(code: Code, data: Record<string, unknown> = {}): { ok: false; refusal: Refusal<Code> } => ({
  ok: false,
  refusal: { ...standardRefusal(code, data), code },
});
