/** A record as GraphQL shows it. */
import { additionsOf, type RecordContext, type RecordDefinition } from '../application/desk';
import type { Seen } from '../application/reading/sight';
import type { DoorContext } from './context';
import { toGlobalId } from './global-id';
import { unitNode } from './unit-nodes';

export function recordFields({ subject }: Seen, context: DoorContext): Record<string, unknown> {
  const { kind, identity, unit, source } = subject.definition as RecordDefinition;
  const { fields, recorded, corrections, strikes } = subject.snapshot.context as unknown as RecordContext;
  const kinds = new Map(kind.columns.map((column) => [column.name, column.kind]));
  const person = (account: string | null | undefined) => () => (account ? context.loaders.accountName.load(account) : null);
  const shown = (column: string, value: string | number | null): string | null =>
    value === null || value === undefined ? null : kinds.get(column) === 'UNIT' ? toGlobalId('Unit', String(value)) : String(value);
  return {
    ...{ kind: kind.key, ledger: kind.title, identity, source },
    unit: () => unitNode(unit, context),
    date: String(fields[kind.dateColumn]),
    fields: kind.columns.map((column) => {
      const value = fields[column.name] ?? null;
      const named = column.kind === 'UNIT' && value !== null;
      return {
        column: column.name,
        kind: column.kind,
        value: shown(column.name, value),
        unit: named ? () => unitNode(String(value), context) : null,
      };
    }),
    adds: subject.state === 'STRUCK' ? [] : additionsOf(kind, fields).map((one) => ({ ...one, amount: String(one.amount) })),
    corrections: corrections.map(({ on, account, reason, changes }) => ({
      ...{ on, reason, actor: person(account) },
      changes: changes.map(({ column, was, is }) => ({ column, before: shown(column, was), after: shown(column, is) })),
    })),
    strikes: strikes.map(({ on, account, reason, restored }) => ({
      ...{ on, reason, actor: person(account), restoredOn: restored?.on ?? null },
      ...{ restoredBy: person(restored?.account), restoredBecause: restored?.reason ?? null },
    })),
    recordedOn: recorded.on,
    recordedBy: person(recorded.account),
  };
}
