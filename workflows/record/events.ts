/** The events of a record, as data. */
import { label } from '../chart';
import type { EventRule, Relation } from '../contract';
import { list, reasonField, record } from '../inputs';

const who: readonly Relation[] = ['RECORDING_UNIT', 'COORDINATOR'];

export const recordEvents: Record<string, EventRule> = {
  RECORD: {
    label: label('登记台账', 'Record'),
    description: label('登记一件案件或一次检查，按方案的计数规则计入统计表', 'A single case or inspection; the plan says to which cells it adds.'),
    mutation: 'addRecord',
    who,
    inputs: [record('definition', '台账', 'Definition')],
  },
  CORRECT: {
    label: label('更正台账', 'Correct'),
    description: label('更正前后的内容都保留；编号和单位不能更正', 'What it said before is kept; number and unit stay.'),
    mutation: 'correctRecord',
    who,
    inputs: [list('fields', '更正的栏目', 'The fields that change'), reasonField()],
    facts: ['campaignStanding', 'recordFields'],
  },
  STRIKE: {
    label: label('作废台账', 'Strike'),
    description: label('登记有误的作废，不再计数；记录保留', 'Entered by mistake: it adds nothing any more, and stays on record.'),
    mutation: 'strikeRecord',
    bulk: 'strikeRecords',
    who,
    inputs: [reasonField()],
    facts: ['campaignStanding'],
  },
  RESTORE: {
    label: label('恢复台账', 'Restore'),
    description: label('作废有误的恢复，重新计数', 'Struck by mistake: it counts again.'),
    mutation: 'restoreRecord',
    who,
    inputs: [reasonField()],
    facts: ['campaignStanding'],
  },
};
