/** Batches what the fields of one operation ask for one by one, so that rows never multiply statements. Made anew for every operation. */
import DataLoader from 'dataloader';
import type { Desk, PhaseView, UnitNow } from '../application/desk';
import type { RoleView } from '../application/people';
import type { StoredNotice, StoredPlan } from '../application/ports/plans';
import type { DeadlineRow } from '../application/ports/reading';
import type { SubjectKey } from '../application/ports/store';
import type { Viewer } from '../application/ports/viewer';
import type { ReportPaper } from '../application/reports/papers';
import type { Seen, Sight } from '../application/reading/sight';
import { toGraphQLError } from './errors';

type PossibleEvents = Awaited<ReturnType<Desk['subjects']['availableActions']>>[number];
type RunningPlan = { plan: string; planRevision: number };

export interface Loaders {
  subject: DataLoader<SubjectKey, Seen | null, string>;
  /** The coordinating body of a campaign. */
  body: DataLoader<string, Seen | null>;
  deadlines: DataLoader<SubjectKey, DeadlineRow[], string>;
  actions: DataLoader<Seen, PossibleEvents, string>;
  phases: DataLoader<Seen, PhaseView[], string>;
  /** A report as it is filled in. */
  paper: DataLoader<Seen, ReportPaper, string>;
  unit: DataLoader<string, UnitNow | null>;
  accountName: DataLoader<string, string | null>;
  /** Every role of an account, for who may read accounts. */
  roles: DataLoader<string, RoleView[]>;
  plan: DataLoader<string, StoredPlan | null>;
  /** The plan as a campaign runs it. */
  runningPlan: DataLoader<RunningPlan, StoredPlan | null, string>;
  noticeOf: DataLoader<StoredPlan, StoredNotice | null, string>;
  /**
   * The loader of a field with arguments: the same field with the same arguments of many objects is one load. `load` is taken from the
   * first who asks, so it must depend on `field` and `args` alone.
   */
  perArguments<Key, Value>(field: string, args: unknown, load: (keys: readonly Key[]) => Promise<Value[]>): DataLoader<Key, Value>;
}

const keyOf = ({ campaignId, id }: SubjectKey): string => `${campaignId}:${id}`;
const keyOfSeen = ({ subject }: Seen): string => keyOf(subject);

/** Without a viewer there is nothing to load: everything answers as if it did not exist. */
export function createLoaders({ subjects, plans, people, units, reports }: Desk, viewer: Viewer | null, sight: Sight | null): Loaders {
  const withArguments = new Map<string, DataLoader<never, unknown>>();
  return {
    subject: new DataLoader(async (keys) => (sight ? subjects.reader.subjects(sight, keys) : keys.map(() => null)), { cacheKeyFn: keyOf }),
    body: new DataLoader(async (campaignIds) => (sight ? subjects.bodies(sight, campaignIds) : campaignIds.map(() => null))),
    deadlines: new DataLoader((keys) => subjects.reader.deadlines(keys), { cacheKeyFn: keyOf }),
    actions: new DataLoader(async (seen) => (viewer ? subjects.availableActions(viewer, seen) : seen.map(() => [])), { cacheKeyFn: keyOfSeen }),
    phases: new DataLoader((seen) => subjects.phases(seen), { cacheKeyFn: keyOfSeen }),
    paper: new DataLoader(async (seen) => reports.reportPapers(viewer, seen), { cacheKeyFn: keyOfSeen }),
    unit: new DataLoader((ids) => units.unitsNow(ids)),
    accountName: new DataLoader(async (ids) => {
      const names = await people.displayNames(ids);
      return ids.map((id) => names.get(id) ?? null);
    }),
    roles: new DataLoader(async (ids) => {
      const answer = viewer ? await people.rolesOf(viewer, ids) : null;
      if (answer && !answer.ok) throw toGraphQLError(answer.refusal);
      const roles = answer?.value ?? [];
      return ids.map((id) => roles.filter(({ accountId }) => accountId === id));
    }),
    plan: new DataLoader(async (ids) => (viewer ? plans.plansById(viewer, ids) : ids.map(() => null))),
    runningPlan: new DataLoader(async (running) => (viewer ? plans.plansOfCampaigns(viewer, running) : running.map(() => null)), {
      cacheKeyFn: ({ plan, planRevision }) => `${plan}:${planRevision}`,
    }),
    noticeOf: new DataLoader((of) => plans.noticesOfPlans(of), { cacheKeyFn: ({ id }) => id }),
    perArguments<Key, Value>(field: string, args: unknown, load: (keys: readonly Key[]) => Promise<Value[]>) {
      const name = `${field} ${JSON.stringify(args)}`;
      const known = withArguments.get(name) as DataLoader<Key, Value> | undefined;
      if (known) return known;
      const loader = new DataLoader<Key, Value>(load);
      withArguments.set(name, loader as DataLoader<never, unknown>);
      return loader;
    },
  };
}
