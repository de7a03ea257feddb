/**
 * An expected "no": a stable code, a sentence for people in both languages, and the data both are made of. Knows nothing of HTTP or
 * GraphQL; the door translates. What nobody expected is thrown instead.
 */
export interface Refusal<Code extends string = string> {
  code: Code;
  message: { zh: string; en: string };
  data: Record<string, unknown>;
}

export type Answer<T, Code extends string = string> = { ok: true; value: T } | { ok: false; refusal: Refusal<Code> };

export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const refused = <Code extends string>(
  code: Code,
  zh: string,
  en: string,
  data: Record<string, unknown> = {},
): { ok: false; refusal: Refusal<Code> } => ({ ok: false, refusal: { code, message: { zh, en }, data } });
