/**
 * What XState's interpreter needs around it, with nothing behind: actions are collected instead of run. Its own pure `transition()` and
 * `initialTransition()` build an actor for each call, which costs more than the decision, and which takes the first step of the machine once
 * more, without input.
 */
import { createActor, createMachine } from 'xstate';
import type { AnyActorScope } from 'xstate';

export interface AskedAction {
  type: string;
  params: unknown;
}

/** The scope holds nothing of a machine, so one serves all. Steps are synchronous: the actions of the moment are collected in one place. */
let scope: AnyActorScope | null = null;
const collected: AskedAction[] = [];

export function inert<T>(work: (scope: AnyActorScope) => T): { result: T; actions: AskedAction[] } {
  scope ??= inertScope();
  collected.length = 0;
  const result = work(scope);
  return { result, actions: collected.slice() };
}

function inertScope(): AnyActorScope {
  const self = createActor(createMachine({}));
  return {
    self,
    defer: () => undefined,
    id: '',
    logger: () => undefined,
    sessionId: '',
    stopChild: () => undefined,
    system: self.system,
    emit: () => undefined,
    actionExecutor: (action) => {
      collected.push(action);
    },
  };
}
