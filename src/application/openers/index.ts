/** Openers by the names of workflows/facts.ts: what a campaign creates when it is launched, moves on, is amended or is joined. */
import type { Opening } from '../../../workflows/facts';
import type { Opener } from '../drive/types';
import { openBody } from './open-body';
import { openAmendedReports, openObligationsOfUnit, openReports } from './open-reports';
import { openTasks } from './open-tasks';
import type { OpenerSources } from './running-plan';

export function createOpeners(sources: OpenerSources): Record<Opening, Opener> {
  return {
    OPEN_TASKS: openTasks(sources),
    OPEN_REPORTS: openReports(sources),
    OPEN_BODY: openBody(sources),
    OPEN_AMENDED_REPORTS: openAmendedReports(sources),
    OPEN_OBLIGATIONS_OF_UNIT: openObligationsOfUnit(sources),
  };
}
