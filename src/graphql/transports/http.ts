/** GraphQL over HTTP: Apollo behind a bare node:http server, which measured as the fastest door. POST, and GET for queries. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import { createContext, type Asker, type DoorContext } from '../context';
import type { CostOf } from '../cost';
import type { Desk } from '../../application/desk';
import { inLanguage, presentError, type Report } from '../errors';
import type { Execute } from '../execution';
import type { Limits } from '../limits';
import type { CheckTexts } from '../input-texts';
import { noteAnswer, noteOperation } from '../observer';
import { documentOf, type PersistedOperations } from '../persisted-operations';
import { shownMark } from '../read-after';
import { requestError } from '../request-errors';
import { bodyLimit, parseJson, readBody } from './body';

export interface HttpTransportOptions {
  schema: GraphQLSchema;
  execute: Execute;
  desk: Desk;
  rules: ValidationRule[];
  limits: Limits;
  costOf: CostOf;
  checkTexts: CheckTexts;
  persisted: PersistedOperations;
  introspection: boolean;
  hideSchema: boolean;
  report: Report;
  logger: { debug(m: string): void; info(m: string): void; warn(m: string): void; error(m: string): void };
}

export interface HttpTransport {
  handle(request: IncomingMessage, response: ServerResponse, asker: Asker): Promise<void>;
  stop(): Promise<void>;
}

export async function createHttpTransport(options: HttpTransportOptions): Promise<HttpTransport> {
  const { schema, execute, desk, rules, limits, costOf, checkTexts, persisted, introspection, hideSchema, report, logger } = options;
  const apollo = new ApolloServer<DoorContext>({
    gateway: executing(schema, execute),
    validationRules: rules,
    parseOptions: { maxTokens: limits.tokens },
    introspection: true, // our own rule refuses it, on every transport alike
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: hideSchema,
    stopOnTerminationSignals: false,
    nodeEnv: introspection ? 'development' : 'production',
    logger,
    formatError: (formatted, original) => presentError(formatted, original, report, hideSchema),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      beforeAndAfter(checkTexts, costOf),
    ],
  });
  await apollo.start();

  return {
    async handle(request, response, asker) {
      const url = request.url ?? '/';
      const headers = new HeaderMap();
      for (const [name, value] of Object.entries(request.headers)) {
        if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
      }
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: (request.method ?? 'GET').toUpperCase(),
          headers,
          search: persistedSearch(url, persisted),
          body: request.method === 'POST' ? await postedOperation(request, bodyLimit(limits, asker), persisted) : undefined,
        },
        context: async () => createContext(desk, asker, shownMark(null, request)),
      });
      for (const [name, value] of answer.headers) response.setHeader(name, value);
      response.statusCode = answer.status ?? 200;
      if (answer.body.kind === 'complete') return void response.end(answer.body.string);
      for await (const chunk of answer.body.asyncIterator) response.write(chunk);
      response.end();
    },
    stop: () => apollo.stop(),
  };
}

/** Apollo lets an executor of one's own in where it would ask a gateway. */
function executing(schema: GraphQLSchema, execute: Execute): NonNullable<ApolloServerOptionsWithGateway<DoorContext>['gateway']> {
  return {
    load: async () => ({
      executor: async ({ document, request, context }) =>
        execute({ document, operationName: request.operationName, variableValues: request.variables, contextValue: context }),
    }),
    onSchemaLoadOrUpdate(told) {
      told({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: async () => undefined,
  };
}

async function postedOperation(request: IncomingMessage, limit: number, persisted: PersistedOperations): Promise<unknown> {
  const body = await readBody(request, limit);
  // Anything but JSON is left to Apollo's own refusal, which also guards against forged forms.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return undefined;
  const parsed = parseJson(body);
  if (Array.isArray(parsed)) throw requestError('BATCHING_DISABLED');
  if (typeof parsed !== 'object' || parsed === null) return parsed;
  return withDocument(parsed, documentOf(parsed, persisted));
}

function withDocument(body: object, document: string | undefined): object {
  const { extensions, documentId, ...rest } = body as { extensions?: Record<string, unknown>; documentId?: unknown };
  if (document === undefined || !(extensions?.['persistedQuery'] || documentId)) return body;
  const others = Object.fromEntries(Object.entries(extensions ?? {}).filter(([name]) => name !== 'persistedQuery'));
  return { ...rest, query: document, extensions: others };
}

function persistedSearch(url: string, persisted: PersistedOperations): string {
  const at = url.indexOf('?');
  if (at < 0) return '';
  const search = new URLSearchParams(url.slice(at));
  const raw = search.get('extensions');
  const extensions: unknown = raw === null ? undefined : parseJson(Buffer.from(raw));
  if (raw === null && !persisted.only) return url.slice(at);
  const document = documentOf({ query: search.get('query') ?? undefined, extensions }, persisted);
  if (document !== undefined) search.set('query', document);
  if (raw !== null) search.delete('extensions');
  return `?${search.toString()}`;
}

/** Before the execution the texts and the cost, after it the language. */
function beforeAndAfter(checkTexts: CheckTexts, costOf: CostOf): ApolloServerPlugin<DoorContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, request, contextValue }) {
          noteOperation(contextValue.asked, document, request.operationName);
          const variables = request.variables ?? {};
          checkTexts(document, request.operationName, variables);
          contextValue.readAfter = shownMark(request.extensions) ?? contextValue.readAfter;
          contextValue.cost = costOf(document, request.operationName, variables);
        },
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single') return;
          const result = response.body.singleResult;
          noteAnswer(contextValue.asked, result);
          if (result.errors) result.errors = result.errors.map((error) => inLanguage(error, contextValue.language));
          result.extensions = { ...result.extensions, cost: contextValue.cost };
          response.http.headers.set('cache-control', 'no-store');
          response.http.headers.set('content-language', contextValue.language === 'zh' ? 'zh-CN' : 'en');
        },
      };
    },
  };
}
