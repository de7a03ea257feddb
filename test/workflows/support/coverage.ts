/** Which states, transitions, checks and refusals of a law have been seen, measured against its compiled chart. */
import { getInitialMicrosteps, getMicrosteps } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode } from 'xstate';
import { decide } from '../../../workflows';
import type { Decision, Effect, Law, LawEvent } from '../../../workflows';
import type { CheckList, Sent } from '../../../workflows/chart';
import { machineFor } from '../../../workflows/compile';
import { restored } from '../../../workflows/explain';
import type { Instance } from './explore';

const nameOf = (node: AnyStateNode): string => node.path.join('.');

interface Listed {
  key: string;
  always: boolean;
  source: AnyStateNode;
  targets: readonly AnyStateNode[];
}

/** Every transition of a chart under a name of its own: the state, the event, and the how-manieth way. */
export function transitionsOf(machine: AnyStateMachine): Map<unknown, Listed> {
  const all = new Map<unknown, Listed>();
  const visit = (node: AnyStateNode): void => {
    for (const [type, list] of node.transitions)
      list.forEach((transition, i) =>
        all.set(transition, { key: `${nameOf(node)} ${type} ${i}`, always: false, source: node, targets: transition.target ?? [] }),
      );
    (node.always ?? []).forEach((transition, i) =>
      all.set(transition, { key: `${nameOf(node)} always ${i}`, always: true, source: node, targets: transition.target ?? [] }),
    );
    Object.values(node.states).forEach((child) => visit(child as AnyStateNode));
  };
  visit(machine.root);
  return all;
}

export const statesOf = (machine: AnyStateMachine): string[] => [...transitionless(machine.root)].map(nameOf).filter((name) => name !== '');

function* transitionless(node: AnyStateNode): Generator<AnyStateNode> {
  yield node;
  for (const child of Object.values(node.states)) yield* transitionless(child as AnyStateNode);
}

export class Coverage<D, C extends object> {
  readonly states = new Set<string>();
  readonly transitions = new Set<string>();
  readonly passed = new Set<string>();
  readonly failed = new Set<string>();
  readonly codes = new Set<string>();
  readonly accepted = new Set<string>();
  /** Event to the deadlines it was seen to set, each up to a colon. */
  readonly deadlines = new Map<string, Set<string>>();
  private readonly listed = new WeakMap<AnyStateMachine, Map<unknown, Listed>>();

  constructor(readonly law: Law<D, C>) {}

  /** Decides and writes down what was touched on the way. */
  decide(at: Instance<D, C>, event: LawEvent): Decision<D> {
    const decision = decide(this.law, at, event);
    if (decision.outcome === 'refused') for (const { code } of decision.reasons) this.codes.add(code);
    if (decision.outcome === 'accepted') this.recordDeadlines(event.type, decision.effects);
    if (!at.snapshot) {
      this.recordBirth(at, event);
      return decision;
    }
    const machine = machineFor(this.law, at.definition, at.snapshot.context);
    const state = restored(machine, at.snapshot.value, at.snapshot.context);
    for (const node of state._nodes) this.states.add(nameOf(node));
    const sent: Sent = { ...event, value: at.snapshot.value as Record<string, unknown> };
    this.recordChecks(state, sent);
    if (decision.outcome === 'accepted') this.recordTaken(machine, state, sent);
    return decision;
  }

  private recordChecks(state: AnyMachineSnapshot, event: Sent): void {
    for (const node of state._nodes)
      for (const { guard } of node.transitions.get(event.type) ?? []) {
        if (!guard || (this.law.events[event.type]?.facts ?? []).some((name) => !(name in event.facts))) continue;
        const { seat, all } = (guard as unknown as CheckList).params;
        for (const name of all) {
          const why = this.law.checks[name]?.test(state.context as C, event, { seat, value: event.value });
          (why ? this.failed : this.passed).add(name);
        }
      }
  }

  private recordTaken(machine: AnyStateMachine, state: AnyMachineSnapshot, event: Sent): void {
    let listed = this.listed.get(machine);
    if (!listed) this.listed.set(machine, (listed = transitionsOf(machine)));
    this.accepted.add(event.type);
    for (const transition of machine.getTransitionData(state as never, event as never)) this.transitions.add(listed.get(transition)?.key ?? '?');
    this.recordAlways(listed, getMicrosteps(machine, state as never, event as never) as never);
  }

  private recordDeadlines(type: string, effects: readonly Effect[]): void {
    const keys = this.deadlines.get(type) ?? new Set();
    for (const effect of effects) if (effect.effect === 'SET_DEADLINE') keys.add(effect.key.replace(/:.*/, ''));
    this.deadlines.set(type, keys);
  }

  private recordBirth(at: Instance<D, C>, event: LawEvent): void {
    const context = this.law.begin(at.definition, event);
    const machine = machineFor(this.law, at.definition, context);
    this.recordAlways(transitionsOf(machine), getInitialMicrosteps(machine, context as never) as never);
  }

  /** An eventless transition shows in its traces only: where it starts was left in one microstep for where it leads. */
  private recordAlways(listed: Map<unknown, Listed>, microsteps: readonly (readonly [AnyMachineSnapshot, unknown])[]): void {
    const steps = microsteps.map(([snapshot]) => snapshot);
    for (let i = 1; i < steps.length; i += 1) {
      const [before, after] = [new Set(steps[i - 1]?._nodes), new Set(steps[i]?._nodes)];
      for (const { key, always, source, targets } of listed.values())
        if (always && before.has(source) && targets.every((target) => after.has(target) && !before.has(target))) this.transitions.add(key);
    }
  }

  untaken(machine: AnyStateMachine): string[] {
    return [...transitionsOf(machine).values()].map(({ key }) => key).filter((key) => !this.transitions.has(key));
  }

  unreached(machine: AnyStateMachine): string[] {
    return statesOf(machine).filter((name) => !this.states.has(name));
  }
}
