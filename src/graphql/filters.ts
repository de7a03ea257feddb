import type { InboxFilterInput, SubjectFilterInput } from '../../schema/filters';
import type { InboxFilter, SubjectFilter } from '../application/ports/reading';
import type { DoorContext } from './context';
import { uuidOf } from './global-id';

/** Unit ids and subtrees become the register's ids. @throws INVALID_ID */
export async function subjectFilter(input: SubjectFilterInput | null | undefined, { loaders }: DoorContext): Promise<SubjectFilter> {
  if (!input) return {};
  const { withinUnitId, unitIds, ...rest } = input;
  const named = unitIds?.map((id) => uuidOf('Unit', id)) ?? null;
  if (!withinUnitId) return { ...rest, unitIds: named };
  const below = await subtree(uuidOf('Unit', withinUnitId));
  return { ...rest, unitIds: named ? named.filter((id) => below.includes(id)) : below };

  async function subtree(top: string): Promise<string[]> {
    const found = [top];
    // `found` grows while it is walked; the register is kept in the process.
    for (const id of found) found.push(...((await loaders.unit.load(id))?.childIds ?? []));
    return found;
  }
}

/** @throws INVALID_ID */
export function inboxFilter(input: InboxFilterInput | null | undefined): InboxFilter {
  if (!input) return {};
  const { kinds, role, due, timeliness, campaignId } = input;
  return { kinds, roles: role ? [role] : null, dueOn: due, timeliness, campaignId: campaignId ? uuidOf('Campaign', campaignId) : null };
}
