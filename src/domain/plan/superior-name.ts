/** Whether a name in a plan's basis (根据《…》) means a certain plan. */
import type { Plan } from './model';

export const SUPERIOR_GROUNDS = ['DOCUMENT_NUMBER', 'TITLE'] as const;
export type SuperiorGround = (typeof SUPERIOR_GROUNDS)[number];

/** A shorter title (工作方案) stands in many names. */
export const SHORTEST_TITLE = 8;

/** Without title marks, brackets' kinds and blanks: 〔2022〕31号 and [2022]31号 are one number. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[《》〈〉<>"“”\s]/g, '')
    .replace(/[〔［【(]/g, '[')
    .replace(/[〕］】)]/g, ']');

/** The plan that a covering notice issues: 关于印发《甲方案》的通知 means 甲方案. */
export const planNamed = (name: string): string =>
  plainName(name)
    .replace(/^.*关于(?:印发|转发|下发)/, '')
    .replace(/的(?:通知|函)(?:\[.*)?$/, '');

/** The surer ground, or null. A title may stand in the name, or the name in the title: notices shorten each other, and put the issuer before. */
export function groundOf(basis: string, plan: Pick<Plan, 'title' | 'documentNumber'>): SuperiorGround | null {
  const name = plainName(basis);
  const number = plan.documentNumber && plainName(plan.documentNumber);
  if (number && name.includes(number)) return 'DOCUMENT_NUMBER';
  const [called, title] = [planNamed(basis), planNamed(plan.title)];
  if (called === title) return 'TITLE';
  const holds = (whole: string, part: string): boolean => part.length >= SHORTEST_TITLE && whole.includes(part);
  return holds(called, title) || holds(title, called) ? 'TITLE' : null;
}
