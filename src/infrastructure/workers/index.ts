export { clearIdempotency, createClearingWorker, type ClearingWorkerOptions } from './clear-idempotency';
export { createClockWorker, type ClockWorkerOptions } from './clock-worker';
export { createOutboxWorker, deliverOutbox, type OtherChannels, type OutboxWorkerOptions } from './outbox';
export { repeat, type Worker } from './repeat';
