/** What reaches a collector, and what happens without one that answers. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runTypescript } from '../../support/child-process';

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  links?: { traceId: string }[];
}
interface Body {
  resourceSpans: { resource: { attributes: { key: string; value: { stringValue?: string } }[] }; scopeSpans: { spans: Span[] }[] }[];
}

let server: Server;
let received: { path: string; body: Body }[];
let answering: boolean;
beforeEach(async () => {
  received = [];
  answering = true;
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      received.push({ path: request.url ?? '', body: JSON.parse(text) as Body });
      if (answering) response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const traced = (endpoint: string, ratio: number): Promise<string> =>
  runTypescript(join(__dirname, 'traces.process.ts'), endpoint, String(ratio)).line((line) => line === 'stopped');
const spans = (): Span[] =>
  received.flatMap(({ body }) => body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
const named = (name: string): Span | undefined => spans().find((span) => span.name === name);

it('sends what has ended, under the name of the service, when it stops', async () => {
  await traced(`${url()}/`, 1);
  expect(received.map(({ path }) => path)).toEqual(['/v1/traces']);
  expect(
    spans()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['drive ACKNOWLEDGE', 'graphql http', 'of a caller', 'other']);
  const [request, drive] = [named('graphql http'), named('drive ACKNOWLEDGE')];
  expect([drive?.traceId, drive?.parentSpanId]).toEqual([request?.traceId, request?.spanId]);
  expect(drive?.links?.map(({ traceId }) => traceId)).toEqual([named('other')?.traceId]);
  expect(received[0]?.body.resourceSpans[0]?.resource.attributes).toEqual([{ key: 'service.name', value: { stringValue: 'muster-test' } }]);
});

it('keeps no trace that is not to be kept, but those that a caller keeps', async () => {
  await traced(url(), 0);
  expect(spans().map(({ name }) => name)).toEqual(['of a caller']);
});

it('stops although the collector is not there, or does not answer', async () => {
  answering = false;
  await traced(url(), 1);
  const gone = url();
  server.close();
  server.closeAllConnections();
  await traced(gone, 1);
  expect(received.length).toBeGreaterThan(0);
});
