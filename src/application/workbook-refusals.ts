/** In which words workbooks are refused; a part of the table of refusals. */
import type { WorkbookFaultCode } from '../domain/workbook';
import type { WorkbookFileFault } from './ports/workbooks';
import type { RefusalText } from './refusal';

const IN = '“{sheet}”{address}（{what}）';
const IN_EN = '{sheet}!{address} ({what})';
const cell = (zh: string, en: string, meaning: string): RefusalText => ({ zh: `${IN}${zh}`, en: `${IN_EN} ${en}`, meaning });

export const WORKBOOK_REFUSALS: Readonly<Record<WorkbookFaultCode | WorkbookFileFault | 'WORKBOOK_NOT_POSSIBLE', RefusalText>> = {
  WORKBOOK_NOT_POSSIBLE: {
    zh: '这项报送没有统计表，也没有规定的文字材料，不能导出填报表。',
    en: 'This report has neither a form nor sections, so there is nothing to fill in.',
    meaning: 'Reports that the plan gives no form and no sections have no workbook.',
  },
  WORKBOOK_EMPTY: { zh: '“{name}”是空文件。', en: '"{name}" is empty.', meaning: 'A file without a single byte.' },
  WORKBOOK_TOO_LARGE: {
    zh: '“{name}”有 {megabytes} MB，超过 {most} MB 的上限。',
    en: '"{name}" has {megabytes} MB, more than the {most} MB that are taken.',
    meaning: 'Larger than any form; pictures do not belong in it.',
  },
  WORKBOOK_KIND_UNKNOWN: {
    zh: '“{name}”不是 xlsx 工作簿，或设有打开密码；请另存为不加密的 xlsx。',
    en: '"{name}" is no .xlsx workbook, or has a password; save it as .xlsx without one.',
    meaning: 'Another ending, the old .xls, or an encrypted file.',
  },
  WORKBOOK_HAS_MACROS: {
    zh: '“{name}”含有宏，不予接收；请另存为不含宏的 xlsx。',
    en: '"{name}" has macros and is not taken; save it as .xlsx without them.',
    meaning: 'Macros are refused by the ending, by the declared type and by what is in the archive.',
  },
  WORKBOOK_BOMB: {
    zh: '“{name}”展开后异常庞大，可能是恶意文件，已拒绝。',
    en: '"{name}" expands beyond all measure and was refused.',
    meaning: 'The archive expands to far more than a form, or has far too many cells.',
  },
  WORKBOOK_DAMAGED: { zh: '“{name}”已损坏，无法读取。', en: '"{name}" is damaged and cannot be read.', meaning: 'Cut off, changed, or no workbook.' },
  WORKBOOK_WITHOUT_IDENTITY: {
    zh: '这不是从系统导出的填报表。请先导出本期填报表，填写后再导入。',
    en: 'This is not a form exported from here. Export the form of this report, fill it in and import that.',
    meaning: 'The hidden sheet that says what the workbook is, is not there.',
  },
  WORKBOOK_IDENTITY_CHANGED: {
    zh: '填报表中的标识信息已被改动或损坏，请重新导出填报表。',
    en: 'What says which form this is has been changed or damaged; export the form again.',
    meaning: 'The digest over the hidden sheet does not fit.',
  },
  WORKBOOK_OF_OTHER_CAMPAIGN: {
    zh: '这是另一专项行动的填报表（{title}）。',
    en: 'This is a form of another campaign ({title}).',
    meaning: 'The workbook was exported for a report of another campaign.',
  },
  WORKBOOK_OF_OTHER_UNIT: {
    zh: '这是“{unit}”的填报表，不是本单位的。',
    en: 'This is the form of "{unit}", another unit.',
    meaning: 'The workbook was exported for another unit.',
  },
  WORKBOOK_OF_OTHER_PERIOD: {
    zh: '这是 {period} 期的填报表，本期是 {expected}。',
    en: 'This is the form of {period}; this report is of {expected}.',
    meaning: 'The workbook was exported for another period.',
  },
  WORKBOOK_OF_OTHER_REPORT: {
    zh: '这是“{title}”的填报表，本项报送是“{expected}”。',
    en: 'This is the form of "{title}"; this report is "{expected}".',
    meaning: 'The workbook was exported for another report of the same unit.',
  },
  WORKBOOK_FORM_CHANGED: {
    zh: '统计表已经调整，请重新导出填报表。变化：{changes}。',
    en: 'The form has changed; export it again. Changes: {changesEn}.',
    meaning: 'The workbook was made of an older version whose cells were others; `data.cells` are the keys of those that differ.',
  },
  WORKBOOK_SHEET_MISSING: {
    zh: '填报表中没有工作表“{sheet}”；请勿改名或删除。',
    en: 'The sheet "{sheet}" is missing; it must keep its name.',
    meaning: 'A sheet was renamed or deleted.',
  },
  WORKBOOK_CELL_MOVED: cell(
    '被移动，原在 {from}；请勿增删或排序行。',
    'was moved from {from}; rows must stay where they are.',
    'The row was inserted, sorted or cut; `data.from` is where it belongs.',
  ),
  WORKBOOK_CELL_GONE: cell('所在的行不见了。', 'is gone with its row.', 'The row of the cell was deleted, or its key overwritten.'),
  WORKBOOK_CELL_MERGED: cell('被合并单元格。', 'was merged with another.', 'A cell to fill in belongs to a merged range.'),
  WORKBOOK_TEXT_IN_NUMBER_CELL: cell(
    '应填数字，实为“{written}”。',
    'takes a number, not "{written}".',
    'Text that means no number, or could mean several; full-width digits and separators of thousands are understood.',
  ),
  WORKBOOK_DATE_IN_NUMBER_CELL: cell('应填数字，实为日期“{written}”。', 'takes a number, not the date "{written}".', 'The cell is shown as a date.'),
  WORKBOOK_PERCENT_IN_NUMBER_CELL: cell(
    '设成了百分比“{written}”；请改回常规格式后填数字。',
    'is shown as a percentage, "{written}"; write the number itself.',
    'A percentage is a hundredth of what is shown.',
  ),
  WORKBOOK_ERROR_VALUE: cell('是错误值“{written}”。', 'is the error "{written}".', 'An error value, typed or calculated.'),
  WORKBOOK_FORMULA_WITHOUT_VALUE: cell(
    '的公式没有计算结果；请在表格软件中打开并保存，或直接填数字。',
    'has a formula without a value; open and save it in an office program, or write the number.',
    'Formulas are never carried out here; their stored result is taken.',
  ),
  WORKBOOK_TOO_MANY_DECIMALS: cell(
    '最多 {decimals} 位小数，实为“{written}”。',
    'takes at most {decimals} decimals, not "{written}".',
    '`data.decimals` is what the form allows.',
  ),
  WORKBOOK_TOO_MANY_DIGITS: cell('位数过多：“{written}”。', 'has too many digits: "{written}".', 'More than 15 significant digits, or 6 decimals.'),
  WORKBOOK_NEGATIVE: cell('不得为负：“{written}”。', 'may not be negative: "{written}".', 'What is counted is never negative.'),
  WORKBOOK_TEXT_TOO_LONG: cell('超过 {most} 个字。', 'has more than {most} characters.', 'A section is longer than reports take.'),
};
