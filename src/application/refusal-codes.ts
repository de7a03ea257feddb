/**
 * Every code by which the desk refuses, once: what a user reads in Chinese and in English (`{name}` is filled from the refusal's data) and
 * what it means to somebody who programs against it. The schema's `ErrorCode` and docs/errors.md are made from this table and the door's.
 */
import { RECORD_REFUSALS } from './record-refusals';
import type { Refusal, RefusalText } from './refusal';
import { WORKBOOK_REFUSALS } from './workbook-refusals';

export type { RefusalText };

const refusals = {
  // Who asks
  UNAUTHENTICATED: { zh: '请先登录。', en: 'Please sign in first.', meaning: 'The request carries no token and what was asked needs one.' },
  TOKEN_EXPIRED: {
    zh: '登录已过期，请重新登录。',
    en: 'Your sign-in has expired; please sign in again.',
    meaning: 'The token was good once; get another with the refresh token.',
  },
  TOKEN_INVALID: {
    zh: '登录凭证无效，请重新登录。',
    en: 'The sign-in token is not valid; please sign in again.',
    meaning: 'Wrong signature, issuer, audience or form, or the account behind it is gone.',
  },
  SIGN_IN_FAILED: { zh: '用户名或密码不正确。', en: 'The user name or the password is wrong.', meaning: 'Does not say which of the two.' },
  ACCOUNT_LOCKED: {
    zh: '登录失败次数过多，账号已锁定至 {until}。',
    en: 'Too many failed sign-ins; the account is locked until {until}.',
    meaning: 'Wait until `until`, or ask a system administrator to unlock.',
  },
  ACCOUNT_DISABLED: {
    zh: '账号已停用，请联系系统管理员。',
    en: 'This account is disabled; please ask the system administrator.',
    meaning: 'The account exists and may not sign in.',
  },
  REFRESH_TOKEN_INVALID: {
    zh: '登录已失效，请重新登录。',
    en: 'This sign-in is no longer valid; please sign in again.',
    meaning: 'The refresh token is unknown, expired, revoked, or was used twice (then its whole family is ended).',
  },
  FORBIDDEN: {
    zh: '您没有权限执行此操作。',
    en: 'You are not permitted to do this.',
    meaning: 'The viewer sees the object and may not do this to it.',
  },
  ACTING_UNIT_REQUIRED: {
    zh: '您属于多个单位，请指明以哪个单位的名义操作。',
    en: 'You belong to several units; please say for which one you act.',
    meaning: 'Give `actingUnitId`; `data.units` lists the possible ones.',
  },
  ACTING_UNIT_NOT_YOURS: {
    zh: '您不能以该单位的名义操作。',
    en: 'You may not act for this unit.',
    meaning: '`actingUnitId` names a unit in which the viewer holds no role today.',
  },
  // What is asked for
  NOT_FOUND: {
    zh: '没有找到，或您无权查看。',
    en: 'Not found, or not visible to you.',
    meaning: 'A foreign object is answered as if it did not exist.',
  },
  BAD_INPUT: {
    zh: '输入有误：{problem}',
    en: 'The input is not valid: {problem}',
    meaning: 'A field breaks a rule that the type system cannot express; `path` points to it.',
  },
  STALE_REVISION: {
    zh: '内容已被他人更新（当前版本 {actual}，您看到的是版本 {expected}），请刷新后重试。',
    en: 'Somebody changed this meanwhile (now revision {actual}, you saw {expected}); please reload and try again.',
    meaning: '`expectedRevision` is not the present one.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    zh: '同一幂等键已用于另一个请求。',
    en: 'This idempotency key was already used for another request.',
    meaning: 'Same key, other body. A new request needs a new key.',
  },
  TOO_MANY_ITEMS: {
    zh: '一次最多办理 {max} 项，您选了 {found} 项。',
    en: 'At most {max} at once; you gave {found}.',
    meaning: 'A bulk mutation with more items than it takes; nothing was done. Send them in several calls, each with a key of its own.',
  },
  DUPLICATE_ITEM: {
    zh: '同一对象在本次批量办理中已出现过，只按第一次办理。',
    en: 'This object was named earlier in the same call; only the first of them counts.',
    meaning: 'Answered for an item of a bulk mutation; the earlier item has its own answer.',
  },
  BUSY: {
    zh: '系统繁忙，请稍后重试。',
    en: 'The server is busy; please try again shortly.',
    meaning: 'Nothing was written. Repeat with the same idempotency key after `retryAfter` seconds.',
  },
  ALREADY_EXISTS: {
    zh: '“{title}”已经存在。',
    en: '"{title}" exists already.',
    meaning: 'A second creation under the same id.',
  },
  DATABASE_UNAVAILABLE: {
    zh: '数据库暂时不可用，请稍后用同一幂等键重试。',
    en: 'The database is not available at the moment; please try again shortly with the same idempotency key.',
    meaning: 'It is not known whether it was done; the same idempotency key gives the first answer, or does it.',
  },
  READ_ONLY: {
    zh: '系统当前为只读状态，暂不能办理。',
    en: 'The system is read-only at the moment; nothing can be changed.',
    meaning: 'The database is a replica, or set read-only by its administrator.',
  },
  PROGRAM_OUTDATED: {
    zh: '系统正在升级，本服务器版本较旧，请稍后用同一幂等键重试。',
    en: 'The system is being upgraded and this server is still older; please try again shortly with the same idempotency key.',
    meaning: 'A newer server has written the instance by a newer version of its law; this server decides nothing about it.',
  },
  // The law
  EVENT_REFUSED: {
    zh: '当前状态下不能执行“{label}”。',
    en: '"{label}" is not possible in the present state.',
    meaning: 'The machine refuses the event; see `fromState`, `reasons` and `allowedEvents`.',
  },
  CAMPAIGN_SUSPENDED: {
    zh: '专项行动已暂停，恢复后方可操作。',
    en: 'The campaign is suspended; this is possible again once it is resumed.',
    meaning: 'Only events marked so may be sent while a campaign is suspended.',
  },
  DEADLINE_IN_THE_PAST: {
    zh: '日期 {date} 已过，请改为今天或以后的日期。',
    en: 'The date {date} has passed; please give today or a later date.',
    meaning: 'A new due date must not lie before today.',
  },
  // Notices
  NOTICE_EMPTY: {
    zh: '文件没有文字内容。',
    en: 'The file contains no text.',
    meaning: 'Nothing to read: an empty file, or a scan without a text layer.',
  },
  NOTICE_TOO_LARGE: { zh: '文件过大（上限 {limit}）。', en: 'The file is too large (limit {limit}).', meaning: 'Larger than the server reads.' },
  NOTICE_UNREADABLE: {
    zh: '文件无法读取，可能已损坏。',
    en: 'The file cannot be read; it may be damaged.',
    meaning: 'Not the format it claims to be, encrypted, or broken.',
  },
  NOTICE_FORMAT_UNKNOWN: {
    zh: '不支持这种文件格式，请使用 .docx、.pdf、.html、.txt 或 .md。',
    en: 'This kind of file is not supported; please use .docx, .pdf, .html, .txt or .md.',
    meaning: 'Neither the name nor the content is one the reader knows.',
  },
  NOTICE_ARCHIVE_BOMB: {
    zh: '文件解压后异常巨大，已拒绝读取。',
    en: 'The file unpacks to an abnormal size and was refused.',
    meaning: 'A docx whose content expands beyond every document.',
  },
  NOTICE_WITHOUT_TASKS: {
    zh: '通知中没有读到任何任务。',
    en: 'No task was found in this notice.',
    meaning: 'The text holds no numbered measures, so there is nothing to run.',
  },
  // Plans
  PLAN_INVALID: {
    zh: '方案内容不符合要求：{problem}',
    en: 'The plan is not valid: {problem}',
    meaning: 'The plan breaks its own shape, e.g. a date that does not exist; `path` points to the field.',
  },
  PLAN_HAS_ERRORS: {
    zh: '方案还有 {count} 处错误，修改后才能启动。',
    en: 'The plan still has {count} errors; it can be launched once they are corrected.',
    meaning: 'Lint diagnostics of severity ERROR stand in the way; `data.diagnostics` lists their codes.',
  },
  PLAN_ALREADY_PUBLISHED: {
    zh: '方案已发布，不能再直接修改。',
    en: 'The plan has been published and can no longer be edited.',
    meaning: 'Change a running campaign by amending it.',
  },
  PLAN_NOT_PUBLISHED: { zh: '方案尚未发布。', en: 'The plan has not been published yet.', meaning: 'Publish it first.' },
  UNITS_NOT_BOUND: {
    zh: '以下单位名称尚未对应到单位库：{units}',
    en: 'These unit names are not matched to the register yet: {units}',
    meaning: 'Bind each printed name with `bindPlanUnits`, or register the unit.',
  },
  PLAN_AMENDS: {
    zh: '这是对运行中专项行动的调整方案，请用“调整”而不是“发布”。',
    en: 'This plan amends a running campaign: amend the campaign with it instead of publishing it.',
    meaning: '`data.campaignId` is the campaign.',
  },
  // Reports
  REPORT_NOT_OPEN: {
    zh: '该报送当前不能修改。',
    en: 'This report cannot be changed at present.',
    meaning: 'It lies with the office, or is settled; files are taken while a draft can be written.',
  },
  NOTHING_DIFFERS: {
    zh: '没有与台账不一致的数据。',
    en: 'Nothing differs from the records.',
    meaning: 'A question about a difference that is not there: the report says what the records say, or has not been handed in.',
  },
  DIFFERENCE_ALREADY_ASKED: {
    zh: '“{title}”已有未办结的差异核实。',
    en: 'A question about “{title}” is open already.',
    meaning: 'One open question for each report; settle or withdraw it first, or ask again in it.',
  },
  BULLETIN_PERIOD_INVALID: {
    zh: '通报的起止日期有误：{from} 至 {to}。',
    en: 'The days of the bulletin cannot be: {from} to {to}.',
    meaning: 'A bulletin speaks of days from one to a later one, and none that are still to begin.',
  },
  CAMPAIGN_NOT_LAUNCHED: {
    zh: '专项行动尚未启动。',
    en: 'The campaign has not been launched.',
    meaning: 'There is nothing to speak of before the launch.',
  },
  ATTACHMENT_EMPTY: { zh: '“{name}”是空文件。', en: '"{name}" is empty.', meaning: 'A file without a single byte.' },
  ATTACHMENT_TOO_LARGE: {
    zh: '附件有 {megabytes} MB，超过 {most} MB 的上限。',
    en: 'The file has {megabytes} MB, more than the {most} MB that are taken.',
    meaning: 'One file is larger than the server takes.',
  },
  ATTACHMENT_KIND_UNKNOWN: {
    zh: '不接受“{name}”这类文件，可用的有：{endings}。',
    en: 'Files like "{name}" are not taken; these are: {endings}.',
    meaning: 'The ending of the name is not on the list.',
  },
  ATTACHMENT_NOT_AS_NAMED: {
    zh: '“{name}”的内容与扩展名不符。',
    en: 'What is in "{name}" is not what its ending says.',
    meaning: 'The first bytes are not those of this kind of file.',
  },
  TOO_MANY_ATTACHMENTS: {
    zh: '一份报送最多 {files} 个附件、共 {megabytes} MB。',
    en: 'A report takes at most {files} files and {megabytes} MB.',
    meaning: 'Everything that was ever handed over for the report counts.',
  },
  ...WORKBOOK_REFUSALS,
  ...RECORD_REFUSALS,
  // Units, people, calendar
  UNIT_UNKNOWN: { zh: '单位库中没有“{unit}”。', en: 'The register has no unit "{unit}".', meaning: 'No unit of this id or name.' },
  UNIT_NAME_TAKEN: {
    zh: '单位名称“{name}”已被使用。',
    en: 'The unit name "{name}" is already in use.',
    meaning: 'Another unit under the same parent bears the name at that time.',
  },
  UNIT_WOULD_BE_ITS_OWN_ANCESTOR: {
    zh: '单位不能隶属于自己的下级。',
    en: 'A unit cannot be placed below itself.',
    meaning: 'The register of units is a tree.',
  },
  USER_NAME_TAKEN: { zh: '用户名“{userName}”已被使用。', en: 'The user name "{userName}" is already in use.', meaning: 'User names are unique.' },
  PASSWORD_TOO_WEAK: {
    zh: '密码强度不足：{problem}',
    en: 'The password is too weak: {problem}',
    meaning: 'At least the length and variety that the server asks for.',
  },
  ROLES_EXCLUDE_EACH_OTHER: {
    zh: '角色“{role}”与该人员现有角色互斥。',
    en: 'The role "{role}" excludes the roles this person already holds.',
    meaning: 'System administrator, auditor and business roles are never held by one person.',
  },
  CALENDAR_NOT_ANNOUNCED: {
    zh: '{year} 年的放假安排尚未公布，无法计算工作日。',
    en: 'The holidays of {year} have not been announced yet, so working days cannot be counted.',
    meaning: 'Import the year once the State Council has published it.',
  },
  CALENDAR_YEAR_INVALID: {
    zh: '放假安排有误：{problem}',
    en: 'The holiday arrangement is not valid: {problem}',
    meaning: 'Days outside the year, doubled, or a make-up day that is no weekend.',
  },
} as const satisfies Record<string, RefusalText>;

export type RefusalCode = keyof typeof refusals;
export const REFUSALS: Readonly<Record<RefusalCode, RefusalText>> = refusals;

/** A refusal in the table's own words; `{name}` is filled from `data.name`. A desk that can say it better gives its own sentence under the same code. */
export function standardRefusal(code: RefusalCode, data: Record<string, unknown> = {}): Refusal<RefusalCode> {
  const { zh, en } = REFUSALS[code];
  return { code, message: { zh: filled(zh, data), en: filled(en, data) }, data };
}

function filled(template: string, data: Record<string, unknown>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => shown(data[name]));
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return Array.isArray(value) ? value.map(shown).join('、') : String(value);
}
