import { recordLaw } from '../../../workflows';
import type { Facts, RecordContext, RecordDefinition, RecordFields, RecordKindDefinition } from '../../../workflows';
import { sentAs, type Lens } from './explore';
import { leader, office, recording } from './people';
import { Story } from './story';

const column = (name: string, kind: RecordKindDefinition['columns'][number]['kind'], required = false, choices: string[] = []) => ({
  ...{ name, kind, required, decimals: null, choices },
});

/** Cases: 7.1 counts those that were filed, 7.2 those that were closed, 8 what was seized and what it was worth. */
export const caseKind: RecordKindDefinition = {
  key: 'k1',
  title: '案件台账',
  columns: [
    column('文书编号', 'TEXT', true),
    column('立案日期', 'DATE', true),
    column('结案日期', 'DATE'),
    column('案值', 'DECIMAL'),
    column('罚款', 'DECIMAL'),
    column('结果', 'CHOICE', false, ['处罚', '移送', '不予处罚']),
  ],
  identity: '文书编号',
  unitColumn: null,
  dateColumn: '立案日期',
  adds: [
    { form: 'f1', cell: '7.1', amount: 'ONE', dateColumn: '立案日期', when: null },
    { form: 'f1', cell: '7.2', amount: 'ONE', dateColumn: '结案日期', when: null },
    { form: 'f1', cell: '8', amount: '案值', dateColumn: '立案日期', when: null },
    { form: 'f1', cell: '8', amount: '罚款', dateColumn: '立案日期', when: { column: '结果', oneOf: ['处罚'] } },
    { form: 'f2', cell: '1', amount: 'ONE', dateColumn: '结案日期', when: { column: '结果', oneOf: ['移送', '处罚'] } },
  ],
};

export const caseFields = (given: RecordFields = {}): RecordFields => ({
  ...{ 文书编号: '石市监立〔2022〕12号', 立案日期: '2022-09-14', 结案日期: null, 案值: 1.2, 罚款: null, 结果: null },
  ...given,
});

export const recordOf = (given: Partial<RecordDefinition> = {}): RecordDefinition => ({
  campaign: 'campaign',
  office: 'office',
  unit: 'market-branch',
  above: ['market'],
  kind: caseKind,
  identity: '石市监立〔2022〕12号',
  fields: caseFields(),
  source: null,
  ...given,
});

export const readAs = (fields: RecordFields): Partial<Facts> => ({ recordFields: { fields, faults: [] }, campaignStanding: 'RUNNING' });
const faulty: Partial<Facts> = {
  recordFields: { fields: {}, faults: [{ code: 'RECORD_FIELD_NO_DATE', column: '结案日期', message: { zh: '日期有误', en: 'no date' }, data: {} }] },
};

export type RecordStory = Story<RecordDefinition, RecordContext>;
export const record = (given: Partial<RecordDefinition> = {}): RecordStory =>
  Story.begun(recordLaw, recordOf(given), { campaignStanding: 'RUNNING' }, recording);

/** What a correction says where a test does not say it. */
export const usualCorrection: Facts['recordFields'] = { fields: { 结案日期: '2022-10-20', 结果: '处罚' }, faults: [] };
const sent = sentAs(recordLaw, { campaignStanding: 'RUNNING', recordFields: usualCorrection }, '2022-10-21');
const because = { reason: '录入有误' };
const over: Partial<Facts> = { campaignStanding: 'OVER' };
const correction = { fields: [{ column: '结案日期', value: '2022-10-20' }], ...because };

export const recordLenses: Record<string, Lens<RecordDefinition, RecordContext>> = {
  entry: {
    definition: recordOf(),
    begin: sent('RECORD', recording, { definition: {} }),
    events: [
      sent('CORRECT', recording, correction),
      sent('CORRECT', recording, correction, '2022-10-21', readAs({ 文书编号: '另一编号' })),
      sent('CORRECT', recording, correction, '2022-10-21', readAs({ 立案日期: '2022-09-14' })),
      sent('CORRECT', recording, correction, '2022-10-21', faulty),
      sent('CORRECT', recording, correction, '2022-10-21', over),
      sent('STRIKE', office, because),
      sent('STRIKE', office, because, '2022-10-21', over),
      sent('STRIKE', leader, because),
      sent('RESTORE', recording, because),
      sent('RESTORE', recording, because, '2022-10-21', over),
    ],
    also: ({ corrections }) => corrections.length > 0,
    // Corrected is the end of one way, so that there are several.
    stop: ({ snapshot }) => (snapshot?.context.corrections.length ?? 0) > 0,
  },
};
