/** What is read of the register; everybody who is signed in may. From the reference in the process, but for the search. */
import { civilDateOf } from '../../domain/calendar';
import { ancestorsOn, subtreeOn, type UnitRecord } from '../../domain/units';
import type { UnitSearchRequest } from '../ports/units';
import type { UnitsDesk } from './desk';

/** In the order asked for; undefined for an id that no unit has. */
export async function unitsByIds(desk: Pick<UnitsDesk, 'directory'>, ids: readonly string[]): Promise<(UnitRecord | undefined)[]> {
  const register = await desk.directory.current();
  return ids.map((id) => register.get(id));
}

const dayOf = (desk: Pick<UnitsDesk, 'clock'>, on: string | null): string => on ?? civilDateOf(desk.clock.now());

/** The unit and all below it that day (null: today), parents before children; empty for an unknown unit. */
export async function subtree(desk: Pick<UnitsDesk, 'directory' | 'clock'>, id: string, on: string | null = null): Promise<UnitRecord[]> {
  return subtreeOn(await desk.directory.current(), id, dayOf(desk, on));
}

/** From the parent to the top of the tree that day. */
export async function ancestors(desk: Pick<UnitsDesk, 'directory' | 'clock'>, id: string, on: string | null = null): Promise<UnitRecord[]> {
  return ancestorsOn(await desk.directory.current(), id, dayOf(desk, on));
}

export interface UnitSearch {
  /** A name, part of one, an alias, a former name, pinyin or its initials; empty: all units. */
  text: string;
  /** Only this unit and those below it. */
  below: string | null;
  /** Null: today. */
  on: string | null;
  first: number;
  after: UnitSearchRequest['after'];
}

/** Best first; `next` of a row is what `after` takes for the rows behind it, however many are added in between. One statement. */
export async function searchUnits(desk: Pick<UnitsDesk, 'transactions' | 'directory' | 'clock'>, search: UnitSearch) {
  const on = dayOf(desk, search.on);
  const register = await desk.directory.current();
  const unitIds = search.below === null ? null : subtreeOn(register, search.below, on).map((unit) => unit.id);
  const request = { text: search.text, on, unitIds, limit: search.first, after: search.after };
  const { hits, more } = await desk.transactions.look(({ units }) => units.search(request));
  const rows = hits.flatMap(({ unitId, matched, rank }) => {
    const unit = register.get(unitId);
    return unit ? [{ unit, matched, next: { rank, matched, unitId } }] : [];
  });
  return { rows, more };
}
