/** Which roles one person may hold at one time. Periods run from `validFrom` (null: always) until the day before `validTo` (null: still). */
import { isCivilDate } from '../../domain/calendar';
import { exclusiveGroups, roleScopes } from '../policy';
import type { MembershipRecord, Period, SubstitutionRecord } from '../ports/people';
import type { Role } from '../ports/viewer';
import { refuse } from './refuse';

const START = '0000-00-00';
const END = '9999-99-99';

/** What both periods have in common; null: not one day. */
export function commonPeriod(a: Period, b: Period): Period | null {
  const from = [a.validFrom ?? START, b.validFrom ?? START].sort()[1] ?? START;
  const to = [a.validTo ?? END, b.validTo ?? END].sort()[0] ?? END;
  return from < to ? { validFrom: from === START ? null : from, validTo: to === END ? null : to } : null;
}

/** Dates that exist, in order, not before today. Null: nothing wrong. */
export function periodFault({ validFrom, validTo }: Period, today: string) {
  const invalid = (zh: string, en: string) => {
    const answer = refuse('PERIOD_INVALID', { problem: en, validFrom, validTo });
    return { ...answer, refusal: { ...answer.refusal, message: { zh: `起止日期有误：${zh}`, en: `The dates are not valid: ${en}` } } };
  };
  for (const date of [validFrom, validTo]) if (date !== null && !isCivilDate(date)) return invalid(`${date} 不是日期`, `${date} is not a date`);
  if (validFrom !== null && validFrom < today) return invalid('不能早于今天', 'it cannot begin before today');
  if (validTo !== null && validTo <= (validFrom ?? today)) return invalid('终止日期须晚于起始日期', 'the end must be after the beginning');
  return null;
}

const groupOf = (role: Role): number => exclusiveGroups.findIndex((group) => group.includes(role));

/** Whether two roles may never be one person's at the same time. */
export const excludeEachOther = (a: Role, b: Role): boolean => groupOf(a) !== groupOf(b);

/** Null: the role names what it must. */
export function scopeFault(role: Role, unitId: string | null, campaignId: string | null) {
  const named = unitId !== null ? (campaignId !== null ? null : 'UNIT') : campaignId !== null ? 'CAMPAIGN' : 'NOTHING';
  const scopes: readonly string[] = roleScopes[role];
  return named !== null && scopes.includes(named) ? null : refuse('ROLE_SCOPE_INVALID', { role, scopes: roleScopes[role] });
}

/** Every role that an account may exercise, with the days: its own, and those of people it stands in for. */
export function reachOf(
  accountId: string,
  memberships: readonly MembershipRecord[],
  substitutions: readonly Pick<SubstitutionRecord, 'absentId' | 'substituteId' | 'validFrom' | 'validTo'>[],
): { role: Role; period: Period }[] {
  const own = memberships.filter((held) => held.accountId === accountId).map((held) => ({ role: held.role, period: held as Period }));
  const lent = substitutions
    .filter((substitution) => substitution.substituteId === accountId)
    .flatMap((substitution) =>
      memberships.flatMap((held) => {
        const period = held.accountId === substitution.absentId ? commonPeriod(held, substitution) : null;
        return period ? [{ role: held.role, period }] : [];
      }),
    );
  return [...own, ...lent];
}

/** Two roles of one reach that exclude each other on some day; null when there are none. */
export function exclusionIn(reach: readonly { role: Role; period: Period }[]): { a: Role; b: Role; period: Period } | null {
  for (const [i, one] of reach.entries()) {
    for (const other of reach.slice(i + 1)) {
      const period = excludeEachOther(one.role, other.role) ? commonPeriod(one.period, other.period) : null;
      if (period) return { a: one.role, b: other.role, period };
    }
  }
  return null;
}
