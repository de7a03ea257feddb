/** How a server goes: it says so first, answers what has come, and sends subscribers elsewhere. */
import { createClient as sseClient } from 'graphql-sse';
import WebSocket from 'ws';
import type { Unready } from '../../../src/application/ports/readiness';
import { fakeDesk } from '../fake-desk';
import { startTestServer } from '../../support/server';

const QUESTION = '{ viewer { substitutions { id } } }';

/** A desk whose one question is answered when the test says so. */
function slowDesk() {
  let finish: (value: never[]) => void = () => undefined;
  let reached: () => void = () => undefined;
  const running = new Promise<void>((resolve) => (reached = resolve));
  let followed: () => void = () => undefined;
  const following = new Promise<void>((resolve) => (followed = resolve));
  const desk = fakeDesk({
    people: {
      ownSubstitutions: () => {
        reached();
        return new Promise((resolve) => (finish = resolve));
      },
    },
    changes: {
      follow: async () => {
        followed();
        return async () => undefined;
      },
    },
  });
  return { desk, running, following, finish: () => finish([]) };
}

async function openSocket(url: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const messages: { type: string; payload?: unknown }[] = [];
  let more: () => void = () => undefined;
  socket.on('message', (raw: Buffer) => {
    messages.push(JSON.parse(raw.toString()));
    more();
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: 'Bearer ann' } }));
  while (messages.length === 0) await new Promise<void>((resolve) => (more = resolve));
  return { messages, closed, subscribe: (query: string) => socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } })) };
}

const ready = async (url: string): Promise<unknown> => {
  const response = await fetch(`${url}/health/ready`);
  return [response.status, await response.json()];
};

describe('health', () => {
  it('tells why the server is not ready, and lives all the same', async () => {
    let reasons: readonly Unready[] = [];
    const server = await startTestServer({ desk: { ...fakeDesk(), unready: async () => reasons } });
    expect(await ready(server.url)).toEqual([200, { status: 'ready' }]);
    reasons = ['DATABASE_UNREACHABLE'];
    expect(await ready(server.url)).toEqual([503, { status: 'not ready', reasons: ['DATABASE_UNREACHABLE'] }]);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    await server.stop();
  });
});

describe('a server that has begun to go', () => {
  it('is not ready, still answers, and keeps no connection alive', async () => {
    const server = await startTestServer({ desk: fakeDesk() });
    expect((await server.ask(QUESTION, {}, { token: 'ann' })).headers.get('connection')).toBe('keep-alive');
    server.door.drain();
    expect(await ready(server.url)).toEqual([503, { status: 'not ready', reasons: ['DRAINING'] }]);
    const answer = await server.ask(QUESTION, {}, { token: 'ann' });
    expect(answer.data).toEqual({ viewer: { substitutions: [] } });
    expect(answer.headers.get('connection')).toBe('close');
    await server.stop();
  });

  it('ends the connection of an answer that was under way too', async () => {
    const { desk, running, finish } = slowDesk();
    const server = await startTestServer({ desk });
    const answer = server.ask(QUESTION, {}, { token: 'ann' });
    await running;
    server.door.drain();
    finish();
    expect((await answer).headers.get('connection')).toBe('close');
    await server.stop();
  });

  it('answers what runs over a WebSocket, then asks its client to connect again', async () => {
    const { desk, running, finish } = slowDesk();
    const server = await startTestServer({ desk });
    const socket = await openSocket(server.url);
    socket.subscribe(QUESTION);
    await running;
    const stopped = server.door.stop(10_000);
    await expect(fetch(server.url)).rejects.toThrow();
    finish();
    expect(await socket.closed).toBe(1012);
    expect(socket.messages.map(({ type }) => type)).toEqual(['connection_ack', 'next', 'complete']);
    await stopped;
  });

  it('gives up, when its patience ends, an answer that never comes', async () => {
    const { desk, running } = slowDesk();
    const server = await startTestServer({ desk });
    const [socket, answer] = [await openSocket(server.url), server.ask(QUESTION, {}, { token: 'ann' }).catch(() => 'cut')];
    socket.subscribe(QUESTION);
    await running;
    await server.door.stop(50);
    expect([await socket.closed, await answer]).toEqual([1006, 'cut']);
  });

  it('closes a WebSocket subscription so that its client connects again', async () => {
    const { desk, following } = slowDesk();
    const server = await startTestServer({ desk });
    const socket = await openSocket(server.url);
    socket.subscribe('subscription { inboxChanged { eventId } }');
    await following;
    await server.door.stop(10_000);
    expect(await socket.closed).toBe(1012);
  });

  it('ends an SSE subscription so that its client connects again, and answers a query over SSE first', async () => {
    const { desk, running, following, finish } = slowDesk();
    const server = await startTestServer({ desk });
    let connections = 0;
    let again: () => void = () => undefined;
    const reconnecting = new Promise<void>((resolve) => (again = resolve));
    const client = sseClient({
      url: `${server.url}/graphql/stream`,
      headers: { authorization: 'Bearer ann' },
      on: { connecting: () => (connections += 1) > 1 && again() },
      retry: async () => undefined,
    });
    const ended: string[] = [];
    const sink = (name: string) => ({ next: () => undefined, error: () => void ended.push(`${name} failed`), complete: () => void ended.push(name) });
    client.subscribe({ query: 'subscription { inboxChanged { eventId } }' }, sink('subscription'));
    const answer = server.askSse(QUESTION, {}, { token: 'ann' });
    await Promise.all([running, following]);
    const stopped = server.door.stop(10_000);
    await reconnecting;
    expect(ended).toEqual([]);
    finish();
    expect((await answer).data).toEqual({ viewer: { substitutions: [] } });
    await stopped;
    client.dispose();
  });
});
