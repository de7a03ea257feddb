/** Which unit of a lower plan does below what a unit of the superior plan does above: 省公安厅 -> 市公安局 -> 县公安局. */
import { normaliseName, shortForms } from '../units';
import { standsForMany } from './lint/unit-match';
import type { Plan } from './model';

export const UNIT_GROUNDS = ['SAME_FUNCTION', 'MERGED', 'NONE'] as const;

export interface UnitMatch {
  /** As the superior plan prints it. */
  superior: string;
  /** As the lower plan prints it. */
  own: string | null;
  ground: (typeof UNIT_GROUNDS)[number];
}

/** A level or a region in front of a name: 省公安厅, 我市公安局, 云溪市公安局. Not the 市 of 市场. */
const LEVEL = /^(?:我|本|全)?(?:省|自治区|市|自治州|州|盟|县|区|旗)(?:级|直)?(?!场)(?=..)/;
const REGION = /^[^省市州盟县区旗]{1,6}(?:省|自治区|市|自治州|州|盟|县|区|旗)(?!场|管理|容)(?=..)/;
/** What a level calls its departments. 厅 is a province's; teams are named by their rank. */
const RANK: readonly (readonly [RegExp, string])[] = [
  [/厅$/, '局'],
  [/(?:总队|支队|大队|中队)$/, '队'],
  [/分局$/, '局'],
];
/** What has no bureau of its own at every level, and where it is done then. */
const MERGED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:药品监督管理|药品监管|药监|知识产权)局$/, ['市场监督管理局']],
  [/^教育局$|^体育局$/, ['教育体育局', '教育和体育局', '教科体局']],
  [/^文物局$|^广播电视局$|^新闻出版局$/, ['文化广电旅游局', '文化和旅游局', '宣传部']],
  [/^(?:粮食和物资储备|粮食和储备|粮食)局$/, ['发展和改革局']],
  [/^林业局$|^林业和草原局$/, ['自然资源局', '自然资源和规划局']],
  [/^中医药(?:管理)?局$/, ['卫生健康局']],
];

/** Every short form of what the unit does, without its level and region. */
function functionsOf(printed: string): ReadonlySet<string> {
  const name = normaliseName(printed);
  const cores = new Set([name]);
  for (const core of cores) {
    for (const prefix of [LEVEL, REGION]) {
      const rest = core.replace(prefix, '');
      // 省委宣传部 without its level is 宣传部.
      cores.add(rest.replace(/^委(?=.{2,}[部办]$)/, ''));
    }
  }
  cores.delete(name);
  const bare = cores.size > 0 ? cores : new Set([name]);
  const ranked = [...bare].flatMap((core) =>
    RANK.reduce<string[]>((forms, [rank, plain]) => [...forms, ...forms.map((form) => form.replace(rank, plain))], [core]),
  );
  return new Set(ranked.flatMap((core) => [...shortForms(core)]).filter((form) => form.length >= 2));
}

/** By form, the first unit that has it: the place in the list, so that the first of several is found without going through them. */
const byForm = (units: readonly { functions: ReadonlySet<string> }[]): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  units.forEach(({ functions }, i) => {
    for (const form of functions) if (!places.has(form)) places.set(form, i);
  });
  return places;
};
const firstOf = (places: ReadonlyMap<string, number>, forms: ReadonlySet<string>): number =>
  Math.min(...[...forms].map((form) => places.get(form) ?? Infinity));

/** The units with a part in a task, once each, in the order of appearance; not those that stand for many (各市人民政府), who are the lower level itself. */
const unitsOf = (plan: Plan): string[] => [
  ...new Set(plan.tasks.flatMap(({ assignments }) => assignments.map(({ unit }) => unit.trim())).filter((unit) => !standsForMany(unit))),
];

export function matchUnits(superior: Plan, lower: Plan): UnitMatch[] {
  const members = (lower.body?.members ?? []).flatMap(({ unit }) => unit ?? []);
  const owing = lower.reporting.flatMap(({ owedBy }) => owedBy ?? []);
  const below = [...new Set([...unitsOf(lower), ...members, ...owing])].map((unit) => ({ unit, functions: functionsOf(unit) }));
  const places = byForm(below);
  return unitsOf(superior).map((unit): UnitMatch => {
    const functions = functionsOf(unit);
    const same = below[firstOf(places, functions)];
    if (same) return { superior: unit, own: same.unit, ground: 'SAME_FUNCTION' };
    const elsewhere = MERGED.flatMap(([names, homes]) => ([...functions].some((form) => names.test(form)) ? homes : []));
    const homes = new Set(elsewhere.flatMap((home) => [...shortForms(home)]));
    const merged = below[firstOf(places, homes)];
    return merged ? { superior: unit, own: merged.unit, ground: 'MERGED' } : { superior: unit, own: null, ground: 'NONE' };
  });
}
