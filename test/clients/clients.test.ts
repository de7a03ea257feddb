/** Clients as front ends use them, against a running server: each signs in, pages, acts, is refused, and is told what happens. */
import { randomUUID } from 'node:crypto';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { cacheExchange, Client, fetchExchange, gql as urqlDocument, subscriptionExchange } from '@urql/core';
import { parse, OperationTypeNode } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import WebSocket from 'ws';
import { PASSWORD, startCampaign, type RunningCampaign, type SubjectIds } from '../support/campaign';

type Data = Record<string, unknown>;
interface Speaking {
  ask(text: string, variables?: Data): Promise<Data>;
  /** The first thing that a subscription says. */
  first(text: string, variables: Data): Promise<Data>;
  close(): Promise<void> | void;
}
/** A client of that make, with the token of who has signed in. */
type Speaker = (token: string | null) => Speaking;

let world: RunningCampaign;
let task: SubjectIds;
beforeAll(async () => {
  world = await startCampaign();
  task = await world.task(world.own, '二(二)2');
}, 120_000);
afterAll(() => world.close());

const headers = (token: string | null): Record<string, string> => ({
  'accept-language': 'en',
  ...(token ? { authorization: `Bearer ${token}` } : {}),
});
const http = (): string => `${world.server.url}/graphql`;
const overWebSocket = (token: string | null) =>
  createWsClient({
    url: http().replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { ...(token ? { authorization: `Bearer ${token}` } : {}), acceptLanguage: 'en' },
  });

/** The answer to one operation of a client that takes a sink; a subscription is left after its first. */
function firstOf(subscribe: (sink: { next(value: unknown): void; error(error: unknown): void; complete(): void }) => () => void): Promise<Data> {
  return new Promise((resolve, reject) => {
    const leave = subscribe({
      next(value) {
        const { data, errors } = value as { data?: Data | null; errors?: unknown };
        if (errors || !data) reject(new Error(JSON.stringify(errors)));
        else resolve(data);
        setImmediate(() => leave());
      },
      error: (error) => reject(error instanceof Error ? error : new Error(JSON.stringify(error))),
      complete: () => reject(new Error('ended without an answer')),
    });
  });
}

const SPEAKERS: Record<string, Speaker> = {
  '@apollo/client': (token) => {
    const socket = overWebSocket(token);
    const client = new ApolloClient({
      cache: new InMemoryCache({ typePolicies: { Campaign: { fields: { tasks: relayStylePagination() } } } }),
      link: ApolloLink.split(
        ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
        new GraphQLWsLink(socket),
        new HttpLink({ uri: http(), headers: headers(token) }),
      ),
    });
    const document = (text: string): TypedDocumentNode<Data> => parse(text) as TypedDocumentNode<Data>;
    return {
      async ask(text, variables = {}) {
        const { data } = text.trimStart().startsWith('mutation')
          ? await client.mutate<Data>({ mutation: document(text), variables })
          : await client.query<Data>({ query: document(text), variables, fetchPolicy: 'network-only' });
        return data ?? {};
      },
      first: (text, variables) =>
        firstOf((sink) => {
          const watching = client.subscribe<Data>({ query: document(text), variables }).subscribe(sink);
          return () => watching.unsubscribe();
        }),
      async close() {
        client.stop();
        await socket.dispose();
      },
    };
  },
  '@urql/core': (token) => {
    const socket = overWebSocket(token);
    const client = new Client({
      url: http(),
      preferGetMethod: false,
      fetchOptions: { headers: headers(token) },
      exchanges: [
        cacheExchange,
        fetchExchange,
        subscriptionExchange({
          forwardSubscription: ({ query = '', variables }) => ({
            subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink as never) }),
          }),
        }),
      ],
    });
    return {
      async ask(text, variables = {}) {
        const operation = text.trimStart().startsWith('mutation')
          ? client.mutation(urqlDocument(text), variables)
          : client.query(urqlDocument(text), variables);
        const { data, error } = await operation.toPromise();
        if (error) throw error;
        return data as Data;
      },
      first: (text, variables) =>
        firstOf(
          (sink) =>
            client.subscription<Data>(urqlDocument(text), variables).subscribe(({ data, error }) => sink.next({ data, errors: error })).unsubscribe,
        ),
      close: () => socket.dispose(),
    };
  },
  'graphql-ws': (token) => {
    const client = overWebSocket(token);
    const one = (text: string, variables?: Data): Promise<Data> => firstOf((sink) => client.subscribe({ query: text, variables }, sink));
    return { ask: one, first: one, close: () => client.dispose() };
  },
  'graphql-sse': (token) => {
    const client = createSseClient({ url: `${http()}/stream`, headers: headers(token), retryAttempts: 0 });
    const one = (text: string, variables?: Data): Promise<Data> => firstOf((sink) => client.subscribe({ query: text, variables }, sink));
    return { ask: one, first: one, close: () => client.dispose() };
  },
};

const SIGN_IN = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { session { accessToken } userErrors { code } } }';
const PAGE = `query Page($id: ID!, $after: String) { campaign(id: $id) { id tasks(first: 5, after: $after) {
  edges { cursor node { id number stateLabel } } pageInfo { hasNextPage endCursor } } } }`;
const URGE = `mutation Urge($input: UrgeTaskInput!) { urgeTask(input: $input) { task { id revision timesUrged }
  userErrors { __typename code message ... on StaleRevision { actualRevision } ... on TransitionRefused { fromState } } } }`;
const CHANGED = 'subscription Changed($id: ID!) { subjectChanged(id: $id) { event revision subject { id } } }';

interface Urged {
  urgeTask: { task: { id: string; revision: number } | null; userErrors: { __typename: string; code: string; actualRevision?: number }[] };
}

describe.each(Object.keys(SPEAKERS))('%s', (name) => {
  const speaker = SPEAKERS[name] as Speaker;
  let speaking: Speaking;

  beforeAll(async () => {
    const anonymous = speaker(null);
    const { signIn } = (await anonymous.ask(SIGN_IN, { input: { userName: 'coordinator', password: PASSWORD } })) as {
      signIn: { session: { accessToken: string } };
    };
    await anonymous.close();
    speaking = speaker(signIn.session.accessToken);
  });
  afterAll(() => speaking.close());

  it('is told why nobody signs in with a wrong password', async () => {
    const anonymous = speaker(null);
    const answer = await anonymous.ask(SIGN_IN, { input: { userName: 'coordinator', password: 'wrong' } });
    expect(answer).toMatchObject({ signIn: { session: null, userErrors: [{ code: 'SIGN_IN_FAILED' }] } });
    await expect(anonymous.ask('query Mine { viewer { account { id } } }')).rejects.toThrow();
    await anonymous.close();
  });

  it('reads a list page by page', async () => {
    type Page = { campaign: { tasks: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } };
    const first = (await speaking.ask(PAGE, { id: world.own.campaign })) as unknown as Page;
    const { pageInfo, edges } = first.campaign.tasks;
    expect([edges.length, pageInfo.hasNextPage]).toEqual([5, true]);
    const second = (await speaking.ask(PAGE, { id: world.own.campaign, after: pageInfo.endCursor })) as unknown as Page;
    const ids = second.campaign.tasks.edges.map(({ node }) => node.id);
    expect(ids.length).toBeGreaterThan(0);
    expect(edges.map(({ node }) => node.id).filter((id) => ids.slice(-5).includes(id))).toEqual([]);
  });

  it('acts, and is refused in a way that it can read', async () => {
    const revision = await world.revision(task);
    const send = async (expectedRevision: number) =>
      ((await speaking.ask(URGE, { input: { id: task.id, expectedRevision, idempotencyKey: randomUUID() } })) as unknown as Urged).urgeTask;
    expect(await send(revision)).toMatchObject({ task: { id: task.id, revision: revision + 1 }, userErrors: [] });
    expect(await send(revision)).toMatchObject({
      task: null,
      userErrors: [{ __typename: 'StaleRevision', code: 'STALE_REVISION', actualRevision: revision + 1 }],
    });
  });

  it('is told what others do', async () => {
    let heard = false;
    const told = speaking.first(CHANGED, { id: task.id }).finally(() => (heard = true));
    // New each time, whenever the subscription begins.
    for (let turn = 0; !heard && turn < 100; turn += 1) {
      await world.done('leader', 'urgeTask', task);
      await Promise.race([told.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 50))]);
    }
    expect(await told).toMatchObject({ subjectChanged: { event: 'URGE', subject: { id: task.id } } });
  });
});
