/** Names for many units at once: 各镇街, 各市场监督管理所, 各县（市、区）人民政府, 各成员单位, 相关业务股. */
import type { CivilDate } from '../calendar';
import { shortForms } from './abbreviations';
import { nameIndex } from './name-index';
import type { IndexedUnit } from './name-index';
import { ancestorsOn, subtreeOn } from './register';
import type { UnitRegister } from './register';
import { nameOn } from './unit';
import type { UnitId, UnitKind, UnitRecord } from './unit';

/**
 * `group`: the units meant, in the order of the tree; empty when the register has none. `group-of-participants`: whoever takes part,
 * which the plan knows and the register does not. RELEVANT (相关, 有关): somebody has yet to say which of them.
 */
export type UnitGroup =
  | { readonly kind: 'group'; readonly unitIds: readonly UnitId[]; readonly unitKinds: readonly UnitKind[]; readonly selection: GroupSelection }
  | { readonly kind: 'group-of-participants'; readonly selection: GroupSelection };
export type GroupSelection = 'ALL' | 'RELEVANT';

/** 各 or 相关 before a name makes it a group; what stands before that says where, and the context knows it better. */
const GROUP = /^(?:[我本全]?[省市州县区旗]?(?:直|属|级|局)?(?:机关)?|机关|辖区|下属|基层|局属)(各级各|各级|各|全体|相关|有关)/;
const PARTICIPANTS = /(成员单位|责任单位|参与单位|牵头单位|配合单位|职能部门|有关部门|相关部门|有关单位|相关单位|委办局|部门|单位)$/;

const TAIL_KINDS: ReadonlyArray<readonly [RegExp, readonly UnitKind[]]> = [
  [/[镇乡]|街道|街办|苏木/, ['TOWN']],
  [/管理委员会|管委|开发区|园区/, ['COMMITTEE']],
  [/^[^镇乡]*政府|^[县市区旗()、,]+$/, ['GOVERNMENT']],
  [/股\(?室|科\(?室/, ['SECTION', 'OFFICE']],
  [/[股科](?!技|学)/, ['SECTION']],
  [/所$|所[、,)]/, ['SUBSTATION']],
  [/大队$|中队$|支队$/, ['BRIGADE']],
  [/中心$/, ['INSTITUTION']],
  [/局$/, ['DEPARTMENT']],
];

/** Null when the (normalised) name is no group. */
export function matchGroup(
  name: string,
  register: UnitRegister,
  context: { readonly date: CivilDate; readonly within: UnitId | undefined },
): UnitGroup | null {
  const marked = GROUP.exec(name);
  if (!marked) return null;
  const rest = name.slice(marked[0].length);
  const selection: GroupSelection = /相关|有关/.test(name) ? 'RELEVANT' : 'ALL';
  if (PARTICIPANTS.test(name)) return { kind: 'group-of-participants', selection };
  const called = rest.replace(/^(相关|有关|业务)+/, '');
  const unitKinds = [...new Set(TAIL_KINDS.flatMap(([tail, kinds]) => (tail.test(called) ? kinds : [])))];
  if (unitKinds.length === 0) return null;
  const elsewhere = ofLowerRegions(called, register, context);
  const members = membersBelow(
    register,
    context,
    (indexed) => unitKinds.includes(indexed.unit.kind) && isCalled(indexed, called, unitKinds) && elsewhere(indexed),
  );
  return { kind: 'group', unitIds: members, unitKinds, selection };
}

/** For a group with a name of its own (各市场监督管理所, 各区市场监管局), whether the unit's name ends in it. */
function isCalled(indexed: IndexedUnit, called: string, unitKinds: readonly UnitKind[]): boolean {
  if (unitKinds.length > 1 || !['SUBSTATION', 'BRIGADE', 'DEPARTMENT', 'INSTITUTION'].includes(unitKinds[0] ?? '')) return true;
  const ending = called.replace(/^[县市区旗()、,]+(?!场)/, '');
  if (/^(.|大队|中队|支队|中心|分局)$/.test(ending)) return indexed.cores.some((core) => core.endsWith(ending));
  const endings = [...shortForms(ending)];
  return [...indexed.forms.keys()].some((form) => endings.some((end) => form.endsWith(end)));
}

/** 各区市场监管局 are the bureaus of the districts, and not the city's own, which has the same name. */
function ofLowerRegions(
  called: string,
  register: UnitRegister,
  { date, within }: { readonly date: CivilDate; readonly within: UnitId | undefined },
): (indexed: IndexedUnit) => boolean {
  const own = within === undefined ? undefined : nameIndex(register, date).units.get(within)?.regions[0]?.[0];
  if (own === undefined || !/^[(]?[县市区旗](?!场)/.test(called)) return () => true;
  return (indexed) => indexed.regions[0]?.[0] !== own;
}

/** Below the context, else below the nearest unit above it that has such members (an office that issues for its government). */
function membersBelow(
  register: UnitRegister,
  { date, within }: { readonly date: CivilDate; readonly within: UnitId | undefined },
  is: (indexed: IndexedUnit) => boolean,
): UnitId[] {
  const index = nameIndex(register, date);
  const meant = (id: UnitId): boolean => {
    const indexed = index.units.get(id);
    return indexed !== undefined && is(indexed);
  };
  if (within === undefined) {
    // The topmost government is nobody's lower one.
    const isTop = (unit: UnitRecord): boolean => unit.kind === 'GOVERNMENT' && ancestorsOn(register, unit.id, date).length === 0;
    return register.units.filter((unit) => nameOn(unit, date) !== null && meant(unit.id) && !isTop(unit)).map((unit) => unit.id);
  }
  for (const top of [within, ...ancestorsOn(register, within, date).map((unit) => unit.id)]) {
    const members = subtreeOn(register, top, date).filter((unit) => unit.id !== top && meant(unit.id));
    if (members.length > 0) return members.map((unit) => unit.id);
  }
  return [];
}
