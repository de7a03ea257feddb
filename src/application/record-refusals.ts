/** In which words what stands in a ledger is refused; a part of the table of refusals. */
import type { RecordFieldFault } from '../domain/records/read-field';
import type { RefusalText } from './refusal';

const field = (zh: string, en: string, meaning: string): RefusalText => ({ zh: `{where}${zh}`, en: `{whereEn} ${en}`, meaning });

type OfLedgers =
  | 'RECORD_KIND_UNKNOWN'
  | 'RECORD_UNIT_MISSING'
  | 'RECORD_CAMPAIGN_OVER'
  | 'RECORD_EXISTS'
  | 'RECORD_HEADERS_MISSING'
  | 'RECORD_HEADER_TWICE'
  | 'RECORD_WORKBOOK_OF_OTHER_KIND'
  | 'RECORD_NO_ROWS'
  | 'RECORD_TOO_MANY_ROWS'
  | 'RECORD_TWICE_IN_FILE'
  | 'RECORD_DIFFERS'
  | 'RECORD_IMPORT_STOPPED';

export const RECORD_REFUSALS: Readonly<Record<RecordFieldFault | OfLedgers, RefusalText>> = {
  RECORD_KIND_UNKNOWN: {
    zh: '方案中没有编号为“{kind}”的台账。',
    en: 'The plan has no ledger "{kind}".',
    meaning: 'The key of a ledger of the plan that the campaign carries out now.',
  },
  RECORD_UNIT_MISSING: {
    zh: '请指明是哪个单位的台账。',
    en: 'Say whose record it is.',
    meaning: 'The ledger has no column for the unit, and the viewer belongs to none or several of the campaign.',
  },
  RECORD_CAMPAIGN_OVER: {
    zh: '专项行动已结束，不再登记台账。',
    en: 'The campaign is over; nothing more is recorded.',
    meaning: 'Concluded, archived or terminated: its figures are what they were.',
  },
  RECORD_EXISTS: {
    zh: '编号“{identity}”已经登记；请更正或恢复原记录。',
    en: '"{identity}" has been recorded already; correct or restore that record.',
    meaning: 'A unit has one record under a number, struck ones included.',
  },
  RECORD_HEADERS_MISSING: {
    zh: '没有找到表头，或缺少栏目：{columns}。',
    en: 'There is no row of headings, or these are missing: {columns}.',
    meaning: 'Columns are found by their headings, in any order; those that are required must be there.',
  },
  RECORD_HEADER_TWICE: {
    zh: '有两栏都叫“{column}”。',
    en: 'Two columns are called "{column}".',
    meaning: 'Which of the two is meant cannot be told.',
  },
  RECORD_WORKBOOK_OF_OTHER_KIND: {
    zh: '这是“{title}”的登记表。',
    en: 'This is the workbook of another ledger, "{title}".',
    meaning: 'The workbook was made for another ledger of the campaign.',
  },
  RECORD_NO_ROWS: { zh: '表中没有可导入的内容。', en: 'There is nothing in the workbook to be recorded.', meaning: 'No row below the headings.' },
  RECORD_TOO_MANY_ROWS: {
    zh: '一次最多导入 {most} 行，请分开导入。',
    en: 'At most {most} rows are taken at once; split the file.',
    meaning: '`data.most` is the limit of one import.',
  },
  RECORD_TWICE_IN_FILE: {
    zh: '{where}“{written}”与第 {row} 行重复。',
    en: '{whereEn} "{written}" stands in row {row} as well.',
    meaning: 'The same number of the same unit stands in two rows.',
  },
  RECORD_DIFFERS: {
    zh: '{where}“{written}”已经登记，内容不同（{columns}）；要更正请写明理由后再导入。',
    en: '{whereEn} "{written}" was recorded with other contents ({columns}); give a reason to correct it.',
    meaning: 'Rows that are recorded otherwise are corrected only where the import gives a `reason`.',
  },
  RECORD_IMPORT_STOPPED: {
    zh: '已导入 {done} 行后中断：{why}请再次导入同一文件，已导入的不会重复。',
    en: 'Stopped after {done} rows: {whyEn} Import the same file again; what is recorded is not recorded twice.',
    meaning: 'The database was busy or away; what was done stays, and importing again comes to the same end.',
  },
  RECORD_COLUMN_UNKNOWN: field('不是本台账的栏目。', 'is no column of this ledger.', 'A column was named that the ledger has not.'),
  RECORD_FIELD_REQUIRED: field('必须填写。', 'must be filled in.', 'A column that is required is empty.'),
  RECORD_FIELD_NO_TEXT: field('不能读取：“{written}”。', 'cannot be read: "{written}".', 'An error value, or a formula that was never calculated.'),
  RECORD_FIELD_NO_NUMBER: field(
    '应填数字，实为“{written}”。',
    'takes a number, not "{written}".',
    'Text that means no number, or could mean several.',
  ),
  RECORD_FIELD_NO_DATE: field(
    '应填日期，实为“{written}”；请写作 2022-09-14。',
    'takes a day, not "{written}"; write 2022-09-14.',
    'No day, or one that does not exist.',
  ),
  RECORD_FIELD_TOO_LONG: field('超过 {most} 个字。', 'has more than {most} characters.', 'Longer than a column takes.'),
  RECORD_FIELD_TOO_MANY_DECIMALS: field(
    '最多 {decimals} 位小数，实为“{written}”。',
    'takes at most {decimals} decimals, not "{written}".',
    '`data.decimals` is what the column allows; 0 of a whole number.',
  ),
  RECORD_FIELD_TOO_MANY_DIGITS: field(
    '位数过多：“{written}”。',
    'has too many digits: "{written}".',
    'More than 15 significant digits, or 6 decimals.',
  ),
  RECORD_FIELD_NEGATIVE: field(
    '不得为负：“{written}”。',
    'may not be negative: "{written}".',
    'What is counted and what things are worth is never negative.',
  ),
  RECORD_FIELD_NOT_OFFERED: field(
    '应从“{choices}”中选，实为“{written}”。',
    'takes one of "{choices}", not "{written}".',
    '`data.choices` is what the column offers.',
  ),
  RECORD_UNIT_UNKNOWN: field('的单位“{written}”不在单位库中。', 'names "{written}", which is no unit of the register.', 'No unit bears that name.'),
  RECORD_UNIT_AMBIGUOUS: field(
    '的单位“{written}”可指多个单位，请写全称。',
    'names "{written}", which could be several units; write the full name.',
    'More than one unit of the campaign fits.',
  ),
  RECORD_UNIT_TAKES_NO_PART: field(
    '的单位“{written}”不在本次专项行动中。',
    'names "{written}", which takes no part in the campaign.',
    'Neither the unit nor one above it takes part.',
  ),
  RECORD_UNIT_NOT_YOURS: field(
    '的单位“{written}”不归您登记。',
    'names "{written}", for which you cannot record.',
    'People record for their own unit and those that it answers for; coordinators for all.',
  ),
  RECORD_DATE_OUTSIDE_CAMPAIGN: field(
    '的日期 {written} 不在专项行动期间（{from} 至 {to}）。',
    'has {written}, outside the campaign ({from} to {to}).',
    'The day of a record lies in the period of the plan and its phases.',
  ),
  RECORD_DATE_TO_COME: field('的日期 {written} 尚未到来。', 'has {written}, which is still to come.', 'What is counted has happened.'),
};
