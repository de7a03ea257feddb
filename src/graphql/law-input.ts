/** What a client filled in, as the law takes it. */
import { inputName } from '../../schema/event-records';
import type { Desk } from '../application/desk';
import { fromGlobalId, uuidOf } from './global-id';
import type { SubjectKindName } from './subject-nodes';

type Rule = Desk['laws'][string]['events'][string];
export type Fields = Record<string, unknown>;

/** Global ids become the law's ids; what was left out stays out, because the law tells "not given" from "given". */
export function lawInput(kind: SubjectKindName, rule: Rule, fields: Fields): Fields {
  return Object.fromEntries(
    (rule.inputs ?? []).flatMap(({ name, type }) => {
      const value = fields[inputName(kind, name)];
      return value === undefined || value === null
        ? []
        : [[name, kind === 'RECORD' && type === 'LIST' ? recordValues(value) : lawValue(type, value)]];
    }),
  );
}

function lawValue(type: NonNullable<Rule['inputs']>[number]['type'], value: unknown): unknown {
  if (type === 'UNIT') return uuidOf('Unit', String(value));
  if (type === 'UNITS') return (value as string[]).map((id) => uuidOf('Unit', id));
  if (type === 'ID') return localId(String(value));
  if (type === 'IDS') return (value as string[]).map(localId);
  if (type === 'RECORD' || type === 'LIST') return plain(value);
  return value;
}

/** The fields of a record, a unit by its id where it is given by its global one. */
export function recordValues(fields: unknown): { column: string; value: string | null }[] {
  return (fields as { column: string; value?: string | null }[]).map(({ column, value }) => ({ column, value: value ? unitOr(value) : null }));
}

function unitOr(text: string): string {
  try {
    return uuidOf('Unit', text);
  } catch {
    return text;
  }
}

/** An ID is a global id of a subject or account, or a name within its object (a member, a phase), which is no global id. */
function localId(id: string): string {
  try {
    return fromGlobalId(id).parts.at(-1) ?? id;
  } catch {
    return id;
  }
}

/** Input objects come as class instances with a field for everything; the log takes plain JSON of what was given. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Fields).flatMap(([name, inner]) => (inner === undefined || inner === null ? [] : [[name, plain(inner)]])),
  );
}
