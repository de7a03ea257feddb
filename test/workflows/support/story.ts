/** Given / when / then over decide: a story keeps the instance, today's date and the events that were accepted. */
import { decide, factsOf, possibleEvents } from '../../../workflows';
import type { By, Decision, Effect, Facts, Law, LawEvent, LawSnapshot, PossibleEvent, Projection } from '../../../workflows';
import { engine } from './people';

type Accepted<D> = Extract<Decision<D>, { outcome: 'accepted' }>;
type Refused = Extract<Decision, { outcome: 'refused' }>;

export class Story<D, C extends object> {
  definition: D;
  snapshot: LawSnapshot<C> | null = null;
  today = '2022-09-01';
  readonly accepted: LawEvent[] = [];
  last: Accepted<D> | null = null;

  constructor(
    readonly law: Law<D, C>,
    readonly original: D,
    private readonly usual: Partial<Facts> = {},
  ) {
    this.definition = original;
  }

  static begun<D, C extends object>(law: Law<D, C>, definition: D, usual: Partial<Facts> = {}, creator: By = engine): Story<D, C> {
    const story = new Story(law, definition, usual);
    story.when(law.creation, creator, { definition: definition as unknown });
    return story;
  }

  on(date: string): this {
    this.today = date;
    return this;
  }

  event(type: string, sender: By, input: Record<string, unknown> = {}, facts: Partial<Facts> = {}): LawEvent {
    const wanted = factsOf(this.law.events[type] ?? {});
    const known: Record<string, unknown> = { ...this.usual, ...facts };
    const gathered = Object.fromEntries(wanted.filter((name) => name in known).map((name) => [name, known[name]]));
    return { type, at: `${this.today}T02:00:00.000Z`, on: this.today, by: sender, input, facts: gathered };
  }

  decide(event: LawEvent): Decision<D> {
    return decide(this.law, { definition: this.definition, snapshot: this.snapshot }, event);
  }

  /** Sends an event that must be accepted. */
  when(type: string, sender: By, input: Record<string, unknown> = {}, facts: Partial<Facts> = {}): this {
    const event = this.event(type, sender, input, facts);
    const decision = this.decide(event);
    if (decision.outcome === 'refused')
      throw new Error(`${type} was refused in ${decision.fromState}: ${JSON.stringify(decision.reasons.map(({ code, data }) => [code, data]))}`);
    this.definition = decision.definition;
    this.snapshot = decision.snapshot as unknown as LawSnapshot<C>;
    this.accepted.push(event);
    this.last = decision;
    return this;
  }

  /** Sends an event that must be refused. */
  refusal(type: string, sender: By, input: Record<string, unknown> = {}, facts: Partial<Facts> = {}): Refused {
    const decision = this.decide(this.event(type, sender, input, facts));
    if (decision.outcome === 'accepted') throw new Error(`${type} was accepted`);
    return decision;
  }

  get state(): Projection {
    return this.law.project(this.definition, this.there);
  }

  get value(): Record<string, unknown> {
    return this.there.value as Record<string, unknown>;
  }

  get context(): C {
    return this.there.context;
  }

  get effects(): Effect[] {
    return this.last?.effects ?? [];
  }

  private get there(): LawSnapshot<C> {
    if (!this.snapshot) throw new Error('Nothing has begun yet');
    return this.snapshot;
  }

  possible(sender: By, facts: Partial<Facts> = {}): PossibleEvent[] {
    return possibleEvents(
      this.law,
      { definition: this.definition, snapshot: this.snapshot },
      { at: `${this.today}T02:00:00.000Z`, on: this.today, by: sender, facts },
    );
  }

  allowed(sender: By, facts: Partial<Facts> = {}): string[] {
    return this.possible(sender, facts)
      .filter(({ allowed }) => allowed)
      .map(({ event }) => event);
  }

  row(unit: string, role?: string): Projection['participants'][number] | undefined {
    return this.state.participants.find((row) => row.unit === unit && (role === undefined || row.role === role));
  }

  signals(): string[] {
    return this.effects.flatMap((effect) => (effect.effect === 'SIGNAL' ? effect.event : []));
  }

  told(): string[] {
    return this.effects.flatMap((effect) => (effect.effect === 'TELL' ? effect.message : []));
  }

  /** What the last event set (date) and cancelled (null). */
  deadlines(): Record<string, string | null> {
    const changes: Record<string, string | null> = {};
    for (const effect of this.effects) {
      if (effect.effect === 'SET_DEADLINE') changes[effect.key] = effect.dueOn;
      if (effect.effect === 'CANCEL_DEADLINE') changes[effect.key] = null;
    }
    return changes;
  }
}
