export { createFigureCounts } from './counts';
export { createFigureReading } from './reading';
export { createFigureSnapshots, figureSnapshotWork } from './snapshots';
