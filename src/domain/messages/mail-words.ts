/**
 * Which messages go by mail as well, and what they say. Only what asks somebody to do something now: a launch tells a unit of a hundred reports it
 * will owe, and nobody reads a hundred mails. Everything is in the inbox.
 */

export interface MailWords {
  zh: string;
  en: string;
}

/** `title`: of the report or task. */
interface About {
  title: string;
  data: Record<string, unknown>;
}
type Say = (about: About) => MailWords;

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
const days = ({ workingDays }: Record<string, unknown>): number => (typeof workingDays === 'number' ? workingDays : 0);
const dueBy = (data: Record<string, unknown>, zh: string, en: string): MailWords => {
  const dueOn = text(data.dueOn);
  return dueOn === null ? { zh: '', en: '' } : { zh: `${zh}${dueOn}。`, en: ` ${en} ${dueOn}.` };
};
const because = ({ data }: About): MailWords => {
  const reason = text(data.reason) ?? text(data.message) ?? text(data.requirement);
  return reason === null ? { zh: '', en: '' } : { zh: `${reason}。`.replace(/([。！？])。$/, '$1'), en: ` ${reason}` };
};
const joined = (...parts: MailWords[]): MailWords => ({ zh: parts.map(({ zh }) => zh).join(''), en: parts.map(({ en }) => en).join('') });

const MAILED: Readonly<Record<string, Say>> = {
  REPORT_REMINDER_BEFORE: ({ title, data }) =>
    days(data) === 0
      ? { zh: `“${title}”今天截止报送，尚未收到。`, en: `“${title}” is due today and has not come.` }
      : joined(
          { zh: `“${title}”尚未报送，还剩${days(data)}个工作日。`, en: `“${title}” has not been handed in; ${days(data)} working day(s) are left.` },
          dueBy(data, '报送期限：', 'Due on'),
        ),
  REPORT_REMINDER_AFTER: ({ title, data }) =>
    joined(
      { zh: `“${title}”已逾期${days(data)}个工作日，请尽快报送。`, en: `“${title}” is ${days(data)} working day(s) late; please hand it in.` },
      dueBy(data, '报送期限：', 'It was due on'),
    ),
  REPORT_ESCALATED: ({ title, data }) =>
    joined(
      {
        zh: `本单位“${title}”已逾期${days(data)}个工作日仍未报送，请负责人督促。`,
        en: `Your unit’s “${title}” is ${days(data)} working day(s) late and has not come. You are told as the head of the unit.`,
      },
      dueBy(data, '报送期限：', 'It was due on'),
    ),
  REPORT_URGED: (about) => joined({ zh: `催报：请尽快报送“${about.title}”。`, en: `Please hand in “${about.title}” soon.` }, because(about)),
  REPORT_RETURNED: (about) =>
    joined(
      { zh: `“${about.title}”已退回。`, en: `“${about.title}” was returned.` },
      because(about),
      dueBy(about.data, '重报期限：', 'Hand it in again by'),
    ),
  REPORT_REOPENED: (about) =>
    joined(
      { zh: `“${about.title}”需更正。`, en: `“${about.title}” is open for a correction.` },
      because(about),
      dueBy(about.data, '更正期限：', 'By'),
    ),
  REPORT_MISSING: ({ title }) => ({ zh: `“${title}”本期已截止，记为漏报。`, en: `The period of “${title}” is closed; it counts as missing.` }),
  DIFFERENCE_ASKED: (about) =>
    joined(
      { zh: `“${about.title}”，请核实说明。`, en: `“${about.title}”: please say why.` },
      because(about),
      dueBy(about.data, '说明期限：', 'Answer by'),
    ),
  DIFFERENCE_OVERDUE: ({ title, data }) =>
    joined({ zh: `“${title}”已过说明期限，尚未说明。`, en: `“${title}” has not been answered in time.` }, dueBy(data, '说明期限：', 'It was due on')),
  TASK_URGED: (about) => joined({ zh: `催办：请抓紧办理“${about.title}”。`, en: `Please press on with “${about.title}”.` }, because(about)),
  TASK_SUPERVISED: (about) => joined({ zh: `“${about.title}”已挂牌督办。`, en: `“${about.title}” is listed for supervision.` }, because(about)),
  TASK_DUE_SOON: ({ title, data }) => joined({ zh: `“${title}”即将到期。`, en: `“${title}” is due soon.` }, dueBy(data, '完成期限：', 'Due on')),
  TASK_RETURNED: (about) => joined({ zh: `“${about.title}”已退回重办。`, en: `“${about.title}” was sent back.` }, because(about)),
};

export const MAILED_MESSAGES: readonly string[] = Object.keys(MAILED);

/** Null: it does not go by mail. */
export function mailWords(message: string, about: About): MailWords | null {
  return Object.hasOwn(MAILED, message) ? (MAILED[message]?.(about) ?? null) : null;
}
