import type { Store, StoredSubject, SubjectKey } from '../ports/store';
import { fold, type LawBook } from './fold';

/** The subject as it stood after its `revision`th event; null when its log does not reach that far. */
export async function subjectAt(ports: LawBook & { store: Pick<Store, 'events'> }, key: SubjectKey, revision: number): Promise<StoredSubject | null> {
  const events = await ports.store.events(key, revision);
  return events.length === revision ? (fold(ports, events)?.subject ?? null) : null;
}
