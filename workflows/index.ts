export * from './contract';
export * from './definitions';
export * from './facts';
export { decide, possibleEvents } from './decide';
export type { LawSubject, Probe } from './decide';
export { REASONS } from './reasons';
export type { ReasonCode } from './reasons';
export { taskLaw } from './task/law';
export { dueDateAfter } from './task/dates';
