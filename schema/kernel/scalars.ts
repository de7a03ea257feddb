import { GraphQLScalarType, Kind, GraphQLError } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSON, GraphQLLocalDate } from 'graphql-scalars';

const MOST_DATES = 4_000;
const good = new Set<unknown>();

/** A list shows the same few days over and over, and what is good once is good for ever. */
function shownDate(value: unknown): string {
  if (good.has(value)) return value as string;
  const date = GraphQLLocalDate.serialize(value) as string;
  if (good.size >= MOST_DATES) good.clear();
  good.add(date);
  return date;
}

/** A civil date travels as the text that it is: no time zone can shift it. */
export const DateScalar = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  serialize: shownDate,
  name: 'Date',
  description: 'A civil date in Asia/Shanghai, `YYYY-MM-DD`; a day that exists. 日期（北京时间）。',
  specifiedByURL: null,
});

export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'An instant in UTC, RFC 3339, e.g. `2025-09-17T01:30:00.000Z`. 时刻（世界协调时）。',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
});

/** Only for what has no fixed shape: the input of a logged event, the data of a reason or a message. */
export const JsonScalar = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description: 'Any JSON value; used only where the shape depends on the event, the reason or the message. 任意 JSON 值。',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
});

const LOOSE_DATE = /^\d{4}-(0[1-9]|1[0-2])(-\d{2})?$/;

function looseDate(value: unknown): string {
  if (typeof value !== 'string' || !LOOSE_DATE.test(value))
    throw new GraphQLError(`A date of a plan is YYYY-MM-DD or YYYY-MM, not ${JSON.stringify(value)}`);
  return value.length === 7 ? value : GraphQLLocalDate.parseValue(value);
}

/** As fine as the notice printed it: a month is not widened to a day that nobody wrote. */
export const PlanDateScalar = new GraphQLScalarType<string, string>({
  name: 'PlanDate',
  description: 'A date as fine as the notice gives it, `YYYY-MM-DD` or `YYYY-MM`. 方案中的日期，可只到月。',
  serialize: looseDate,
  parseValue: looseDate,
  parseLiteral(node) {
    if (node.kind !== Kind.STRING) throw new GraphQLError('A date of a plan is a string', { nodes: node });
    return looseDate(node.value);
  },
});

const NO_BASE64 = /[^A-Za-z0-9+/]/;

/** Looks for what is wrong instead of matching what is right: an expression with a repeated group runs out of stack on a file of megabytes. */
function isBase64(text: string): boolean {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return text.length % 4 === 0 && !NO_BASE64.test(text.slice(0, text.length - padding));
}

function fromBase64(value: unknown): Buffer {
  if (typeof value !== 'string' || !isBase64(value)) throw new GraphQLError('A file is sent as base64 (RFC 4648, with padding)');
  return Buffer.from(value, 'base64');
}

/** A file inside a JSON request. */
export const Base64Scalar = new GraphQLScalarType<Buffer, string>({
  name: 'Base64',
  description: 'The bytes of a file, base64 with padding (RFC 4648). 文件内容，Base64 编码。',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc4648',
  serialize: (value) => (Buffer.isBuffer(value) ? value.toString('base64') : String(value)),
  parseValue: fromBase64,
  parseLiteral: (node) => fromBase64(node.kind === Kind.STRING ? node.value : undefined),
});
