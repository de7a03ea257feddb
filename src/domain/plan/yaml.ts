/**
 * A plan as YAML and JSON: what a coordinator keeps in a file, corrects in an editor and gives back. The round trip is exact: what
 * `planYaml` prints, `planFromText` reads as the same plan.
 */
import { Document, isScalar, LineCounter, parseDocument, visit, type Node, type YAMLError } from 'yaml';
import { z } from 'zod';
import { inChinese } from './fault-words';
import { planSchema, type Plan } from './model';

/** One fault of a plan's file. Lines and columns count from 1; null where the fault is nowhere in particular. */
export interface PlanTextFault {
  /** `tasks.3.title`; empty for the file as a whole. */
  path: string;
  line: number | null;
  column: number | null;
  message: { zh: string; en: string };
}

export type PlanTextAnswer = { ok: true; plan: Plan } | { ok: false; faults: PlanTextFault[] };

/** Spans and other short lists of numbers on one line; nothing is folded, so that a clause stays as it is printed. */
export function planYaml(plan: Plan): string {
  const document = new Document(plan, { aliasDuplicateObjects: false });
  visit(document, {
    Seq: (_, list) => {
      if (list.items.length > 0 && list.items.every((item) => isScalar(item) && typeof item.value === 'number')) list.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

export const planJson = (plan: Plan): string => JSON.stringify(plan, null, 2);

/**
 * A plan from YAML, or from JSON, which is read by the same rules. Refuses what is not well formed, keys that a plan does not have (a word
 * spelled wrong must not lose the tasks below it), keys that stand twice, references to other places, and whatever the model refuses.
 */
export function planFromText(text: string): PlanTextAnswer {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true });
  if (document.errors.length > 0) return { ok: false, faults: document.errors.map((error) => malformed(error)) };
  const at = (path: readonly PropertyKey[]) => placeOf(document, path, lines);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    return { ok: false, faults: [{ path: '', line: null, column: null, message: REFERENCES }] };
  }
  const read = planSchema.safeParse(value, { error: z.locales.zhCN().localeError });
  const unknown = unknownKeys(value, read.success ? read.data : null, []).map((path) => ({
    path: path.join('.'),
    ...at(path),
    message: UNKNOWN_KEY,
  }));
  if (read.success) return unknown.length > 0 ? { ok: false, faults: unknown } : { ok: true, plan: read.data };
  const english = planSchema.safeParse(value, { error: z.locales.en().localeError }).error?.issues ?? [];
  const faults = read.error.issues.map(({ path, message }, i) => ({
    path: path.map(String).join('.'),
    ...at(path),
    message: { zh: inChinese(message), en: english[i]?.message ?? message },
  }));
  return { ok: false, faults: [...faults, ...unknown] };
}

const REFERENCES = { zh: '方案文件中不能使用引用（*）', en: 'A plan’s file may not use references (*)' };
const UNKNOWN_KEY = { zh: '方案中没有这一项，请检查拼写', en: 'A plan has no such key; check the spelling' };

const malformed = ({ code, message, linePos }: YAMLError): PlanTextFault => ({
  path: '',
  line: linePos?.[0].line ?? null,
  column: linePos?.[0].col ?? null,
  message: { zh: code === 'DUPLICATE_KEY' ? '同一项写了两次' : '不是有效的YAML或JSON', en: message.split('\n')[0] ?? message },
});

/** The deepest place of the path that is in the file: a key that is missing has none, and what should hold it has. */
function placeOf(document: Document.Parsed, path: readonly PropertyKey[], lines: LineCounter): { line: number | null; column: number | null } {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : (document.getIn(path.slice(0, depth), true) as Node | undefined);
    const start = node?.range?.[0];
    if (start === undefined) continue;
    const { line, col } = lines.linePos(start);
    return { line, column: col };
  }
  return { line: null, column: null };
}

/** Keys that reading has dropped. Where the plan could not be read, the top level alone can be told. */
function unknownKeys(value: unknown, read: unknown, path: (string | number)[]): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((item, i) => unknownKeys(item, Array.isArray(read) ? (read as unknown[])[i] : null, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  const known = path.length === 0 ? planSchema.shape : read;
  if (typeof known !== 'object' || known === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    Object.hasOwn(known, name)
      ? unknownKeys(inner, typeof read === 'object' && read !== null ? (read as Record<string, unknown>)[name] : null, [...path, name])
      : [[...path, name]],
  );
}
