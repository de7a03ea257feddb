/** What a record remembers: what it says now, what it said before, and that it was struck. */
import type { LawEvent } from '../contract';
import type { RecordDefinition, RecordFields } from '../definitions';

/** A change that somebody made, with both values of every field that changed. */
export interface RecordCorrection {
  on: string;
  account: string | null;
  reason: string;
  changes: { column: string; was: string | number | null; is: string | number | null }[];
}

export interface RecordStrike {
  on: string;
  account: string | null;
  reason: string;
  /** That it was restored; null: it stands struck. */
  restored: { on: string; account: string | null; reason: string } | null;
}

export interface RecordContext {
  /** Columns that cannot be corrected: the number and the unit. */
  fixed: string[];
  fields: RecordFields;
  recorded: { on: string; account: string | null };
  /** Newest last, as the strikes are. */
  corrections: RecordCorrection[];
  strikes: RecordStrike[];
}

export const beginRecord = ({ kind, fields }: RecordDefinition, { on, by }: LawEvent): RecordContext => ({
  fixed: [kind.identity, ...(kind.unitColumn === null ? [] : [kind.unitColumn])],
  fields,
  recorded: { on, account: by.account },
  corrections: [],
  strikes: [],
});

/** What the fields come to that a correction names, as far as they say something new. By name: a log gives its keys back in another order. */
export const changesOf = ({ fields }: Pick<RecordContext, 'fields'>, given: RecordFields): RecordCorrection['changes'] =>
  Object.entries(given)
    .flatMap(([column, is]) => {
      const was = fields[column] ?? null;
      return was === is ? [] : [{ column, was, is }];
    })
    .sort((a, b) => (a.column < b.column ? -1 : 1));
