/** What the door itself refuses, before the desk is asked: codes, texts for people and meanings; `{name}` is filled from the error's data. */
import { GraphQLError, type ASTNode } from 'graphql';

const requestErrors = {
  INVALID_ID: {
    zh: '编号“{id}”无效。',
    en: 'The id "{id}" is not valid.',
    meaning: 'Not a global id of this server, or of another kind of object than the field takes.',
  },
  INVALID_CURSOR: { zh: '分页游标无效。', en: 'The cursor is not valid.', meaning: '`after` or `before` is not a cursor of this list.' },
  PAGE_SIZE_OUT_OF_RANGE: {
    zh: '每页行数须在 1 至 {max} 之间，first 与 last 只能给一个。',
    en: 'Give exactly one of first and last, from 1 to {max}.',
    meaning: 'Every list that can grow is read page by page.',
  },
  BODY_TOO_LARGE: {
    zh: '请求过大，上限为 {limit} 字节。',
    en: 'The request is too large; the limit is {limit} bytes.',
    meaning: 'Larger than `MAX_BODY_BYTES`, or than what is taken without a token.',
  },
  BODY_UNREADABLE: {
    zh: '请求内容不是有效的 JSON。',
    en: 'The body of the request is not valid JSON.',
    meaning: 'Send `application/json` in UTF-8.',
  },
  BATCHING_DISABLED: {
    zh: '不支持批量请求，请逐个发送。',
    en: 'Batched requests are not accepted; send one operation a request.',
    meaning: 'The body is a JSON array.',
  },
  GRAPHQL_PARSE_FAILED: {
    zh: '查询语句有语法错误。',
    en: 'The GraphQL document cannot be parsed.',
    meaning: 'A syntax error; the message names the place.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    zh: '查询语句与接口定义不符。',
    en: 'The GraphQL document does not fit the schema.',
    meaning: 'A field, argument or type that does not exist or does not fit.',
  },
  BAD_USER_INPUT: {
    zh: '变量的值不符合类型要求。',
    en: 'A variable does not fit its type.',
    meaning: 'Coercion of a variable or argument failed; the message names it.',
  },
  BAD_REQUEST: {
    zh: '请求格式不正确。',
    en: 'The request is not well formed.',
    meaning: 'GraphQL over HTTP: method, headers or parameters are wrong, or the request looks like cross-site request forgery.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    zh: '没有找到要执行的操作。',
    en: 'There is no such operation in the document.',
    meaning: '`operationName` is missing or names none of the operations.',
  },
  TOO_MANY_TOKENS: {
    zh: '查询语句过长，上限为 {limit} 个词。',
    en: 'The document is too long: more than {limit} tokens.',
    meaning: 'Refused while parsing.',
  },
  QUERY_TOO_DEEP: {
    zh: '查询嵌套过深（{found} 层，上限 {limit} 层）。',
    en: 'The operation is too deep: {found} levels, at most {limit}.',
    meaning: 'Levels of selection sets, fragments laid open.',
  },
  TOO_MANY_ALIASES: {
    zh: '别名过多（{found} 个，上限 {limit} 个）。',
    en: 'Too many aliases: {found}, at most {limit}.',
    meaning: 'Counted over the operation with its fragments.',
  },
  TOO_MANY_DIRECTIVES: {
    zh: '指令过多（{found} 个，上限 {limit} 个）。',
    en: 'Too many directives: {found}, at most {limit}.',
    meaning: 'Counted over the operation with its fragments.',
  },
  QUERY_TOO_COSTLY: {
    zh: '查询开销过大（{found}，上限 {limit}），请减少行数或字段。',
    en: 'The operation costs {found}, at most {limit}; ask for fewer rows or fields.',
    meaning: 'Fields times rows; each answer carries its own cost in `extensions.cost`.',
  },
  INTROSPECTION_DISABLED: {
    zh: '本服务器不提供接口自省。',
    en: 'Introspection is switched off on this server.',
    meaning: 'Production; the schema is in schema/schema.graphql.',
  },
  PERSISTED_OPERATION_REQUIRED: {
    zh: '本服务器只接受已登记的操作。',
    en: 'This server accepts registered operations only.',
    meaning: '`PERSISTED_ONLY`: the document is not on the allow list.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    zh: '没有登记此操作。',
    en: 'No operation is registered under this hash.',
    meaning: 'Unknown `extensions.persistedQuery.sha256Hash`.',
  },
  TOO_MANY_OPERATIONS: {
    zh: '同时进行的操作过多，上限为 {limit} 个。',
    en: 'Too many operations at the same time; at most {limit} on one connection.',
    meaning: 'WebSocket: complete some subscriptions first.',
  },
  RESUME_TOO_OLD: {
    zh: '无法从该事件继续，请重新加载。',
    en: 'The subscription cannot be resumed from there; please load again.',
    meaning: 'More was missed than the server sends again.',
  },
  INTERNAL_SERVER_ERROR: {
    zh: '系统内部错误，请联系管理员并告知编号 {incident}。',
    en: 'Something went wrong; please tell the administrator the number {incident}.',
    meaning: "Nobody expected it; the server's log holds the details under the incident id.",
  },
} as const satisfies Record<string, { zh: string; en: string; meaning: string }>;

export type RequestErrorCode = keyof typeof requestErrors;
export const REQUEST_ERRORS: Readonly<Record<string, { zh: string; en: string; meaning: string }>> = requestErrors;

/** An error of the door. Its message is put into the asker's language when it is sent. */
export function requestError(
  code: RequestErrorCode,
  data: Record<string, unknown> = {},
  options: { nodes?: ASTNode; status?: number } = {},
): GraphQLError {
  const { zh, en } = requestErrors[code];
  return new GraphQLError(fill(en, data), {
    nodes: options.nodes,
    extensions: {
      code,
      messages: { zh: fill(zh, data), en: fill(en, data) },
      ...(options.status ? { http: { status: options.status } } : {}),
    },
  });
}

function fill(template: string, data: Record<string, unknown>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? ''));
}
