/** A ledger that somebody is about to write into: the campaign as they see it, its kinds, and for which units they may record. */
import type { RecordKindDefinition, Relation } from '../../../workflows';
import { civilDateOf } from '../../domain/calendar';
import type { RecordSurroundings } from '../../domain/records/read-record';
import type { UnitRegister } from '../../domain/units';
import type { DriveRefusalCode, Drive } from '../drive/types';
import { relations, type PolicySubject, type Standing } from '../policy';
import type { Clock } from '../ports/clock';
import type { Plans } from '../ports/plans';
import type { Reading } from '../ports/reading';
import type { StoredSubject } from '../ports/store';
import type { UnitDirectory } from '../ports/units';
import type { Viewer } from '../ports/viewer';
import { createSight } from '../reading/sight';
import { done, type Answer } from '../refusal';
import { standardRefusal, type RefusalCode } from '../refusal-codes';
import { recordEventRule } from './record-rule';
import { campaignLedgers } from './campaign-ledgers';
import { answering, unitNaming } from './unit-named';

export interface LedgerDesk {
  reading: Reading;
  plans: Pick<Plans, 'plansAt'>;
  units: Pick<UnitDirectory, 'current'>;
  drive: Pick<Drive, 'create' | 'drive'>;
  clock: Clock;
}

export type RecordRefusalCode = RefusalCode | DriveRefusalCode | (string & {});

/** Who records for a unit: the relations go into the creating event. */
export interface Recorder {
  takesPart: boolean;
  above: string[];
  by: { account: string; unit: string | null; onBehalfOf: string | null; relations: ('RECORDING_UNIT' | 'COORDINATOR' | 'UNIT_HEAD')[] };
}
export type RecorderAnswer = { ok: true; recorder: Recorder } | { ok: false; code: 'RECORD_UNIT_TAKES_NO_PART' | 'RECORD_UNIT_NOT_YOURS' };

export interface OpenLedger {
  campaign: StoredSubject;
  office: string;
  kind: RecordKindDefinition;
  around: RecordSurroundings;
  register: UnitRegister;
  takingPart: readonly string[];
  /** The viewer's own units that record in this campaign. */
  own: string[];
  recorderFor(unit: string): Answer<Recorder, RecordRefusalCode> | { ok: false; fault: 'RECORD_UNIT_TAKES_NO_PART' | 'RECORD_UNIT_NOT_YOURS' };
}

const OVER = ['CONCLUDED', 'ARCHIVED', 'TERMINATED'];

/** NOT_FOUND for who does not see the campaign; CAMPAIGN_NOT_LAUNCHED, RECORD_CAMPAIGN_OVER; RECORD_KIND_UNKNOWN; FORBIDDEN to who records for nobody in it. */
export async function openLedger(
  desk: Pick<LedgerDesk, 'reading' | 'plans' | 'units' | 'clock'>,
  viewer: Viewer,
  call: { campaignId: string; kind: string; actingUnit: string | null },
  writing = true,
): Promise<Answer<OpenLedger, RecordRefusalCode>> {
  const key = { campaignId: call.campaignId, id: call.campaignId };
  const [seen] = await createSight(viewer, desk.reading).see(await desk.reading.subjects([key]));
  if (seen?.subject.kind !== 'CAMPAIGN') return refuse('NOT_FOUND');
  const campaign = seen.subject;
  const [register, ledgers] = await Promise.all([desk.units.current(), campaignLedgers(desk, campaign)]);
  const { takingPart, office } = ledgers;
  const today = civilDateOf(desk.clock.now());
  const standing = (participants: readonly string[], actingUnit: string | null) =>
    relations(viewer, recordLike(campaign, office, participants), actingUnit, recordEventRule);
  const homes = [...new Set(viewer.roles.flatMap(({ unitId }) => unitId ?? []))];
  const own = homes.filter((unit) => takingPart.includes(unit) && isOne(standing([unit], unit), ['RECORDING_UNIT']));
  if (writing && own.length === 0 && !isOne(standing([], null))) return refuse('FORBIDDEN', { right: 'RECORDING_UNIT' });
  if (writing && campaign.state === 'DRAFT') return refuse('CAMPAIGN_NOT_LAUNCHED');
  if (writing && OVER.includes(campaign.state)) return refuse('RECORD_CAMPAIGN_OVER');
  const kind = ledgers.kinds.find((one) => one.key === call.kind);
  if (!kind) return refuse('RECORD_KIND_UNKNOWN', { kind: call.kind });
  const unitNamed = unitNaming(register, { on: today, office, takingPart });
  const known = new Map<string, ReturnType<OpenLedger['recorderFor']>>();
  const recorderFor = (unit: string): ReturnType<OpenLedger['recorderFor']> => {
    const those = answering(register, unit, today, takingPart);
    if (those.length === 0) return { ok: false, fault: 'RECORD_UNIT_TAKES_NO_PART' };
    const found = standing(those, call.actingUnit);
    if (!found.ok) return found;
    if (!isOne(found)) return { ok: false, fault: 'RECORD_UNIT_NOT_YOURS' };
    return done({
      takesPart: those.includes(unit),
      above: those.filter((one) => one !== unit),
      by: { account: viewer.accountId, ...found.value } as Recorder['by'],
    });
  };
  return done({
    ...{ campaign, office, kind, register, takingPart, own },
    around: { campaign: ledgers.days, today, unitNamed },
    recorderFor: (unit) => {
      const answer = known.get(unit) ?? recorderFor(unit);
      known.set(unit, answer);
      return answer;
    },
  });
}

/** Whether somebody stands so that they may record. */
const isOne = (standing: Standing, who: readonly Relation[] = recordEventRule.who): boolean =>
  standing.ok && standing.value.relations.some((relation) => who.includes(relation));

/** As the record will stand: who may record is who may correct it afterwards. */
const recordLike = ({ id }: StoredSubject, office: string, units: readonly string[]): PolicySubject => ({
  definition: { campaign: id, office },
  participants: units.map((unitId) => ({ unitId, role: 'RECORDING', active: true })),
});

export const refuse = (code: RefusalCode, data: Record<string, unknown> = {}) => ({
  ok: false as const,
  refusal: { ...standardRefusal(code, data), code },
});
