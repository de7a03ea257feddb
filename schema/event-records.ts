/** What the law's event tables leave open: the types behind RECORD and LIST fields, and names that GraphQL has taken already. */
import { Field, InputType } from 'type-graphql';
import { RecordFieldInput } from './record.fields';
import { CellInput, ExplanationInput, LiaisonInput, ReportContentInput, SectionInput } from './report.content';

@InputType({ description: 'A leader lets the campaign go on although criteria are not met. 批准转段。' })
export class OverrideInput {
  @Field(() => String, { description: 'Why. 理由。' })
  reason!: string;
}

/** `KIND.EVENT.field` -> the type of the record, or of the items of a list. */
export const eventRecords: Readonly<Record<string, () => object>> = {
  'CAMPAIGN.ADVANCE.override': () => OverrideInput,
  'TASK.CONTRIBUTE.attachments': () => String,
  'TASK.SUBMIT.attachments': () => String,
  'REPORT.SAVE_DRAFT.content': () => ReportContentInput,
  'REPORT.SAVE_DRAFT.cells': () => CellInput,
  'REPORT.SAVE_DRAFT.sections': () => SectionInput,
  'REPORT.SAVE_DRAFT.documents': () => String,
  'REPORT.SAVE_DRAFT.liaisons': () => LiaisonInput,
  'REPORT.SUBMIT.content': () => ReportContentInput,
  'REPORT.SUBMIT.explanations': () => ExplanationInput,
  'RECORD.CORRECT.fields': () => RecordFieldInput,
};

/** `id` is the object's own in every input; a field of that name is called otherwise. */
export function inputName(kind: string, field: string): string {
  return field === 'id' && kind === 'COORDINATING_BODY' ? 'memberId' : field;
}
