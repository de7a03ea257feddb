/** Batches what the fields of one operation ask for one by one, so that rows never multiply statements. Made anew for every operation. */
import DataLoader from 'dataloader';
import type { Desk, SubjectView } from '../application/desk';
import type { DeadlineRow } from '../application/ports/reading';
import type { SubjectKey } from '../application/ports/store';
import type { Viewer } from '../application/ports/viewer';

export interface Loaders {
  subject: DataLoader<SubjectKey, SubjectView | null, string>;
  deadlines: DataLoader<SubjectKey, DeadlineRow[], string>;
  actions: DataLoader<SubjectView, Awaited<ReturnType<Desk['reading']['availableActions']>>[number], string>;
}

const keyOf = ({ campaignId, id }: SubjectKey): string => `${campaignId}:${id}`;

export function createLoaders(desk: Desk, viewer: Viewer | null): Loaders {
  return {
    subject: new DataLoader(async (keys) => (viewer ? desk.reading.subjects(viewer, keys) : keys.map(() => null)), { cacheKeyFn: keyOf }),
    deadlines: new DataLoader((keys) => desk.reading.deadlines(keys), { cacheKeyFn: keyOf }),
    actions: new DataLoader(async (views) => (viewer ? desk.reading.availableActions(viewer, views) : views.map(() => [])), {
      cacheKeyFn: ({ subject }) => keyOf(subject),
    }),
  };
}
