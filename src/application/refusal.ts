/**
 * An expected "no": a stable code, a sentence for people in both languages, and the data both are made of. Knows nothing of HTTP or
 * GraphQL; the door translates. What nobody expected is thrown instead.
 */
export interface Refusal<Code extends string = string> {
  code: Code;
  message: { zh: string; en: string };
  data: Record<string, unknown>;
}

/** How a code is said. `{name}` is filled from the refusal's data. */
export interface RefusalText {
  zh: string;
  en: string;
  /** To somebody who programs against it. */
  meaning: string;
}

export type Answer<T, Code extends string = string> = { ok: true; value: T } | { ok: false; refusal: Refusal<Code> };

export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const refused = <Code extends string>(
  code: Code,
  zh: string,
  en: string,
  data: Record<string, unknown> = {},
): { ok: false; refusal: Refusal<Code> } => ({ ok: false, refusal: { code, message: { zh, en }, data } });

/** Refuses in the words of a table: `{name}` in a sentence is filled from the data. */
export function refuser<Code extends string>(texts: Readonly<Record<Code, { zh: string; en: string }>>) {
  return <C extends Code>(code: C, data: Record<string, unknown> = {}): { ok: false; refusal: Refusal<C> } => {
    const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => [data[name] ?? '—'].flat().join('、'));
    return refused(code, filled(texts[code].zh), filled(texts[code].en), data);
  };
}
