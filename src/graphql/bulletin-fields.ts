/** A bulletin as GraphQL shows it. */
import type { BulletinContext, BulletinDefinition } from '../application/desk';
import type { Seen } from '../application/reading/sight';
import type { DoorContext } from './context';
import { toGlobalId } from './global-id';
import { unitNode } from './unit-nodes';

export function bulletinFields(seen: Seen, context: DoorContext): Record<string, unknown> {
  const { subject } = seen;
  const { period } = subject.definition as BulletinDefinition;
  const { words, content, returns, approved, publishedOn, ended } = subject.snapshot.context as unknown as BulletinContext;
  const { title: _title, ...said } = words;
  const person = (account: string | null | undefined) => () => (account ? context.loaders.accountName.load(account) : null);
  return {
    ...said,
    period,
    asOf: content.asOf,
    measures: content.measures,
    totals: content.totals,
    rows: content.units.map(({ unit, reports: _reports, ...row }) => ({ ...row, unit: () => unitNode(unit, context) })),
    sources: content.units.map(({ unit, reports }) => ({
      unit: () => unitNode(unit, context),
      reportIds: reports.map((id) => toGlobalId('Report', subject.campaignId, id)),
    })),
    figures: content.figures,
    returns: returns.map(({ account, ...one }) => ({ ...one, actor: person(account) })),
    approvedOn: approved?.on ?? null,
    approvedBy: person(approved?.account),
    publishedOn,
    ended,
  };
}
