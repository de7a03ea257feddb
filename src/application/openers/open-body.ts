import { v7 } from 'uuid';
import { bodyDefinition } from '../campaigns/definitions';
import type { NewSubject, Opener } from '../drive/types';
import { runningPlan, type OpenerSources } from './running-plan';

/** The coordinating body that the plan names, at work from the day of the launch. */
export function openBody(sources: OpenerSources): Opener {
  return async (request): Promise<NewSubject[]> => {
    const { compiled, owner } = await runningPlan(sources, request);
    if (!compiled.body) return [];
    return [{ kind: 'COORDINATING_BODY', id: v7(), definition: bodyDefinition(compiled.body, owner, request.event.on), ordinal: 1, phase: null }];
  };
}
