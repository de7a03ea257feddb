import type { By, Relation } from '../../../workflows';

const by = (unit: string | null, ...relations: Relation[]): By => ({
  account: unit ? `account-of-${unit}` : null,
  unit,
  onBehalfOf: null,
  relations,
});

export const office = by('office', 'COORDINATOR');
export const leader = by('government', 'LEADER');
export const supervisor = by('inspectorate', 'SUPERVISOR');
export const clock = by(null, 'CLOCK');
export const engine = by(null, 'ENGINE');
/** As the desk sees a member of a unit with a row in the task: which seat it holds, the law knows itself. */
export const staff = (unit: string): By => by(unit, 'PART_UNIT');
export const head = (unit: string): By => by(unit, 'LEAD_UNIT', 'UNIT_HEAD');
export const outsider = (unit: string): By => by(unit);
export const owing = by('market', 'OWING_UNIT');
export const recording = by('market-branch', 'RECORDING_UNIT');
