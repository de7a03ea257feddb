export { anchorFolder, readWitness } from './anchor-files';
export { AuditFileRefused } from './anchor-lines';
export { createAnchorStore } from './anchor-store';
export { createAuditLog } from './audit-log';
export { openExport, writeExport, type Exported, type OpenedExport } from './export-file';
