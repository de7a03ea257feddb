export { readNotice, type ReadOptions } from './read';
export { foldText } from './fold';
export { fullNames } from './unit-names';
