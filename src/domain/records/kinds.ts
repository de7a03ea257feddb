/** The record kinds of a plan as they are carried out: every key filled in. */
import type { Plan } from '../plan/model';
import { type RecordAddition, type RecordColumn, type RecordKind } from '../plan/records-model';
import { cellsOf, formsOf, type Cell } from '../statistics';

/** What an addition comes to once its form and its day are named. */
export type ResolvedAddition = RecordAddition & { form: string; dateColumn: string };
export type ResolvedRecordKind = Omit<RecordKind, 'adds'> & { adds: ResolvedAddition[] };

/** `k1`, `k2` … where the plan gives no key. Additions as written. Plans stored before there were ledgers have none. */
export const recordKindsOf = ({ records }: { records?: readonly RecordKind[] }): RecordKind[] =>
  (records ?? []).map((kind, i) => ({ ...kind, key: kind.key || `k${i + 1}` }));

/** The form that an addition means: the one it names, or the plan's only one. Null: none, or more than one it could be. */
export function formOfAddition(plan: Pick<Plan, 'forms'>, { form }: Pick<RecordAddition, 'form'>): { key: string; cells: Cell[] } | null {
  const forms = formsOf(plan).filter(({ indicators }) => indicators.length > 0);
  const [only, ...others] = form === null ? forms : forms.filter(({ key }) => key === form);
  return only && others.length === 0 ? { key: only.key, cells: cellsOf(only) } : null;
}

/** As records keep it. What the lint refuses (a form or cell that is not there, a STOCK) adds nothing. */
export function resolvedKind(plan: Pick<Plan, 'forms'>, kind: RecordKind): ResolvedRecordKind {
  const adds = kind.adds.flatMap((addition): ResolvedAddition[] => {
    const form = formOfAddition(plan, addition);
    const cell = form?.cells.find(({ key }) => key === addition.cell);
    if (!form || !cell || cell.accumulation === 'STOCK') return [];
    return [{ ...addition, form: form.key, dateColumn: addition.dateColumn ?? kind.dateColumn }];
  });
  return { ...kind, adds };
}

export const resolvedKinds = (plan: Pick<Plan, 'forms' | 'records'>): ResolvedRecordKind[] =>
  recordKindsOf(plan).map((kind) => resolvedKind(plan, kind));

/** Keys of the cells of a form that records of some kind add to. */
export const recordedCells = (plan: Pick<Plan, 'forms' | 'records'>, form: string): Set<string> =>
  new Set(resolvedKinds(plan).flatMap(({ adds }) => adds.flatMap((one) => (one.form === form ? [one.cell] : []))));

export const columnNamed = ({ columns }: { columns: readonly RecordColumn[] }, name: string): RecordColumn | undefined =>
  columns.find((column) => column.name === name);
