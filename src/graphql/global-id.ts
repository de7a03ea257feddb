/** Opaque global ids: base64url of `Kind:uuid`, or `Kind:campaign:subject` for what belongs to a campaign. */
import { validate as isUuid } from 'uuid';
import { requestError } from './request-errors';

export const NODE_KINDS = {
  Campaign: 1,
  Task: 2,
  Report: 2,
  CoordinatingBody: 2,
  Bulletin: 2,
  Record: 2,
  Difference: 2,
  Unit: 1,
  Notice: 1,
  Plan: 1,
  Account: 1,
  Membership: 1,
} as const;
export type NodeKind = keyof typeof NODE_KINDS;

export interface GlobalId {
  kind: NodeKind;
  /** One uuid, or campaign and subject. */
  parts: readonly string[];
}

export function toGlobalId(kind: NodeKind, ...parts: string[]): string {
  return Buffer.from([kind, ...parts].join(':')).toString('base64url');
}

/** @throws INVALID_ID */
export function fromGlobalId(id: string): GlobalId {
  const [kind = '', ...parts] = Buffer.from(id, 'base64url').toString('utf8').split(':');
  const known = Object.hasOwn(NODE_KINDS, kind) && parts.length === NODE_KINDS[kind as NodeKind] && parts.every((part) => isUuid(part));
  // An id that decodes but would be written otherwise is refused too, so that one object has one id in every cache.
  if (!known || toGlobalId(kind as NodeKind, ...parts) !== id) throw requestError('INVALID_ID', { id: id.slice(0, 100) });
  return { kind: kind as NodeKind, parts };
}

/** The uuids behind an id that must be of this kind. @throws INVALID_ID */
export function partsOf(kind: NodeKind, id: string): readonly string[] {
  const found = fromGlobalId(id);
  if (found.kind !== kind) throw requestError('INVALID_ID', { id: id.slice(0, 100) });
  return found.parts;
}

/** The uuid behind an id of a kind with one part. @throws INVALID_ID */
export function uuidOf(kind: NodeKind, id: string): string {
  return partsOf(kind, id)[0] as string;
}

/** Campaign and subject behind the id of a task, report, coordinating body or campaign. @throws INVALID_ID */
export function subjectKeyOf(kind: NodeKind, id: string): { campaignId: string; id: string } {
  const [campaignId, subject] = partsOf(kind, id) as [string, string?];
  return { campaignId, id: subject ?? campaignId };
}
