/** The metrics of one process, in a registry of their own. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { METRICS, type CounterName, type GaugeName, type HistogramName, type LabelsOf, type MetricDescription } from './metric-list';

export interface Metrics {
  count<N extends CounterName>(name: N, labels: LabelsOf<N>, by?: number): void;
  observe<N extends HistogramName>(name: N, labels: LabelsOf<N>, value: number): void;
  add<N extends GaugeName>(name: N, labels: LabelsOf<N>, by: number): void;
  set<N extends GaugeName>(name: N, labels: LabelsOf<N>, value: number): void;
  /** Runs before every scrape; must not throw. */
  beforeScrape(collect: () => Promise<void> | void): void;
  contentType: string;
  text(): Promise<string>;
}

/** `process`: with what prom-client knows of the process itself; it watches the event loop and the garbage collector for that. */
export function createMetrics({ process }: { process: boolean }): Metrics {
  const registry = new Registry();
  if (process) collectDefaultMetrics({ register: registry });
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Histogram>();
  for (const [name, { type, help, labels, buckets = [] }] of Object.entries<MetricDescription>(METRICS)) {
    const description = { name, help, labelNames: [...labels], registers: [registry] };
    if (type === 'counter') counters.set(name, new Counter(description));
    else if (type === 'gauge') gauges.set(name, new Gauge(description));
    else histograms.set(name, new Histogram({ ...description, buckets: [...buckets] }));
  }
  const collectors: (() => Promise<void> | void)[] = [];
  return {
    count: (name, labels, by = 1) => counters.get(name)?.inc(labels, by),
    observe: (name, labels, value) => histograms.get(name)?.observe(labels, value),
    add: (name, labels, by) => gauges.get(name)?.inc(labels, by),
    set: (name, labels, value) => gauges.get(name)?.set(labels, value),
    beforeScrape: (collect) => void collectors.push(collect),
    contentType: registry.contentType,
    async text() {
      await Promise.all(collectors.map((collect) => collect()));
      return registry.metrics();
    },
  };
}
