/**
 * What a log may hold of an unexpected error. Messages of databases and parsers quote what they were given, and that may be a name, a telephone
 * number or a token; so what is quoted, Chinese or long and numeric is left out, and of a failed query its text and values.
 */
export interface FaultDescription {
  name: string;
  message: string;
  /** SQLSTATE, or Node's own code. */
  code?: string;
  /** Of a constraint that was broken: names from the schema. */
  table?: string;
  constraint?: string;
  stack: string[];
  cause?: FaultDescription;
}

const LONGEST = 500;
const MOST_CAUSES = 3;
const MOST_FRAMES = 12;

export function describeFault(error: unknown, depth = 0): FaultDescription {
  if (!(error instanceof Error)) return { name: typeof error, message: '', stack: [] };
  const named = (field: string): object => {
    const value = (error as unknown as Record<string, unknown>)[field];
    return typeof value === 'string' && /^\w{1,80}$/.test(value) ? { [field]: value } : {};
  };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    message: withoutData(error.message),
    ...named('code'),
    ...named('table'),
    ...named('constraint'),
    stack: frames.slice(0, MOST_FRAMES).map((frame) => frame.trim()),
    ...(error.cause instanceof Error && depth < MOST_CAUSES ? { cause: describeFault(error.cause, depth + 1) } : {}),
  };
}

/** MikroORM puts the query and its values before what the database said. */
const QUERY = /^\s*(?:select|insert|update|delete|with|merge|begin|commit)\b.* - (?=[^-]*$)/is;

export function withoutData(message: string): string {
  return message
    .slice(0, 4 * LONGEST)
    .replace(QUERY, '')
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\([^()]*\)=\([^()]*\)/gs, '…')
    .replace(/["'`].*$/s, '…')
    .replace(/\b(password|passwd|token|secret|authorization|bearer)\b\s*[:= ]\s*\S+/gi, '$1 …')
    .replace(/[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, '…')
    .replace(/\S+@\S+/g, '…')
    .replace(/(?<![\w-])\+?\d[\d -]{5,}\d(?![\w-])/g, '…')
    .replace(/\p{Script=Han}+/gu, '…')
    .slice(0, LONGEST);
}
