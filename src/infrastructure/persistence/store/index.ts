export { createLedger } from './ledger';
export { createStore } from './store';
export { positionOf, readPosition } from './position';
