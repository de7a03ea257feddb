/** What to add to the register for a name it does not know. A proposal only: a coordinator creates units, the engine does not. */
import type { CivilDate } from '../calendar';
import { kindByTail } from './kind-by-tail';
import { normaliseName } from './normalise-name';
import { readings, regionsOf } from './region';
import { nearestOn } from './register';
import type { UnitRegister } from './register';
import type { UnitId, UnitKind, UnitRecord } from './unit';

export interface UnitProposal {
  /** As printed, in one spelling (NFKC, no spaces): an alias of the unit to be. */
  readonly printed: string;
  /** The official name as far as it can be told: 市税务局 in a notice of 云溪市 is 云溪市税务局. */
  readonly name: string;
  /** From the end of the name; OTHER when it says nothing. */
  readonly kind: UnitKind;
  /** Where it probably belongs; null when nothing tells. */
  readonly parentId: UnitId | null;
  /** The name ends like no unit: probably cut short or misread. */
  readonly doubtful: boolean;
}

const PARTS: readonly UnitKind[] = ['SECTION', 'SUBSTATION', 'BRIGADE', 'OFFICE'];

/** `owner` is the unit the name begins with (市公安局 in 市公安局治安大队), when there is one. Null for an empty name. */
export function proposeUnit(
  printed: string,
  register: UnitRegister,
  context: { readonly date: CivilDate; readonly within?: UnitId | undefined; readonly owner?: UnitId | undefined },
): UnitProposal | null {
  const name = normaliseName(printed);
  if (name === '') return null;
  const kind = kindByTail(name);
  const parentId = context.owner ?? parentGuess(name, kind, register, context);
  return { printed: name, name: withRegion(name, register, context), kind: kind ?? 'OTHER', parentId, doubtful: kind === null };
}

/** The region's name in the place of its bare level. */
function withRegion(
  name: string,
  register: UnitRegister,
  { date, within }: { readonly date: CivilDate; readonly within?: UnitId | undefined },
): string {
  const unit = within === undefined ? undefined : register.get(within);
  const region = unit && regionsOf(register, unit, date)[0]?.at(-1);
  const bare = region && readings(name, []).find((reading) => reading.region !== null && region.endsWith(reading.region));
  return bare ? region + bare.core : name;
}

/** Parts go below the bureau whose notice it is, unless a region is printed before them (市卫生综合执法大队); all else below the government. */
function parentGuess(
  name: string,
  kind: UnitKind | null,
  register: UnitRegister,
  { date, within }: { readonly date: CivilDate; readonly within?: UnitId | undefined },
): UnitId | null {
  if (within === undefined) return null;
  const near = (is: (unit: UnitRecord) => boolean): UnitId | null => nearestOn(register, within, date, is)?.id ?? null;
  const government = near((unit) => unit.kind === 'GOVERNMENT');
  const isPart = kind !== null && PARTS.includes(kind) && !/^.{0,6}?[市县区旗](?!场)/.test(name);
  return isPart ? (near((unit) => unit.kind === 'DEPARTMENT') ?? government) : government;
}
