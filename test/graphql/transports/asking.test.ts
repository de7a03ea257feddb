/** Who asks, in which language, by which document; and what happens when things go wrong. */
import { createHash } from 'node:crypto';
import { startTestServer, type TestServer } from '../../support/server';
import { fakeDesk } from '../fake-desk';

const QUESTION = '{ viewer { account { userName } } }';

describe.each(['HTTP', 'WebSocket', 'SSE'] as const)('over %s', (name) => {
  let server: TestServer;
  let listed: TestServer;
  let away: TestServer;
  const through = (one: TestServer) => ({ HTTP: one.ask, WebSocket: one.askWebSocket, SSE: one.askSse })[name];

  beforeAll(async () => {
    const desk = fakeDesk({
      people: {
        ownSubstitutions: async () => {
          throw new Error('password=hunter2 in table account');
        },
      },
    });
    server = await startTestServer({ desk });
    listed = await startTestServer({ desk, persisted: { texts: [QUESTION], only: true } });
    away = await startTestServer({ desk: { ...desk, isUnavailable: (error) => error instanceof Error && error.message.includes('hunter2') } });
  });
  afterAll(async () => {
    await server.stop();
    await listed.stop();
    await away.stop();
  });

  it('answers whom the token names', async () => {
    expect((await through(server)(QUESTION, {}, { token: 'ann' })).data).toEqual({ viewer: { account: { userName: 'ann' } } });
  });

  it('refuses what needs somebody when nobody has signed in', async () => {
    const { errors } = await through(server)(QUESTION);
    expect(errors).toMatchObject([{ message: '请先登录。', extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it.each([
    ['old', 'TOKEN_EXPIRED'],
    ['forged', 'TOKEN_INVALID'],
  ])('refuses the token "%s" before anything else', async (token, code) => {
    if (name === 'WebSocket') {
      expect(await server.askWebSocket(QUESTION, {}, { token })).toMatchObject({ closed: { code: 4401, reason: code } });
    } else {
      const answer = await through(server)(QUESTION, {}, { token });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
      expect(answer.errors?.[0]?.extensions.code).toBe(code);
    }
  });

  it('speaks the language that is asked for', async () => {
    const wrong = '{ campaigns(first: 0) { nodes { id } } }';
    expect((await through(server)(wrong, {}, { token: 'ann', language: 'en-GB,en;q=0.8' })).errors?.[0]?.message).toBe(
      'Give exactly one of first and last, from 1 to 100.',
    );
    expect((await through(server)(wrong, {}, { token: 'ann', language: 'zh-CN' })).errors?.[0]?.message).toContain('每页行数');
  });

  it('masks what nobody expected, and logs it under the number that the asker is told', async () => {
    server.logged.length = 0;
    const { errors, data } = await through(server)('{ viewer { account { userName } substitutions { id } } }', {}, { token: 'ann', language: 'en' });
    expect(data ?? null).toBeNull();
    expect(JSON.stringify(errors)).not.toContain('hunter2');
    const incident = errors?.[0]?.extensions.incident;
    expect(errors?.[0]).toMatchObject({ path: ['viewer', 'substitutions'], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(errors?.[0]?.message).toContain(incident);
    expect(server.logged).toMatchObject([{ incident, error: { message: 'password … in table account' } }]);
  });

  it('says that the database is away, in place of an incident, and that it may be asked again', async () => {
    const { errors } = await through(away)('{ viewer { substitutions { id } } }', {}, { token: 'ann', language: 'zh' });
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('数据库暂时不可用') as string,
        path: ['viewer', 'substitutions'],
        extensions: { code: 'DATABASE_UNAVAILABLE', data: { retryable: true } },
      },
    ]);
    expect(away.logged).toEqual([]);
  });

  it('executes a registered operation by its hash, and no other', async () => {
    const sha256Hash = createHash('sha256').update(QUESTION).digest('hex');
    const byHash = (hash: string) =>
      through(listed)(name === 'WebSocket' ? '' : undefined, {}, { token: 'ann', extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
    expect((await byHash(sha256Hash)).data).toEqual({ viewer: { account: { userName: 'ann' } } });
    expect((await byHash('0'.repeat(64))).errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await through(listed)('{ __typename }', {}, { token: 'ann' })).errors?.[0]?.extensions.code).toBe('PERSISTED_OPERATION_REQUIRED');
    expect((await through(listed)(QUESTION, {}, { token: 'ann' })).data).toEqual({ viewer: { account: { userName: 'ann' } } });
  });
});

describe('the server around it', () => {
  it('tells that it lives, and whether it is ready, by the short names too', async () => {
    const server = await startTestServer({ desk: fakeDesk() });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
    expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404);
    await server.stop();
  });

  it('lets a running request finish when it stops, and takes no other', async () => {
    let finish: (value: never[]) => void = () => undefined;
    let reached: () => void = () => undefined;
    const running = new Promise<void>((resolve) => (reached = resolve));
    const server = await startTestServer({
      desk: fakeDesk({
        people: {
          ownSubstitutions: () => {
            reached();
            return new Promise((resolve) => (finish = resolve));
          },
        },
      }),
    });
    const answer = server.ask('{ viewer { substitutions { id } } }', {}, { token: 'ann' });
    await running;
    const stopped = server.door.stop(10_000);
    await expect(fetch(`${server.url}/health`)).rejects.toThrow();
    finish([]);
    expect((await answer).data).toEqual({ viewer: { substitutions: [] } });
    await stopped;
  });
});
