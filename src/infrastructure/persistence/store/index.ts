export { createLedger } from './ledger';
export { createStore } from './store';
export { positionOf, readPosition } from './position';
export type { PathOf } from './write-values';
