/** Fact providers by the names of workflows/facts.ts. Each answers many requests with a fixed number of statements. */
import type { FactName } from '../../../workflows/facts';
import type { FactProvider } from '../drive/types';
import { attachmentFacts } from './attachments';
import { bulletinFacts } from './bulletin';
import { changeFacts } from './change';
import { chasingFacts } from './chasing';
import { differenceFacts } from './difference';
import { formFacts } from './form-faults';
import { recordFacts } from './record-fields';
import { progressFacts } from './progress';
import { readinessFacts } from './readiness';
import type { FactSources } from './sources';
import { standingFacts } from './standing';
import { superiorFacts } from './superior';
import { unitFacts } from './units';
import { workingDayFacts } from './working-days';

export type { FactSources } from './sources';

export function createFacts(sources: FactSources): Record<FactName, FactProvider> {
  return {
    ...workingDayFacts(sources),
    ...readinessFacts(sources),
    ...progressFacts(sources),
    ...unitFacts(sources),
    ...superiorFacts(sources),
    ...standingFacts(sources),
    ...changeFacts(sources),
    ...chasingFacts(sources),
    ...bulletinFacts(sources),
    ...differenceFacts(sources),
    ...formFacts(sources),
    ...recordFacts(sources),
    ...attachmentFacts(sources),
  };
}
