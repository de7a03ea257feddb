/**
 * A report as it is filled in: its cells with their states, its sections, what is against them, what may be copied from the period before, and
 * what was corrected. Three statements, however many reports.
 */
import { presentSubmission, type ReportContent, type ReportContext, type Submission } from '../../../workflows';
import type { ReportDefinition } from '../../../workflows/definitions';
import type { FormFault } from '../../../workflows/facts';
import type { StatisticsForm } from '../../domain/plan/form-model';
import { cellsIn, cellsOf, figuresOf, parseExpression, type Cell, type Figures } from '../../domain/statistics';
import { isOfUnit } from '../policy';
import type { CampaignRecords } from '../ports/campaigns';
import type { RecordedSum, RecordedSums } from '../ports/recorded-sums';
import type { StoredSubject } from '../ports/store';
import type { Viewer } from '../ports/viewer';
import type { Seen } from '../reading/sight';
import { correctionsOf, type Correction } from './corrections';
import { earlierFigures, earlierReports, faultsOf, figuresHandedIn, sectionsIn, type EarlierReport } from './faults';
import type { ReportForm, ReportForms } from './report-forms';

/**
 * EMPTY: nothing is written. DRAFT: written, and a rule that looks at it waits for other cells. VALID, WARNING, ERROR: written and checked.
 * SUBMITTED, ACCEPTED: handed in.
 */
export const CELL_STATES = ['EMPTY', 'DRAFT', 'VALID', 'WARNING', 'ERROR', 'SUBMITTED', 'ACCEPTED'] as const;
export type CellState = (typeof CELL_STATES)[number];

export interface CellEntry extends Cell {
  value: number | null;
  state: CellState;
  faults: FormFault[];
  /** What was accepted for the period before. */
  previous: number | null;
}

export interface SectionEntry {
  title: string;
  required: boolean;
  text: string | null;
}

export interface ReportEntry {
  form: { key: string; title: string; version: string } | null;
  cells: CellEntry[];
  sections: SectionEntry[];
  /** All of them, those of cells too. */
  faults: FormFault[];
}

/** Copied from what was accepted for the period before, or added up from records of single cases. */
export const PREFILL_SOURCES = ['PREVIOUS_PERIOD', 'RECORDS'] as const;
export type PrefillSource = (typeof PREFILL_SOURCES)[number];

export interface Prefill {
  /** The period it comes from; null where there is none before. */
  period: string | null;
  cells: { key: string; value: number; source: PrefillSource }[];
  sections: { title: string; text: string }[];
}

export interface ReportPaper {
  entry: ReportEntry;
  /** For people of the unit. */
  prefill: Prefill | null;
  corrections: Correction[];
}

export type { FormFault };

export interface PaperDesk {
  formsOf: ReportForms;
  records: Pick<CampaignRecords, 'reportsOfUnits'>;
  recorded: RecordedSums;
}

const OPEN = ['OWED', 'DRAFTING', 'RETURNED'];

/** In the order given; of reports that are seen whole. */
export async function reportPapers(desk: PaperDesk, viewer: Viewer | null, seen: readonly Seen[]): Promise<ReportPaper[]> {
  const reports = seen.map(({ subject }) => subject);
  const [forms, others] = await Promise.all([
    desk.formsOf(reports),
    desk.records.reportsOfUnits(reports.map(({ campaignId, definition }) => ({ campaignId, unitId: (definition as ReportDefinition).unit }))),
  ]);
  const recorded = await recordedFor(desk, viewer, reports, forms);
  return reports.map((report, i) => paperOf(viewer, report, forms[i] as ReportForm, others, recorded.get(report.id) ?? {}));
}

const BEGINNING = '0001-01-01';

/** Of reports that the viewer's own unit fills in, on forms to which records add; one statement more where there are any. */
async function recordedFor(
  { recorded }: PaperDesk,
  viewer: Viewer | null,
  reports: readonly StoredSubject[],
  forms: readonly ReportForm[],
): Promise<Map<string, RecordedSum>> {
  const asking = reports.flatMap((report, i) => {
    const { unit, rule, period, dueOn } = report.definition as ReportDefinition;
    const form = forms[i];
    if (!form?.form || form.recorded.size === 0 || viewer === null || !isOfUnit(viewer, unit)) return [];
    const days = { key: period.key, start: period.start ?? BEGINNING, end: period.end ?? dueOn };
    return [{ id: report.id, question: { campaignId: report.campaignId, form: form.form.key, rule, unit, period: days } }];
  });
  if (asking.length === 0) return new Map();
  const sums = await recorded.sums(asking.map(({ question }) => question));
  return new Map(asking.map(({ id }, i) => [id, sums[i] ?? {}]));
}

function paperOf(
  viewer: Viewer | null,
  report: StoredSubject,
  form: ReportForm,
  others: readonly StoredSubject[],
  recorded: RecordedSum,
): ReportPaper {
  const context = report.snapshot.context as unknown as ReportContext;
  const own = viewer !== null && isOfUnit(viewer, (report.definition as ReportDefinition).unit);
  const earlier = earlierReports(
    report,
    others.filter(({ campaignId }) => campaignId === report.campaignId),
  );
  return {
    entry: entryOf(own && OPEN.includes(report.state) ? draftOf(context) : handedIn(context), form, earlier),
    prefill: own ? prefillOf(form, earlier, recorded) : null,
    corrections: form.form ? correctionsOf(form.form, context.submissions) : [],
  };
}

/** What is shown: a draft to its unit, to everybody else what was handed in. */
interface Shown {
  content: ReportContent | null;
  zero: boolean;
  settled: 'SUBMITTED' | 'ACCEPTED' | null;
}

const draftOf = ({ draft }: ReportContext): Shown => ({ content: draft, zero: false, settled: null });

function handedIn(context: ReportContext): Shown {
  const present = presentSubmission(context);
  if (!present) return { content: null, zero: false, settled: null };
  return { content: present.content, zero: present.zero, settled: present.outcome === null ? 'SUBMITTED' : 'ACCEPTED' };
}

function entryOf(shown: Shown, asked: ReportForm, earlier: readonly EarlierReport[]): ReportEntry {
  const { form, version, sections } = asked;
  const faults = shown.zero ? [] : faultsOf(asked, shown.content ?? {}, earlierFigures(form, earlier));
  return {
    form: form && { key: form.key, title: form.title, version: version ?? '' },
    cells: form ? cellEntries(form, shown, faults, earlier.at(-1)?.submission) : [],
    sections: sectionEntries(sections, shown.content),
    faults: shown.content === null ? [] : faults,
  };
}

function cellEntries(form: StatisticsForm, shown: Shown, faults: readonly FormFault[], before: Submission | undefined): CellEntry[] {
  const figures = shown.zero ? (figuresHandedIn(form, { zero: true, content: null }) ?? {}) : written(form, shown.content);
  const previous = (before && figuresHandedIn(form, before)) ?? {};
  const waiting = waitingCells(form, figures);
  return cellsOf(form).map((cell) => {
    const value = figures[cell.key] ?? null;
    const own = faults.filter(({ cells }) => cells.includes(cell.key));
    const state = stateOf(value, shown.settled, own, waiting.has(cell.key));
    return { ...cell, value, state, faults: shown.content === null ? [] : own, previous: previous[cell.key] ?? null };
  });
}

function stateOf(value: number | null, settled: Shown['settled'], faults: readonly FormFault[], waits: boolean): CellState {
  if (value === null) return 'EMPTY';
  if (settled) return settled;
  if (faults.some(({ severity }) => severity === 'ERROR')) return 'ERROR';
  if (faults.length > 0) return 'WARNING';
  return waits ? 'DRAFT' : 'VALID';
}

/** A draft may hold what the form has no place for; what it has a place for is shown. */
function written(form: StatisticsForm, content: ReportContent | null): Figures {
  const rows: unknown[] = Array.isArray(content?.figures) ? content.figures : [];
  return Object.assign({}, ...rows.map((row) => figuresOf(form, { figures: [row] })).map((read) => (read.ok ? read.figures : {}))) as Figures;
}

/** Cells that stand in a comparison of which another cell is still empty. */
function waitingCells(form: StatisticsForm, figures: Figures): Set<string> {
  const waiting = form.rules.flatMap(({ kind, left, right }) => {
    if (kind !== 'COMPARE') return [];
    const cells = [left, right].flatMap((side) => {
      const parsed = side === null ? null : parseExpression(side);
      return parsed?.ok ? cellsIn(parsed.expression) : [];
    });
    return cells.some((key) => (figures[key] ?? null) === null) ? cells : [];
  });
  return new Set(waiting);
}

function sectionEntries(required: readonly string[], content: ReportContent | null): SectionEntry[] {
  const texts = new Map(sectionsIn(content).map(({ title, text }) => [title.trim(), text]));
  const others = [...texts.keys()].filter((title) => !required.includes(title));
  return [...required, ...others].map((title) => ({ title, required: required.includes(title), text: texts.get(title) ?? null }));
}

/**
 * What was recorded of single cases goes before what was reported: of this period, or of all until now where the cell takes a running total. Else
 * totals and stocks begin from where they were; what happened in a period begins from nothing. Texts are a beginning at least.
 */
function prefillOf({ form }: ReportForm, earlier: readonly EarlierReport[], recorded: RecordedSum): Prefill {
  const before = earlier.at(-1);
  const figures = (form && before && figuresHandedIn(form, before.submission)) ?? {};
  const cells = (form ? cellsOf(form) : []).flatMap(({ key, accumulation }): Prefill['cells'] => {
    const sum = recorded[key];
    const told = accumulation === 'FLOW' ? sum?.inside : sum?.total;
    if (told !== null && told !== undefined) return [{ key, value: Number(told), source: 'RECORDS' }];
    const value = figures[key];
    return accumulation !== 'FLOW' && typeof value === 'number' ? [{ key, value, source: 'PREVIOUS_PERIOD' }] : [];
  });
  return { period: before?.period.key ?? null, cells, sections: before ? sectionsIn(before.submission.content) : [] };
}
