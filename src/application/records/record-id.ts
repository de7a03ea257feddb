import { v5 } from 'uuid';
import { folded } from '../../domain/records/read-field';

/**
 * The id of a record follows from what it is: the same row imported twice, or by two people at once, is one record. Numbers that differ only in
 * width and blanks are one number.
 */
export const recordId = (campaignId: string, kind: string, unit: string, identity: string): string =>
  v5(JSON.stringify([kind, unit, folded(identity)]), campaignId);
