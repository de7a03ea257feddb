export { createFigureCounts } from './counts';
export { createFigureReading } from './reading';
