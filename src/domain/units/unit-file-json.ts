/**
 * The JSON form of a register file:
 * `{ "units": [{ code?, name, kind, parent?, aliases?, validFrom?, formerNames?: [{ name, validFrom?, validTo }], formerParents?: [{ parent, validFrom?, validTo }] }] }`
 * A former name holds up to, not including, its `validTo`; the present one from the last of these, or from `validFrom`.
 */
import { z } from 'zod';
import { dateRefused, kindRefused, refuse, unitKindOf } from './unit-input';
import type { UnitFileAnswer, UnitFileRefused, UnitInput } from './unit-input';

const text = z.string().trim().min(1);
const day = z.string().nullable().default(null);
const unitShape = z.strictObject({
  code: text.nullable().default(null),
  name: text,
  kind: text,
  parent: text.nullable().default(null),
  aliases: z.array(text).default([]),
  validFrom: day,
  formerNames: z.array(z.strictObject({ name: text, validFrom: day, validTo: z.string() })).default([]),
  formerParents: z.array(z.strictObject({ parent: text, validFrom: day, validTo: z.string() })).default([]),
});
const fileShape = z.strictObject({ title: z.string().optional(), units: z.array(unitShape).min(1) });

export function parseJsonUnits(content: string): UnitFileAnswer {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const position = Number(/position (\d+)/.exec(why)?.[1] ?? content.length);
    return { ok: false, refused: [refuse('UNIT_FILE_NOT_JSON', lineAt(content, position), '', `不是有效的JSON：${why}`, `not valid JSON: ${why}`)] };
  }
  const lines = linesOfUnits(content);
  const parsed = fileShape.safeParse(json);
  if (!parsed.success) return { ok: false, refused: parsed.error.issues.map((issue) => shapeRefused(issue, lines)) };
  const answers = parsed.data.units.map((unit, i) => toInput(unit, lines[i] ?? 0));
  const refused = answers.flatMap((answer) => answer.refused);
  return refused.length > 0 ? { ok: false, refused } : { ok: true, units: answers.flatMap((answer) => answer.unit ?? []) };
}

function shapeRefused(issue: z.core.$ZodIssue, lines: readonly number[]): UnitFileRefused {
  const [list, index, ...field] = issue.path;
  const line = list === 'units' && typeof index === 'number' ? (lines[index] ?? 0) : 0;
  const named = list === 'units' && typeof index === 'number' ? field : issue.path;
  return refuse('UNIT_FILE_SHAPE', line, named.map(String).join('.'), `格式不符：${issue.message}`, `not as expected: ${issue.message}`);
}

function toInput(unit: z.infer<typeof unitShape>, line: number): { unit?: UnitInput; refused: UnitFileRefused[] } {
  const kind = unitKindOf(unit.kind);
  const dated = (list: 'formerNames' | 'formerParents'): UnitFileRefused[] =>
    unit[list].flatMap((former, i) => [
      ...dateRefused(former.validFrom, line, `${list}.${i}.validFrom`),
      ...dateRefused(former.validTo, line, `${list}.${i}.validTo`),
    ]);
  const refused = [
    ...(kind ? [] : [kindRefused(unit.kind, line, 'kind')]),
    ...dateRefused(unit.validFrom, line, 'validFrom'),
    ...dated('formerNames'),
    ...dated('formerParents'),
  ];
  if (!kind || refused.length > 0) return { refused };
  const since = (former: readonly { validTo: string }[]): string | null =>
    former
      .map(({ validTo }) => validTo)
      .toSorted()
      .at(-1) ?? unit.validFrom;
  return {
    refused,
    unit: {
      code: unit.code,
      kind,
      names: [
        ...unit.formerNames.map((former) => ({ ...former, kind: 'OFFICIAL' as const })),
        { name: unit.name, kind: 'OFFICIAL', validFrom: since(unit.formerNames), validTo: null },
        ...unit.aliases.map((name) => ({ name, kind: 'ALIAS' as const, validFrom: unit.validFrom, validTo: null })),
      ],
      parents: [
        ...unit.formerParents,
        ...(unit.parent === null ? [] : [{ parent: unit.parent, validFrom: since(unit.formerParents), validTo: null }]),
      ],
      line,
    },
  };
}

/** The line each element of the file's one list of objects begins on: an object directly inside the list inside the file. */
function linesOfUnits(content: string): number[] {
  const lines: number[] = [];
  let depth = 0;
  let line = 1;
  for (const [token] of content.matchAll(/"(?:\\.|[^"\\])*"|[[\]{}\n]/g)) {
    if (token === '\n') line += 1;
    if (token === '{' && depth === 2) lines.push(line);
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
  }
  return lines;
}

function lineAt(content: string, position: number): number {
  return content.slice(0, position).split('\n').length;
}
