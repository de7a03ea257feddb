/** Filters of the reading port as SQL conditions. Every value travels as a parameter. */
import type { DateComparison, SubjectFilter } from '../../application/ports/reading';
import type { Parameters } from './keyset';

/** Stands for "no date" in sort keys, so that keyset comparisons never meet a null. */
export const NO_DATE = '9999-12-31';
export const dueKey = (column: string): string => `coalesce(${column}, date '${NO_DATE}')`;

const OPERATORS = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

export function dateConditions(column: string, comparison: DateComparison | null | undefined, parameters: Parameters): string[] {
  if (!comparison) return [];
  return (Object.keys(OPERATORS) as (keyof typeof OPERATORS)[])
    .filter((key) => comparison[key] != null)
    .map((key) => `${column} ${OPERATORS[key]} ${parameters.add(comparison[key])}::date`);
}

function anyOf(column: string, values: readonly string[] | null | undefined, parameters: Parameters, type = 'text'): string[] {
  return values == null ? [] : [`${column} = any(${parameters.add(values)}::${type}[])`];
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (c) => `\\${c}`);

/** Conditions on `subject s`. Unit and role look at active participants only. */
export function subjectConditions(filter: SubjectFilter, parameters: Parameters): string[] {
  const conditions = [
    ...anyOf('s.state', filter.states, parameters),
    ...anyOf('s.timeliness', filter.timeliness, parameters),
    ...anyOf('s.phase', filter.phases, parameters),
    ...dateConditions('s.due_on', filter.dueOn, parameters),
  ];
  if (filter.closed != null) conditions.push(`s.closed = ${parameters.add(filter.closed)}`);
  if (filter.text) {
    const pattern = parameters.add(`%${escapeLike(filter.text)}%`);
    conditions.push(`(s.title ilike ${pattern} or s.number ilike ${pattern})`);
  }
  if (filter.unitIds != null || filter.roles != null) {
    const part = ['p.campaign_id = s.campaign_id', 'p.subject_id = s.id', 'p.active', ...partConditions(filter, parameters)];
    conditions.push(`exists (select 1 from participant p where ${part.join(' and ')})`);
  }
  if (filter.record) conditions.push(...recordConditions(filter.record, parameters));
  return conditions;
}

/** Its own, or one that it answers for. */
const ofUnit = (unit: string): string =>
  `(s.definition ->> 'unit' = ${unit}::text or exists (select 1 from participant u where u.campaign_id = s.campaign_id and u.subject_id = s.id and u.unit_id = (${unit}::text)::uuid))`;

/** A record's place among the others is its day, 2022-09-14 as 20220914: the index by which lists are read finds the days. */
function recordConditions({ kind, unit, from, to }: NonNullable<SubjectFilter['record']>, parameters: Parameters): string[] {
  const ordinal = (day: string): string => `${parameters.add(Number(day.replaceAll('-', '')))}::int`;
  return [
    ...(kind === null ? [] : [`s.definition -> 'kind' ->> 'key' = ${parameters.add(kind)}`]),
    ...(from === null ? [] : [`s.ordinal >= ${ordinal(from)}`]),
    ...(to === null ? [] : [`s.ordinal <= ${ordinal(to)}`]),
    ...(unit === null ? [] : [ofUnit(parameters.add(unit))]),
  ];
}

/** Conditions on `participant p`. */
export function partConditions(filter: { unitIds?: readonly string[] | null; roles?: readonly string[] | null }, parameters: Parameters): string[] {
  return [...anyOf('p.unit_id', filter.unitIds, parameters, 'uuid'), ...anyOf('p.role', filter.roles, parameters)];
}
