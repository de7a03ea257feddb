/** What one transport alone could be tricked into, and the same by the ways that the others have. */
import { connect } from 'node:net';
import WebSocket from 'ws';
import { startTestServer, type TestServer } from '../../support/server';
import { fakeDesk } from '../fake-desk';

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
