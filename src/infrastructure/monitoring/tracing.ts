/**
 * Traces over OpenTelemetry. A span holds names from the code, codes, counts and ids; nothing that somebody typed. Without an endpoint none of
 * this is made.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Attributes, type Span, type SpanContext } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-base';

export interface Traced {
  traceId: string;
  context: SpanContext;
  /** `failed`: nobody expected it. A refusal is an answer, and no failure. */
  end(attributes?: Attributes, failed?: boolean): void;
  /** Everything that is begun inside is below this. */
  within<T>(work: () => T): T;
}

export interface Tracing {
  begin(
    name: string,
    options?: { kind?: 'SERVER' | 'CLIENT'; parent?: SpanContext | null; links?: readonly SpanContext[]; attributes?: Attributes },
  ): Traced;
  /** Sends what is left, for at most a few seconds. */
  stop(): Promise<void>;
}

export interface TracingOptions {
  /** `http://collector:4318`; `/v1/traces` is added. */
  endpoint: string;
  serviceName: string;
  /** Share of the traces that begin here and are kept, 0 to 1. Who sends a `traceparent` has decided already. */
  ratio: number;
  /** For tests: where the spans go instead. */
  exporter?: SpanExporter;
  processor?: SpanProcessor;
}

const PATIENCE_MS = 3_000;

export function createTracing({ endpoint, serviceName, ratio, exporter, processor }: TracingOptions): Tracing {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [
      processor ??
        new BatchSpanProcessor(exporter ?? new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: PATIENCE_MS })),
    ],
  });
  const tracer = provider.getTracer('muster');
  const present = new AsyncLocalStorage<Span>();
  return {
    begin(name, { kind, parent, links = [], attributes } = {}) {
      const above = parent ?? (parent === null ? null : present.getStore()?.spanContext());
      const span = tracer.startSpan(
        name,
        {
          kind: kind === 'SERVER' ? SpanKind.SERVER : kind === 'CLIENT' ? SpanKind.CLIENT : SpanKind.INTERNAL,
          links: links.map((context) => ({ context })),
          ...(attributes ? { attributes } : {}),
        },
        above ? trace.setSpanContext(ROOT_CONTEXT, above) : ROOT_CONTEXT,
      );
      const context = span.spanContext();
      return {
        traceId: context.traceId,
        context,
        within: (work) => present.run(span, work),
        end(more = {}, failed = false) {
          span.setAttributes(more);
          if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    async stop() {
      // A collector that does not answer must not keep the process from ending.
      let patience: NodeJS.Timeout | undefined;
      const tooLong = new Promise<void>((resolve) => (patience = setTimeout(resolve, PATIENCE_MS)));
      await Promise.race([provider.shutdown().catch(() => undefined), tooLong]);
      clearTimeout(patience);
    },
  };
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The caller's span, from a `traceparent` header (W3C Trace Context); null when there is none or it is not well formed. */
export function callersSpan(traceparent: string | undefined): SpanContext | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (!traceId || !spanId || !flags || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}
