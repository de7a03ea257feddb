export { readNotice, type ReadOptions } from './read';
