/** How far a campaign is: criteria with their numbers, and what is still open. Counted from the subjects, never from a plan. */
import type { PhaseDefinition } from '../../../workflows/definitions';
import type { Criterion, Facts } from '../../../workflows/facts';
import type { UnitRegister } from '../../domain/units';
import { phasesNow } from '../campaigns/campaign-now';
import type { FactProvider, FactRequest } from '../drive/types';
import type { SubjectBrief } from '../ports/campaigns';
import { briefOf } from '../campaigns/brief';
import { countCriterion } from './count-criterion';
import { nameOf, provider, unique, type FactSources } from './sources';

type ProgressFact = 'criteria' | 'openTasks' | 'openFinalReports' | 'openAcceptanceItems';

export function progressFacts({ records, units }: Pick<FactSources, 'records' | 'units'>): Record<ProgressFact, FactProvider> {
  /** The tasks and reports of each request's campaign, with what the call itself has changed. */
  const briefsFor = async (requests: readonly FactRequest[]): Promise<SubjectBrief[][]> => {
    const stored = await records.briefs(unique(requests.map((request) => request.subject.campaignId)), ['TASK', 'REPORT']);
    return requests.map(({ subject, changed }) => {
      const newer = new Map(changed.filter((one) => one.kind === 'TASK' || one.kind === 'REPORT').map((one) => [one.id, briefOf(one)]));
      const known = stored.filter((brief) => brief.campaignId === subject.campaignId).map((brief) => newer.get(brief.id) ?? brief);
      const ids = new Set(known.map((brief) => brief.id));
      return [...known, ...[...newer.values()].filter((brief) => !ids.has(brief.id))];
    });
  };
  const counted = (phase: PhaseDefinition | undefined, request: FactRequest, briefs: readonly SubjectBrief[], register: UnitRegister): Criterion[] =>
    (phase?.exit ?? []).map((criterion) => countCriterion(criterion, phase ?? null, briefs, (unit) => nameOf(register, unit, request.event.on)));

  return {
    criteria: provider(async (requests) => {
      const [all, register] = await Promise.all([briefsFor(requests), units.current()]);
      return requests.map((request, i) => counted(phasesNow(request.subject).current, request, all[i] ?? [], register));
    }),

    openAcceptanceItems: provider(async (requests) => {
      const [all, register] = await Promise.all([briefsFor(requests), units.current()]);
      return requests.map((request, i): Facts['openAcceptanceItems'] =>
        counted(phasesNow(request.subject).phases.at(-1), request, all[i] ?? [], register)
          .filter(({ done, total, percent }) => !reached(done, total, percent))
          .map(({ kind, done, total }) => ({ title: kind, done, total })),
      );
    }),

    openTasks: provider(async (requests) => {
      const all = await briefsFor(requests);
      return requests.map((_, i): Facts['openTasks'] =>
        (all[i] ?? [])
          .filter((brief) => brief.kind === 'TASK' && !brief.closed)
          .map(({ id, number, title, state }) => ({ subject: id, number: number ?? '', title, state })),
      );
    }),

    openFinalReports: provider(async (requests) => {
      const all = await briefsFor(requests);
      return requests.map((_, i): Facts['openFinalReports'] =>
        (all[i] ?? [])
          .filter((brief) => brief.reportKind === 'FINAL_SUMMARY' && brief.state !== 'ACCEPTED' && brief.state !== 'WAIVED')
          .map(({ id, unit, title, state }) => ({ subject: id, unit: unit ?? '', title, state })),
      );
    }),
  };
}

export const reached = (done: number, total: number, percent: number): boolean => done * 100 >= total * percent;
