/**
 * Drive and store as they are seen from outside: calls, answers and statements are counted, timed and traced here, so that the engine itself
 * knows nothing of it. A statement serves the calls of a batch; its span hangs below the first of them and is linked to the others.
 */
import type { SpanContext } from '@opentelemetry/api';
import type { Drive, DriveCall, EventRefused, Outcome } from '../application/drive';
import type { Clock } from '../application/ports/clock';
import { StoreFailure, type IdempotencyName, type Store, type SubjectKey } from '../application/ports/store';
import { REFUSALS } from '../application/refusal-codes';
import { REASONS, type Law } from '../../workflows';
import type { Monitor } from './monitor';

export interface Observed {
  store: Store;
  drive(inner: Drive): Drive;
}

const MOST_LINKS = 64;
const nameOf = ({ campaignId, id }: SubjectKey): string => `${campaignId}:${id}`;
const nameOfKey = ({ accountId, key }: IdempotencyName): string => `key ${accountId} ${key}`;
/** By what the statements on behalf of a call can be known. */
const namesOf = ({ subject, viewer, idempotencyKey }: DriveCall): string[] => [
  nameOf(subject),
  ...(idempotencyKey && typeof viewer === 'object' ? [nameOfKey({ accountId: viewer.accountId, key: idempotencyKey })] : []),
];
/** A name that the code does not know would be a series of its own for whoever made it up. */
const known = (table: object, name: string): string => (Object.hasOwn(table, name) ? name : 'OTHER');

export function observe(store: Store, laws: Readonly<Record<string, Law>>, clock: Clock, { metrics, tracing }: Monitor): Observed {
  const calls = new Map<string, Set<SpanContext>>();

  function lawNames({ subject, event }: DriveCall, outcome: Outcome | null): { kind: string; event: string } {
    const kind = subject.kind ?? (outcome?.ok ? outcome.value.subject.kind : '');
    const law = Object.hasOwn(laws, kind) ? laws[kind] : undefined;
    return { kind: law ? kind : 'OTHER', event: law ? known(law.events, event.type) : 'OTHER' };
  }

  function tell(call: DriveCall, outcome: Outcome | null, began: number): string {
    const names = lawNames(call, outcome);
    const answer =
      outcome === null ? 'ERROR' : outcome.ok ? (outcome.value.replayed ? 'REPLAYED' : 'ACCEPTED') : known(REFUSALS, outcome.refusal.code);
    metrics?.count('muster_transitions_total', { ...names, outcome: answer });
    metrics?.observe('muster_transition_seconds', { answer: outcome?.ok ? 'ACCEPTED' : 'REFUSED' }, (performance.now() - began) / 1_000);
    if (answer === 'BUSY') metrics?.count('muster_busy_total', {});
    if (answer === 'EVENT_REFUSED' && outcome && !outcome.ok) {
      const { lawCode } = outcome.refusal.data as unknown as EventRefused;
      metrics?.count('muster_law_refusals_total', { ...names, reason: known(REASONS, lawCode) });
    }
    if (call.deadline && outcome?.ok) {
      const late = (clock.now().getTime() - call.deadline.dueAt.getTime()) / 1_000;
      metrics?.observe('muster_deadline_lateness_seconds', { kind: known(laws, call.deadline.kind) }, Math.max(0, late));
    }
    return answer;
  }

  async function observed(call: DriveCall, work: () => Promise<Outcome>): Promise<Outcome> {
    const began = performance.now();
    const { kind, event } = lawNames(call, null);
    const span = tracing?.begin(`drive ${event}`, { attributes: { 'muster.kind': kind, 'muster.event': event, 'muster.subject': call.subject.id } });
    const names = span ? namesOf(call) : [];
    for (const name of names) if (span) calls.set(name, (calls.get(name) ?? new Set()).add(span.context));
    metrics?.add('muster_calls_open', {}, 1);
    let outcome: Outcome | null = null;
    try {
      return (outcome = await (span ? span.within(work) : work()));
    } finally {
      metrics?.add('muster_calls_open', {}, -1);
      const answer = tell(call, outcome, began);
      for (const name of names) {
        const others = calls.get(name);
        if (span) others?.delete(span.context);
        if (others?.size === 0) calls.delete(name);
      }
      span?.end({ 'muster.outcome': answer }, outcome === null);
    }
  }

  /** One statement on behalf of the calls that are known by these names. */
  async function statement<T>(name: string, names: readonly string[], work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const served = tracing ? [...new Set(names.flatMap((one) => [...(calls.get(one) ?? [])]))].slice(0, MOST_LINKS) : [];
    const [parent, ...links] = served;
    const span = parent && tracing?.begin(`store ${name}`, { kind: 'CLIENT', parent, links, attributes: { 'muster.calls': served.length } });
    let result = 'FAILED';
    try {
      const value = await work();
      result = 'DONE';
      return value;
    } catch (error) {
      metrics?.count('muster_store_failures_total', { reason: error instanceof StoreFailure ? error.reason : 'OTHER' });
      throw error;
    } finally {
      metrics?.observe('muster_statement_seconds', { statement: name, result }, (performance.now() - began) / 1_000);
      span?.end({}, result === 'FAILED');
    }
  }

  return {
    store: {
      ...store,
      load(request) {
        metrics?.observe('muster_batch_subjects', {}, request.subjects.length);
        const names = [...request.subjects.map(nameOf), ...request.idempotency.map(nameOfKey)];
        return statement('load', names, () => store.load(request));
      },
      async write(units) {
        const names = units.flatMap(({ subjects, idempotency }) => [...subjects.map(({ after }) => nameOf(after)), ...idempotency.map(nameOfKey)]);
        metrics?.observe(
          'muster_batch_events',
          {},
          units.reduce((sum, { events }) => sum + events.length, 0),
        );
        const results = await statement('write', names, () => store.write(units));
        const conflicts = results.filter(({ written }) => !written).length;
        if (conflicts > 0) metrics?.count('muster_conflicts_total', {}, conflicts);
        return results;
      },
      openSubjects: (campaignId, kinds, phase) => statement('openSubjects', [], () => store.openSubjects(campaignId, kinds, phase)),
      events: (key, upTo) => statement('events', [nameOf(key)], () => store.events(key, upTo)),
      references: (names) => statement('references', names.map(nameOf), () => store.references(names)),
      campaignsDue: (now, limit) => statement('campaignsDue', [], () => store.campaignsDue(now, limit)),
      nextDue: (campaignId, now, after, limit) => statement('nextDue', [], () => store.nextDue(campaignId, now, after, limit)),
    },
    drive: (inner) => {
      const drive = (call: DriveCall): Promise<Outcome> => observed(call, () => inner.drive(call));
      return {
        ...inner,
        drive,
        // Each for itself, but all in this turn of the event loop: that is what the engine makes batches of.
        driveMany: (many) => Promise.all(many.map(drive)),
      };
    },
  };
}
