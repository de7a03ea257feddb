/** Metrics and traces of this process, as far as they are switched on. */
import type { Config } from '../config';
import { createMetrics, type Metrics } from '../infrastructure/monitoring/metrics';
import { serveMetrics } from '../infrastructure/monitoring/metrics-server';
import { createTracing, type Tracing } from '../infrastructure/monitoring/tracing';

export interface Monitor {
  metrics: Metrics | null;
  tracing: Tracing | null;
}

export interface RunningMonitor extends Monitor {
  metricsUrl: string | null;
  stop(): Promise<void>;
}

/** @throws the error of a port that is taken (`EADDRINUSE`) */
export async function startMonitor(config: Pick<Config, 'metrics' | 'tracing'>, failed: (error: unknown) => void): Promise<RunningMonitor> {
  const metrics = config.metrics && createMetrics({ process: true });
  const metricsServer = metrics && config.metrics ? await serveMetrics(metrics, config.metrics.port, config.metrics.host, failed) : null;
  const tracing = config.tracing && createTracing(config.tracing);
  return {
    metrics,
    tracing,
    metricsUrl: metricsServer && `http://${config.metrics?.host ?? ''}:${metricsServer.address.port}/metrics`,
    stop: async () => {
      await metricsServer?.stop();
      await tracing?.stop();
    },
  };
}
