/** Where Prometheus reads: a port of its own, so that what is public does not lead here. GET /metrics, and nothing else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics';

export interface MetricsServer {
  address: AddressInfo;
  stop(): Promise<void>;
}

/** @throws the error of a port that is taken (`EADDRINUSE`) */
export async function serveMetrics(metrics: Metrics, port: number, host: string, failed: (error: unknown) => void): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const asked = request.method === 'GET' && (request.url ?? '').split('?', 1)[0] === '/metrics';
    if (!asked) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      return void response.end('Not found. 未找到。\n');
    }
    metrics.text().then(
      (text) => {
        response.writeHead(200, { 'content-type': metrics.contentType });
        response.end(text);
      },
      (error: unknown) => {
        failed(error);
        response.writeHead(500);
        response.end();
      },
    );
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    address: server.address() as AddressInfo,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
