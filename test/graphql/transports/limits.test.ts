/** The classes of attack on a GraphQL door, over every transport: what HTTP refuses, WebSocket and SSE refuse too. */
import { connect } from 'node:net';
import WebSocket from 'ws';
import { startTestServer, type Asking, type GraphQLAnswer, type TestServer } from '../../support/server';
import { fakeDesk } from '../fake-desk';

type Transport = (query: string | undefined, variables?: Record<string, unknown>, asking?: Asking) => Promise<GraphQLAnswer>;

const many = (count: number, text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i)).join(' ');

describe.each(['HTTP', 'WebSocket', 'SSE'] as const)('over %s', (name) => {
  let open: TestServer;
  let shut: TestServer;
  let through: (server: TestServer) => Transport;

  beforeAll(async () => {
    open = await startTestServer({ desk: fakeDesk(), limits: { bodyBytes: 200_000 } });
    shut = await startTestServer({ desk: fakeDesk(), open: false });
    through = (server) => ({ HTTP: server.ask, WebSocket: server.askWebSocket, SSE: server.askSse })[name];
  });
  afterAll(async () => {
    await open.stop();
    await shut.stop();
  });

  const codes = ({ errors }: GraphQLAnswer) => errors?.map((error) => error.extensions.code);
  const ask = (query: string | undefined, variables?: Record<string, unknown>) => through(open)(query, variables, { token: 'ann', language: 'en' });

  it('answers an honest question, with its cost', async () => {
    const answer = await ask('{ viewer { account { displayName } } }');
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ viewer: { account: { displayName: '安' } } });
    expect(answer.extensions).toEqual({ cost: 3 });
  });

  it('refuses thousands of aliases', async () => {
    expect(codes(await ask(`{ ${many(3000, (i) => `a${i}: __typename`)} }`))).toEqual(['TOO_MANY_TOKENS']);
    expect(codes(await ask(`{ ${many(40, (i) => `a${i}: viewer { account { id } }`)} }`))).toContain('TOO_MANY_ALIASES');
  });

  it('refuses aliases hidden in a fragment', async () => {
    expect(codes(await ask(`{ ...F } fragment F on Query { ${many(40, (i) => `a${i}: viewer { account { id } }`)} }`))).toContain('TOO_MANY_ALIASES');
  });

  it('refuses a document that is too deep', async () => {
    const deep = `{ unit(id: "x") { ${'parent { '.repeat(20)} id ${'} '.repeat(20)} } }`;
    expect(codes(await ask(deep))).toContain('QUERY_TOO_DEEP');
  });

  it('refuses depth that fragments hide', async () => {
    const links = many(20, (i) => `fragment F${i} on Unit { parent { ${i === 19 ? 'id' : `...F${i + 1}`} } }`);
    expect(codes(await ask(`{ unit(id: "x") { ...F0 } } ${links}`))).toContain('QUERY_TOO_DEEP');
  });

  it('refuses floods of directives', async () => {
    const skips = many(60, (i) => `a${i % 20}: __typename @skip(if: false)`);
    expect(codes(await ask(`{ ${skips} }`))).toContain('TOO_MANY_DIRECTIVES');
  });

  it('refuses fragments that go in a circle', async () => {
    const answer = await ask('{ unit(id: "x") { ...A } } fragment A on Unit { parent { ...B } } fragment B on Unit { parent { ...A } }');
    expect(codes(answer)).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(answer.data ?? null).toBeNull();
  });

  it('bounds fields written again and again', async () => {
    expect(codes(await ask(`{ viewer { ${'account { id } '.repeat(2000)} } }`))).toEqual(['TOO_MANY_TOKENS']);
  });

  it('refuses huge pages, written out or as a variable', async () => {
    expect(codes(await ask('{ campaigns(first: 101) { nodes { id } } }'))).toEqual(['PAGE_SIZE_OUT_OF_RANGE']);
    expect(codes(await ask('query Q($n: Int) { campaigns(first: $n) { nodes { id } } }', { n: 100_000 }))).toEqual(['PAGE_SIZE_OUT_OF_RANGE']);
  });

  it('refuses what costs too much, whatever way the page size comes', async () => {
    const nested =
      'query Q($n: Int) { campaigns(first: $n) { nodes { tasks(first: $n) { nodes { id title number } } reports(first: $n) { nodes { id title } } } } }';
    expect(codes(await ask(nested, { n: 100 }))).toEqual(['QUERY_TOO_COSTLY']);
    // The default of a variable counts as well.
    expect(codes(await ask(nested.replace('$n: Int', '$n: Int = 100')))).toEqual(['QUERY_TOO_COSTLY']);
  });

  it('refuses fragments that multiply each other', async () => {
    const laughs = many(
      9,
      (i) => `fragment F${i} on Unit { ${i === 8 ? 'id' : `parent { id ...F${i + 1} } ...F${i + 1} children { ...F${i + 1} }`} }`,
    );
    expect(codes(await ask(`{ unit(id: "x") { ...F0 } } ${laughs}`))).toEqual(['QUERY_TOO_COSTLY']);
  });

  it('does not execute what it cannot price: one wrong argument opens no door to its neighbours', async () => {
    const answer = await ask(
      'query Q($f: ID = "x", $n: Int) { campaigns(first: $n) { nodes { tasks(first: $n) { nodes { id } } } } unit(id: $f) { id } }',
      {
        f: null,
        n: 100,
      },
    );
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
  });

  it('refuses a body that is too large', async () => {
    const large = `{ __typename } # ${'x'.repeat(300_000)}`;
    if (name === 'WebSocket') {
      expect(await open.askWebSocket(large, {}, { token: 'ann' })).toMatchObject({ closed: { code: 1009 } });
    } else {
      const answer = await ask(large);
      expect(answer.status).toBe(413);
      expect(codes(answer)).toEqual(['BODY_TOO_LARGE']);
    }
  });

  it('keeps the schema to itself in production', async () => {
    const hidden = through(shut);
    expect(codes(await hidden('{ __schema { types { name } } }', {}, { token: 'ann' }))).toEqual(expect.arrayContaining(['INTROSPECTION_DISABLED']));
    expect(codes(await hidden('{ __type(name: "Task") { name } }', {}, { token: 'ann' }))).toEqual(
      expect.arrayContaining(['INTROSPECTION_DISABLED']),
    );
    expect((await hidden('{ __typename }', {}, { token: 'ann' })).data).toEqual({ __typename: 'Query' });
  });

  it('makes suggestions in the workshop and none in production', async () => {
    const wrong = '{ viewer { acount { id } } }';
    expect((await through(open)(wrong, {}, { token: 'ann', language: 'en' })).errors?.[0]?.message).toContain('Did you mean "account"');
    expect((await through(shut)(wrong, {}, { token: 'ann', language: 'en' })).errors?.[0]?.message).not.toContain('Did you mean');
  });

  it('refuses a syntax error as the fault of the request', async () => {
    const answer = await ask('{ viewer {');
    expect(codes(answer)).toEqual(['GRAPHQL_PARSE_FAILED']);
    if (name === 'HTTP') expect(answer.status).toBe(400);
  });

  it('refuses an empty question', async () => {
    expect(codes(await ask(undefined))?.[0] ?? 'closed').toMatch(/BAD_REQUEST|closed/);
  });
});

describe('what only HTTP could be tricked into', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ desk: fakeDesk() });
  });
  afterAll(() => server.stop());

  const json = { 'content-type': 'application/json', authorization: 'Bearer ann', 'accept-language': 'en' };
  const errorOf = async (response: Response) =>
    ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

  it('refuses batches', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]),
    });
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toBe('BATCHING_DISABLED');
  });

  it('refuses mutations by GET', async () => {
    const query = encodeURIComponent('mutation { signOut(input: { refreshToken: "x" }) { signedOut } }');
    const response = await fetch(`${server.url}/graphql?query=${query}`, { headers: json });
    expect(response.status).toBe(405);
    const stream = await fetch(`${server.url}/graphql/stream?query=${query}`, { headers: { ...json, accept: 'text/event-stream' } });
    expect(stream.status).toBe(405);
  });

  it('answers queries by GET to clients that cannot be forged by a form', async () => {
    const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent('{ __typename }')}`, { headers: json });
    expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } });
    const simple = await fetch(`${server.url}/graphql?query=${encodeURIComponent('{ __typename }')}`);
    expect(simple.status).toBe(400);
    expect(await errorOf(simple)).toBe('BAD_REQUEST');
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])('refuses a body sent as %s', async (type) => {
    for (const path of ['/graphql', '/graphql/stream']) {
      const response = await fetch(`${server.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': type, accept: path === '/graphql' ? '*/*' : 'text/event-stream' },
        body: 'query=%7B__typename%7D',
      });
      expect(response.status).toBe(400);
    }
  });

  it('refuses a body that is no JSON', async () => {
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: json, body: '{' });
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toBe('BODY_UNREADABLE');
  });

  it('refuses 50 MB by the announced length, before a byte of it is read', async () => {
    const { hostname, port } = new URL(server.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ann\r\ncontent-type: application/json\r\ncontent-length: ${50 * 1024 * 1024}\r\n\r\n{`,
        );
      });
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.once('close', () => resolve(text));
      socket.once('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('BODY_TOO_LARGE');
  });

  it('takes only a small body from somebody without a token', async () => {
    const body = JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(100_000) } });
    const { authorization: _, ...anonymous } = json;
    expect((await fetch(`${server.url}/graphql`, { method: 'POST', headers: anonymous, body })).status).toBe(413);
    expect((await fetch(`${server.url}/graphql`, { method: 'POST', headers: json, body })).status).toBe(200);
  });
});

/** Batches, mutations by GET and forms are ways of HTTP; the other transports have ways of their own to say the same. */
describe('the same by the ways of the other transports', () => {
  let server: TestServer;
  const done: string[] = [];
  beforeAll(async () => {
    const signOut = async ({ refreshToken }: { refreshToken: string }) => {
      done.push(refreshToken);
      return { ok: true as const, value: true };
    };
    server = await startTestServer({ desk: fakeDesk({ people: { signOut: signOut as never } }) });
  });
  afterAll(() => server.stop());
  const signOut = (token: string) => `mutation { signOut(input: { refreshToken: "${token}" }) { signedOut } }`;

  /** How the server ends a connection on which this is said. */
  const closing = (said: string, query = '') =>
    new Promise<number>((resolve, reject) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql${query}`, 'graphql-transport-ws');
      socket.once('error', reject);
      socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: 'Bearer ann' } })));
      socket.on('message', (raw: Buffer) => {
        const message = JSON.parse(raw.toString()) as { type: string };
        if (message.type === 'connection_ack') socket.send(said);
        else socket.close(1000);
      });
      socket.once('close', (code) => resolve(code));
    });

  it('executes the mutation that the tests below ask for, when it is asked for properly', async () => {
    for (const ask of [server.ask, server.askWebSocket, server.askSse]) await ask(signOut('properly'), {}, { token: 'ann' });
    expect(done.splice(0)).toEqual(['properly', 'properly', 'properly']);
  });

  it('refuses batches over SSE and WebSocket', async () => {
    const stream = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer ann', accept: 'text/event-stream' },
      body: JSON.stringify([{ query: signOut('one') }, { query: signOut('two') }]),
    });
    expect(stream.status).toBe(400);
    const subscribe = (id: string) => ({ id, type: 'subscribe', payload: { query: signOut(id) } });
    expect(await closing(JSON.stringify([subscribe('1'), subscribe('2')]))).toBe(4400);
    expect(await closing(JSON.stringify({ id: '1', type: 'subscribe', payload: [subscribe('1').payload, subscribe('2').payload] }))).toBe(4400);
    expect(done).toEqual([]);
  });

  it('executes nothing of the address of a WebSocket', async () => {
    const address = `?query=${encodeURIComponent(signOut('by-get'))}`;
    expect(await closing(JSON.stringify({ type: 'ping' }), address)).toBe(1000);
    const upgrade = await fetch(`${server.url}/graphql${address}`, { headers: { authorization: 'Bearer ann', 'apollo-require-preflight': '1' } });
    expect(upgrade.status).toBe(405);
    expect(done).toEqual([]);
  });

  it('takes no form over a WebSocket', async () => {
    expect(await closing(`query=${encodeURIComponent(signOut('form'))}`)).toBe(4400);
    expect(done).toEqual([]);
  });
});

describe('what only a WebSocket could be tricked into', () => {
  it('runs no more than so many operations at once on one socket', async () => {
    const server = await startTestServer({
      desk: fakeDesk({ people: { ownSubstitutions: () => new Promise(() => undefined) } }),
      limits: { operationsPerSocket: 3 },
    });
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const refused = await new Promise<unknown>((resolve) => {
      socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: 'Bearer ann' } })));
      socket.on('message', (raw: Buffer) => {
        const message = JSON.parse(raw.toString()) as { type: string; id: string; payload: unknown };
        if (message.type === 'connection_ack') {
          for (const id of ['1', '2', '3', '4']) {
            socket.send(JSON.stringify({ type: 'subscribe', id, payload: { query: '{ viewer { substitutions { id } } }' } }));
          }
        }
        if (message.type === 'error') resolve(message);
      });
    });
    expect(refused).toMatchObject({ id: '4', payload: [{ extensions: { code: 'TOO_MANY_OPERATIONS' } }] });
    socket.terminate();
    await server.stop();
  });

  it('takes no other subprotocol and no other path', async () => {
    const server = await startTestServer({ desk: fakeDesk() });
    const failure = (path: string, protocol: string) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, protocol);
        socket.once('error', (error) => resolve(error.message));
        socket.once('close', (code) => resolve(String(code)));
      });
    expect(await failure('/elsewhere', 'graphql-transport-ws')).toContain('404');
    expect(await failure('/graphql', 'graphql-ws')).toMatch(/subprotocol|4406/);
    await server.stop();
  });
});
