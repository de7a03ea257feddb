export { createFigureCounts } from './counts';
