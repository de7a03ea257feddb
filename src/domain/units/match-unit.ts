/**
 * Which unit a name printed in a notice means. Never a silent guess: what is not a name or usual short form of one unit is marked
 * with a doubt, answered as ambiguous, or answered as unknown with a proposal for the coordinator.
 */
import type { CivilDate } from '../calendar';
import { shortForms } from './abbreviations';
import { tailOf } from './kind-by-tail';
import { GRADES, nameIndex } from './name-index';
import type { Grade, IndexedUnit, NameIndex } from './name-index';
import { normaliseName, withoutRemark } from './normalise-name';
import { proposeUnit } from './propose-unit';
import type { UnitProposal } from './propose-unit';
import { governmentOf, readings, regionFits } from './region';
import type { Reading } from './region';
import { ancestorsOn, nearestOn } from './register';
import type { UnitRegister } from './register';
import type { UnitId } from './unit';
import { matchGroup } from './unit-group';
import type { UnitGroup } from './unit-group';

export interface MatchContext {
  /** The day of the notice: names and parents are those in force then. */
  readonly date: CivilDate;
  /** The unit whose notice it is: of two units that fit, the one nearer to it is meant, and groups are those below it. */
  readonly within?: UnitId | undefined;
  /** The region (云溪市), where the unit is not known. */
  readonly region?: string | undefined;
}

/**
 * OTHER_TIME: the unit bears this name on another day than the notice's. SHORTENED_FREELY: the characters of the name in order, but
 * no usual short form (应急宣传股 for 协调应急与新闻宣传股). CUT_SHORT: only the name's beginning (公安). To be shown to the coordinator.
 */
export type MatchDoubt = 'OTHER_TIME' | 'SHORTENED_FREELY' | 'CUT_SHORT';

export type UnitMatch =
  | { readonly kind: 'exact' | 'alias' | 'abbreviation' | 'prefix'; readonly unitIds: readonly [UnitId]; readonly doubt: MatchDoubt | null }
  | UnitGroup
  | { readonly kind: 'ambiguous'; readonly candidates: readonly UnitId[] }
  | { readonly kind: 'unknown'; readonly proposal: UnitProposal | null };

export function matchUnit(printed: string, register: UnitRegister, context: MatchContext): UnitMatch {
  const name = normaliseName(printed);
  if (name === '') return { kind: 'unknown', proposal: null };
  const within = context.within ?? (context.region === undefined ? undefined : governmentOf(register, context.region, context.date));
  const search: Search = { register, index: nameIndex(register, context.date), date: context.date, within };
  const group = matchGroup(name, register, { date: context.date, within });
  if (group) return group;
  const plain = withoutRemark(name);
  const found = matchSingle(name, search) ?? (plain === name ? null : matchSingle(plain, search));
  return found ?? { kind: 'unknown', proposal: proposeUnit(plain, register, { date: context.date, within, owner: ownerOf(plain, search)?.unitId }) };
}

interface Search {
  readonly register: UnitRegister;
  readonly index: NameIndex;
  readonly date: CivilDate;
  readonly within: UnitId | undefined;
}

interface Candidate {
  readonly unitId: UnitId;
  readonly grade: Grade | 'SHORTENED_FREELY' | 'CUT_SHORT';
}

type Single = Exclude<UnitMatch, UnitGroup | { kind: 'unknown' }>;

/** Nearer comes before better: in a bureau's notice 执法大队 is its own brigade under a longer name, not another bureau's. */
function matchSingle(name: string, search: Search): Single | null {
  const read = readings(name, search.index.regions);
  const named = lookUp(read, search.index);
  if (named.length === 0) {
    const part = matchPart(name, search);
    if (part) return part;
  }
  // A region before the name says that no part of the context's own is meant: what is known by name needs no guess beside it.
  if (named.length > 0 && read.length > 1) return nearest(named, search);
  const guessed = [...shortenedFreely(read, search.index), ...cutShort(read, search.index)];
  return nearest([...named, ...guessed.filter((guess) => named.every((known) => known.unitId !== guess.unitId))], search);
}

/** Units one of whose forms is the printed name or a short form of it. */
function lookUp(read: readonly Reading[], index: NameIndex): Candidate[] {
  const best = new Map<UnitId, Grade>();
  for (const { core, region } of read) {
    for (const form of shortForms(core)) {
      for (const indexed of index.byForm.get(form) ?? []) {
        if (!regionFits(region, indexed.regions)) continue;
        const own = indexed.forms.get(form) ?? 'SHORT';
        const grade = form === core || own === 'OTHER_TIME' ? own : 'SHORT';
        const known = best.get(indexed.unit.id);
        if (known === undefined || GRADES.indexOf(grade) < GRADES.indexOf(known)) best.set(indexed.unit.id, grade);
      }
    }
  }
  return [...best].map(([unitId, grade]) => ({ unitId, grade }));
}

function shortenedFreely(read: readonly Reading[], index: NameIndex): Candidate[] {
  const parts = read.flatMap(({ core, region }) => {
    const split = tailOf(core);
    return split && split.stem.length >= 2 ? [{ ...split, region }] : [];
  });
  const fits = (indexed: IndexedUnit): boolean =>
    parts.some(
      ({ stem, tail, region }) =>
        regionFits(region, indexed.regions) && indexed.cores.some((core) => core.endsWith(tail) && isWithin(stem, core.slice(0, -tail.length))),
    );
  return parts.length === 0 ? [] : [...index.units.values()].filter(fits).map(({ unit }) => ({ unitId: unit.id, grade: 'SHORTENED_FREELY' }));
}

/** Whether the characters of `short` occur in `long` in their order. */
function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (const character of short) {
    at = long.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function cutShort(read: readonly Reading[], index: NameIndex): Candidate[] {
  const beginnings = read.filter(({ core }) => core.length >= 2 && tailOf(core) === null);
  const fits = (indexed: IndexedUnit): boolean =>
    beginnings.some(
      ({ core, region }) =>
        regionFits(region, indexed.regions) && [...indexed.forms].some(([form, grade]) => grade !== 'OTHER_TIME' && form.startsWith(core)),
    );
  return beginnings.length === 0 ? [] : [...index.units.values()].filter(fits).map(({ unit }) => ({ unitId: unit.id, grade: 'CUT_SHORT' }));
}

const ORDER = [...GRADES, 'SHORTENED_FREELY', 'CUT_SHORT'] as const;

/**
 * The nearest candidates, of these the best in grade, of these the highest in the tree: one is the answer, several are ambiguous.
 * Without a context nothing is near, and height decides only what a name cut short begins (公安: the bureau, not its brigades).
 */
function nearest(candidates: readonly Candidate[], search: Search): Single | null {
  const placed = candidates.map((candidate) => ({ ...candidate, ...distance(candidate.unitId, search), rank: ORDER.indexOf(candidate.grade) }));
  const first = placed.toSorted((a, b) => a.up - b.up || a.rank - b.rank || a.down - b.down)[0];
  if (!first) return null;
  const byHeight = search.within !== undefined || first.grade === 'CUT_SHORT';
  const equal = placed.filter(({ up, rank, down }) => up === first.up && rank === first.rank && (down === first.down || !byHeight));
  return equal.length === 1 ? answer(first) : { kind: 'ambiguous', candidates: equal.map(({ unitId }) => unitId) };
}

/** Steps up from the context to the first unit that also stands over the candidate, and steps down from there to the candidate. */
function distance(id: UnitId, { register, date, within }: Search): { up: number; down: number } {
  const chain = (of: UnitId): UnitId[] => [of, ...ancestorsOn(register, of, date).map((unit) => unit.id)];
  const own = chain(id);
  const from = within === undefined ? [] : chain(within);
  const up = from.findIndex((unitId) => own.includes(unitId));
  const meeting = from[up];
  return meeting === undefined ? { up: from.length, down: own.length } : { up, down: own.indexOf(meeting) };
}

function answer({ unitId, grade }: Candidate): Single {
  const unitIds = [unitId] as const;
  if (grade === 'OFFICIAL') return { kind: 'exact', unitIds, doubt: null };
  if (grade === 'ALIAS') return { kind: 'alias', unitIds, doubt: null };
  if (grade === 'OTHER_TIME') return { kind: 'alias', unitIds, doubt: grade };
  if (grade === 'SHORT') return { kind: 'abbreviation', unitIds, doubt: null };
  return { kind: grade === 'CUT_SHORT' ? 'prefix' : 'abbreviation', unitIds, doubt: grade };
}

/** A part named after its owner: 市公安局治安大队, 区局执法协调股. */
function matchPart(name: string, search: Search): Single | null {
  const owner = ownerOf(name, search);
  const match = owner && matchSingle(owner.rest, { ...search, within: owner.unitId });
  if (!match || match.kind === 'ambiguous') return match ?? null;
  // Whatever lies outside the owner named is not the part meant.
  const inside = nearestOn(search.register, match.unitIds[0], search.date, (unit) => unit.id === owner.unitId);
  return inside && match.unitIds[0] !== owner.unitId ? match : null;
}

const OWN_BUREAU = /^[本我市区县旗]?局(机关)?(?=..)/;

/** The unit a name begins with, and what follows it. */
function ownerOf(name: string, search: Search): { readonly unitId: UnitId; readonly rest: string } | null {
  const bureau = OWN_BUREAU.exec(name)?.[0];
  const own = bureau && search.within !== undefined && nearestOn(search.register, search.within, search.date, (unit) => unit.kind === 'DEPARTMENT');
  if (bureau && own) return { unitId: own.id, rest: name.slice(bureau.length) };
  for (let cut = name.length - 2; cut >= 3; cut -= 1) {
    const owner = nearest(lookUp(readings(name.slice(0, cut), search.index.regions), search.index), search);
    if (owner && owner.kind !== 'ambiguous') return { unitId: owner.unitIds[0], rest: name.slice(cut) };
  }
  return null;
}
