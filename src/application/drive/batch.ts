/**
 * One batch of calls: read together, decided in memory one after another, written together. Calls that touched the same subjects form one
 * unit of writing, which stands or falls as a whole and apart from the others.
 */
import { factsOf } from '../../../workflows/contract';
import type { IdempotencyRecord, StoredSubject, SubjectKey } from '../ports/store';
import { Draft, nameOf, type Held } from './draft';
import { gatherFacts } from './facts';
import type { Memory } from './memory';
import { carryOut, HeldElsewhere, lawOf, type Surroundings } from './onward';
import { answerOf, type Pending } from './pending';
import { prepare, type Prepared } from './prepare';
import { eventRefused, type Refused } from './refusals';
import type { DrivePorts } from './types';
import { deadlineName, unitsOfWriting, type DecidedUnit, type Settled } from './units-of-writing';

export interface DecidedBatch {
  units: DecidedUnit[];
  /** First answers that were found, to be given again. */
  replays: { pending: Pending; record: IdempotencyRecord; current: StoredSubject | undefined }[];
  /** Subjects that are in another batch: to be tried again with these. */
  deferred: { pending: Pending; keys: readonly SubjectKey[] }[];
  thrown: { pending: Pending; error: unknown }[];
}

export interface BatchContext {
  ports: DrivePorts;
  memory: Memory;
  eventsPerCall: number;
  /** Holds further subjects for this batch; false when another batch has one of them. */
  tryHold(names: readonly string[]): boolean;
}

export class Batch implements Surroundings {
  readonly working = new Map<string, Held>();
  readonly ports: DrivePorts;
  readonly eventsPerCall: number;
  /** Names of the subjects that were not read for this batch but remembered. */
  private readonly remembered = new Set<string>();
  /** Subjects with a call that is to be decided again: the calls behind it may not overtake it. */
  private readonly postponed = new Set<string>();
  private readonly pendingDeadlines = new Map<string, number>();
  private readonly settled: Settled[] = [];
  private readonly decided: DecidedBatch = { units: [], replays: [], deferred: [], thrown: [] };
  private readonly at: Date;

  constructor(private readonly context: BatchContext) {
    this.ports = context.ports;
    this.eventsPerCall = context.eventsPerCall;
    this.at = context.ports.clock.now();
  }

  async decide(calls: readonly Pending[]): Promise<DecidedBatch> {
    let rest = await this.load(calls);
    while (rest.length > 0) rest = await this.round(rest);
    const isDue = (pending: Pending): boolean => this.isDue(pending);
    this.decided.units.push(...unitsOfWriting(this.settled, this.working, { laws: this.ports.laws, at: this.at, isDue }));
    return this.decided;
  }

  /**
   * One statement for the whole batch, and none when all its subjects are remembered. Calls that were answered before are set aside; the key of
   * a call whose subject is remembered is not looked for: the write finds that it has an answer already.
   */
  private async load(all: readonly Pending[]): Promise<Pending[]> {
    const calls = all.filter((pending) => !this.remember(pending));
    if (calls.length === 0) return [...all];
    const keys = new Map<string, SubjectKey>();
    for (const { primary, alsoNeeds } of calls) {
      keys.set(nameOf(primary), primary);
      for (const [name, key] of alsoNeeds) keys.set(name, key);
    }
    const loaded = await this.ports.store.load({
      subjects: [...keys.values()],
      idempotency: calls.flatMap((call) => call.idempotency ?? []),
      deadlines: calls.flatMap((call) => (call.kind === 'EVENT' && call.call.deadline ? [call.call.deadline] : [])),
    });
    for (const subject of loaded.subjects) this.hold(subject);
    this.context.memory.keep(loaded.subjects);
    for (const deadline of loaded.deadlines) if (deadline.pending) this.pendingDeadlines.set(deadlineName(deadline), deadline.setBySeq);
    if (loaded.idempotency.length === 0) return [...all];
    const records = new Map(loaded.idempotency.map((record) => [`${record.accountId} ${record.key}`, record]));
    return all.filter((pending) => {
      const record = pending.idempotency && records.get(`${pending.idempotency.accountId} ${pending.idempotency.key}`);
      if (record) this.decided.replays.push({ pending, record, current: this.working.get(nameOf(pending.primary))?.current });
      return !record;
    });
  }

  /** Whether everything this call is known to need could be taken from memory. */
  private remember({ fresh, kind, call, primary, alsoNeeds }: Pending): boolean {
    if (fresh || kind === 'CREATE' || call.deadline) return false;
    const found = [primary, ...alsoNeeds.values()].map((key) => this.context.memory.get(nameOf(key)));
    if (found.includes(undefined)) return false;
    for (const subject of found) if (subject) this.holdRemembered(subject);
    return true;
  }

  private holdRemembered(subject: StoredSubject): void {
    const name = nameOf(subject);
    if (this.working.has(name)) return;
    this.remembered.add(name);
    this.working.set(name, { base: subject, current: subject });
  }

  private hold(stored: StoredSubject): void {
    this.remembered.delete(nameOf(stored));
    const law = lawOf(this.ports, stored.kind);
    const old = stored.lawVersion < law.version && law.migrate;
    const current = old ? { ...stored, snapshot: law.migrate?.(stored.snapshot, stored.lawVersion) ?? stored.snapshot } : stored;
    this.working.set(nameOf(stored), { base: stored, current });
  }

  /** Decides the first call of each subject; answers with the calls that are left. */
  private async round(calls: readonly Pending[]): Promise<Pending[]> {
    const later: Pending[] = [];
    const now = new Map<string, Pending>();
    for (const pending of calls) {
      const name = nameOf(pending.primary);
      if (this.postponed.has(name)) this.postpone(pending, []);
      else if (now.has(name)) later.push(pending);
      else now.set(name, pending);
    }
    const ready: { pending: Pending; prepared: Prepared }[] = [];
    for (const pending of now.values()) {
      await this.guarded(pending, async () => {
        const prepared = await prepare(this.ports, pending, this.working.get(nameOf(pending.primary))?.current, this.isDue(pending), this.at);
        if (prepared.ok) ready.push({ pending, prepared });
        else this.refuse(pending, prepared, null);
      });
    }
    const facts = await this.factsFor(ready);
    for (const [index, { pending, prepared }] of ready.entries()) {
      const known = facts[index];
      // A call before it in this round has changed its subject: its facts and its relations were asked of a state that is gone.
      if (this.working.get(nameOf(pending.primary))?.current !== (prepared.creates ? undefined : prepared.before)) later.unshift(pending);
      else if (known?.ok) await this.guarded(pending, () => this.decideOne(pending, prepared, known.value));
      else if (known) this.refuse(pending, known, null);
    }
    return later;
  }

  private async factsFor(ready: readonly { pending: Pending; prepared: Prepared }[]): ReturnType<typeof gatherFacts> {
    const asking = ready.some(({ prepared }) => prepared.rule && factsOf(prepared.rule).length > 0);
    const changed = asking ? [...this.working.values()].flatMap(({ base, current }) => (base === current ? [] : [current])) : [];
    const questions = ready.map(({ prepared }) => ({ subject: prepared.before, rule: prepared.rule, event: prepared.event, changed }));
    try {
      return await gatherFacts(this.ports.facts, questions);
    } catch (error) {
      // One provider's failure is not to fall on calls that did not ask it.
      if (ready.length === 1) {
        for (const { pending } of ready) this.decided.thrown.push({ pending, error });
        return [];
      }
      const each = [];
      for (const [index, one] of ready.entries()) each[index] = (await this.factsFor([one]))[0];
      return each as Awaited<ReturnType<typeof gatherFacts>>;
    }
  }

  private async decideOne(pending: Pending, prepared: Prepared, facts: Record<string, unknown>): Promise<void> {
    const { before, law, rule, event, given, creates } = prepared;
    const sent = { ...event, facts: { ...facts, ...given } };
    const draft = new Draft(this.working);
    const decision = this.ports.decide(law, creates ? { definition: before.definition, snapshot: null } : before, sent);
    if (decision.outcome === 'refused') {
      draft.current(before);
      this.refuse(pending, eventRefused(before, decision, rule?.label ?? { zh: event.type, en: event.type }), draft);
      return;
    }
    if (pending.kind === 'EVENT' && pending.call.deadline) {
      const { campaignId, id, key, kind, setBySeq } = pending.call.deadline;
      draft.deadlines.push({ campaignId, id, key, kind, change: 'DELIVER', setBySeq, refusal: null });
    }
    const { after, onward } = draft.record(before, law, sent, decision, this.at, null);
    if (onward.length > 0) {
      const first = onward.map((effect) => ({ subject: after, event: sent, seq: after.revision, effect }));
      const stopped = await carryOut(draft, first, this, this.at);
      if (stopped instanceof HeldElsewhere) {
        this.decided.deferred.push({ pending, keys: stopped.keys });
        return;
      }
      if (stopped) {
        this.refuse(pending, stopped, draft);
        return;
      }
    }
    this.accept(pending, draft);
  }

  private accept(pending: Pending, draft: Draft): void {
    for (const subject of draft.changed()) {
      const name = nameOf(subject);
      this.working.set(name, { base: this.working.get(name)?.base ?? null, current: subject });
    }
    for (const change of draft.deadlines) {
      if (change.change === 'SET') this.pendingDeadlines.set(deadlineName(change), change.setBySeq);
      else this.pendingDeadlines.delete(deadlineName(change));
    }
    const after = draft.current(pending.primary);
    const own = draft.events[0];
    if (!after || !own) throw new Error('An accepted call left no event');
    const idempotency = pending.idempotency && { ...pending.idempotency, answer: answerOf(draft.events, own, after.revision) };
    this.settled.push({ pending, refused: null, draft, after, idempotency });
  }

  private refuse(pending: Pending, refused: Refused, draft: Draft | null): void {
    const old = [nameOf(pending.primary), ...(draft?.read ?? [])].filter((name) => this.remembered.has(name));
    if (old.length > 0) {
      this.postpone(pending, old);
      return;
    }
    const idempotency = pending.idempotency && { ...pending.idempotency, answer: refused };
    this.settled.push({ pending, refused, draft, idempotency });
  }

  /** To be decided again from fresh facts, and whatever comes behind it on the same subject as well. */
  private postpone(pending: Pending, old: readonly string[]): void {
    pending.fresh = true;
    this.postponed.add(nameOf(pending.primary));
    this.decided.deferred.push({ pending, keys: old.flatMap((name) => this.working.get(name)?.current ?? []) });
  }

  private async guarded(pending: Pending, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.decided.thrown.push({ pending, error });
    }
  }

  private isDue(pending: Pending): boolean {
    const deadline = pending.kind === 'EVENT' ? pending.call.deadline : undefined;
    return deadline !== undefined && this.pendingDeadlines.get(deadlineName(deadline)) === deadline.setBySeq;
  }

  async bring(keys: readonly SubjectKey[]): Promise<HeldElsewhere | null> {
    const missing = keys.filter((key) => !this.working.has(nameOf(key)));
    if (missing.length === 0) return null;
    if (!this.context.tryHold(missing.map(nameOf))) return new HeldElsewhere(missing);
    const unknown: SubjectKey[] = [];
    for (const key of missing) {
      const subject = this.context.memory.get(nameOf(key));
      if (subject) this.holdRemembered(subject);
      else unknown.push(key);
    }
    if (unknown.length === 0) return null;
    const { subjects } = await this.ports.store.load({ subjects: unknown, idempotency: [], deadlines: [] });
    for (const subject of subjects) this.hold(subject);
    return null;
  }

  admit(subjects: readonly StoredSubject[]): HeldElsewhere | null {
    const missing = subjects.filter((subject) => !this.working.has(nameOf(subject)));
    if (!this.context.tryHold(missing.map(nameOf))) return new HeldElsewhere(missing);
    for (const subject of subjects) {
      const held = this.working.get(nameOf(subject));
      // What was only remembered gives way to what the database has just told.
      if (!held || (this.remembered.has(nameOf(subject)) && held.current === held.base)) this.hold(subject);
    }
    return null;
  }
}
