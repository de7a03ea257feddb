import type { Answer } from '../refusal';
import type { BulletinSources } from '../bulletins/count-bulletin';
import type { FactProvider, FactRequest } from '../drive/types';
import type { Attachments } from '../ports/attachments';
import type { WorkCalendars } from '../ports/calendar';
import type { CampaignRecords } from '../ports/campaigns';
import type { Differences } from '../ports/differences';
import type { Plans } from '../ports/plans';
import type { UnitDirectory } from '../ports/units';
import { displayNameOn, type UnitRegister } from '../../domain/units';

/** Where facts come from. */
export interface FactSources extends Pick<BulletinSources, 'figures' | 'reading'> {
  records: CampaignRecords;
  plans: Pick<Plans, 'plansAt'>;
  units: UnitDirectory;
  calendars: WorkCalendars;
  attachments: Pick<Attachments, 'named'>;
  differences: Pick<Differences, 'compare'>;
}

/** A provider that never refuses. */
export const provider =
  <T>(find: (requests: readonly FactRequest[]) => Promise<T[]> | T[]): FactProvider =>
  async (requests) =>
    (await find(requests)).map((value): Answer<unknown, string> => ({ ok: true, value }));

export const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

export const nameOf = (register: UnitRegister, unitId: string, date: string): string => {
  const unit = register.get(unitId);
  return unit ? displayNameOn(unit, date) : unitId;
};
