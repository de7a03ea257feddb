export { createStore } from './store';
export { positionOf, readPosition } from './position';
