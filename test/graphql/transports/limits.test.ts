/** The classes of attack on a GraphQL door, over every transport: what HTTP refuses, WebSocket and SSE refuse too. */
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
