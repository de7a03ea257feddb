/** The types behind the RECORD and LIST fields of events: `KIND.EVENT.field` -> the type of the record, or of the items. */
export const eventRecords: Readonly<Record<string, () => object>> = {
  'TASK.CONTRIBUTE.attachments': () => String,
  'TASK.SUBMIT.attachments': () => String,
};
