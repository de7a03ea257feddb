/** Writes what a batch has decided, tells the callers, and says which calls must be tried again. */
import { StoreFailure, type EventReference, type WriteResult } from '../ports/store';
import type { DecidedBatch } from './batch';
import { nameOf } from './draft';
import type { Memory } from './memory';
import type { Pending } from './pending';
import { NewerLaw } from './onward';
import { outdated, readOnly, unavailable } from './refusals';
import type { DrivePorts } from './types';
import type { DecidedUnit } from './units-of-writing';

export interface Unsettled {
  /** To be tried again as soon as what they need is free. */
  now: Pending[];
  /** Somebody else was faster: to be tried again after a moment. */
  later: Pending[];
}

export async function settle(ports: DrivePorts, memory: Memory, decided: DecidedBatch, several: boolean): Promise<Unsettled> {
  const unsettled: Unsettled = { now: [], later: [] };
  for (const { pending, keys } of decided.deferred) {
    for (const key of keys) {
      pending.names.add(nameOf(key));
      pending.alsoNeeds.set(nameOf(key), key);
    }
    unsettled.now.push(pending);
  }
  for (const { pending, error } of decided.thrown) fail(pending, error);
  const silent = decided.units.filter(({ write }) => nothingToWrite(write));
  for (const unit of silent) tell(unit, []);
  const units = decided.units.filter((unit) => !silent.includes(unit));
  if (units.length > 0) await write(ports, memory, units, several, unsettled);
  return unsettled;
}

const nothingToWrite = ({ subjects, deadlines, idempotency }: DecidedUnit['write']): boolean =>
  subjects.length === 0 && deadlines.length === 0 && idempotency.length === 0;

async function write(ports: DrivePorts, memory: Memory, units: readonly DecidedUnit[], several: boolean, unsettled: Unsettled): Promise<void> {
  let results: WriteResult[];
  try {
    results = await ports.store.write(units.map((unit) => unit.write));
  } catch (error) {
    // Even after a failure some of it may have been written, when only the answer was lost.
    for (const unit of units) memory.forget(unit.after.map(nameOf));
    if (error instanceof StoreFailure && error.reason !== 'CONTENDED')
      for (const unit of units) for (const { pending } of unit.settled) fail(pending, error);
    else if (units.length > 1) for (const unit of units) await write(ports, memory, [unit], several, unsettled);
    else for (const unit of units) undone(unit, error, several, unsettled);
    return;
  }
  const committed: EventReference[] = [];
  for (const [index, unit] of units.entries()) {
    const result = results[index];
    if (result?.written) {
      committed.push(...result.events);
      memory.keep(unit.after);
      tell(unit, result.events);
    } else {
      memory.forget(unit.after.map(nameOf));
      for (const { pending } of unit.settled) {
        // What was decided from memory has only to be looked up; what was decided from the database has met somebody faster.
        (pending.fresh ? unsettled.later : unsettled.now).push(pending);
        pending.fresh = true;
      }
    }
  }
  if (committed.length > 0) ports.publish(committed);
}

/** One unit alone could not be written. Either somebody inserted the same key in the same moment, or one of its calls cannot be written at all. */
function undone(unit: DecidedUnit, error: unknown, several: boolean, unsettled: Unsettled): void {
  if (error instanceof StoreFailure) {
    // What it meant to create may be there by now: it is to be looked for.
    for (const { pending } of unit.settled) for (const key of unit.created) pending.alsoNeeds.set(nameOf(key), key);
    for (const { pending } of unit.settled) pending.fresh = true;
    unsettled.later.push(...unit.settled.map(({ pending }) => pending));
    return;
  }
  for (const { pending } of unit.settled) {
    if (!several || pending.single) {
      fail(pending, error);
      continue;
    }
    pending.single = true;
    unsettled.now.push(pending);
  }
}

/** Tells a caller what kept the database from doing it; what nobody expected is thrown at them. */
export function fail(pending: Pending, error: unknown): void {
  if (error instanceof NewerLaw) pending.resolve(outdated());
  else if (!(error instanceof StoreFailure)) pending.reject(error);
  else if (error.reason === 'READ_ONLY') pending.resolve(readOnly());
  else pending.resolve(unavailable());
}

function tell(unit: DecidedUnit, events: readonly EventReference[]): void {
  let next = 0;
  for (const settled of unit.settled) {
    if (settled.refused) {
      settled.pending.resolve(settled.refused);
      continue;
    }
    const [event, ...also] = events.slice(next, (next += settled.draft.events.length));
    if (!event) throw new Error('An accepted call was written without an event');
    settled.pending.resolve({ ok: true, value: { subject: settled.after, event, also, replayed: false } });
  }
}
