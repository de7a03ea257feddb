/** What a plan has against the content of a report. */
import { presentSubmission, type ReportContent, type ReportContext, type Submission } from '../../../workflows';
import type { ReportDefinition } from '../../../workflows/definitions';
import type { FormFault } from '../../../workflows/facts';
import type { StatisticsForm } from '../../domain/plan/form-model';
import { cellsOf, checkFigures, fault, figuresOf, zeroFigures, type EarlierFigures, type Figures } from '../../domain/statistics';
import type { StoredSubject } from '../ports/store';
import type { ReportForm } from './report-forms';

/** Empty without anything against it, and where the plan asks for nothing. `earlier` as `earlierFigures` gives it. */
export function faultsOf({ form, sections }: ReportForm, content: ReportContent | null, earlier: readonly EarlierFigures[]): FormFault[] {
  if (content === null) return [];
  return [...(form ? faultsOfFigures(form, content, earlier) : []), ...missingSections(sections, content)];
}

function faultsOfFigures(form: StatisticsForm, content: ReportContent, earlier: readonly EarlierFigures[]): FormFault[] {
  const read = figuresOf(form, content);
  if (!read.ok) return read.faults;
  if (Object.values(read.figures).every((figure) => figure === null)) return [noFigures(form)];
  return checkFigures(form, read.figures, earlier);
}

const noFigures = (form: StatisticsForm): FormFault => ({
  ...{ code: 'NO_FIGURES', severity: 'ERROR', cells: [], rule: null },
  message: {
    zh: `“${form.title}”没有填写任何数字；没有情况的请零报告`,
    en: `"${form.title}" has no figures; hand in a zero report where there is nothing`,
  },
});

function missingSections(sections: readonly string[], content: ReportContent): FormFault[] {
  const written = new Map(sectionsIn(content).map(({ title, text }) => [title.trim(), text]));
  return sections
    .filter((title) => !written.get(title)?.trim())
    .map((title) => ({
      ...{ code: 'SECTION_MISSING', severity: 'ERROR', cells: [title], rule: null },
      message: { zh: `缺少“${title}”`, en: `"${title}" is missing` },
    }));
}

/** Old logs and inputs may hold anything. */
export const sectionsIn = (content: ReportContent | null): { title: string; text: string }[] =>
  (Array.isArray(content?.sections) ? (content.sections as unknown[]) : []).filter(
    (one): one is { title: string; text: string } =>
      typeof one === 'object' && one !== null && 'title' in one && 'text' in one && typeof one.title === 'string' && typeof one.text === 'string',
  );

/** Cells that a SAVE_DRAFT names and the form does not have. Without a form there are none at all. */
export function unknownCells({ form }: ReportForm, cells: readonly { key: string }[]): FormFault[] {
  const known = new Set(form ? cellsOf(form).map(({ key }) => key) : []);
  const unknown = [...new Set(cells.map(({ key }) => key))].filter((key) => !known.has(key));
  if (unknown.length === 0) return [];
  return [
    {
      ...{ code: 'UNKNOWN_CELL', severity: 'ERROR', cells: unknown, rule: null },
      message: { zh: `统计表中没有单元格${unknown.join('、')}`, en: `The form has no cell ${unknown.join(', ')}` },
    },
  ];
}

/** Cells into which a SAVE_DRAFT writes less than nothing, where the form takes no such figure. */
export function negativeCells({ form }: ReportForm, cells: readonly { key: string; value?: unknown }[]): FormFault[] {
  const known = new Map(form ? cellsOf(form).map((cell) => [cell.key, cell]) : []);
  return cells.flatMap(({ key, value }) => {
    const cell = known.get(key);
    return cell && !cell.negative && typeof value === 'number' && value < 0 ? [fault.negative(cell, value)] : [];
  });
}

/** The figures of something handed in; null where they do not fit the form. */
export function figuresHandedIn(form: StatisticsForm, { zero, content }: Pick<Submission, 'zero' | 'content'>): Figures | null {
  if (zero) return zeroFigures(form);
  const read = figuresOf(form, content);
  return read.ok ? read.figures : null;
}

export interface EarlierReport {
  period: ReportDefinition['period'];
  submission: Submission;
}

/** Accepted reports of the same unit and rule for periods before this one, in the order of time. */
export function earlierReports(report: Pick<StoredSubject, 'id' | 'definition'>, others: readonly StoredSubject[]): EarlierReport[] {
  const { unit, rule, period } = report.definition as ReportDefinition;
  const { start } = period;
  if (start === null) return [];
  return others
    .flatMap(({ id, definition, snapshot }): (EarlierReport & { start: string })[] => {
      const other = definition as ReportDefinition;
      if (id === report.id || other.unit !== unit || other.rule !== rule || other.period.start === null || other.period.start >= start) return [];
      const submission = presentSubmission(snapshot.context as unknown as ReportContext);
      const accepted = submission !== null && submission.outcome !== null;
      return accepted ? [{ period: other.period, start: other.period.start, submission }] : [];
    })
    .sort((a, b) => (a.start < b.start ? -1 : 1))
    .map(({ period: of, submission }) => ({ period: of, submission }));
}

export const earlierFigures = (form: StatisticsForm | null, earlier: readonly EarlierReport[]): EarlierFigures[] =>
  earlier.flatMap(({ period, submission }) => {
    const figures = form && figuresHandedIn(form, submission);
    return figures ? [{ period: period.start ?? period.key, figures }] : [];
  });
