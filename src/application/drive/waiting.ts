/**
 * The calls that wait, in order. A batch takes those whose subjects no other batch holds; what must wait keeps its place and lets nobody
 * overtake it on the same subject.
 */
import type { Pending } from './pending';

/** How far a batch looks for calls that are free, when the first ones wait for another batch. */
const LOOK_AHEAD = 1_024;

export class WaitingCalls {
  private calls: Pending[] = [];
  private readonly held = new Set<string>();

  get length(): number {
    return this.calls.length;
  }

  add(call: Pending): void {
    this.calls.push(call);
  }

  /** Back to the front: it has waited its time already. */
  putBack(calls: readonly Pending[]): void {
    if (calls.length > 0) this.calls = [...calls, ...this.calls];
  }

  /** Takes up to `most` calls and holds their subjects until `release`. */
  take(most: number): Pending[] {
    const taken: Pending[] = [];
    const left: Pending[] = [];
    const blocked = new Set<string>();
    const keys = new Set<string>();
    let index = 0;
    for (; index < this.calls.length && index < LOOK_AHEAD && taken.length < most; index += 1) {
      const call = this.calls[index];
      if (!call) break;
      const key = call.idempotency && `key ${call.idempotency.accountId} ${call.idempotency.key}`;
      const free = ![...call.names].some((name) => this.held.has(name) || blocked.has(name)) && !(key && (keys.has(key) || this.held.has(key)));
      if (!free || (call.single && taken.length > 0)) {
        for (const name of call.names) blocked.add(name);
        left.push(call);
        continue;
      }
      taken.push(call);
      if (key) keys.add(key);
      if (call.single) {
        index += 1;
        break;
      }
    }
    this.calls = left.length === 0 ? this.calls.slice(index) : [...left, ...this.calls.slice(index)];
    for (const call of taken) this.hold(call.names);
    for (const key of keys) this.held.add(key);
    return taken;
  }

  /** For a batch that meets further subjects: all of them, or none and false. */
  tryHold(names: Iterable<string>, mine: ReadonlySet<string>): boolean {
    const wanted = [...names].filter((name) => !mine.has(name));
    if (wanted.some((name) => this.held.has(name))) return false;
    this.hold(wanted);
    return true;
  }

  release(names: Iterable<string>): void {
    for (const name of names) this.held.delete(name);
  }

  private hold(names: Iterable<string>): void {
    for (const name of names) this.held.add(name);
  }
}

/** Everything that `take` held for these calls. */
export function heldNames(calls: readonly Pending[]): Set<string> {
  const names = new Set<string>();
  for (const { names: own, idempotency } of calls) {
    for (const name of own) names.add(name);
    if (idempotency) names.add(`key ${idempotency.accountId} ${idempotency.key}`);
  }
  return names;
}
