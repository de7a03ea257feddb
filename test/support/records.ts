/** Records in the tests' campaign, made by the engine itself: a plan read from a notice has no ledgers. */
import { randomUUID } from 'node:crypto';
import { toGlobalId } from '../../src/graphql/global-id';
import type { RecordDefinition } from '../../workflows';
import { caseFields, caseKind } from '../workflows/support/records';
import type { CampaignIds, RunningCampaign, SubjectIds } from './campaign';

export async function recordedIn(world: RunningCampaign, { campaignId }: CampaignIds, unit: string, number: number | string): Promise<SubjectIds> {
  const identity = `立〔2022〕${number}号`;
  const definition: RecordDefinition = {
    ...{ campaign: campaignId, office: world.units.office, unit, above: [], kind: caseKind, identity, source: null },
    fields: caseFields({ 文书编号: identity, 立案日期: '2022-08-20' }),
  };
  const id = randomUUID();
  const created = await world.muster.engine.drive.create({
    campaignId,
    subject: { kind: 'RECORD', id, definition, ordinal: 20220820, phase: null },
    by: { account: world.accounts.coordinator, unit: world.units.office, onBehalfOf: null, relations: ['COORDINATOR'] },
  });
  if (!created.ok) throw new Error(JSON.stringify(created.refusal));
  return { kind: 'RECORD', id: toGlobalId('Record', campaignId, id), subjectId: id, campaignId };
}
