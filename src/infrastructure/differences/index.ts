export { createDifferences } from './differences';
