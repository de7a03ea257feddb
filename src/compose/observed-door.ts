/** Each operation as one line of the log, a few numbers and a span. */
import type { Asked, DoorObserver } from '../graphql/observer';
import { ERRORS } from '../graphql/error-table';
import { callersSpan, type Traced } from '../infrastructure/monitoring/tracing';
import type { Monitor } from './monitor';

export interface RequestLog {
  info(data: object, message: string): void;
}

/** `operations`: names of the registered operations; any other name would be a series for whoever made it up. */
export function observeDoor({ metrics, tracing }: Monitor, log: RequestLog, operations: ReadonlySet<string>): DoorObserver {
  const spans = new WeakMap<Asked, Traced>();
  const watched = new WeakSet<Asked>();
  const ended = new WeakSet<Asked>();
  return {
    begin(asked, headers) {
      const traceparent = headers['traceparent'];
      const span = tracing?.begin(`graphql ${asked.transport}`, {
        kind: 'SERVER',
        parent: callersSpan(typeof traceparent === 'string' ? traceparent : undefined),
        attributes: { 'muster.request': asked.requestId, 'muster.transport': asked.transport },
      });
      if (!span) return;
      spans.set(asked, span);
      asked.traceId = span.traceId;
    },
    within: (asked, work) => spans.get(asked)?.within(work) ?? work(),
    understood(asked) {
      if (asked.type !== 'subscription') return;
      watched.add(asked);
      metrics?.add('muster_subscriptions_open', { transport: asked.transport }, 1);
    },
    end(asked, status) {
      if (ended.has(asked)) return;
      ended.add(asked);
      const { transport, requestId, accountId, traceId } = asked;
      const ms = performance.now() - asked.began;
      const type = asked.type ?? 'none';
      const code = asked.code === 'OK' || Object.hasOwn(ERRORS, asked.code) ? asked.code : 'OTHER';
      if (watched.has(asked)) metrics?.add('muster_subscriptions_open', { transport }, -1);
      metrics?.count('muster_operations_total', { transport, type, code });
      if (type !== 'subscription') {
        const operation = asked.operation !== null && operations.has(asked.operation) ? asked.operation : '';
        metrics?.observe('muster_operation_seconds', { transport, type, operation }, ms / 1_000);
      }
      spans.get(asked)?.end({ 'graphql.operation.type': type, 'graphql.operation.name': asked.operation ?? '', 'muster.code': code });
      const line = { requestId, transport, type, operation: asked.operation, code, ms: Math.round(ms * 10) / 10, accountId };
      log.info({ ...line, ...(status === null ? {} : { status }), ...(traceId === null ? {} : { traceId }) }, 'request');
    },
  };
}
