/** Tasks: all of the plan at the launch, those of an amendment afterwards. */
import { v7 } from 'uuid';
import type { TaskDefinition } from '../../../workflows/definitions';
import { taskDefinition } from '../campaigns/definitions';
import type { NewSubject, Opener, OpenRequest } from '../drive/types';
import { runningPlan, type OpenerSources } from './running-plan';

export function openTasks(sources: OpenerSources): Opener {
  return async (request: OpenRequest): Promise<NewSubject[]> => {
    const { tasks } = request.input as { tasks?: TaskDefinition[] };
    if (tasks) {
      // After those there are: the order of a plan that is amended is not worth moving every row for.
      const known = await sources.records.briefs([request.subject.campaignId], ['TASK']);
      return tasks.map((definition, i) => newTask(definition, known.length + i + 1));
    }
    const { compiled, owner } = await runningPlan(sources, request);
    return compiled.tasks.map((task) => newTask(taskDefinition(task, owner, compiled.acknowledgeWithin), task.ordinal));
  };
}

const newTask = (definition: TaskDefinition, ordinal: number): NewSubject => ({
  kind: 'TASK',
  id: v7(),
  definition,
  ordinal,
  phase: definition.phase,
});
