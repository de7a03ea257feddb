/** What an event changes in the figures and rates of its campaign: the contributions of a subject before it, held against those after it. */
import { TALLY_COUNTS, type Contribution, type Law, type LawSnapshot } from '../../../workflows';
import type { ContributionWrite, StoredSubject } from '../ports/store';
import type { Laws } from './types';

/** Of these subjects; nothing where no law contributes, which is the common case. */
export function contributionWrites(
  laws: Laws,
  changed: readonly { base: StoredSubject | null; current: StoredSubject }[],
): ContributionWrite[] | undefined {
  let writes: ContributionWrite[] | undefined;
  for (const { base, current } of changed) {
    const law = laws[current.kind as keyof Laws];
    if (!law?.contribute) continue;
    const found = differing(law, base, current);
    if (found.length > 0) writes = writes ? [...writes, ...found] : found;
  }
  return writes;
}

/** Everything that a subject contributes: for counting anew. */
export const allContributions = (law: Law, subject: StoredSubject): ContributionWrite[] =>
  contributionsOf(law, subject).map((one) => written(subject, one));

function differing(law: Law, base: StoredSubject | null, current: StoredSubject): ContributionWrite[] {
  const before = new Map((base ? contributionsOf(law, base) : []).map((one) => [placeOf(one), one]));
  const after = contributionsOf(law, current);
  const writes = after.filter((one) => !same(before.get(placeOf(one)), one)).map((one) => written(current, one));
  for (const one of after) before.delete(placeOf(one));
  return [...writes, ...[...before.values()].map((one) => ({ ...written(current, one), gone: true }))];
}

function contributionsOf(law: Law, { definition, snapshot, lawVersion }: StoredSubject): Contribution[] {
  const present = (lawVersion < law.version && law.migrate?.(snapshot as LawSnapshot, lawVersion)) || snapshot;
  return law.contribute?.(definition, present as LawSnapshot) ?? [];
}

const placeOf = ({ source, rule, unit, period }: Contribution): string => [source, rule, unit, period.key, period.end].join(' ');

const same = (a: Contribution | undefined, b: Contribution): boolean =>
  a !== undefined &&
  a.period.start === b.period.start &&
  TALLY_COUNTS.every((name) => (a.counts[name] ?? 0) === (b.counts[name] ?? 0)) &&
  Object.keys(a.cells).length === Object.keys(b.cells).length &&
  Object.entries(b.cells).every(([cell, value]) => a.cells[cell] === value);

function written({ campaignId, id }: StoredSubject, { source, rule, unit, period, counts, cells }: Contribution): ContributionWrite {
  return { campaignId, id, source, rule, unit, period, counts: TALLY_COUNTS.map((name) => counts[name] ?? 0), cells, gone: false };
}
