/** Who may do what, read off the laws: the one table from which the policy's tests, the documentation and the clients' hints are made. */
import type { Label, Law, Relation, SubjectKind } from './contract';

export interface Permission {
  kind: SubjectKind;
  event: string;
  /** null: only the clock or the engine sends it. */
  mutation: string | null;
  /** null: only one at a time. */
  bulk: string | null;
  label: Label;
  who: readonly Relation[];
  headOnly: boolean;
}

export const permissionsOf = (laws: readonly Law[]): Permission[] =>
  laws.flatMap((law) =>
    Object.entries(law.events).map(([event, rule]) => ({
      kind: law.kind,
      event,
      mutation: rule.mutation,
      bulk: rule.bulk ?? null,
      label: rule.label,
      who: rule.who,
      headOnly: rule.headOnly ?? false,
    })),
  );
