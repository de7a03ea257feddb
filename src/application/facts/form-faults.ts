/** What the plan in force has against what a report is about to say. */
import { contentOf } from '../../../workflows/report/content';
import type { ReportContext } from '../../../workflows';
import type { ReportDefinition } from '../../../workflows/definitions';
import type { Facts } from '../../../workflows/facts';
import type { FactProvider, FactRequest } from '../drive/types';
import type { StoredSubject } from '../ports/store';
import { createReportForms, type ReportForm } from '../reports/report-forms';
import { earlierFigures, earlierReports, faultsOf, negativeCells, unknownCells } from '../reports/faults';
import { provider, type FactSources } from './sources';

type Sources = Pick<FactSources, 'plans' | 'records'>;

const cellsOf = ({ event }: FactRequest): { key: string; value?: unknown }[] =>
  (Array.isArray(event.input.cells) ? (event.input.cells as unknown[]) : []).filter(
    (cell): cell is { key: string; value?: unknown } => typeof cell === 'object' && cell !== null && 'key' in cell && typeof cell.key === 'string',
  );

/** Saving text, files or a whole content asks for nothing: a draft may be as wrong as it likes. A single cell is looked at where it is written. */
const concerned = (request: FactRequest): boolean => request.event.type === 'SUBMIT' || cellsOf(request).length > 0;

export function formFacts(sources: Sources): Record<'formFaults', FactProvider> {
  const formsOf = createReportForms(sources);

  return {
    formFaults: provider(async (requests) => {
      const asking = requests.filter(concerned);
      const forms = await formsOf(
        asking.map(({ subject }) => subject),
        asking.flatMap(({ changed }) => changed),
      );
      const formBy = new Map(asking.map((request, i) => [request, forms[i] as ReportForm]));
      const others = await earlierOf(asking.filter((request) => request.event.type === 'SUBMIT' && looksBack(formBy.get(request))));
      return requests.map((request): Facts['formFaults'] => {
        const form = formBy.get(request);
        if (!form) return [];
        if (request.event.type !== 'SUBMIT') return [...unknownCells(form, cellsOf(request)), ...negativeCells(form, cellsOf(request))];
        const content = contentOf(request.subject.snapshot.context as unknown as ReportContext, request.event);
        return faultsOf(form, content, earlierFigures(form.form, earlierReports(request.subject, others(request))));
      });
    }),
  };

  /** The reports of the same units, with what the call itself has changed. */
  async function earlierOf(asking: readonly FactRequest[]): Promise<(request: FactRequest) => StoredSubject[]> {
    if (asking.length === 0) return () => [];
    const pairs = asking.map(({ subject }) => ({ campaignId: subject.campaignId, unitId: (subject.definition as ReportDefinition).unit }));
    const stored = await sources.records.reportsOfUnits(pairs);
    return ({ subject, changed }) => {
      const newer = new Map(changed.filter(({ kind }) => kind === 'REPORT').map((report) => [report.id, report]));
      return stored.filter((report) => report.campaignId === subject.campaignId).map((report) => newer.get(report.id) ?? report);
    };
  }
}

/** Only rules look at earlier periods. */
const looksBack = (form: ReportForm | undefined): boolean =>
  form?.form?.rules.some(({ kind, over }) => kind !== 'COMPARE' || over === 'CUMULATIVE') ?? false;
